"""Intervals of counts and of rate ratios: against SciPy, statsmodels and exact arithmetic, and by their laws."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binom, chi2, norm, poisson
from statsmodels.stats.rates import confint_poisson_2indep

from crimecompare.analysis import intervals
from support.intervals import holds
from support.strategies import CONFIDENCES, MOST, SIMULTANEOUS

SMALL = st.integers(0, 9)
LARGE = st.one_of(st.integers(10, 100), st.integers(10, 10**6))
UNROUNDED = st.floats(0, 10**6)
YEARS = st.floats(0.1, 10**8)
LEVELS = (0.9, 0.95, 0.998, 0.9999, 1 - 1e-6)


def approx(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=0)


@pytest.mark.parametrize(
    ("count", "confidence", "low", "high", "method"),
    [
        (65, 0.95, 50.1631877104595, 82.8491385459398, "byar"),
        (65, 0.998, 42.8802614714802, 94.000290844318, "byar"),
        (1045, 0.95, 982.593201807333, 1110.33121298565, "byar"),
        (10, 0.95, 4.78744991396756, 18.3914586057565, "byar"),
        (5, 0.95, 1.62348639011842, 11.6683320793227, "exact-poisson"),
        (5, 0.998, 0.739371731917839, 16.4547452036801, "exact-poisson"),
        (0, 0.95, 0, 3.68887945411394, "exact-poisson"),
    ],
)
def test_published_intervals_of_counts(count: int, confidence: float, low: float, high: float, method: str) -> None:
    """The limits are those of Public Health England's indicators, to every digit it gives."""
    assert intervals.of_count(count, confidence) == (
        pytest.approx(low, rel=1e-13),
        pytest.approx(high, rel=1e-13),
        method,
    )


@pytest.mark.parametrize(
    ("area", "baseline", "low", "high", "method"),
    [
        ((136, 22050), (1709, 127650), 0.386874858, 0.548589682, "log-normal"),
        ((60, 51477.5), (30, 54308.7), 1.3612801263, 3.2705169691, "log-normal"),
        ((2, 17877), (9, 16660), 0.02177406, 1.00054910, "exact-conditional"),
    ],
)
def test_published_intervals_of_ratios(
    area: tuple[int, float], baseline: tuple[int, float], low: float, high: float, method: str
) -> None:
    """The limits are those of textbooks' examples."""
    interval = intervals.of_ratio(*area, *baseline, 0.95)
    assert interval == (pytest.approx(low, rel=2e-7), pytest.approx(high, rel=2e-7), method)


@given(SIMULTANEOUS)
def test_z_is_the_normal_quantile(confidence: float) -> None:
    """z comes from the confidence, and is SciPy's."""
    assert intervals.normal_quantile(confidence) == approx(norm.isf((1 - confidence) / 2))


@given(SMALL, SIMULTANEOUS)
@settings(max_examples=300)
def test_exact_poisson_is_the_quantile_of_chi_squared(count: int, confidence: float) -> None:
    """Garwood's limits are half the quantiles of χ² with 2O and 2O + 2 degrees of freedom."""
    tail = (1 - confidence) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0
    assert intervals.of_count(count, confidence) == (
        approx(low),
        approx(chi2.isf(tail, 2 * count + 2) / 2),
        "exact-poisson",
    )


@given(st.one_of(LARGE, st.floats(9.5, 10**6), st.floats(10**6, 10**15)), SIMULTANEOUS)
@settings(max_examples=300)
def test_byar_is_its_formula(count: float, confidence: float) -> None:
    """From 10 the limits are O·(1 − 1/9O ∓ z/3√O)³, of O + 1 for the upper one, on the count unrounded."""
    z = norm.isf((1 - confidence) / 2)
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * (count + 1) ** 0.5)) ** 3
    assert intervals.of_count(count, confidence) == (approx(low), approx(high), "byar")


@given(LARGE, YEARS, LARGE, YEARS, SIMULTANEOUS)
@settings(max_examples=300)
def test_log_normal_ratio_is_that_of_statsmodels(
    count: int, years: float, other: int, others: float, confidence: float
) -> None:
    """With 10 crimes or more on both sides the limits are statsmodels' Wald limits of the log ratio."""
    low, high = confint_poisson_2indep(count, years, other, others, method="wald-log", alpha=1 - confidence)
    assert intervals.of_ratio(count, years, other, others, confidence) == (approx(low), approx(high), "log-normal")


