"""Intervals of differences of two rates: against published ones and statsmodels, by their laws and their coverage."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.stats import norm, poisson
from statsmodels.stats.rates import confint_poisson_2indep

from crimecompare.analysis import intervals
from crimecompare.analysis.intervals import Interval
from support.intervals import holds
from support.strategies import CONFIDENCES, SIMULTANEOUS

COUNTS = st.floats(0, 10**6)
YEARS = st.floats(0.1, 10**8)


@st.composite
def estimates(draw: st.DrawFn) -> tuple[float, Interval]:
    """Draw a rate with an interval that holds it."""
    low, rate, high = sorted(draw(st.lists(st.floats(0, 1e6), min_size=3, max_size=3)))
    return rate, Interval(low, high, "made")


ESTIMATES = estimates()


def proportion(count: int, total: int) -> tuple[float, Interval]:
    """Return a proportion and its Wilson score interval at 95 %."""
    z, share = norm.isf(0.025), count / total
    middle, half = 2 * count + z * z, z * math.sqrt(z * z + 4 * count * (1 - share))
    return share, Interval((middle - half) / (2 * (total + z * z)), (middle + half) / (2 * (total + z * z)), "wilson")


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_published_intervals_of_differences(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """From Wilson's intervals it makes those of Newcombe (1998, method 10), of which MOVER is the general form."""
    interval = intervals.of_difference(*proportion(*one), *proportion(*other))
    assert interval == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5), "mover")


def difference(count: float, years: float, other: float, others: float, confidence: float = 0.95) -> Interval:
    """Return the interval of the difference of two rates of counts."""
    own, theirs = intervals.of_count(count, confidence), intervals.of_count(other, confidence)
    return intervals.of_difference(count / years, own.scaled(1 / years), other / others, theirs.scaled(1 / others))


def test_wisbech_against_the_rest_of_fenland() -> None:
    """3,629 crimes among 24,794 residents against 6,022 among 77,643 are 63.682 to 74.024 more per 1,000."""
    low, high, _ = difference(3629, 24.794, 6022, 77.643)
    assert (low, high) == (pytest.approx(63.682, abs=5e-4), pytest.approx(74.024, abs=5e-4))
    assert [round(limit * 24.794) for limit in (low, high)] == [1579, 1835]


@given(st.integers(0, 9), st.floats(0.1, 1e4), st.integers(0, 9), st.floats(0.1, 1e4), CONFIDENCES)
def test_difference_of_small_counts_is_that_of_statsmodels(
    count: int, years: float, other: int, others: float, confidence: float
) -> None:
    """Below 10 crimes on both sides the limits are statsmodels' MOVER limits from Garwood's intervals."""
    low, high = confint_poisson_2indep(
        count, years, other, others, method="mover", compare="diff", alpha=1 - confidence, method_mover="exact-c"
    )
    if count and other:  # statsmodels has no lower limit of a count of 0
        assert difference(count, years, other, others, confidence) == (approx_to(low), approx_to(high), "mover")


