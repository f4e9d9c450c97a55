"""Comparison: how one side's recorded crime and safety score stand to another's, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crimecompare.analysis import caveats, intervals
from crimecompare.analysis.baselines import pool, without
from crimecompare.analysis.caveats import Code, Note
from crimecompare.analysis.figures import Figures, figures_of
from crimecompare.analysis.intervals import Interval, Method
from crimecompare.analysis.terms import Term
from crimecompare.errors import Incomparable, UsageError
from crimecompare.profiles.area import PER, AreaProfile
from crimecompare.profiles.types import folded

CONFIDENCE = 0.95
"""The usual level, and the default."""
LOWEST_CONFIDENCE, HIGHEST_CONFIDENCE = 0.9, 0.9999


def checked_confidence(confidence: float) -> float:
    """Return a confidence that intervals are made at, from 0.9 to 0.9999. Raises UsageError."""
    if not LOWEST_CONFIDENCE <= confidence <= HIGHEST_CONFIDENCE:
        message = f"confidence must be from {LOWEST_CONFIDENCE} to {HIGHEST_CONFIDENCE}, not {confidence:g}"
        raise UsageError(message, "confidence")
    return confidence


class Verdict(Term):
    """What the interval of the rate ratio allows to be said."""

    HIGHER = "higher", "the interval of the rate ratio lies above 1"
    SIMILAR = "similar", "the interval of the rate ratio holds 1: not clearly different"
    LOWER = "lower", "the interval of the rate ratio lies below 1"
    UNTESTED = "untested", "whether chance could make the difference cannot be judged"


@dataclass(frozen=True)
class Comparison:
    """An area against a baseline. Rates are per 1,000 residents per year; unknown and undefined figures are None.

    Excess is area − baseline: positive means more crime. Shortfall is baseline − area: positive means less safe.
    """

    area: Figures
    baseline: Figures
    confidence: float = CONFIDENCE
    lies_within: bool = False
    more_notes: tuple[Note, ...] = ()
    remedies: Mapping[Code, str] | None = None
    """What can be done about a note, by its code: words that a caller adds to it, such as the option to use."""

    @property
    def excess_crime_rate(self) -> float | None:
        """Crimes per 1,000 residents per year above (below, when negative) the baseline's rate."""
        if self.area.rate is None or self.baseline.rate is None:
            return None
        return self.area.rate - self.baseline.rate

    @property
    def rate_ratio(self) -> float | None:
        """The area's rate as a multiple of the baseline's; None when that is 0."""
        if self.area.rate is None or not self.baseline.rate:
            return None
        return self.area.rate / self.baseline.rate

    @property
    def excess_percent(self) -> float | None:
        """The excess rate as a percentage of the baseline's rate; None when that is 0."""
        if self.excess_crime_rate is None or not self.baseline.rate:
            return None
        return 100 * self.excess_crime_rate / self.baseline.rate

    @property
    def excess_crimes(self) -> float | None:
        """Crimes a year more than the area's residents would have at the baseline's rate; None without a population."""
        if self.excess_crime_rate is None or self.area.population is None:
            return None
        return self.excess_crime_rate * self.area.population / PER

    @property
    def safety_shortfall(self) -> float | None:
        """Points of safety score below (above, when negative) the baseline's, on the scale from 0 to 100."""
        if self.area.safety_score is None or self.baseline.safety_score is None:
            return None
        return self.baseline.safety_score - self.area.safety_score

    @cached_property
    def rate_interval(self) -> Interval | None:
        """The interval of the area's own rate."""
        return self.area.rate_interval(self.confidence)

    @property
    def rate_method(self) -> Method | None:
        """The method of the interval of the area's own rate."""
        return self.rate_interval.method if self.rate_interval else None

    @cached_property
    def ratio_interval(self) -> Interval | None:
        """The interval of the rate ratio, on which the verdict rests; None when chance cannot be judged.

        With a count on both sides it is that of the ratio; a side without one is taken as exactly known.
        """
        area, baseline = self.area, self.baseline
        if area.rate is None or not baseline.rate:
            return None
        if any(side.crimes is not None and not side.person_years for side in (area, baseline)):
            return None  # a count of nobody knows how many, which is no fixed reference either
        if area.has_interval and baseline.has_interval:
            return _of_two_counts(area, baseline, self.confidence)
        if self.rate_interval is not None:
            return self.rate_interval.scaled(1 / baseline.rate)
        other = baseline.rate_interval(self.confidence)
        if other is None:
            return None
        return Interval(area.rate / other.high, area.rate / other.low if other.low else math.inf, other.method)

    @cached_property
    def excess_rate_interval(self) -> Interval | None:
        """The interval of the excess rate, per 1,000 residents per year: (ratio − 1) × the baseline's rate."""
        if self.ratio_interval is None or self.baseline.rate is None:
            return None
        low, high, method = self.ratio_interval
        return Interval((low - 1) * self.baseline.rate, (high - 1) * self.baseline.rate, method)

    @property
    def excess_crimes_interval(self) -> Interval | None:
        """The interval of the excess crimes a year."""
        if self.excess_rate_interval is None or self.area.population is None:
            return None
        return self.excess_rate_interval.scaled(self.area.population / PER)

    @property
    def method(self) -> Method | None:
        """The method of the interval that the verdict rests on."""
        return self.ratio_interval.method if self.ratio_interval else None

    @property
    def verdict(self) -> Verdict:
        """`similar` when the interval of the ratio holds 1, `untested` without an interval."""
        if self.ratio_interval is None:
            return Verdict.UNTESTED
        if self.ratio_interval.low > 1:
            return Verdict.HIGHER
        if self.ratio_interval.high < 1:
            return Verdict.LOWER
        return Verdict.SIMILAR

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What must be said beside these figures, each thing once."""
        notes = [*caveats.of_pair(self.area, self.baseline, lies_within=self.lies_within), *self.more_notes]
        if self.ratio_interval is not None and math.isinf(self.ratio_interval.high):
            notes.append(caveats.no_upper_limit(self.baseline))
        return tuple(dict.fromkeys(caveats.with_remedy(note, self.remedies) for note in notes))


def _of_two_counts(area: Figures, baseline: Figures, confidence: float) -> Interval | None:
    if area.crimes is None or baseline.crimes is None or not area.person_years or not baseline.person_years:
        return None
    if intervals.nearest_whole(area.crimes) == intervals.nearest_whole(baseline.crimes) == 0:
        return None
    return intervals.of_ratio(area.crimes, area.person_years, baseline.crimes, baseline.person_years, confidence)


def compare(
    area: AreaProfile | Figures,
    baseline: AreaProfile | Figures,
    *,
    confidence: float = CONFIDENCE,
    exclude_self: bool = False,
) -> Comparison:
    """Compare an area with a baseline, each a profile or the figures of one.

    `confidence` is that of every interval, from 0.9 to 0.9999. `exclude_self` takes the area out of a baseline that
    contains it first. Raises Incomparable for an area with itself, and for an exclusion that is impossible; UsageError
    for a confidence outside its range.
    """
    checked_confidence(confidence)
    side, other = figures_of(area), figures_of(baseline)
    if side.identity == other.identity:
        raise Incomparable(f"{side.key} is compared with itself; name another area or another baseline", "baseline")
    inside = side.lies_within(other)
    side, other = _told_apart(side, other)
    if not exclude_self:
        return Comparison(side, other, confidence, lies_within=inside)
    if not inside:
        raise Incomparable(
            f"{side.key} does not lie within {other.key}, so exclude_self has nothing to take out", "exclude_self"
        )
    rest = without(other, side)
    whole_score = (caveats.score_of_whole(rest, side),) if rest.safety_score is not None else ()
    return Comparison(side, rest, confidence, more_notes=whole_score)


def compare_with_pool(area: Figures, members: Sequence[Figures], *, confidence: float = CONFIDENCE) -> Comparison:
    """Compare an area with several areas pooled; the area itself is taken out of them.

    Raises Incomparable as `baselines.pool` does.
    """
    pooled = pool(members, area)
    notes = list(caveats.pooled_score(pooled))
    if pooled.safety_score is not None and not area.containers.isdisjoint(map(folded, pooled.members)):
        notes.append(caveats.score_of_whole(pooled, area))
    return Comparison(area, pooled, confidence, more_notes=tuple(notes))


def _told_apart(area: Figures, baseline: Figures) -> tuple[Figures, Figures]:
    """Tell two of the same name apart by their periods, or by their keys."""
    if area.name != baseline.name:
        return area, baseline
    here, there = area.period, baseline.period
    if here == there:
        here, there = area.key, baseline.key
    return (
        area._replace(label=f"{area.name} ({here or 'period not stated'})"),
        baseline._replace(label=f"{baseline.name} ({there or 'period not stated'})"),
    )
