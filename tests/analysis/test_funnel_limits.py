"""Funnel limits: what is drawn is what `funnel` says."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crimecompare.analysis import funnel, intervals
from crimecompare.analysis.funnel import INNER, OUTER
from crimecompare.analysis.funnel_limits import FunnelLimits, least_above, least_not_below

COUNTS = st.integers(0, 40) | st.integers(0, 2_000_000) | st.integers(0, 200).map(lambda n: n / 8)
EXPECTED = st.floats(1e-6, 60) | st.floats(1e-6, 2e6)
TAUS = st.just(0.0) | st.floats(0.001, 1.5)


def field_says(count: float, expected: float, tau: float) -> int:
    """Return what the field `funnel` says."""
    if tau:
        return funnel.additive_limits_passed(count, expected, tau)
    return funnel.limits_passed(count, expected)


def drawing_says(count: float, expected: float, tau: float) -> int:
    """Return how many of the limits a count lies beyond."""
    above = sum(count >= least_above(expected, limit, tau) for limit in (INNER, OUTER))
    below = sum(count < least_not_below(expected, limit, tau) for limit in (INNER, OUTER))
    return above - below


@settings(max_examples=8000)
@given(COUNTS, EXPECTED, TAUS)
@example(0, 3.688879454113936, 0.0)
@example(0, 3.7, 0.0)
@example(9.5, 4.2, 0.0)
@example(0, 100, 0.3)
def test_a_count_lies_beyond_a_limit_when_and_only_when_its_field_says_so(
    count: float, expected: float, tau: float
) -> None:
    """The limits are those that `funnel` used, for all counts, 0 among them, and with and without more than chance."""
    assert drawing_says(count, expected, tau) == field_says(count, expected, tau)


@settings(max_examples=500)
@given(
    st.integers(0, 40) | st.integers(0, 500_000),
    st.sampled_from([INNER, OUTER]),
    TAUS,
    st.sampled_from(["low", "high"]),
)
def test_just_beside_a_limit_the_field_and_the_drawing_still_agree(
    count: int, confidence: float, tau: float, end: str
) -> None:
    """Where one part in ten million million more or less is expected than a limit of the count."""
    expected = float(getattr(intervals.of_count(count, confidence), end))
    for near in (expected * (1 - 1e-13), expected * (1 + 1e-13)):
        assert drawing_says(count, near, tau) == field_says(count, near, tau)


@pytest.mark.parametrize("tau", [0.0, 0.17])
def test_limits_contain_what_is_expected_and_the_outer_contain_the_inner(tau: float) -> None:
    """At any size, from the lowest to the highest: outer, inner, the baseline's rate, inner, outer."""
    limits = FunnelLimits(80.0, tau, 1.0)
    for size in (1, 3, 10, 40, 100, 1000, 2e4, 3e5, 7e6):
        edges = limits.at(size)
        assert 0 <= edges.low_outer <= edges.low_inner <= 80 <= edges.high_inner <= edges.high_outer


def test_a_rate_is_a_count_by_the_years_observed() -> None:
    """Two years of as many residents have the limits of twice the person-years."""
    assert FunnelLimits(80.0, 0.0, 2.0).at(500) == FunnelLimits(80.0, 0.0).at(1000)


def test_below_ten_crimes_limits_go_in_steps_between_whole_counts() -> None:
    """Between two of the steps told, each limit is one count and a half, or none."""
    limits = FunnelLimits(1000.0, 0.0)
    for size, larger in pairwise([1e-3, *limits.steps(1e-3, 2.4), 2.4]):
        inside = [size + share * (larger - size) for share in (0.01, 0.5, 0.99)]
        counts = [[edge * people / 1000 for edge in limits.at(people)] for people in inside]
        assert counts[0] == pytest.approx(counts[1])
        assert counts[1] == pytest.approx(counts[2])
        assert all(count == 0 or count % 1 == pytest.approx(0.5) for count in counts[0])
