"""Pairs: an area and what it is compared with, made ready and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

from crimecompare.analysis import caveats
from crimecompare.analysis.baselines import pool, without
from crimecompare.analysis.codes import Note
from crimecompare.analysis.comparison import CONFIDENCE, Comparison, Verdict, checked_confidence
from crimecompare.analysis.figures import Figures, figures_of
from crimecompare.errors import AnotherTime, Incomparable
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.periods import spelled_period
from crimecompare.profiles.types import folded
from crimecompare.wording import quoted

NOT_STATED = "period not stated"


def compare(
    area: AreaProfile | Figures,
    baseline: AreaProfile | Figures,
    *,
    confidence: float = CONFIDENCE,
    exclude_self: bool = False,
) -> Comparison:
    """Compare an area with a baseline, each a profile or the figures of one.

    `confidence` is that of every interval, from 0.9 to 0.9999. `exclude_self` takes the area out of a baseline that
    contains it first. Raises Incomparable for an area compared with itself, and for an exclusion that is impossible;
    AnotherTime for an area compared with itself at times that overlap, or by figures that count different offences;
    UsageError for a confidence outside its range.
    """
    checked_confidence(confidence)
    side, other = figures_of(area), figures_of(baseline)
    if side.identity == other.identity:
        raise Incomparable(
            f"{side.key} would be compared with itself; name another area or another baseline", "baseline"
        )
    if side.is_at_another_time(other):
        _refuse_unlike_times(side, other)
    inside = side.lies_within(other)
    side, other = _told_apart(side, other)
    if not exclude_self:
        return Comparison(side, other, confidence, lies_within=inside)
    if not inside:
        raise Incomparable(
            f"{side.key} is not part of {other.key}, so exclude_self has nothing to leave out", "exclude_self"
        )
    rest = without(other, side)
    whole_score = (caveats.score_of_whole(rest, side),) if rest.safety_score is not None else ()
    return Comparison(side, rest, confidence, more_notes=whole_score)


def _refuse_unlike_times(now: Figures, then: Figures) -> None:
    """Refuse two times of an area that overlap, or whose figures count different offences. Raises AnotherTime."""
    if now.counted_months and then.counted_months and now.counted_months & then.counted_months:
        raise AnotherTime(f"{now.name} cannot be compared with itself: {now.period} and {then.period} overlap")
    scope, other = now.stated["scope"], then.stated["scope"]
    if scope != other:
        said = [
            f"{quoted(side.scope)} in {side.period}" if side.scope else f"not stated for {side.period}"
            for side in (now, then)
        ]
        raise AnotherTime(f"{now.name} cannot be compared with itself: the offences counted differ ({'; '.join(said)})")


def compare_with_pool(area: Figures, members: Sequence[Figures], *, confidence: float = CONFIDENCE) -> Comparison:
    """Compare an area with several areas pooled; the area itself is taken out of them.

    Raises Incomparable as `baselines.pool` does.
    """
    pooled = pool(members, area)
    notes = list(caveats.pooled_score(pooled))
    if pooled.safety_score is not None and not area.containers.isdisjoint(map(folded, pooled.members)):
        notes.append(caveats.score_of_whole(pooled, area))
    return Comparison(area, pooled, confidence, more_notes=tuple(notes))


class Judged(Protocol):
    """A result with a verdict at a confidence, which takes more notes: a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def confidence(self) -> float:
        """The confidence of its interval."""

    @property
    def more_notes(self) -> tuple[Note, ...]:
        """The notes that it was given."""

    @property
    def verdict(self) -> Verdict:
        """What the interval allows to be said."""


Many = TypeVar("Many", bound=Judged)


def many_tested(results: Sequence[Many]) -> list[Many]:
    """Note on each result how many of them chance alone would make look different, where that is one or more."""
    judged = [result for result in results if result.verdict is not Verdict.UNTESTED]
    turned = round(sum(1 - result.confidence for result in judged), 9)  # ten at 0.9 are one, not 0.999…
    if turned < 1:
        return list(results)
    note = caveats.of_many(len(judged), turned)
    return [replace(result, more_notes=(*result.more_notes, note)) for result in results]


def _told_apart(area: Figures, baseline: Figures) -> tuple[Figures, Figures]:
    """Tell two of the same name apart by their periods, or by their keys."""
    if area.name != baseline.name:
        return area, baseline
    here, there = (side.period and spelled_period(side.period) for side in (area, baseline))
    if here == there:
        here, there = area.key, baseline.key
    return (
        area._replace(label=f"{area.name} ({here or NOT_STATED})"),
        baseline._replace(label=f"{baseline.name} ({there or NOT_STATED})"),
    )
