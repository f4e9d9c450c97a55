"""An axis of character cells: where values lie on it, and its round ticks; nothing is drawn here."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

MOST_TICKS = 7
FEWEST_TICKS = 3
"""With fewer than so many on a logarithmic axis, ticks are left out where there is no room instead."""
EVEN = 2
"""So many ticks are at even steps whichever they are."""
OUTER = 50
"""One in so many values at either end may lie off the axis: it is set by the inner 96 %."""
ROOM = 0.04
"""How much wider than its values an axis is at either end, so that their marks do not touch its ends."""
STEPS = (1, 2, 5)
DECADES = ((1, Decimal("1.5"), 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,))
"""What the ticks of a logarithmic axis are, times powers of ten, from many to few."""
LEAST_SPREAD = 1e-9
APART = 1
"""How many blanks there are at least between the labels of ticks."""


class Tick(NamedTuple):
    """A tick: the cell that it is in, from 0, its label, and the cell in which that begins."""

    cell: int
    label: str
    start: int


class Axis(NamedTuple):
    """An axis so many cells wide: `middle` is the cell, from its left, in whose middle a value lies.

    That value, or its logarithm on a logarithmic axis, is `origin`, and `per_unit` are the cells from it to one more.
    """

    width: int
    origin: float
    middle: int
    per_unit: float
    is_log: bool

    def place(self, value: float) -> float:
        """Return how many cells from the left a value lies; less than 0 or more than the width where it is off."""
        scaled = _scaled(value, is_log=self.is_log)
        if math.isinf(scaled):
            return scaled
        return self.middle + 0.5 + (scaled - self.origin) * self.per_unit

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis."""
        return 0 <= self.place(value) <= self.width

    def ticks(self, reference: float | None) -> list[Tick]:
        """Return its ticks: at most seven round values whose labels do not touch, the reference one of them."""
        needed = Decimal(reference) if reference in {0, 1} else None
        sets = [
            [self._tick(value) for value in values]
            for values in _candidates(*self._ends, is_log=self.is_log)
            if needed is None or needed in values
        ]
        best = max((ticks for ticks in sets if len(ticks) <= MOST_TICKS and _are_apart(ticks)), key=len, default=[])
        if len(best) >= (FEWEST_TICKS if self.is_log else EVEN):
            return best
        most = MOST_TICKS if self.is_log else EVEN
        return max([best, *(_thinned(ticks, self.middle, most) for ticks in sets)], key=len)

    def _tick(self, value: Decimal) -> Tick:
        cell = min(math.floor(self.place(float(value))), self.width - 1)
        label = _label(value)
        return Tick(cell, label, min(max(cell - len(label) // 2, 0), self.width - len(label)))

    @property
    def _ends(self) -> tuple[float, float]:
        start = self.origin - (self.middle + 0.5) / self.per_unit
        ends = start, start + self.width / self.per_unit
        return (math.exp(ends[0]), math.exp(ends[1])) if self.is_log else ends


def axis_over(
    values: Sequence[float], width: int, *, reference: float | None, is_log: bool = False, above: int = 1
) -> Axis:
    """Return the axis for values, unscaled, in so many cells; a reference always lies in the middle of a cell.

    It holds the reference and the inner 96 % of the values; on a logarithmic axis, values that are not above 0 lie to
    the left of all. Where any lies left of the reference there is a whole cell for it, and `above` to the right.
    """
    known = sorted(v for v in (_scaled(value, is_log=is_log) for value in values) if math.isfinite(v))
    cut = len(known) // OUTER
    kept = known[cut : len(known) - cut] or [0.0]
    at = _scaled(reference, is_log=is_log) if reference is not None else (kept[0] + kept[-1]) / 2
    left, right = at - min(kept[0], at), max(kept[-1], at) - at
    spread = max(left + right, LEAST_SPREAD * max(abs(at), 1))
    room = ROOM * spread
    ends = left + room if left else 0, right + room if right or not left else 0
    exact = ends[0] / sum(ends) * width - 0.5
    least, most = (1 if left else 0), max(width - 1 - above, 0)
    trials = {min(max(cell, least), most) for cell in (math.floor(exact), math.ceil(exact))}
    per_unit, middle = max((_cells_per_unit(cell, width, ends), cell) for cell in trials)
    return Axis(width, at, middle, per_unit, is_log)


def _cells_per_unit(middle: int, width: int, ends: tuple[float, float]) -> float:
    """Return how many cells a unit may have, so that both ends have room on either side of the middle."""
    return min(cells / far for cells, far in zip((middle + 0.5, width - middle - 0.5), ends, strict=True) if far)


def _scaled(value: float, *, is_log: bool) -> float:
    if not is_log:
        return value
    return math.log(value) if value > 0 else -math.inf


def _candidates(low: float, high: float, *, is_log: bool) -> Iterator[list[Decimal]]:
    """Yield lists of round values between two, the finest of each sort first."""
    size = math.floor(math.log10(high - low))
    for exponent in (size - 1, size, size + 1):
        for step in STEPS:
            by = Decimal(step).scaleb(exponent)
            yield _multiples(by, low, high)
    if is_log:
        for within in DECADES:
            yield _in_decades(within, 1, low, high)
        for every in range(2, 16):
            yield _in_decades((1,), every, low, high)


def _multiples(step: Decimal, low: float, high: float) -> list[Decimal]:
    first, last = math.ceil(low / float(step)), math.floor(high / float(step))
    return [n * step for n in range(first, last + 1)] if last - first < 2 * MOST_TICKS else []


def _in_decades(within: Sequence[int | Decimal], every: int, low: float, high: float) -> list[Decimal]:
    first, last = math.floor(math.log10(low) / every), math.floor(math.log10(high) / every)
    if last - first > MOST_TICKS:
        return []
    values = [Decimal(n).scaleb(every * power) for power in range(first, last + 1) for n in within]
    return [value for value in values if low <= value <= high]


def _label(value: Decimal) -> str:
    text = f"{value:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−") or "0"


def _thinned(ticks: Sequence[Tick], middle: int, most: int) -> list[Tick]:
    """Return the ticks that have room, at most so many, from the one in the `middle` outwards."""
    kept: list[Tick] = []
    for tick in sorted(ticks, key=lambda tick: (abs(tick.cell - middle), tick.label not in {"0", "1"})):
        trial = sorted([*kept, tick])
        if len(trial) <= most and _are_apart(trial):
            kept = trial
    return kept


def _are_apart(ticks: Sequence[Tick]) -> bool:
    """Whether the labels have blanks between them, and room on the axis."""
    pairs = itertools.pairwise(ticks)
    return all(tick.start >= 0 for tick in ticks) and all(a.start + len(a.label) + APART <= b.start for a, b in pairs)