def approx_to(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@given(ESTIMATES, ESTIMATES)
def test_a_difference_lies_in_its_interval_and_that_in_what_is_possible(
    one: tuple[float, Interval], two: tuple[float, Interval]
) -> None:
    """The interval holds the difference, and nothing beyond the differences of the two intervals' ends."""
    (rate, own), (other_rate, other) = one, two
    low, high, _ = intervals.of_difference(rate, own, other_rate, other)
    assert low <= rate - other_rate <= high
    assert own.low - other.high <= low + 1e-9
    assert high <= own.high - other.low + 1e-9


@given(ESTIMATES, ESTIMATES)
def test_swapping_two_sides_turns_the_difference_round(
    one: tuple[float, Interval], two: tuple[float, Interval]
) -> None:
    """What one side has more, the other has less, with the same limits."""
    there, back = intervals.of_difference(*one, *two), intervals.of_difference(*two, *one)
    assert back == (approx_to(-there.high), approx_to(-there.low), "mover")


@given(ESTIMATES, st.floats(0, 1e6))
def test_against_an_exact_rate_the_limits_are_those_of_the_other_side(
    one: tuple[float, Interval], exact: float
) -> None:
    """A side that is known exactly shifts the other's interval."""
    (rate, own), fixed = one, Interval(exact, exact, "none")
    above = intervals.of_difference(rate, own, exact, fixed)
    below = intervals.of_difference(exact, fixed, rate, own)
    assert above[:2] == (approx_to(own.low - exact), approx_to(own.high - exact))
    assert below[:2] == (approx_to(exact - own.high), approx_to(exact - own.low))


@given(COUNTS, COUNTS, st.floats(0.1, 1e4), SIMULTANEOUS, SIMULTANEOUS)
def test_more_confidence_never_narrows_a_difference(
    count: float, other: float, years: float, one: float, two: float
) -> None:
    """A higher confidence gives limits at or beyond those of a lower one."""
    narrow, wide = (difference(count, years, other, 1, level) for level in sorted((one, two)))
    slack = 1e-9 * max(count, other, 1)
    assert wide.low <= narrow.low + slack
    assert narrow.high <= wide.high + slack


@given(COUNTS, YEARS, COUNTS, YEARS, CONFIDENCES)
@example(10, 1.0, 22, 1.0, 0.95)
def test_a_difference_never_contradicts_the_ratio(
    count: float, years: float, other: float, others: float, confidence: float
) -> None:
    """Beside a ratio the limits are on its side: above 0 when it is above 1, below when below, else 0 is held."""
    assume(max(count, other) >= 0.5)
    ratio = intervals.of_ratio(count, years, other, others, confidence)
    free = difference(count, years, other, others, confidence)
    held = intervals.agreeing_with_ratio(free, ratio)
    assert (held.low >= 0) if ratio.low > 1 else (held.low <= 0)
    assert (held.high <= 0) if ratio.high < 1 else (held.high >= 0)
    assert held.low <= count / years - other / others <= held.high
    assert held.low in {free.low, 0}
    assert held.high in {free.high, 0}


@pytest.mark.parametrize(
    ("free", "ratio", "held"),
    [
        ((-1, 5), (1.1, 2), (0, 5)),
        ((-5, 1), (0.5, 0.9), (-5, 0)),
        ((1, 5), (0.9, 2), (0, 5)),
        ((-5, -1), (0.5, 1.1), (-5, 0)),
        ((1, 5), (1.0, 2), (0, 5)),
        ((-1, 5), (0.9, math.inf), (-1, 5)),
    ],
)
def test_a_limit_on_the_other_side_becomes_0(
    free: tuple[float, float], ratio: tuple[float, float], held: tuple[float, float]
) -> None:
    """A limit that lies on the other side of 0 than the ratio's lies of 1 becomes 0; the others stay."""
    assert intervals.agreeing_with_ratio(Interval(*free, "mover"), Interval(*ratio, "log-normal")) == (*held, "mover")


@pytest.mark.parametrize("years", [(1, 1), (1, 10), (10, 1)])
@pytest.mark.parametrize("means", [(50, 500), (20, 100), (50, 100), (100, 100), (300, 30)])
def test_the_interval_of_a_difference_covers_what_it_says(means: tuple[int, int], years: tuple[int, int]) -> None:
    """From 20 crimes on a 95 % interval holds the true difference in 94 to 97 % of all cases."""
    truth = means[0] / years[0] - means[1] / years[1]
    one, two = (range(*(round(limit) for limit in poisson.interval(1 - 1e-7, mean))) for mean in means)
    held = sum(
        poisson.pmf(count, means[0])
        * sum(
            chance
            for other, chance in zip(two, poisson.pmf(two, means[1]), strict=True)
            if holds(difference(count, years[0], other, years[1]), truth)
        )
        for count in one
    )
    assert 0.94 <= held <= 0.97


@pytest.mark.parametrize("means", [(5, 5), (3, 10), (8, 40), (0, 5)])
def test_the_interval_of_a_difference_of_small_counts_covers_at_least_what_it_says(means: tuple[int, int]) -> None:
    """Below 20 crimes a 95 % interval holds the true difference in at least 95 % of all cases."""
    held = sum(
        poisson.pmf(count, means[0]) * poisson.pmf(other, means[1])
        for count in range(40)
        for other in range(100)
        if holds(difference(count, 1, other, 1), means[0] - means[1])
    )
    assert held >= 0.95
