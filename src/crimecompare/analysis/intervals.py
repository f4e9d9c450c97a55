"""Confidence intervals of counts, of rate ratios and of rate differences, in the standard library alone.

Nothing here knows of areas.

Counts are numbers of recorded crimes (0 or more); a count that was worked out from a published rate need not be whole.
Person-years are residents times years observed. `confidence` is the coverage, such as 0.95, above 0 and below 1.
Every function returns an `Interval`, which carries the method that made it. All assume that crimes happen independently
of each other, so they say how far chance moves a count; recorded crime clusters, and true variation is wider.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import count as counting
from statistics import NormalDist
from typing import NamedTuple

from crimecompare.analysis.terms import Term

SMALLEST_APPROXIMATED = 10
"""Counts from here on get an approximation, smaller ones an exact interval."""


class Method(Term):
    """How an interval was made."""

    EXACT_POISSON = "exact-poisson", "the exact interval of a count below 10 (Garwood 1936)"
    BYAR = "byar", "Byar's approximation for a count of 10 or more (Breslow & Day 1987)"
    EXACT_CONDITIONAL = (
        "exact-conditional",
        "the exact interval of a ratio with a count below 10 (Clopper 1934)",
    )
    LOG_NORMAL = "log-normal", "the interval of the ratio of two counts of 10 or more (Rothman 2008)"
    MOVER = "mover", "the interval of a difference of two rates (Zou & Donner 2008)"
    QUASI_POISSON = (
        "quasi-poisson",
        "the interval of a change that allows for how months vary (McCullagh & Nelder 1989)",
    )
    QUASI_POISSON_DRIFT = (
        "quasi-poisson-drift",
        "as quasi-poisson, and for how far places drift apart by themselves (DerSimonian & Laird 1986)",
    )


OF_COUNT = (Method.EXACT_POISSON, Method.BYAR)
"""The methods of intervals of a count, and so of a rate."""
OF_RATIO = (*OF_COUNT, Method.EXACT_CONDITIONAL, Method.LOG_NORMAL)
"""The methods of intervals of a ratio of two rates, on which a verdict rests."""
OF_CHANGE = (Method.LOG_NORMAL, Method.QUASI_POISSON, Method.QUASI_POISSON_DRIFT)
"""The methods of intervals of a change, on which a verdict rests."""


class Interval(NamedTuple):
    """A confidence interval and the method that made it. `high` is infinite where the data set no upper limit."""

    low: float
    high: float
    method: Method

    def scaled(self, factor: float) -> Interval:
        """Return the same interval in other units (`factor` > 0)."""
        return Interval(self.low * factor, self.high * factor, self.method)


def nearest_whole(count: float) -> int:
    """Return the whole number nearest to a count (halves go up), which decides the method and enters exact ones."""
    return math.floor(count + 0.5)


@lru_cache(maxsize=64)
def normal_quantile(confidence: float) -> float:
    """Return z, such that a standard normal deviate lies within ±z with probability `confidence`."""
    return -NormalDist().inv_cdf((1 - confidence) / 2)


@lru_cache(maxsize=4096)  # of many areas most have a count that another one has
def of_count(count: float, confidence: float) -> Interval:
    """Return the interval of a count: exact below 10, Byar's approximation from 10.

    The rule of England's public-health body for indicators of areas: Public Health England, Technical Guide,
    "Confidence intervals" (2018).
    """
    if nearest_whole(count) < SMALLEST_APPROXIMATED:
        return exact_poisson(nearest_whole(count), confidence)
    return byar(count, confidence)


def byar(count: float, confidence: float) -> Interval:
    """Return Byar's approximation to the exact Poisson interval, for counts from about 10 (need not be whole).

    Breslow NE, Day NE. Statistical Methods in Cancer Research, volume II. IARC, Lyon 1987, page 69.
    Within 1 % of the exact limits from 10 at 95 %; the lower limit is cut off at 0 at extreme confidences.
    """
    z = normal_quantile(confidence)
    above = count + 1
    low = count * max(0.0, 1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    return Interval(low, high, Method.BYAR)


@lru_cache(maxsize=1024)
def exact_poisson(count: int, confidence: float) -> Interval:
    """Return the exact (central) Poisson interval of a whole count.

    Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28: 437-442. Never covers less than
    it says. Meant for the small counts that `of_count` gives it: its cost grows with the count.
    """
    tail = (1 - confidence) / 2

    def at_most(mean: float) -> float:
        return _sum_terms(math.exp(-mean), (mean / k for k in range(1, count + 1)))

    def at_least(mean: float) -> float:
        first = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
        return _sum_terms(first, (mean / k for k in counting(count + 1)))

    low = _boundary(lambda mean: at_least(mean) < tail, 0.0, float(count)) if count else 0.0
    high = _boundary(lambda mean: at_most(mean) > tail, float(count), _beyond(lambda m: at_most(m) > tail, count + 1.0))
    return Interval(low, high, Method.EXACT_POISSON)


def of_ratio(
    count: float, person_years: float, other_count: float, other_person_years: float, confidence: float
) -> Interval:
    """Return the interval of the ratio of two rates: log-normal when both counts are 10 or more, else exact.

    Takes crimes and person-years of the area, then of what it is compared with; at least one count rounds to 1 or more.
    """
    if min(nearest_whole(count), nearest_whole(other_count)) < SMALLEST_APPROXIMATED:
        interval = exact_conditional(nearest_whole(count), nearest_whole(other_count), confidence)
    else:
        interval = log_normal(count, other_count, confidence)
    return interval.scaled(other_person_years / person_years)


def log_normal(count: float, other_count: float, confidence: float) -> Interval:
    """Return the interval of the ratio of two Poisson counts on the log scale, SE = √(1/O₁ + 1/O₂), both above 0.

    Rothman KJ, Greenland S, Lash TL. Modern Epidemiology, 3rd edition, 2008, chapter 14; adequate from about 10 each.
    """
    spread = math.exp(normal_quantile(confidence) * math.sqrt(1 / count + 1 / other_count))
    ratio = count / other_count
    return Interval(ratio / spread, ratio * spread, Method.LOG_NORMAL)


def exact_conditional(count: int, other_count: int, confidence: float) -> Interval:
    """Return the exact interval of the ratio of two Poisson means, given the sum of the two whole counts.

    Given the sum, the first count is binomial; its Clopper-Pearson limits p become p / (1 - p).
    Clopper CJ, Pearson ES. Biometrika 1934; 26: 404-413; Przyborowski J, Wilenski H. Biometrika 1940; 31: 313-323.
    `high` is infinite when `other_count` is 0; the counts must not both be 0. Never covers less than it says.
    Meant for a smaller count below 10, which `of_ratio` gives it: its cost grows with the smaller count.
    """
    if count > other_count:
        low, high = _odds_limits(other_count, count, confidence)
        return Interval(1 / high, 1 / low if low else math.inf, Method.EXACT_CONDITIONAL)
    return Interval(*_odds_limits(count, other_count, confidence), Method.EXACT_CONDITIONAL)


def of_difference(rate: float, own: Interval, other_rate: float, other: Interval) -> Interval:
    """Return the interval of `rate` − `other_rate`, from the interval of each (MOVER), in the unit of the rates.

    Each limit takes from either side the distance to the limit that moves the difference that way, so it is never
    beyond what the two intervals hold: own.low − other.high ≤ low, high ≤ own.high − other.low. A side that is known
    exactly (its interval is the rate itself) shifts the other's interval and no more.
    Zou GY, Donner A. Construction of confidence limits about effect measures: a general approach. Statistics in
    Medicine 2008; 27: 1693-1702.
    """
    difference = rate - other_rate
    low = difference - math.hypot(rate - own.low, other.high - other_rate)
    high = difference + math.hypot(own.high - rate, other_rate - other.low)
    return Interval(low, high, Method.MOVER)


def agreeing_with_ratio(difference: Interval, ratio: Interval) -> Interval:
    """Return the interval of a difference whose limits lie on the same side of 0 as the ratio's lie of 1.

    The verdict rests on the ratio. The two methods differ a little, so a limit close to 0 may fall on the other side
    than the ratio's; it then becomes 0, and the difference never contradicts the verdict beside it.
    """
    low = max(difference.low, 0.0) if ratio.low > 1 else min(difference.low, 0.0)
    high = min(difference.high, 0.0) if ratio.high < 1 else max(difference.high, 0.0)
    return Interval(low, high, difference.method)


def _odds_limits(count: int, rest: int, confidence: float) -> tuple[float, float]:
    """Return the Clopper-Pearson limits of `count` out of `count + rest` as odds, `count` being the smaller."""
    tail = (1 - confidence) / 2
    total = count + rest

    def at_most(odds: float) -> float:
        ratios = ((total - k) / (k + 1) * odds for k in range(count))
        return _sum_terms(math.exp(-total * math.log1p(odds)), ratios)

    def at_least(odds: float) -> float:
        choices = math.fsum(math.log((total - k) / (k + 1)) for k in range(count))
        first = math.exp(choices + count * math.log(odds) - total * math.log1p(odds))
        return _sum_terms(first, ((total - k) / (k + 1) * odds for k in range(count, total)))

    low = _boundary(lambda odds: at_least(odds) < tail, 0.0, count / rest) if count else 0.0
    start = (count + 1) / rest
    return low, _boundary(lambda odds: at_most(odds) > tail, 0.0, _beyond(lambda odds: at_most(odds) > tail, start))


def _sum_terms(first: float, ratios: Iterable[float]) -> float:
    """Sum first·(1 + r₁ + r₁r₂ + …) until the terms, which rise and then fall, no longer count."""
    total = term = first
    for ratio in ratios:
        term *= ratio
        total += term
        if ratio < 1 and term < total * 1e-17:
            break
    return total


def _beyond(holds: Callable[[float], bool], start: float) -> float:
    """Double `start` until `holds` no longer does."""
    while holds(start):
        start *= 2
    return start


def _boundary(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where `holds`, true just above `low` and false at `high`, changes: by bisection, to the last digit."""
    while low < (middle := (low + high) / 2) < high:
        if holds(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2