@given(SMALL, st.integers(1, 10**7), SIMULTANEOUS)
@example(9, 9, 0.95)
@example(9, 1, 1 - 1e-6)
@settings(max_examples=500)
def test_exact_ratio_is_the_quantile_of_beta(count: int, other: int, confidence: float) -> None:
    """Below 10 the limits are Clopper and Pearson's for the share of the sum, p / (1 − p), either way round."""
    tail = (1 - confidence) / 2
    low, rest = (beta.ppf(tail, count, other + 1) if count else 0, beta.ppf(tail, other, count + 1))
    share = beta.isf(tail, count + 1, other)
    low, high = low / (1 - low), share / (1 - share) if share < 0.5 else (1 - rest) / rest
    assert intervals.of_ratio(count, 1, other, 1, confidence) == (approx(low), approx(high), "exact-conditional")
    back = (approx(1 / high), approx(1 / low if low else math.inf), "exact-conditional")
    assert intervals.of_ratio(other, 1, count, 1, confidence) == back


@given(SMALL, st.integers(10**6, MOST), CONFIDENCES)
@settings(max_examples=200)
def test_exact_ratio_to_a_huge_count_leaves_the_tail_it_says(count: int, other: int, confidence: float) -> None:
    """Against up to 10¹⁵ crimes, where SciPy is not exact, a limit moved by 1e-9 has a tail past (1 − c)/2."""
    interval = intervals.of_ratio(count, 1, other, 1, confidence)
    tail = (Decimal(1) - Decimal(confidence)) / 2
    assert at_most(count, other, interval.high * (1 + 1e-9)) < tail < at_most(count, other, interval.high * (1 - 1e-9))
    if count:
        less, more = (1 - at_most(count - 1, other + 1, interval.low * f) for f in (1 - 1e-9, 1 + 1e-9))
        assert less < tail < more


def at_most(count: int, rest: int, odds: float) -> Decimal:
    """Return the chance of at most `count` of `count + rest` at those odds, to fifty digits."""
    with localcontext(prec=50):
        o, total = Decimal(odds), count + rest
        share = o / (1 + o)
        none = (total * (1 - share).ln()).exp()
        return sum((math.comb(total, k) * none * o**k for k in range(count + 1)), Decimal(0))


@given(UNROUNDED, SIMULTANEOUS)
def test_a_count_lies_in_its_interval(count: float, confidence: float) -> None:
    """Every interval holds the estimate that it is of, be it whole or worked out from a rate."""
    interval = intervals.of_count(count, confidence)
    assert 0 <= interval.low <= count <= interval.high < math.inf


@given(UNROUNDED, YEARS, UNROUNDED, YEARS, SIMULTANEOUS)
def test_a_ratio_lies_in_its_interval(
    count: float, years: float, other: float, others: float, confidence: float
) -> None:
    """The interval of a ratio holds the ratio of the counts, unrounded as they are, scaled by the person-years."""
    assume(max(count, other) >= 0.5)
    interval = intervals.of_ratio(count, years, other, others, confidence)
    assert interval.low <= (count / other if other else math.inf) * (others / years) <= interval.high


@given(
    st.one_of(SMALL, LARGE, UNROUNDED),
    st.one_of(SMALL, LARGE),
    SIMULTANEOUS,
    SIMULTANEOUS,
    st.sampled_from([1, 365.25]),
)
def test_more_confidence_never_narrows(count: float, other: int, one: float, two: float, years: float) -> None:
    """A higher confidence gives limits at or beyond those of a lower one, of counts and of ratios."""
    less, more = sorted((one, two))
    pairs = [(intervals.of_count(count, less), intervals.of_count(count, more))]
    if max(count, other) >= 0.5:
        pairs.append(tuple(intervals.of_ratio(count, years, other, 1, level) for level in (less, more)))
    for narrow, wide in pairs:
        assert wide.low <= narrow.low * (1 + 1e-12)
        assert wide.high >= narrow.high * (1 - 1e-12)


