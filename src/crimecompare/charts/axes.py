"""Axes: from values to pixels, and the few round values that are written beside them."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from crimecompare.charts.letters import text_width

MOST_TICKS, APART, SPILL = 7, 8, 14  # figures; pixels between two of them, and beyond an end of the axis
MANTISSAS = ((1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,))
NARROW = 3  # a log axis that ends below so many times its beginning has evenly spaced figures, as others have
ROUNDING = 1e-9

Tick = tuple[float, str]


class Scale(NamedTuple):
    """An axis from one value, at a pixel, to another; where it `is_log` equal ratios are equal distances."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def at(self, value: float) -> float:
        """Return the pixel of a value, which is above 0 on a log axis."""
        if self.is_log:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def side(self, value: float) -> int:
        """Return -1 for a value below the axis, 1 for one above it, by more than rounding, and 0 for one on it."""
        more = ROUNDING * (self.high - self.low)
        return (value > self.high + more) - (value < self.low - more)

    def within(self, value: float) -> float:
        """Return the pixel of a value, or the end of the axis beyond which it lies."""
        return self.at(min(max(value, self.low), self.high))

    def ticks(self, size: float, *, upright: bool = False) -> list[Tick]:
        """Return at most seven round values in order, and how they are written in letters of a size without touching.

        Zero is one of them, or one on an axis of ratios, if it lies on the axis.
        """
        null = 1.0 if self.is_log else 0.0
        for values in self._candidates():
            ticks = [(value, _written(value)) for value in values]
            ticks = [tick for tick in ticks if upright or self._is_inside(tick, size)]
            if ticks and len(ticks) <= MOST_TICKS and (null in values or self.side(null)):
                wide = [size if upright else text_width(words, size) for _, words in ticks]
                places = [(self.at(value), width) for (value, _), width in zip(ticks, wide, strict=True)]
                if all(abs(b - a) >= (one + other) / 2 + APART for (a, one), (b, other) in pairwise(places)):
                    return ticks
        return [(null, _written(null))] if not self.side(null) else []

    def _is_inside(self, tick: Tick, size: float) -> bool:
        place, half = self.at(tick[0]), text_width(tick[1], size) / 2 - SPILL
        return min(self.start, self.end) <= place - half and place + half <= max(self.start, self.end)

    def _candidates(self) -> Iterator[Sequence[float]]:
        """Yield round values on the axis, fewer each time."""
        if not self.is_log or self.high / self.low < NARROW:
            power = math.floor(math.log10((self.high - self.low) / MOST_TICKS))
            for step in (m * 10.0**exponent for exponent in range(power, power + 3) for m in (1, 2, 5)):
                first, last = math.ceil(self.low / step - ROUNDING), math.floor(self.high / step + ROUNDING)
                yield [float(f"{n * step:.12g}") for n in range(first, last + 1)]
        if self.is_log:
            first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
            decades = [(mantissas, range(first, last + 1)) for mantissas in MANTISSAS]
            decades += [((1,), range(-(-first // n) * n, last + 1, n)) for n in range(2, last - first + 2)]
            for mantissas, powers in decades:
                values = [float(f"{m}e{power}") for power in powers for m in mantissas]
                yield [value for value in values if not self.side(value)]


def _written(value: float) -> str:
    """Write a round value with the decimals that it needs."""
    return f"{Decimal(f'{value:.12g}'):,f}".replace("-", "−")
