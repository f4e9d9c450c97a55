"""Axis: values keep their order on it, and its ticks are few, round and apart."""

from __future__ import annotations

import itertools
import math

from hypothesis import assume, given
from hypothesis import strategies as st

from crimecompare.formats.axis import MOST_TICKS, Axis, axis_over

WIDTHS = st.integers(14, 170)
RATIOS = st.lists(st.floats(1e-4, 1e4), min_size=1, max_size=120)
AMOUNTS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=120)


@st.composite
def axes(draw: st.DrawFn) -> tuple[Axis, list[float], int]:
    """Draw an axis, the values that it is for, and its reference."""
    is_log = draw(st.booleans())
    values = draw(RATIOS if is_log else AMOUNTS)
    reference = 1 if is_log else 0
    return axis_over(values, draw(WIDTHS), reference=reference, is_log=is_log), values, reference


@given(drawn=axes())
def test_the_reference_is_in_the_middle_of_a_cell(drawn: tuple[Axis, list[float], int]) -> None:
    """So what lies on one side of it is never drawn on the other."""
    axis, values, reference = drawn
    assert axis.place(reference) == axis.middle + 0.5
    assert 0 <= axis.middle < axis.width
    for value in values:
        assert (
            axis.place(value) >= axis.place(reference)
            if value >= reference
            else axis.place(value) <= axis.place(reference)
        )


@given(drawn=axes())
def test_the_inner_values_are_on_the_axis(drawn: tuple[Axis, list[float], int]) -> None:
    """At most one in fifty at either end is off it, so that one area does not set the scale for all."""
    axis, values, _ = drawn
    off = [value for value in values if not axis.holds(value)]
    assert len(off) <= 2 * (len(values) // 50)


@given(values=AMOUNTS, width=WIDTHS)
def test_places_are_in_the_order_of_the_values(values: list[float], width: int) -> None:
    """With and without a reference, from left to right."""
    for reference in (None, 0):
        axis = axis_over(values, width, reference=reference)
        places = [axis.place(value) for value in sorted(values)]
        assert all(before <= after for before, after in itertools.pairwise(places))


@given(drawn=axes())
def test_ticks_are_few_and_their_labels_apart(drawn: tuple[Axis, list[float], int]) -> None:
    """At most seven, the reference among them, where they say they are, and no label over the edge or another."""
    axis, _, reference = drawn
    ticks = axis.ticks(reference)
    assert 1 <= len(ticks) <= MOST_TICKS
    assert str(reference) in {tick.label for tick in ticks}
    for tick in ticks:
        value = float(tick.label.replace(",", "").replace("−", "-"))
        assert tick.cell == min(math.floor(axis.place(value)), axis.width - 1)
        assert 0 <= tick.start <= axis.width - len(tick.label)
        significant = tick.label.replace(",", "").replace(".", "").strip("−0")
        assert len(significant) <= 3 or len(ticks) > 1
    for before, after in itertools.pairwise(ticks):
        assert before.start + len(before.label) < after.start


@given(value=st.floats(1e-3, 1e9), width=WIDTHS)
def test_a_single_value_has_an_axis(value: float, width: int) -> None:
    """One value, whatever it is, is drawn on an axis that has a tick, and one equal to the reference as well."""
    axis = axis_over([value], width, reference=0)
    assert axis.holds(value)
    assert axis.ticks(0)
    alone = axis_over([1.0], width, reference=1, is_log=True)
    assert [tick.label for tick in alone.ticks(1)].count("1") == 1


def test_nothing_known_has_an_axis() -> None:
    """Where no figure is known there is the reference alone."""
    assert "1" in {tick.label for tick in axis_over([], 40, reference=1, is_log=True).ticks(1)}


@given(values=st.lists(st.sampled_from([0.0, -1.0]) | st.floats(0.01, 100), min_size=1), width=WIDTHS)
def test_what_has_no_logarithm_lies_left_of_all(values: list[float], width: int) -> None:
    """A ratio of 0 is off a logarithmic axis, on its left."""
    axis = axis_over(values, width, reference=1, is_log=True)
    assume(any(value <= 0 for value in values))
    assert axis.place(0) == -math.inf
    assert not axis.holds(0)


@given(values=AMOUNTS, width=WIDTHS)
def test_ticks_are_at_even_steps(values: list[float], width: int) -> None:
    """On an axis that is not logarithmic one step is as far as another."""
    ticks = axis_over(values, width, reference=0).ticks(0)
    values = [float(tick.label.replace(",", "").replace("−", "-")) for tick in ticks]
    steps = [after - before for before, after in itertools.pairwise(values)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-9) for step in steps)


@given(far=st.floats(1, 1e6), near=st.floats(0, 1e-3), width=WIDTHS)
def test_a_bar_reaches_across_its_axis(far: float, near: float, width: int) -> None:
    """One small value on the other side does not take the room of the large ones."""
    axis = axis_over([-near * far, far], width, reference=0)
    assert axis.place(far) >= 0.9 * (width - 1) - 0.5
    assert axis.holds(far)
