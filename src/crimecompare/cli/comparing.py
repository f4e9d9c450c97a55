"""What `diff` is asked: which areas are compared with which baseline, and how that is reported."""

import os
from dataclasses import replace

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.pairs import compare, compare_with_pool, many_tested
from crimecompare.cli.areas import REMEDIES, baseline_members, figures
from crimecompare.cli.choosing import Choice
from crimecompare.errors import Incomparable, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue, is_pattern
from crimecompare.reports import diff
from crimecompare.reports.fields import Report, ReportKind

DEFAULT_BASELINE = "uk"


def default_baseline() -> str:
    """Return the baseline that is meant when none is named."""
    return os.environ.get("CRIMECOMPARE_BASELINE") or DEFAULT_BASELINE


def kind(*, by_offence: bool) -> ReportKind:
    """Return the kind of report that is asked for."""
    if not by_offence:
        return diff.KIND
    from crimecompare.reports import by_offence as shares

    return shares.KIND


def reported(comparisons: list[Comparison], choice: Choice, *, by_offence: bool) -> Report:
    """Report the rows chosen, which are comparisons as they are, or broken down by offence."""
    if not by_offence:
        return diff.report(choice.of(comparisons))
    from crimecompare.analysis import offences
    from crimecompare.reports import by_offence as shares

    parts = [share for comparison in comparisons for share in offences.by_offence(comparison)]
    return shares.report(parts, choice.of(parts))


def compared(
    known: Catalogue, names: list[str], baseline: list[str], confidence: float, *, exclude_self: bool
) -> list[Comparison]:
    """Compare the areas named with a baseline: with one area, or with several pooled.

    Raises CrimecompareError when an area is unknown, or is the baseline itself.
    """
    members = baseline_members(known, baseline)
    areas = figures(known, [area for name in names for area in _subjects(known, name, members)])
    if not areas:
        raise UsageError("nothing is left to compare: the areas named are the baseline itself")
    if len(members) > 1:
        pooled = figures(known, members)
        comparisons = [compare_with_pool(area, pooled, confidence=confidence) for area in areas]
    else:
        other = Figures.of(members[0])
        comparisons = [compare(area, other, confidence=confidence, exclude_self=exclude_self) for area in areas]
    return many_tested([replace(c, remedies=REMEDIES, is_one_of_many=len(areas) > 1) for c in comparisons])


def refuse_different_kinds(comparisons: list[Comparison]) -> None:
    """Raise Incomparable where two sides are not, or may not be, measured alike."""
    for comparison in comparisons:
        for note in comparison.doubts_of_kind:
            raise Incomparable(f"--strict: {note.code}: {note.message}")


def _subjects(known: Catalogue, name: str, baseline: list[AreaProfile]) -> list[AreaProfile]:
    """Return the areas that an argument means; where it means several, a single baseline is not one of them."""
    found = known.profiles_of(name)
    means_one = len(found) == 1 and not is_pattern(name)
    if means_one or len(baseline) > 1:
        return found
    return [area for area in found if area.identity != baseline[0].identity]
