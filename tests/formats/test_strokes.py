"""Strokes: each line is as wide as its axis, and says of an interval what is true of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.formats import strokes
from crimecompare.formats.axis import axis_over
from crimecompare.formats.strokes import Whisker, bar, ruler, whisker

FILLED, HOLLOW, UNJUDGED = strokes.POINTS
ENDS = st.floats(0.01, 100) | st.sampled_from([0.0, 1.0, math.inf])


@st.composite
def whiskers(draw: st.DrawFn) -> Whisker:
    low, point, high = sorted((draw(ENDS), draw(st.floats(0.01, 100)), draw(ENDS)))
    if math.isinf(point):
        point = max(low, 1.0)
    return Whisker(point, low if math.isfinite(low) else 1.0, high, draw(st.sampled_from(strokes.POINTS)))


@given(drawn=whiskers(), width=st.integers(14, 150), others=st.lists(st.floats(0.1, 10), max_size=100))
def test_a_whisker_says_what_is_true_of_its_interval(drawn: Whisker, width: int, others: list[float]) -> None:
    """It crosses the line when and only when it holds the reference, and runs off where its end is off the axis."""
    ends = [end for end in (drawn.low, drawn.point, drawn.high) if end is not None]
    axis = axis_over([*others, *ends], width, reference=1, is_log=True)
    line = whisker(drawn, axis, 1)
    assert len(line) == width
    assert drawn.point is not None
    assert drawn.low is not None
    assert drawn.high is not None
    point = axis.place(drawn.point)
    if 0 <= point <= width:
        at = min(math.floor(point), width - 1)
        assert line[at] == drawn.sign
        assert sum(map(line.count, strokes.POINTS)) == 1
    else:
        assert not set(line) & set(strokes.POINTS)
        at = 0 if point < 0 else width - 1
    if at != axis.middle and line[axis.middle] not in {strokes.OFF_LEFT, strokes.OFF_RIGHT}:
        assert (line[axis.middle] == strokes.CROSSED) == (drawn.low <= 1 <= drawn.high)
    if at != 0:
        assert (line[0] == strokes.OFF_LEFT) == (axis.place(drawn.low) < 0)
    if at != width - 1:
        assert (line[-1] == strokes.OFF_RIGHT) == (axis.place(drawn.high) > width)


@pytest.mark.parametrize(
    ("low", "point", "high", "sign", "drawn"),
    [
        (2.6, 3.0, 3.4, FILLED, "│    ╶●╴   "),
        (-2, 0, 2, HOLLOW, "○────      "),
        (0.1, 2, 2.9, HOLLOW, "├───○─╴    "),
        (0, 3, 3.6, FILLED, "┼─────●─   "),
        (1.2, 1.5, 99, UNJUDGED, "│ ╶◇──────▸"),
        (-99, 0.5, 0.9, HOLLOW, "◂○╴        "),
    ],
)
def test_ends_are_drawn_to_the_half_of_a_cell(low: float, point: float, high: float, sign: str, drawn: str) -> None:
    """One just beyond the line touches it and does not cross, and one far off ends in an arrow."""
    axis = axis_over([0, 5], 11, reference=0)._replace(middle=0, per_unit=2)
    assert whisker(Whisker(point, low, high, sign), axis, 0) == drawn


@given(value=st.floats(-100, 100), width=st.integers(14, 150), fill=st.sampled_from(strokes.FILLS))
def test_a_bar_goes_from_the_line_to_its_value(value: float, width: int, fill: str) -> None:
    """All of it is on the side of its value, as long as that is far, and filled as it is told."""
    axis = axis_over([-100, 100], width, reference=0)
    drawn = bar(value, axis, fill)
    assert len(drawn) == width
    assert drawn[axis.middle] == strokes.LINE
    empty, full = (
        (drawn[: axis.middle], drawn[axis.middle + 1 :])
        if value > 0
        else (drawn[axis.middle + 1 :], drawn[: axis.middle])
    )
    assert not empty.strip()
    assert bool(full.strip()) == bool(value), "what is not 0 is seen"
    assert abs(len(full.strip()) - abs(axis.place(value) - axis.place(0))) <= 1
    assert set(full.strip()) <= ({fill, strokes.BAR_LEFT, strokes.BAR_RIGHT} if fill == strokes.BAR else {fill})


def test_what_is_not_known_is_the_line_alone() -> None:
    """Without a value there is neither mark nor bar."""
    axis = axis_over([1, 2], 20, reference=1, is_log=True)
    assert whisker(Whisker(None, None, None, HOLLOW), axis, 1) == strokes.line(axis, 1)
    assert bar(None, axis_over([1], 20, reference=0), strokes.FAINT).strip() == strokes.LINE


def test_the_ruler_has_its_labels_beneath_its_ticks() -> None:
    """Each label is about its tick, and the line goes on to the axis."""
    axis = axis_over([0.5, 2], 41, reference=1, is_log=True)
    drawn, labels = ruler(axis, axis.ticks(1), 1)
    assert drawn[axis.middle] == strokes.CROSSED
    assert labels[axis.middle] == "1"
    assert drawn.count(strokes.TICK) + 1 == len(labels.split())


def test_every_stroke_has_an_ascii_form() -> None:
    """What is drawn is ASCII where a terminal has no more."""
    every = "".join(map(chr, strokes.ASCII))
    assert every.translate(strokes.ASCII).isascii()
    assert {*strokes.POINTS, *strokes.FILLS} <= set(every)
    assert len({sign.translate(strokes.ASCII) for sign in strokes.POINTS}) == 3
    assert len({fill.translate(strokes.ASCII) for fill in strokes.FILLS}) == 3
