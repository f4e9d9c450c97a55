"""Spans: from which value to which the axis of a picture of rows goes, and round values on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from crimecompare.reports.marks import Mark
from crimecompare.reports.pictures import Drawing, Picture

LEAST_STRETCH, MOST_STRETCH = 0.7, 1.25
"""How far intervals stretch an axis: in any case if it is a log axis, and for what the estimates on it span."""
FEW, WIDE = 3, 2.0
"""Of more rows than these, intervals so many times as wide as the one in the middle do not stretch the axis at all."""
OPEN = 0.3
"""How much of its length an axis has beyond the one end of an interval that has no other."""

MOST_STEPS, ROUNDING = 7, 1e-9
MANTISSAS, NARROW = ((1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)), 3
"""Round figures of a log axis; below so many times its beginning they are even."""


def span_of(picture: Picture, marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the values at the two ends of an axis: all estimates, the reference, and ends of intervals.

    An interval that is far wider than the others, or far wider than the estimates are apart, runs off; of one without
    an estimate that the axis has a place for, an end is on the axis. On a log axis both values are above 0.
    """
    is_log = picture.is_log
    turned = math.log if is_log else float

    def drawn(*values: float | None) -> list[float]:
        return [turned(v) for v in values if v is not None and math.isfinite(v) and (v > 0 or not is_log)]

    known = drawn(1.0 if is_log else 0.0, picture.reference, *(mark.value for mark in marks))
    limits = [(drawn(mark.low), drawn(mark.high)) for mark in marks if picture.drawing is Drawing.FOREST]
    without = [
        (low, high)
        for mark, (low, high) in zip(marks, limits, strict=False)
        if not drawn(mark.value) and bool(low) is not bool(high)
    ]
    known += [end for pair in without for ends in pair for end in ends]
    low, high = min(known), max(known)
    beyond = max(OPEN * (high - low), LEAST_STRETCH / 2 if is_log else 0)
    least = min([low, *(ends[0] - beyond for _, ends in without if ends)])
    most = max([high, *(ends[0] + beyond for ends, _ in without if ends)])
    stretch = max(MOST_STRETCH * (high - low), LEAST_STRETCH if is_log else 0)
    widths = [above[0] - below[0] if below and above else math.inf for below, above in limits]
    widest = WIDE * median(widths) if len(widths) > FEW else math.inf
    ends = [end for pair, width in zip(limits, widths, strict=True) if width <= widest for side in pair for end in side]
    least = min([least, *(max(end, low - stretch) for end in ends)])
    most = max([most, *(min(end, high + stretch) for end in ends)])
    if least == most:
        least, most = least - 0.5 * is_log, most + 0.5
    return (math.exp(least), math.exp(most)) if is_log else (least, most)


def round_values(low: float, high: float, *, is_log: bool) -> Iterator[Sequence[float]]:
    """Yield round values from low to high, fewer each time; those of a log axis first on both sides of 1, if it has."""
    lists = [*_round(low, high, is_log=is_log)]
    if is_log:
        yield from (_on_both_sides(values, low, high) for values in lists)
    yield from lists


def _on_both_sides(values: Sequence[float], low: float, high: float) -> Sequence[float]:
    """Return values of a log axis, and on a side of 1 that has none the outermost that has one figure, or a half."""
    first, last = (
        float(f"{way(end / step) * step:.12g}")
        for end, way in ((low, math.ceil), (high, math.floor))
        for step in [10.0 ** math.floor(math.log10(end)) / (1 + (1 < end < NARROW))]
    )
    below = [first] if first < 1 and not any(value < 1 for value in values) else []
    above = [last] if last > 1 and not any(value > 1 for value in values) else []
    return [*below, *values, *above]


def _round(low: float, high: float, *, is_log: bool) -> Iterator[Sequence[float]]:
    if not is_log or high / low < NARROW:
        power = math.floor(math.log10((high - low) / MOST_STEPS))
        for step in (m * 10.0**exponent for exponent in range(power, power + 3) for m in (1, 2, 5)):
            first, last = math.ceil(low / step - ROUNDING), math.floor(high / step + ROUNDING)
            yield [float(f"{n * step:.12g}") for n in range(first, last + 1)]
    if is_log:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        decades = [(mantissas, range(first, last + 1)) for mantissas in MANTISSAS]
        decades += [((1,), range(-(-first // n) * n, last + 1, n)) for n in range(2, last - first + 2)]
        for mantissas, powers in decades:
            values = [float(f"{m}e{power}") for power in powers for m in mantissas]
            yield [value for value in values if low * (1 - ROUNDING) <= value <= high * (1 + ROUNDING)]


def january_labels(first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield each January with its year, or every few of them; the two ends where there are fewer than two."""
    januaries = [month for month in range(first, last + 1) if month % 12 == 0]
    if len(januaries) > 1:
        yield from ((month, str(month // 12)) for month in januaries[:: -(-len(januaries) // MOST_STEPS)])
    else:
        yield from ((month, f"{month // 12}-{month % 12 + 1:02}") for month in dict.fromkeys((first, last)))
