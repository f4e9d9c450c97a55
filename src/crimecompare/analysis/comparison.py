"""Comparison: how one side's recorded crime and safety score differ from another's, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crimecompare.analysis import caveats, intervals, likeness
from crimecompare.analysis.codes import Code, Note, in_order, with_remedy
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import Interval, Method
from crimecompare.analysis.rounding import within_rounding
from crimecompare.analysis.terms import Term
from crimecompare.errors import UsageError
from crimecompare.profiles.area import PER
from crimecompare.profiles.periods import seasons_differ
from crimecompare.wording import visible

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
    """What the interval of a ratio allows to be said: of two rates, or of two changes."""

    HIGHER = "higher", "the interval of the ratio lies above 1"
    SIMILAR = "similar", "the interval of the ratio contains 1: not clearly different"
    LOWER = "lower", "the interval of the ratio lies below 1"
    UNTESTED = "untested", "these figures cannot show whether chance explains the difference"


@dataclass(frozen=True, repr=False)
class Comparison:
    """An area compared with a baseline. Rates are per 1,000 residents per year; unknown and undefined figures are None.

    Excess is area − baseline: positive means more crime. Shortfall is baseline − area: positive means less safe.
    """

    area: Figures
    baseline: Figures
    confidence: float = CONFIDENCE
    lies_within: bool = False
    more_notes: tuple[Note, ...] = ()
    remedies: Mapping[Code, str] | None = None
    """What can be done about a note, by its code: words that a caller adds to it, such as the option to use."""
    is_one_of_many: bool = False
    """Whether it is read beside others; notes that they share then do not name its area."""

    def __repr__(self) -> str:
        about = "" if self.area.offence is None else f"{self.area.offence}, "
        return f"Comparison({about}{self.area.label} against {self.baseline.label}: {self.in_short}, {self.verdict})"

    @property
    def in_short(self) -> str:
        """The ratio and its interval in a few words."""
        ratio, interval = self.rate_ratio, self.ratio_interval
        if ratio is None:
            return "no ratio"
        if interval is None:
            return f"ratio {visible(ratio, 2)}"
        high = f"to {visible(interval.high, 2)}" if math.isfinite(interval.high) else "upwards"
        return f"ratio {visible(ratio, 2)} ({visible(interval.low, 2)} {high})"

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

        With a count on both sides it is that of the ratio; the rate of a side without one is treated as exact. Where
        the baseline counted nothing there is no ratio, but there is still a lower limit to it.
        """
        area, baseline = self.area, self.baseline
        if any(side.crimes is not None and not side.person_years for side in (area, baseline)):
            return None  # a count among an unknown number of people, which is no fixed reference either
        if area.has_interval and baseline.has_interval:
            return _of_two_counts(area, baseline, self.confidence)
        if area.rate is None or not baseline.rate:
            return None
        if self.rate_interval is not None:
            return self.rate_interval.scaled(1 / baseline.rate)
        other = baseline.rate_interval(self.confidence)
        if other is None:
            return None
        return Interval(area.rate / other.high, area.rate / other.low if other.low else math.inf, other.method)

    @cached_property
    def excess_rate_interval(self) -> Interval | None:
        """The interval of the excess rate, per 1,000 residents per year, on the side of 0 that the verdict says.

        From both rates' own intervals (MOVER); where one rate is treated as exact, from the other's alone.
        """
        area, baseline, ratio = self.area, self.baseline, self.ratio_interval
        if ratio is None or area.rate is None or baseline.rate is None:
            return None
        own, other = self.rate_interval, baseline.rate_interval(self.confidence)
        if own is None and other is not None:
            return Interval(area.rate - other.high, area.rate - other.low, other.method)
        if own is None:
            return None
        if other is None:
            return Interval(own.low - baseline.rate, own.high - baseline.rate, own.method)
        return intervals.agreeing_with_ratio(intervals.of_difference(area.rate, own, baseline.rate, other), ratio)

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
        """`similar` when the interval of the ratio contains 1, `untested` without one or where no more can be said.

        Nothing is called different where rounding or the time of the year may explain the difference.
        """
        if self.ratio_interval is None:
            return Verdict.UNTESTED
        if self.ratio_interval.low <= 1 <= self.ratio_interval.high:
            return Verdict.SIMILAR
        if self.is_within_rounding or self.seasons_differ:
            return Verdict.UNTESTED
        return Verdict.HIGHER if self.ratio_interval.low > 1 else Verdict.LOWER

    @cached_property
    def is_within_rounding(self) -> bool:
        """Whether both rates are published ones that may have been the same before they were rounded."""
        area, baseline = self.area, self.baseline
        if not (area.publishes and baseline.publishes) or area.rate is None or baseline.rate is None:
            return False
        return within_rounding(area.rate, baseline.rate)

    @cached_property
    def seasons_differ(self) -> bool:
        """Whether the two sides cover times of the year so different that season may explain the difference."""
        here, there = self.area.counted_months, self.baseline.counted_months
        return here != there and seasons_differ(here, there)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What must be said beside these figures, each thing once; what can overturn the answer comes first."""
        pair = caveats.of_pair(self.area, self.baseline, lies_within=self.lies_within, one_of_many=self.is_one_of_many)
        notes = [*pair, *self.more_notes]
        ratio = self.ratio_interval
        if ratio is not None and not ratio.low <= 1 <= ratio.high:
            if self.is_within_rounding:
                notes.append(likeness.OF_ROUNDING)
            if self.seasons_differ:
                seasons = likeness.of_seasons(self.area, self.baseline)
                same_message = {Code.PERIOD_DIFFERS: seasons.message}  # which says that the months differ
                notes = [seasons, *(n._replace(message=same_message.get(n.code, n.message)) for n in notes)]
        if ratio is not None and math.isinf(ratio.high) and self.baseline.rate:
            notes.append(caveats.no_upper_limit(self.baseline))
        return in_order(with_remedy(note, self.remedies) for note in notes)

    @property
    def doubts_of_kind(self) -> list[Note]:
        """The notes that say that the two sides are not, or may not be, measured alike."""
        months_alike = self.area.counted_months == self.baseline.counted_months
        of_months = set() if months_alike else {Code.MONTHS_MISSING, Code.SEASONS_DIFFER}
        return [note for note in self.notes if note.is_about_kinds or note.code in of_months]


def _of_two_counts(area: Figures, baseline: Figures, confidence: float) -> Interval | None:
    if area.crimes is None or baseline.crimes is None or not area.person_years or not baseline.person_years:
        return None
    if intervals.nearest_whole(area.crimes) == intervals.nearest_whole(baseline.crimes) == 0:
        return None
    return intervals.of_ratio(area.crimes, area.person_years, baseline.crimes, baseline.person_years, confidence)
