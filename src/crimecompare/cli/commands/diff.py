"""`crimecompare diff`."""

import os
from typing import Annotated

import typer

from crimecompare.analysis.comparison import Comparison, checked_confidence, compare, compare_with_pool
from crimecompare.analysis.figures import Figures
from crimecompare.cli import options
from crimecompare.cli.output import answer, wanted
from crimecompare.errors import Incomparable, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue, is_pattern
from crimecompare.reports import Report
from crimecompare.reports import diff as whole

DEFAULT_BASELINE = "uk"

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("diff")
def diff(
    areas: options.Areas,
    baseline: options.Baseline = None,
    by_offence: Annotated[bool, typer.Option("--by-offence", help="One row for each offence both sides have.")] = False,
    exclude_self: Annotated[
        bool, typer.Option("--exclude-self", help="Take the area out of a baseline that contains it.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse to compare what differs, or may differ, in kind.")
    ] = False,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    output: options.Output = None,
    get: Annotated[str | None, options.get_field("diff", by_offence="by_offence")] = None,
    fail_if: Annotated[
        list[str] | None,
        options.condition(
            "--fail-if", "Exit 1 if true of any row", "excess_percent>25", "diff", by_offence="by_offence"
        ),
    ] = None,
) -> int:
    """Compare areas with a baseline: excess crime rate, safety-score shortfall, and how sure that is.

    The interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing of crimes that are never reported or of how recording differs.
    """
    if by_offence:
        from crimecompare.reports import by_offence as shares
    question = wanted(shares.KIND if by_offence else whole.KIND, output, get, fail_if)
    level = checked_confidence(confidence)
    catalogue = options.catalogue(profiles)
    others = options.baseline_members(catalogue, baseline or [_default_baseline()])
    subjects = [area for name in areas for area in _subjects(catalogue, name, others)]
    if not subjects:
        raise UsageError("nothing is left to compare: the areas named are the baseline itself")
    if len(others) > 1:
        comparisons = _with_pool(catalogue, subjects, others, level)
    else:
        comparisons = [
            _with(catalogue, area, *others, confidence=level, exclude_self=exclude_self) for area in subjects
        ]
    if strict:
        _refuse_different_kinds(comparisons)
    return answer(_by_offence(comparisons) if by_offence else whole.report(comparisons), question)


def _by_offence(comparisons: list[Comparison]) -> Report:
    from crimecompare.analysis.offences import by_offence
    from crimecompare.reports import by_offence as shares

    return shares.report([(comparison, by_offence(comparison)) for comparison in comparisons])


def _default_baseline() -> str:
    return os.environ.get("CRIMECOMPARE_BASELINE") or DEFAULT_BASELINE


def _subjects(catalogue: Catalogue, name: str, baseline: list[AreaProfile]) -> list[AreaProfile]:
    """Return the areas that an argument means; where it means several, a single baseline is not one of them."""
    found = catalogue.profiles_of(name)
    means_one = len(found) == 1 and not is_pattern(name)
    if means_one or len(baseline) > 1:
        return found
    return [area for area in found if area.identity != baseline[0].identity]


def _with_pool(
    catalogue: Catalogue, areas: list[AreaProfile], baseline: list[AreaProfile], confidence: float
) -> list[Comparison]:
    members, containers = [Figures.of(member) for member in baseline], options.containers(catalogue)
    return [compare_with_pool(Figures.of(area), members, containers, confidence=confidence) for area in areas]


def _with(
    catalogue: Catalogue, area: AreaProfile, baseline: AreaProfile, *, confidence: float, exclude_self: bool
) -> Comparison:
    inside = catalogue.lies_within(area, baseline)
    return compare(area, baseline, confidence=confidence, lies_within=inside, exclude_self=exclude_self)


def _refuse_different_kinds(comparisons: list[Comparison]) -> None:
    from crimecompare.analysis.caveats import is_about_kinds

    for comparison in comparisons:
        for note in filter(is_about_kinds, comparison.notes):
            raise Incomparable(f"--strict: {note.code}: {note.message}")
