"""`crimecompare diff`."""

import os
from dataclasses import replace
from typing import Annotated

import typer

from crimecompare.analysis.comparison import Comparison, checked_confidence, compare, compare_with_pool
from crimecompare.analysis.figures import Figures
from crimecompare.cli import areas as areas_of
from crimecompare.cli import options
from crimecompare.cli.output import answer, answer_options
from crimecompare.errors import Incomparable, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue, is_pattern
from crimecompare.reports import diff as whole
from crimecompare.reports.fields import Report

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
    kind = whole.KIND
    if by_offence:
        from crimecompare.reports import by_offence as shares

        kind = shares.KIND
    question = answer_options(kind, output, get, fail_if)
    level = checked_confidence(confidence)
    known = areas_of.catalogue(profiles)
    others = areas_of.baseline_members(known, baseline or [_default_baseline()])
    subjects = [area for name in areas for area in _subjects(known, name, others)]
    if not subjects:
        raise UsageError("nothing is left to compare: the areas named are the baseline itself")
    comparisons = _compared(known, subjects, others, confidence=level, exclude_self=exclude_self)
    if strict:
        _refuse_different_kinds(comparisons)
    return answer(_by_offence(comparisons) if by_offence else whole.report(comparisons), question)


def _by_offence(comparisons: list[Comparison]) -> Report:
    from crimecompare.analysis.offences import by_offence
    from crimecompare.reports import by_offence as shares

    return shares.report([(comparison, by_offence(comparison)) for comparison in comparisons])


def _default_baseline() -> str:
    return os.environ.get("CRIMECOMPARE_BASELINE") or DEFAULT_BASELINE


def _subjects(known: Catalogue, name: str, baseline: list[AreaProfile]) -> list[AreaProfile]:
    """Return the areas that an argument means; where it means several, a single baseline is not one of them."""
    found = known.profiles_of(name)
    means_one = len(found) == 1 and not is_pattern(name)
    if means_one or len(baseline) > 1:
        return found
    return [area for area in found if area.identity != baseline[0].identity]


def _compared(
    known: Catalogue, areas: list[AreaProfile], baseline: list[AreaProfile], *, confidence: float, exclude_self: bool
) -> list[Comparison]:
    """Compare areas with a baseline: with several areas pooled, or with one."""
    subjects = areas_of.figures(known, areas)
    if len(baseline) > 1:
        members = areas_of.figures(known, baseline)
        comparisons = [compare_with_pool(subject, members, confidence=confidence) for subject in subjects]
    else:
        other = Figures.of(baseline[0])
        comparisons = [compare(s, other, confidence=confidence, exclude_self=exclude_self) for s in subjects]
    return [replace(comparison, remedies=options.REMEDIES) for comparison in comparisons]


def _refuse_different_kinds(comparisons: list[Comparison]) -> None:
    for comparison in comparisons:
        for note in comparison.notes:
            if note.is_about_kinds:
                raise Incomparable(f"--strict: {note.code}: {note.message}")