@pytest.mark.parametrize("confidence", LEVELS)
def test_more_crimes_never_lower_a_limit(confidence: float) -> None:
    """Limits of a count rise with it, also in steps of a tenth and over the switch of methods at 10."""
    limits = [intervals.of_count(tenths / 10, confidence) for tenths in range(300)]
    assert [i.low for i in limits] == sorted(i.low for i in limits)
    assert [i.high for i in limits] == sorted(i.high for i in limits)


@given(UNROUNDED, UNROUNDED, SIMULTANEOUS)
def test_more_crimes_never_lower_a_limit_anywhere(one: float, two: float, confidence: float) -> None:
    """Of any two counts the larger has the higher limits."""
    fewer, more = (intervals.of_count(count, confidence) for count in sorted((one, two)))
    assert fewer.low <= more.low
    assert fewer.high <= more.high


@given(st.one_of(st.integers(1, 9), LARGE), YEARS, st.one_of(st.integers(1, 9), LARGE), YEARS, SIMULTANEOUS)
def test_swapping_two_areas_inverts_the_ratio(
    count: int, years: float, other: int, others: float, confidence: float
) -> None:
    """With crimes on both sides, one to the other has the inverse limits of the other to the one."""
    there = intervals.of_ratio(count, years, other, others, confidence)
    back = intervals.of_ratio(other, others, count, years, confidence)
    assert back == (approx(1 / there.high), approx(1 / there.low), there.method)


@given(st.integers(1, 30), SIMULTANEOUS)
def test_no_crimes_on_the_other_side_set_no_upper_limit(count: int, confidence: float) -> None:
    """Against a count of 0 the ratio has a lower limit only; from a count of 0 it has an upper one only."""
    assert intervals.of_ratio(count, 1, 0, 1, confidence).high == math.inf
    assert intervals.of_ratio(0, 1, count, 1, confidence) == (
        0,
        approx(1 / intervals.of_ratio(count, 1, 0, 1, confidence).low),
        "exact-conditional",
    )


@given(UNROUNDED, YEARS, LARGE, YEARS, st.floats(1e-3, 1e3), CONFIDENCES)
def test_scaling_both_populations_changes_no_ratio(  # noqa: PLR0913, PLR0917 - both sides, a factor and a level
    count: float, years: float, other: int, others: float, factor: float, confidence: float
) -> None:
    """The limits of a ratio depend on the person-years through their ratio alone."""
    one = intervals.of_ratio(count, years, other, others, confidence)
    scaled = intervals.of_ratio(count, years * factor, other, others * factor, confidence)
    assert scaled == (approx(one.low), approx(one.high), one.method)


@pytest.mark.parametrize("confidence", LEVELS)
@pytest.mark.parametrize("mean", [0.01, 0.5, 1, 2.3, 3.7, 5.5])
def test_exact_poisson_covers_what_it_says(mean: float, confidence: float) -> None:
    """Whatever the true mean, the counts whose exact interval holds it have at least the stated probability."""
    covering = [k for k in range(60) if holds(intervals.exact_poisson(k, confidence), mean)]
    assert poisson.pmf(covering, mean).sum() >= confidence * (1 - 1e-12)


@pytest.mark.parametrize("confidence", LEVELS)
@pytest.mark.parametrize("odds", [0.01, 0.3, 1, 1.7, 20])
@pytest.mark.parametrize("total", [1, 4, 9, 18])
def test_exact_conditional_covers_what_it_says(total: int, odds: float, confidence: float) -> None:
    """Whatever the true ratio and the sum of crimes, the exact interval holds it at least as often as it says."""
    covering = [k for k in range(total + 1) if holds(intervals.exact_conditional(k, total - k, confidence), odds)]
    assert binom.pmf(covering, total, odds / (1 + odds)).sum() >= confidence * (1 - 1e-12)


@pytest.mark.parametrize(
    ("count", "method"), [(9.49, "exact-poisson"), (9.5, "byar"), (10, "byar"), (0.49, "exact-poisson")]
)
def test_the_nearest_whole_number_chooses_the_method(count: float, method: str) -> None:
    """Below 10 the interval is that of the nearest whole count, halves going up; from 10 that of the count itself."""
    interval = intervals.of_count(count, 0.95)
    assert interval.method == method
    assert (interval == intervals.of_count(round(count), 0.95)) == (method == "exact-poisson" or count == 10)
