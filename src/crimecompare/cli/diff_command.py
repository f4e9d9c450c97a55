"""`crimecompare diff`."""

import os
from typing import Annotated

import typer

from crimecompare.catalogue import Catalogue
from crimecompare.cli import completion, options
from crimecompare.cli.output import answer, wanted
from crimecompare.comparison import Comparison, compare
from crimecompare.errors import Incomparable, UsageError
from crimecompare.profiles import AreaProfile
from crimecompare.reports import Report
from crimecompare.reports import diff as whole

DEFAULT_BASELINE = "uk"

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("diff")
def diff(
    areas: options.Areas,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            "-b",
            metavar="AREA",
            help="What to compare with.  [default: $CRIMECOMPARE_BASELINE, else uk]",
            autocompletion=completion.areas,
        ),
    ] = None,
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
    get: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="Print that raw value only.", autocompletion=completion.fields(whole.SHAPE)),
    ] = None,
    fail_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help="Exit 1 if true of any row, as in 'excess_percent>25'; repeatable.",
            autocompletion=completion.fields(whole.SHAPE),
        ),
    ] = None,
) -> int:
    """Compare areas with a baseline: excess crime rate, safety-score shortfall, and how sure that is.

    The interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing of crimes that are never reported or of how recording differs.
    """
    if by_offence:
        from crimecompare.reports import by_offence as shares  # noqa: PLC0415 - for this option only
    question = wanted(shares.SHAPE if by_offence else whole.SHAPE, output, get, fail_if)
    level = options.checked_confidence(confidence)
    catalogue = options.catalogue(profiles)
    other = _baseline(catalogue, baseline or os.environ.get("CRIMECOMPARE_BASELINE") or DEFAULT_BASELINE)
    comparisons = [
        compare(
            area, other, confidence=level, lies_within=catalogue.lies_within(area, other), exclude_self=exclude_self
        )
        for name in areas
        for area in _subjects(catalogue, name, other)
    ]
    if strict:
        _refuse_different_kinds(comparisons)
    return answer(_by_offence(comparisons) if by_offence else whole.report(comparisons), question)


def _by_offence(comparisons: list[Comparison]) -> Report:
    from crimecompare.offences import by_offence  # noqa: PLC0415 - for this option only
    from crimecompare.reports import by_offence as shares  # noqa: PLC0415

    return shares.report([(comparison, by_offence(comparison)) for comparison in comparisons])


def _baseline(catalogue: Catalogue, name: str) -> AreaProfile:
    found = catalogue.entries_of(name)
    if len(found) > 1:
        keys = ", ".join(entry.key for entry in found[:5])
        raise UsageError(f"--baseline {name} holds {len(found):,} areas ({keys}, …); a baseline is one area")
    return found[0].profile()


def _subjects(catalogue: Catalogue, name: str, baseline: AreaProfile) -> list[AreaProfile]:
    """Return the areas that an argument means; where it means several, the baseline is not one of them."""
    found = catalogue.profiles_of(name)
    if len(found) == 1:
        return found
    return [area for area in found if (area.key, area.file) != (baseline.key, baseline.file)]


def _refuse_different_kinds(comparisons: list[Comparison]) -> None:
    from crimecompare.caveats import is_about_comparability  # noqa: PLC0415 - for --strict only

    for comparison in comparisons:
        for note in filter(is_about_comparability, comparison.notes):
            raise Incomparable(f"--strict: {note.code}: {note.message}")
