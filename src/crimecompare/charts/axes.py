"""Axes: from values to pixels, and the few round values that are written beside them."""

import math
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from crimecompare.charts.letters import text_width
from crimecompare.reports.spans import round_values

MOST_TICKS, APART, SPILL, ROUNDING = 7, 8, 14, 1e-9  # pixels between figures, and of one beyond an end of its axis


class Scale(NamedTuple):
    """An axis from one value, at a pixel, to another; where it `is_log` equal ratios are equal distances."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def at(self, value: float) -> float:
        """Return the pixel of a value, which is above 0 on a log axis."""
        low, here, high = (math.log(v) if self.is_log else v for v in (self.low, value, self.high))
        return self.start + (here - low) / (high - low) * (self.end - self.start)

    def side(self, value: float) -> int:
        """Return -1 for a value below the axis, 1 for one above it, by more than rounding, and 0 for one on it."""
        below, above = (self.low, self.high) if self.is_log else (self.high - self.low,) * 2
        return (value > self.high + ROUNDING * above) - (value < self.low - ROUNDING * below)

    def within(self, value: float) -> float:
        """Return the pixel of a value, or the end of the axis beyond which it lies."""
        return self.at(min(max(value, self.low), self.high))

    def ticks(self, size: float, *, upright: bool = False) -> list[tuple[float, str]]:
        """Return at most seven round values, as they are written; 1 if log, else 0, is one if it lies on the axis."""
        null, low, high = float(self.is_log), min(self.start, self.end) - SPILL, max(self.start, self.end) + SPILL
        alone = [[]] if self.side(null) else [[null]]
        for values in (*round_values(self.low, self.high, is_log=self.is_log), *alone):
            found = []
            for value in values:
                words, place = f"{Decimal(f'{value:.12g}'):,f}".replace("-", "−"), self.at(value)
                half = size / 2 if upright else text_width(words, size) / 2
                if upright or (low <= place - half and place + half <= high):
                    found.append((value, words, place, half))
            is_apart = all(abs(b[2] - a[2]) >= a[3] + b[3] + APART for a, b in pairwise(found))
            has_null = self.side(null) != 0 or any(value == null for value, *_ in found)
            if is_apart and has_null and 0 < len(found) <= MOST_TICKS:
                return [tick[:2] for tick in found]
        return []
