"""Relative change: an area's change as a multiple of its control's, with its interval. Numbers only, no areas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crimecompare.analysis import intervals
from crimecompare.analysis.intervals import Interval, Method, normal_quantile
from crimecompare.analysis.month_dispersion import Dispersion
from crimecompare.analysis.students_t import t_quantile

HALF = 0.5
"""What is added to both counts of an area of which one is 0."""
FEWEST_BESIDE_ZERO = 20
"""The crimes that the control needs in either window for an area with a 0 to be judged."""
FOUR_IN_FIVE = 0.6
"""The confidence whose quantile lies below four in five of all deviates: 1 − 2·(1 − 0.8)."""

LARGEST_EXPONENT = 500
"""Beyond this a limit is none: one crime, and months that vary a thousand times as much as chance makes them."""


class FourCounts(NamedTuple):
    """The crimes of an area and of its control, before and after."""

    before: float
    after: float
    control_before: float
    control_after: float

    @property
    def judged(self) -> FourCounts | None:
        """The counts that the interval is made of, all above 0; None where a 0 leaves nothing to make it of.

        A 0 in one window of the area adds ½ to both of its counts, when the control has 20 crimes in either window.
        """
        if all(self):
            return self
        fewest = min(self.control_before, self.control_after)
        if fewest < FEWEST_BESIDE_ZERO or not (self.before or self.after):
            return None
        return self._replace(before=self.before + HALF, after=self.after + HALF)

    @property
    def reciprocals(self) -> float:
        """Σ 1/n of the counts, all above 0: the variance of the log ratio by chance alone."""
        return math.fsum(1 / count for count in self)

    @property
    def log_ratio(self) -> float:
        """The logarithm of the ratio of the two changes, of counts that are all above 0."""
        return math.log(self.after / self.before / (self.control_after / self.control_before))


class Drift(NamedTuple):
    """How far places drift apart by themselves: τ, the standard deviation of their log changes beyond their months.

    `controls` is how many it was told from, `shares_squared` Σwᵢ², wᵢ being a control's share of all their crimes
    before.
    """

    tau: float
    controls: int
    shares_squared: float

    @property
    def variance(self) -> float:
        """What it adds to the variance of a log ratio to the pooled controls."""
        return self.tau**2 * (1 + self.shares_squared)


@dataclass(frozen=True)
class RelativeChange:
    """An area's change against its control's; figures that are unknown or undefined are None.

    `dispersion` and `drift` are None where they cannot be told; then the interval does not allow for them. Crimes are
    of the months after, not of a year.
    """

    counts: FourCounts
    dispersion: Dispersion | None
    drift: Drift | None
    confidence: float

    @property
    def method(self) -> Method:
        """How its interval is made."""
        if self.dispersion is None:
            return Method.LOG_NORMAL
        return Method.QUASI_POISSON if self.drift is None else Method.QUASI_POISSON_DRIFT

    @property
    def freedom(self) -> int | None:
        """The degrees of freedom of Student's t; None where the interval is made of normal quantiles."""
        if self.dispersion is None:
            return None
        freedom = self.dispersion.freedom
        return freedom if self.drift is None else min(freedom, self.drift.controls - 1)

    @property
    def inflation(self) -> float:
        """By how much the variation of months widens a variance: max(1, φ)."""
        return 1.0 if self.dispersion is None else self.dispersion.inflation

    @property
    def drift_variance(self) -> float:
        """What drift adds to the variance of the log ratio."""
        return 0.0 if self.drift is None else self.drift.variance

    def quantile(self, confidence: float) -> float:
        """Return the two-sided quantile that its interval is made of, at a confidence."""
        return normal_quantile(confidence) if self.freedom is None else t_quantile(confidence, self.freedom)

    def standard_error(self, counts: FourCounts) -> float:
        """Return the standard error of the log ratio of counts that are all above 0."""
        return math.sqrt(self.inflation * counts.reciprocals + self.drift_variance)

    @property
    def ratio(self) -> float | None:
        """R, the area's change as a multiple of the control's; None after none, and beside a control without crimes."""
        before, after, control_before, control_after = self.counts
        if not (before and control_before and control_after):
            return None
        return after / before / (control_after / control_before)

    @property
    def expected(self) -> float | None:
        """E, the crimes after had the area changed as its control did; None beside a control without crimes before."""
        before, _, control_before, control_after = self.counts
        return before * control_after / control_before if control_before else None

    @property
    def excess(self) -> float | None:
        """The crimes after beyond those expected; fewer when negative."""
        return None if self.expected is None else self.counts.after - self.expected

    @cached_property
    def ratio_interval(self) -> Interval | None:
        """The interval of R; a limit that the data do not set is 0, or infinite. None where a 0 leaves none."""
        counts = self.counts.judged
        if counts is None:
            return None
        reach = self.quantile(self.confidence) * self.standard_error(counts)
        low = math.exp(counts.log_ratio - reach) if self.counts.after else 0.0
        high = exponential(counts.log_ratio + reach) if self.counts.before else math.inf
        return Interval(low, high, self.method)

    @cached_property
    def excess_interval(self) -> Interval | None:
        """The interval of the excess (MOVER), on the side of 0 that the ratio's says; None after no crimes before.

        From the intervals of T₁ and of E on the log scale; that of a T₁ of 0 is from 0 to the limit of ½.
        """
        expected, ratio = self.expected, self.ratio_interval
        if ratio is None or not expected:
            return None
        before, after, *control = self.counts
        q = self.quantile(self.confidence)
        reach = exponential(q * math.sqrt(self.inflation / (after or HALF)))
        own = Interval(after / reach, (after or HALF) * reach, self.method)
        variance = self.inflation * math.fsum(1 / count for count in (before, *control)) + self.drift_variance
        other_reach = exponential(q * math.sqrt(variance))
        if math.isinf(reach) or math.isinf(other_reach):
            return None
        other = Interval(expected / other_reach, expected * other_reach, self.method)
        return intervals.agreeing_with_ratio(intervals.of_difference(after, own, expected, other), ratio)

    @property
    def detectable_percent(self) -> float | None:
        """The fall, in per cent, for which the interval would exclude 1 four times in five; None without a count."""
        if self.ratio_interval is None or not self.expected:
            return None
        error = self.standard_error(self.counts._replace(after=self.expected))
        reach = self.quantile(self.confidence) + self.quantile(FOUR_IN_FIVE)
        return -100 * math.expm1(-reach * error)


def exponential(exponent: float) -> float:
    """Return e to an exponent, infinite where a number cannot hold it: a limit that such counts do not set."""
    return math.exp(exponent) if exponent < LARGEST_EXPONENT else math.inf
