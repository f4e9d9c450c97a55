"""Strokes: an interval, a bar or an axis as a line of characters, each one cell wide; it knows no fields."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.formats.axis import Axis, Tick

LINE, CROSSED, FROM_LINE, TO_LINE = "│", "┼", "├", "┤"
WHOLE, LEFT_HALF, RIGHT_HALF = "─", "╴", "╶"
OFF_LEFT, OFF_RIGHT = "◂", "▸"
POINTS = "●", "○", "◇"
"""What is clear, what is not, and what cannot be judged."""
BAR, BAR_LEFT, BAR_RIGHT, FAINT, SHADED = "█", "▐", "▌", "░", "▒"
FILLS = BAR, FAINT, SHADED
"""What bars are filled with, as the points have it."""
TICK = "┴"
ARROWS = "←", "→"
ASCII = str.maketrans(
    {
        LINE: "|",
        CROSSED: "+",
        FROM_LINE: "|",
        TO_LINE: "|",
        WHOLE: "-",
        LEFT_HALF: "-",
        RIGHT_HALF: "-",
        OFF_LEFT: "<",
        OFF_RIGHT: ">",
        POINTS[0]: "*",
        POINTS[1]: "o",
        POINTS[2]: "?",
        BAR: "#",
        BAR_LEFT: "#",
        BAR_RIGHT: "#",
        FAINT: ":",
        SHADED: "?",
        TICK: "+",
        ARROWS[0]: "<",
        ARROWS[1]: ">",
    }
)
"""What stands for each stroke where a terminal has ASCII alone."""


class Whisker(NamedTuple):
    """A point, drawn as a sign, and its interval, None where there is none, infinite where it has no end."""

    point: float | None
    low: float | None
    high: float | None
    sign: str


def line(axis: Axis, reference: float | None) -> str:
    """Draw the line at the reference, if there is one, and nothing else."""
    cells = [" "] * axis.width
    if reference is not None and axis.holds(reference):
        cells[math.floor(axis.place(reference))] = LINE
    return "".join(cells)


def whisker(drawn: Whisker, axis: Axis, reference: float | None) -> str:
    """Draw a point and its interval, ended by halves of a cell; it crosses the line at the reference if it holds it."""
    cells = [" "] * axis.width
    if drawn.low is not None and drawn.high is not None:
        _interval(cells, axis.place(drawn.low), axis.place(drawn.high))
    if reference is not None and axis.holds(reference):
        at = math.floor(axis.place(reference))
        cells[at] = _on_line(cells[at], holds=_holds(drawn, reference))
    if drawn.point is not None:
        place = axis.place(drawn.point)
        if 0 <= place <= axis.width:
            cells[min(math.floor(place), axis.width - 1)] = drawn.sign
        else:
            cells[0 if place < 0 else -1] = OFF_LEFT if place < 0 else OFF_RIGHT
    return "".join(cells)


def _interval(cells: list[str], low: float, high: float) -> None:
    """Draw what is between two places; an arrow says that it goes on beyond the end."""
    width = len(cells)
    start, end = (math.floor(2 * min(max(place, 0), width)) for place in (low, high))
    end = min(end, 2 * width - 1)
    for cell in range(start // 2, end // 2 + 1):
        has_left, has_right = start <= 2 * cell <= end, start <= 2 * cell + 1 <= end
        cells[cell] = WHOLE if has_left and has_right else LEFT_HALF if has_left else RIGHT_HALF
    if low < 0:
        cells[0] = OFF_LEFT
    if high > width:
        cells[-1] = OFF_RIGHT


def _holds(drawn: Whisker, reference: float | None) -> bool:
    if drawn.low is None or drawn.high is None or reference is None:
        return False
    return drawn.low <= reference <= drawn.high


def _on_line(stroke: str, *, holds: bool) -> str:
    """Return what is drawn where an interval meets the line at the reference, or nothing does."""
    if stroke in {OFF_LEFT, OFF_RIGHT}:
        return stroke
    if holds:
        return CROSSED
    return {LEFT_HALF: TO_LINE, RIGHT_HALF: FROM_LINE}.get(stroke, LINE)


def bar(value: float | None, axis: Axis, fill: str) -> str:
    """Draw a bar from 0 to a value, to half a cell and not less; fills but the whole one have whole cells."""
    cells = list(line(axis, 0))
    if value is None:
        return "".join(cells)
    halves = round(2 * min(max(axis.place(value), 0), axis.width))
    edge = 2 * axis.middle + 1
    if value:
        halves = max(halves, edge + 2) if value > 0 else max(min(halves, edge - 2), 0)
    for half in range(min(halves, edge), max(halves, edge)):
        cell, is_left = divmod(half, 2)[0], half % 2 == 0
        if cell != axis.middle:
            cells[cell] = BAR if cells[cell] in {BAR_LEFT, BAR_RIGHT} else BAR_RIGHT if is_left else BAR_LEFT
    if fill != BAR:
        cells = [fill if cell in {BAR, BAR_LEFT, BAR_RIGHT} else cell for cell in cells]
    if not axis.holds(value):
        cells[0 if value < 0 else -1] = OFF_LEFT if value < 0 else OFF_RIGHT
    return "".join(cells)


def ruler(axis: Axis, ticks: Sequence[Tick], reference: float | None) -> tuple[str, str]:
    """Draw the axis and the labels of its ticks beneath, each in the middle of its tick."""
    cells = [WHOLE] * axis.width
    labels = [" "] * axis.width
    for tick in ticks:
        cells[tick.cell] = TICK
        labels[tick.start : tick.start + len(tick.label)] = tick.label
    if reference is not None and axis.holds(reference):
        cells[math.floor(axis.place(reference))] = CROSSED
    return "".join(cells), "".join(labels).rstrip()
