"""Funnel limits: the counts and rates from which an area lies beyond a limit: the rule of `funnel` turned round.

Counts and expected counts are as in `funnel`. Nothing is approximated: a limit is the number at which what `funnel`
says changes, to the last digits that a float has. Where a count's interval is exact it is that of the nearest
whole number, so below ten the limits go in steps, halfway between two counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crimecompare.analysis import intervals
from crimecompare.analysis.funnel import INNER, OUTER, additive_z, z_score
from crimecompare.analysis.intervals import SMALLEST_APPROXIMATED
from crimecompare.profiles.area import PER

HALF = 0.5
FIRST_APPROXIMATED = SMALLEST_APPROXIMATED - HALF
"""The smallest count that Byar's approximation is for."""
SECANTS = 12
"""How many steps a limit is looked for with, at most; five are usual."""
ULP = 2.0**-52
SAMPLES = 60
"""At how many sizes a limit is drawn, besides those of areas."""


class Edges(NamedTuple):
    """The four limits at one size, from the lowest: what lies at or above a high one, or below a low one, is beyond it.

    A low one is 0 where nothing can lie below it.
    """

    low_outer: float
    low_inner: float
    high_inner: float
    high_outer: float


class FunnelLimits(NamedTuple):
    """The limits around a baseline's `rate` (per 1,000 residents a year, above 0).

    `tau` is by how much areas differ beyond chance, 0 where the limits allow for chance alone. `years` is how many
    person-years a unit of size stands for: 1 where sizes are person-years, those that were observed where they are
    residents.
    """

    rate: float
    tau: float
    years: float = 1.0

    def at(self, size: float) -> Edges:
        """Return the limits, as rates per 1,000 residents a year, of an area of a size above 0."""
        expected, per = self.rate * self.years * size / PER, PER / (self.years * size)
        return Edges(
            per * least_not_below(expected, OUTER, self.tau),
            per * least_not_below(expected, INNER, self.tau),
            per * least_above(expected, INNER, self.tau),
            per * least_above(expected, OUTER, self.tau),
        )

    def along(self, sizes: Iterable[float], smallest: float, largest: float) -> dict[float, Edges]:
        """Return the limits at those sizes and between two others: as often as a curve needs, and beside each step."""
        drawn = {smallest * (largest / smallest) ** (n / SAMPLES) for n in range(SAMPLES + 1)}
        drawn.update(sizes)
        drawn.update(step * beside for step in self.steps(smallest, largest) for beside in (1 - 1e-9, 1 + 1e-9))
        return {size: self.at(size) for size in sorted(drawn)}

    def steps(self, smallest: float, largest: float) -> list[float]:
        """Return the sizes between two at which a limit may go up a step, in order."""
        sizes = {expected * PER / (self.rate * self.years) for expected in _steps()}
        return sorted(size for size in sizes if smallest < size < largest)


def least_above(expected: float, confidence: float, tau: float = 0.0) -> float:
    """Return the smallest count that lies above a funnel's limit where so many crimes are expected (0 or more).

    A count is above it when `funnel.limits_passed`, or with a `tau` above 0 `funnel.additive_limits_passed`, says so of
    the limit of that confidence.
    """
    lows = _exact(confidence)[0]
    whole = bisect_right(lows, expected)
    if whole < SMALLEST_APPROXIMATED:
        count = whole - HALF
    else:
        count = _first_of_byar(lambda count: intervals.byar(count, confidence).low, expected, is_strict=True)
    if not tau:
        return count
    quantile = intervals.normal_quantile(confidence)
    root = expected**HALF + quantile / 2 * (1 + 4 * expected * tau**2) ** HALF
    return max(count, _first(lambda count: additive_z(z_score(count, expected), expected, tau) > quantile, root**2))


def least_not_below(expected: float, confidence: float, tau: float = 0.0) -> float:
    """Return the smallest count that does not lie below a funnel's limit; 0 where no count does.

    It is to the lower limit what `least_above` is to the upper one.
    """
    highs = _exact(confidence)[1]
    whole = bisect_left(highs, expected)
    if whole < SMALLEST_APPROXIMATED:
        count = max(0.0, whole - HALF)
    else:
        count = _first_of_byar(lambda count: intervals.byar(count, confidence).high, expected, is_strict=False)
    if not tau or not count:
        return count
    quantile = intervals.normal_quantile(confidence)
    root = expected**HALF - quantile / 2 * (1 + 4 * expected * tau**2) ** HALF
    guess = max(root, 0.0) ** 2
    return min(count, _first(lambda count: -additive_z(z_score(count, expected), expected, tau) <= quantile, guess))


@lru_cache(maxsize=8)
def _exact(confidence: float) -> tuple[Sequence[float], Sequence[float]]:
    """Return the lower and the upper limits of the counts that have exact ones, from 0."""
    found = [intervals.exact_poisson(count, confidence) for count in range(SMALLEST_APPROXIMATED)]
    return [interval.low for interval in found], [interval.high for interval in found]


def _steps() -> Iterator[float]:
    """Yield the expected counts at which a limit goes up a step."""
    for confidence in (INNER, OUTER):
        for limits in _exact(confidence):
            yield from filter(None, limits)


def _first_of_byar(limit: Callable[[float], float], expected: float, *, is_strict: bool) -> float:
    """Return the smallest approximated count whose limit is above what is expected, or not below it."""

    def holds(count: float) -> bool:
        return limit(count) > expected if is_strict else limit(count) >= expected

    if holds(FIRST_APPROXIMATED):
        return FIRST_APPROXIMATED
    # The limit's cube root is almost a straight line in the count's: the secant is there in a few steps.
    wanted = expected ** (1 / 3)
    before, here = FIRST_APPROXIMATED ** (1 / 3), wanted
    at_before = limit(before**3) ** (1 / 3) - wanted
    for _ in range(SECANTS):
        at_here = limit(here**3) ** (1 / 3) - wanted
        if at_here == at_before or abs(at_here) <= wanted * ULP:
            break
        before, here, at_before = here, here - at_here * (here - before) / (at_here - at_before), at_here
    return _first(holds, here**3)


def _first(holds: Callable[[float], bool], guess: float) -> float:
    """Return the smallest number, 0 or more, of which something `holds` that holds of all above it."""
    low = high = guess
    step = max(guess, 1.0) * 4 * ULP
    while low > 0 and holds(low):
        low, step = max(0.0, low - step), 4 * step
    if holds(low):
        return low
    step = max(guess, 1.0) * 4 * ULP
    while not holds(high):
        high, step = high + step, 4 * step
    while low < (middle := (low + high) / 2) < high:
        if holds(middle):
            high = middle
        else:
            low = middle
    return high
