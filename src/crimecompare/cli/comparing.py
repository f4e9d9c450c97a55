"""What `diff` is asked: which areas are compared with which baseline, and how that is reported."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.pairs import compare, compare_with_pool, many_tested
from crimecompare.cli import remedies
from crimecompare.cli.against import against, missing
from crimecompare.cli.areas import REMEDIES, Chosen, Narrowing, areas_of, figures, say_left_out
from crimecompare.cli.choosing import Choice
from crimecompare.errors import AnotherTime, Incomparable, PeriodsApart, UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.reports import diff
from crimecompare.reports.fields import Report, ReportKind


class Pair(NamedTuple):
    """An area and what it is compared with, several being pooled; whether it is named outright."""

    area: AreaProfile
    baseline: Sequence[AreaProfile]
    is_named: bool


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
) -> list[Comparison]:
    """Compare the areas named with a baseline: with one area, with several pooled, or with themselves then.

    Raises CrimecompareError when an area is unknown, or is the baseline itself.
    """
    pairs = _pairs(known, areas_of(known, names, narrowing), baseline)
    comparing = _Comparing(known, confidence, exclude_self=exclude_self)
    comparisons = list(comparing.of(pairs))
    say_left_out(comparing.unlike, "figures then that count other offences or overlap")
    if not comparisons:
        raise UsageError("nothing is left to compare: the figures of the two times are not alike")
    return many_tested([replace(c, remedies=REMEDIES, is_one_of_many=len(comparisons) > 1) for c in comparisons])


def refuse_different_kinds(comparisons: list[Comparison]) -> None:
    """Raise Incomparable where two sides are not, or may not be, measured alike."""
    for comparison in comparisons:
        for note in comparison.doubts_of_kind:
            raise Incomparable(f"--strict: {note.code}: {note.message}")


def _pairs(known: Catalogue, areas: Sequence[Chosen], baseline: Sequence[str]) -> list[Pair]:
    """Put each area beside what it is compared with; a baseline is not one of several areas that an argument means.

    Raises UnknownName for an area named outright that has no figures then, and when none is left.
    """
    baseline_of = against(known, baseline)
    pairs = [Pair(area, baseline_of(area), one.names_one) for one in areas for area in one.profiles()]
    lacking = [pair for pair in pairs if not pair.baseline]
    for pair in lacking:
        if pair.is_named or len(lacking) == len(pairs):
            raise UnknownName(missing(known, pair.area, baseline))
    say_left_out(
        [pair.area.key for pair in lacking], f"no figures of {baseline[0].removeprefix('@')}" if lacking else ""
    )
    single = {pair.baseline[0].identity for pair in pairs if len(pair.baseline) == 1}
    kept = [p for p in pairs if p.baseline and (p.is_named or p.area.identity not in single)]
    if not kept:
        raise UsageError("nothing is left to compare: the areas named are the baseline itself")
    return kept


class _Comparing:
    """Compares pairs in a catalogue; `unlike` are the areas of several whose figures of two times are not alike."""

    def __init__(self, known: Catalogue, confidence: float, *, exclude_self: bool) -> None:
        self._known = known
        self._confidence = confidence
        self._exclude_self = exclude_self
        self._pools: dict[int, list[Figures]] = {}
        self.unlike: list[str] = []

    def of(self, pairs: Iterable[Pair]) -> Iterable[Comparison]:
        """Yield the comparisons. Raises Incomparable, with what to type where that is known."""
        for pair in pairs:
            (area,) = figures(self._known, [pair.area])
            try:
                yield self._compared(area, pair.baseline)
            except PeriodsApart as error:
                raise remedies.of_periods(self._known, error) from None
            except AnotherTime as error:
                if pair.is_named:
                    raise remedies.of_another_time(self._known, pair.area, pair.baseline[0].period, error) from None
                self.unlike.append(pair.area.key)

    def _compared(self, area: Figures, members: Sequence[AreaProfile]) -> Comparison:
        if len(members) == 1:
            other = Figures.of(members[0])
            return compare(area, other, confidence=self._confidence, exclude_self=self._exclude_self)
        if id(members) not in self._pools:
            self._pools[id(members)] = figures(self._known, members)
        return compare_with_pool(area, self._pools[id(members)], confidence=self._confidence)
