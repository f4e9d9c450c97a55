"""Funnel: how far a count lies from what is expected, and how far areas differ beyond chance. Numbers only, no areas.

Counts are numbers of recorded crimes (0 or more, not always whole), expected ones are E = B·T/1000 at the baseline's
rate B. z is about standard normal where only chance moves a count from what is expected.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import NormalDist

from crimecompare.analysis import intervals
from crimecompare.analysis.terms import Term

OUTER, INNER = 0.998, 0.95
"""The two limits of a funnel plot: about three and two standard deviations."""
FEWEST_JUDGED = 10
"""From this many areas on it can be told whether they differ beyond chance, and by how much."""
CUT_SHARE = 10
"""One in so many scores at either end is set to the next one inwards."""
CLOSE_ENOUGH = 1e-14
"""How far from 1 the dispersion may be left: two digits below what is written."""


class Limits(Term):
    """What the limits of a funnel allow for. `auto` is a choice and never a result."""

    AUTO = "auto", "additive where ten areas or more differ clearly beyond chance, else poisson"
    POISSON = "poisson", "the limits allow for chance alone"
    ADDITIVE = "additive", "the limits allow for chance, and for as much more as the areas themselves differ by"


def z_score(count: float, expected: float) -> float:
    """Return 2(√O − √E), about standard normal when only chance moves a Poisson count from what is expected."""
    return 2 * (math.sqrt(count) - math.sqrt(expected))


def dispersion(scores: Sequence[float]) -> float:
    """Return φ: how much more z varies than chance makes it, which is 1 when chance is all there is.

    The mean of z² after the ⌊n/10⌋ smallest and largest z are set to the next one inwards (winsorised), divided by
    what that leaves of the variance of standard normal scores. 0 without any score.
    After Spiegelhalter DJ. Handling over-dispersion of performance indicators. Qual Saf Health Care 2005; 14: 347-351,
    who does not divide: so his φ is too small by a third where chance is all there is.
    """
    if not scores:
        return 0.0
    number, cut = len(scores), len(scores) // CUT_SHARE
    inner = sorted(scores)[cut : number - cut]
    total = math.fsum([z * z for z in inner]) + cut * (inner[0] ** 2 + inner[-1] ** 2)
    return total / (number * winsorised_variance(number))


@lru_cache(maxsize=64)
def winsorised_variance(number: int) -> float:
    """Return c: the variance of standard normal scores when ⌊n/10⌋ of n at either end are set to the next inwards.

    c = 1 − 2p − 2u·f(u) + 2pu² with p = ⌊n/10⌋/n, u = Φ⁻¹(1 − p) and f the normal density; 1 below ten scores. It is
    the limit for many scores: what ten leave is 3 % more, what fifty leave 0.1 % more.
    """
    share = number // CUT_SHARE / number
    if not share:
        return 1.0
    edge = -NormalDist().inv_cdf(share)
    return 1 - 2 * share - 2 * edge * NormalDist().pdf(edge) + 2 * share * edge**2


def differs_beyond_chance(phi: float, number: int) -> bool:
    """Return whether so many areas with a φ like that differ clearly more than by chance: φ > 1 + 2√(2/n), n ≥ 10."""
    return number >= FEWEST_JUDGED and phi > 1 + 2 * math.sqrt(2 / number)


def spread(scores: Sequence[float], expected: Sequence[float]) -> float | None:
    """Return τ: by how much areas differ beyond chance, as the standard deviation of √(O/E) without chance.

    The τ at which the dispersion of z/√(1 + 4Eτ²) is 1; two in three areas then lie within about ±2τ (as a share) of
    the baseline. 0 when φ ≤ 1. None when nothing is expected somewhere, since then no τ is defined.
    Takes the z of each area and the crimes expected there, in the same order; the result does not depend on it.
    After Spiegelhalter 2005, as `dispersion` is; his estimate of τ² is by moments from his φ.
    """
    if not all(expected):
        return None
    if dispersion(scores) <= 1:
        return 0.0
    pairs = [(z, 4 * e) for z, e in zip(scores, expected, strict=True)]
    variance = winsorised_variance(len(pairs))

    def excess(squared: float) -> float:
        # 1/φ and not φ, since this is nearly a straight line, and exactly one where all areas are of one size.
        return 1 / dispersion([z / math.sqrt(1 + e * squared) for z, e in pairs]) - 1

    most = max((z * z / variance - 1) / e for z, e in pairs)  # where no score's square is above c any more
    return math.sqrt(_root(excess, 0.0, most))


def additive_z(z: float, expected: float, tau: float) -> float:
    """Return z′ = z/√(1 + 4Eτ²), which is about standard normal where areas differ by τ beyond chance."""
    return z / math.sqrt(1 + 4 * expected * tau**2)


def limits_passed(count: float, expected: float) -> int:
    """Count the limits that a count lies beyond if only chance plays a part: 1 or 2 above, −1 or −2 below, 0 within.

    It is beyond a limit when what is expected lies outside the count's own interval, at 95 % and at 99.8 %.
    """
    outer = intervals.of_count(count, OUTER)
    if expected < outer.low:
        return 2
    if expected > outer.high:
        return -2
    inner = intervals.of_count(count, INNER)
    return int(expected < inner.low) - int(expected > inner.high)


def additive_limits_passed(count: float, expected: float, tau: float) -> int:
    """Count the limits that a count lies beyond where areas differ by τ beyond chance; signed as `limits_passed`.

    It is beyond a limit when |z′| is beyond the normal quantile, and never beyond one that allows for chance alone.
    """
    distance = abs(additive_z(z_score(count, expected), expected, tau))
    if distance <= intervals.normal_quantile(INNER):
        return 0  # as most are
    most = 2 if distance > intervals.normal_quantile(OUTER) else 1
    return max(-most, min(most, limits_passed(count, expected)))


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function that rises from below 0 at `low` to 0 or more at `high` is 0, to the last digits.

    By false position, the value at an end that stays put being halved (the Illinois rule): as nearly straight as the
    function is here it takes about ten values where bisection takes fifty, each of which sorts all scores.
    """
    at_low, at_high = rising(low), rising(high)
    if at_high <= CLOSE_ENOUGH:
        return high
    previous = 0.0
    while low < (middle := low - at_low * (high - low) / (at_high - at_low)) < high:
        value = rising(middle)
        if abs(value) <= CLOSE_ENOUGH:
            return middle
        if value < 0:
            low, at_low = middle, value
            at_high = at_high / 2 if previous < 0 else at_high
        else:
            high, at_high = middle, value
            at_low = at_low / 2 if previous > 0 else at_low
        previous = value
    return middle
