"""What `diff` is asked: which areas are compared with which baseline, and how that is reported."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.pairs import compare, compare_with_pool, many_tested
from crimecompare.cli import remedies
from crimecompare.cli.against import against, missing
from crimecompare.cli.areas import REMEDIES, Narrowing, areas_of, figures
from crimecompare.cli.asides import leave_out
from crimecompare.cli.choosing import Choice
from crimecompare.cli.offence import Given, alone, baseline_alone, giving, to_be_pooled, without_figures_for
from crimecompare.errors import AnotherTime, Incomparable, PeriodsApart, UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.types import folded
from crimecompare.reports import diff
from crimecompare.reports.fields import ReportKind
from crimecompare.reports.report import Report

UNLIKE_TIMES = "whose two times overlap or count different offences"


class Pair(NamedTuple):
    """An area and what it is compared with, several being pooled; whether it is named outright."""

    area: AreaProfile
    baseline: Sequence[AreaProfile]
    is_named: bool

    @property
    def is_itself(self) -> bool:
        """Whether the area is compared with itself, at another time."""
        return folded(self.area.key) in {folded(other.key) for other in self.baseline}


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
    known: Catalogue,
    names: Sequence[str],
    baseline: Sequence[str],
    narrowing: Narrowing,
    confidence: float,
    *,
    exclude_self: bool,
    offence: str | None = None,
) -> list[Comparison]:
    """Compare the areas named with a baseline: one area, several pooled, or themselves at another time.

    With an `offence` it is that one alone which is compared. Raises CrimecompareError when an area is unknown, does not
    give the offence, or is the baseline itself.
    """
    pairs = _pairs(known, giving(areas_of(known, names, narrowing), offence), baseline)
    comparing = _Comparing(known, confidence, offence, exclude_self=exclude_self)
    comparisons = list(comparing.of(pairs))
    leave_out(comparing.unlike, UNLIKE_TIMES)
    leave_out(comparing.lacking, f"{without_figures_for(offence)} then" if offence is not None else "")
    if not comparisons:
        unlike = UNLIKE_TIMES if comparing.unlike else "without the offence then"
        raise UsageError(f"nothing is left to compare but areas {unlike}")
    return many_tested([replace(c, remedies=REMEDIES, is_one_of_many=len(comparisons) > 1) for c in comparisons])


def refuse_different_kinds(comparisons: list[Comparison]) -> None:
    """Raise Incomparable where two sides are not measured alike, or may not be."""
    for comparison in comparisons:
        for note in comparison.doubts_of_kind:
            raise Incomparable(f"--strict: {note.code}: {note.message}")


def _pairs(known: Catalogue, areas: Sequence[Given], baseline: Sequence[str]) -> list[Pair]:
    """Pair each area with what it is compared with; a baseline is not one of several areas that an argument means.

    Raises UnknownName for an area named outright that has no figures for the baseline's period, and when none is left.
    """
    baseline_of = against(known, baseline)
    pairs = [Pair(area, baseline_of(area), is_named) for area, is_named in areas]
    lacking = [pair for pair in pairs if not pair.baseline]
    for pair in lacking:
        if pair.is_named or len(lacking) == len(pairs):
            raise UnknownName(missing(known, pair.area, baseline))
    leave_out(
        [pair.area.key for pair in lacking], f"without figures for {baseline[0].removeprefix('@')}" if lacking else ""
    )
    single = {pair.baseline[0].identity for pair in pairs if len(pair.baseline) == 1}
    kept = [p for p in pairs if p.baseline and (p.is_named or p.area.identity not in single)]
    if not kept:
        raise UsageError("nothing is left to compare: the areas named are the baseline itself")
    return kept


class _Comparing:
    """Compares pairs in a catalogue, all offences together or one alone.

    Of several areas `unlike` are those whose figures of two times are not alike, `lacking` those that do not give the
    offence at the other time.
    """

    def __init__(self, known: Catalogue, confidence: float, offence: str | None, *, exclude_self: bool) -> None:
        self._known = known
        self._confidence = confidence
        self._offence = offence
        self._exclude_self = exclude_self
        self._pools: dict[int, list[Figures]] = {}
        self.unlike: list[str] = []
        self.lacking: list[str] = []

    def of(self, pairs: Iterable[Pair]) -> Iterable[Comparison]:
        """Yield the comparisons. Raises Incomparable, with what to type where that is known."""
        for pair in pairs:
            (area,) = alone(figures(self._known, [pair.area]), self._offence)
            try:
                yield self._compared(area, pair.baseline)
            except PeriodsApart as error:
                raise remedies.of_periods(self._known, error) from None
            except AnotherTime as error:
                if pair.is_named:
                    raise remedies.of_another_time(self._known, pair.area, pair.baseline[0].period, error) from None
                self.unlike.append(pair.area.key)
            except UnknownName:  # of the offence
                if pair.is_named or not pair.is_itself:
                    raise
                self.lacking.append(pair.area.key)

    def _compared(self, area: Figures, members: Sequence[AreaProfile]) -> Comparison:
        if len(members) == 1:
            other = baseline_alone(Figures.of(members[0]), self._offence)
            return compare(area, other, confidence=self._confidence, exclude_self=self._exclude_self)
        if id(members) not in self._pools:
            self._pools[id(members)] = to_be_pooled(figures(self._known, members), self._offence)
        return compare_with_pool(area, self._pools[id(members)], confidence=self._confidence)
