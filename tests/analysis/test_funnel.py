"""Funnel arithmetic: over-dispersion, spread and limits, by their laws and against SciPy and simulation."""

from __future__ import annotations

import math
from statistics import fmean

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import norm
from scipy.stats.mstats import winsorize

from crimecompare.analysis import funnel
from crimecompare.analysis.intervals import nearest_whole

SCORES = st.lists(st.floats(-50, 50), min_size=1, max_size=60)
COUNTS, EXPECTED = st.floats(0, 1e6), st.floats(1e-6, 1e6)
AREAS = st.lists(st.tuples(COUNTS, EXPECTED), min_size=1, max_size=40)
TAUS = st.floats(0, 100)


def scored(areas: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Return the z of each area, and what is expected there."""
    return [funnel.z_score(*area) for area in areas], [expected for _, expected in areas]


@given(COUNTS, EXPECTED)
def test_z_is_the_square_root_difference_in_its_standard_deviations(count, expected):
    """z is (y − 1)/s with y = √(O/E) and s = 1/(2√E)."""
    y, s = math.sqrt(count / expected), 1 / (2 * math.sqrt(expected))
    assert funnel.z_score(count, expected) == pytest.approx((y - 1) / s, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("number", [10, 20, 100, 300, 35_670])
def test_published_variance_that_winsorising_leaves(number):
    """With exactly a tenth set inwards at either end it is 0.678654558953 of the whole."""
    assert funnel.winsorised_variance(number) == pytest.approx(0.678654558953, rel=1e-12)


@pytest.mark.parametrize("number", [1, 5, 9, 10, 11, 19, 35, 290, 299, 305])
def test_the_variance_that_winsorising_leaves_is_the_integral(number):
    """c is the second moment of a standard normal cut at the quantile of ⌊n/10⌋/n, worked out by integration."""
    edge = norm.isf(number // 10 / number) if number >= 10 else math.inf
    inner, _ = quad(lambda z: z * z * norm.pdf(z), -min(edge, 40), min(edge, 40), epsabs=1e-12)
    outer = 2 * edge**2 * norm.sf(edge) if number >= 10 else 0
    assert funnel.winsorised_variance(number) == pytest.approx(inner + outer, rel=1e-9)


@given(SCORES)
def test_dispersion_is_the_winsorised_mean_square_divided_by_c(scores):
    """φ·c is the mean square of SciPy's winsorised scores."""
    expected = np.mean(np.asarray(winsorize(np.array(scores), limits=(0.1, 0.1))) ** 2)
    assert funnel.dispersion(scores) * funnel.winsorised_variance(len(scores)) == pytest.approx(expected, abs=1e-12)


@given(SCORES, st.randoms(use_true_random=False))
def test_dispersion_is_the_same_in_any_order_and_with_any_sign(scores, random):
    """φ is a property of the set of scores, to the last digit."""
    shuffled = random.sample(scores, len(scores))
    assert funnel.dispersion(shuffled) == funnel.dispersion(scores)
    assert funnel.dispersion([-z for z in scores]) == pytest.approx(funnel.dispersion(scores), rel=1e-12)


@given(SCORES, st.floats(0.1, 10))
def test_dispersion_grows_with_the_square_of_the_scores(scores, factor):
    """Scores twice as large have four times the φ."""
    scaled = funnel.dispersion([factor * z for z in scores])
    assert scaled == pytest.approx(factor**2 * funnel.dispersion(scores), rel=1e-9, abs=1e-100)


def test_one_outlier_in_ten_changes_nothing():
    """The tenth at either end counts as the next one inwards, however far out it is."""
    scores = [-2, -1.5, -1, -0.5, 0, 0.1, 0.5, 1, 1.5, 2]
    assert funnel.dispersion([*scores[:-1], 1e6]) == funnel.dispersion(scores)


def test_no_scores_and_equal_scores():
    """Nothing varies by nothing; what all share counts in full."""
    assert funnel.dispersion([]) == 0
    assert funnel.dispersion([0.0] * 12) == 0
    assert funnel.dispersion([3.0] * 10) == pytest.approx(9 / 0.678654558953)


@pytest.mark.parametrize(("number", "most"), [(5, 0.02), (10, 0.04), (20, 0.02), (100, 0.01), (305, 0.01)])
def test_chance_alone_has_a_dispersion_of_1(number, most):
    """Standard normal scores have a φ of 1 in expectation, nearly so for ten and exactly so for many."""
    sets = np.random.default_rng(1).standard_normal((20_000 if number < 100 else 5_000, number)).tolist()
    assert fmean(map(funnel.dispersion, sets)) == pytest.approx(1, abs=most)


@pytest.mark.parametrize(
    ("phi", "number", "differs"),
    [(1.9, 10, True), (1.89, 10, False), (100, 9, False), (1.1, 300, False), (1.2, 300, True)],
)
def test_differing_beyond_chance_takes_ten_areas(phi, number, *, differs):
    """φ must be above 1 + 2√(2/n), and there must be ten areas."""
    assert funnel.differs_beyond_chance(phi, number) is differs


@given(AREAS)
@example([(1e15, 1e-9)] * 5 + [(3, 1e12)] * 20)
@example([(5, 1e-18)] + [(n * 1e13, 1e15) for n in range(30)])
@example([(0, 100.0)] * 10)
@example([(n, 100.0) for n in (60, 140)] * 10)
@settings(max_examples=300)
def test_the_spread_leaves_a_dispersion_of_1(areas):
    """At τ the φ of z′ is 1; τ is 0 when that of z is not above 1."""
    scores, expected = scored(areas)
    tau = funnel.spread(scores, expected)
    if funnel.dispersion(scores) <= 1:
        assert tau == 0
    else:
        after = [funnel.additive_z(z, e, tau) for z, e in zip(scores, expected, strict=True)]
        assert funnel.dispersion(after) == pytest.approx(1, rel=1e-12)


@given(AREAS)
def test_the_spread_is_scipys_root(areas):
    """Brent's method on the figure itself finds the same τ²."""
    scores, expected = scored(areas)
    if funnel.dispersion(scores) > 1:

        def above(squared: float) -> float:
            shrunk = np.array(scores) / np.sqrt(1 + 4 * np.array(expected) * squared)
            kept = np.asarray(winsorize(shrunk, limits=(0.1, 0.1)))
            return float(np.mean(kept**2)) / funnel.winsorised_variance(len(scores)) - 1

        root = brentq(above, 0, max(z * z / e for z, e in zip(scores, expected, strict=True)), xtol=1e-300, rtol=1e-14)
        assert funnel.spread(scores, expected) ** 2 == pytest.approx(root, rel=1e-8)


@given(AREAS, st.randoms(use_true_random=False))
def test_the_spread_does_not_depend_on_the_order(areas, random):
    """τ is a property of the set of areas, to the last digit."""
    assert funnel.spread(*scored(areas)) == funnel.spread(*scored(random.sample(areas, len(areas))))


def test_areas_of_one_size_have_a_spread_in_closed_form():
    """Where E is the same everywhere, τ² is (φ − 1)/4E."""
    scores = [-9, -4, -3, -1, 0, 1, 2, 5, 6, 30]
    squared = (funnel.dispersion(scores) - 1) / (4 * 250)
    assert funnel.spread(scores, [250.0] * 10) == pytest.approx(math.sqrt(squared), rel=1e-13)


def test_where_nothing_is_expected_there_is_no_spread():
    """Against a rate of 0 the model is not defined, and nothing is made up."""
    assert funnel.spread([4.0] * 12, [0.0] * 12) is None
    assert funnel.spread([], []) == 0


@given(st.floats(-1e6, 1e6), EXPECTED, TAUS, TAUS)
def test_z_shrinks_with_the_spread_and_keeps_its_sign(z, expected, one, two):
    """|z′| is at most |z|, and smaller the more areas differ; without a spread it is z."""
    less, more = (funnel.additive_z(z, expected, tau) for tau in sorted((one, two)))
    assert abs(more) <= abs(less) <= abs(z)
    assert more * z >= 0
    assert funnel.additive_z(z, expected, 0) == z


@given(COUNTS, EXPECTED, TAUS)
@example(1, 4.0, 0.0)
@example(3, 0.2, 0.0)
def test_additive_limits_are_never_inside_those_of_chance(count, expected, tau):
    """What lies beyond an additive limit lies beyond that of chance alone, on the same side."""
    chance, additive = funnel.limits_passed(count, expected), funnel.additive_limits_passed(count, expected, tau)
    assert abs(additive) <= abs(chance)
    assert additive * chance >= 0
    z = funnel.additive_z(funnel.z_score(count, expected), expected, tau)
    assert abs(additive) <= sum(abs(z) > norm.isf([0.025, 0.001]))


@pytest.mark.parametrize(
    ("count", "expected", "tau", "passed"),
    [
        (151, 106.4, 0.0, 2),
        (151, 106.4, 0.172, 0),
        (300, 106.4, 0.172, 2),
        (220, 106.4, 0.172, 1),
        (15, 106.4, 0.172, -2),
        (40, 106.4, 0.172, -1),
        (0, 106.4, 50.0, 0),
        (0, 0.0, 0.0, 0),
    ],
)
def test_places_beyond_the_limits(count, expected, tau, passed):
    """One limit or two, above or below; a wide spread lets everything pass."""
    assert funnel.additive_limits_passed(count, expected, tau) == passed


@given(COUNTS, EXPECTED)
def test_limits_of_chance_are_those_of_the_counts_own_interval(count, expected):
    """Beyond the outer limit is beyond the inner one too, and the side is that of the difference."""
    passed = funnel.limits_passed(count, expected)
    assert passed * (count - expected) >= 0
    assert funnel.limits_passed(0, 0.0) == 0
    assert funnel.limits_passed(count, 0.0) == (2 if nearest_whole(count) else 0)


@pytest.mark.parametrize(("number", "sets"), [(20, 1000), (50, 400), (300, 80)])
def test_additive_limits_hold_what_they_say_when_areas_differ_as_they_assume(number, sets):
    """With y normal, about one area in twenty lies outside the 95 % limits and about one in 500 outside the others."""
    randomly, inner, outer = np.random.default_rng(3), 0, 0
    for _ in range(sets):
        expected = np.exp(randomly.uniform(math.log(500), math.log(30_000), number))
        y = randomly.normal(1, np.sqrt(1 / (4 * expected) + 0.172**2))
        areas = list(zip((expected * y**2).tolist(), expected.tolist(), strict=True))
        tau = funnel.spread(*scored(areas))
        passed = [abs(funnel.additive_limits_passed(*area, tau)) for area in areas]
        inner, outer = inner + sum(p >= 1 for p in passed), outer + passed.count(2)
    assert 0.043 <= inner / (sets * number) <= 0.057
    assert 0.001 <= outer / (sets * number) <= 0.007
