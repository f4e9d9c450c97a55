"""Ranking: funnel limits, over-dispersion, and the order of the areas."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import nearest_whole
from crimecompare.analysis.ranking import INNER, OUTER, Funnel, dispersion, funnel_of, rank, z_score
from support.areas import area

PUBLISHED = [
    (8, 6.239860227, "within"),
    (151, 106.4429719, "high-99.8"),
    (150, 119.5695496, "high-95"),
    (124, 183.894409, "low-99.8"),
    (0, 240.6273499, "low-99.8"),
    (191, 184.0963855, "within"),
]
SPREAD = (700, 750, 780, 790, 800, 810, 820, 850, 900, 1100)


def figures_of(key: str, **figures: object) -> Figures:
    return Figures.of(area(key, **figures))


def baseline(rate: float) -> Figures:
    return figures_of("baseline", crime_rate=rate)


def oracle(count: int, confidence: float) -> tuple[float, float]:
    """Limits by SciPy: chi-squared below 10, Byar from 10."""
    tail = (1 - confidence) / 2
    if count < 10:
        low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
        return low, stats.chi2.isf(tail, 2 * count + 2) / 2
    z = stats.norm.isf(tail)
    return (
        count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3,
        (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * (count + 1) ** 0.5)) ** 3,
    )


@pytest.mark.parametrize(("count", "expected", "funnel"), PUBLISHED)
def test_published_places_on_the_funnel(count, expected, funnel):
    """Each single case lies where it was published to lie."""
    assert funnel_of(count, expected) == funnel


def test_a_thousand_random_areas_lie_where_scipy_puts_them():
    """The funnel is that of limits evaluated independently, at both levels."""
    randomly = random.Random(1)  # noqa: S311 - seeded, to be the same in every run
    seen = set()
    for _ in range(1000):
        expected = randomly.uniform(0.1, 400)
        count = max(0, round(randomly.gauss(expected, 3 * expected**0.5)))
        inner, outer = oracle(count, INNER), oracle(count, OUTER)
        side = "high" if expected < inner[0] else "low"
        place = "within" if inner[0] <= expected <= inner[1] else f"{side}-95"
        if not outer[0] <= expected <= outer[1]:
            place = f"{side}-99.8"
        seen.add(place)
        assert funnel_of(count, expected) == place, (count, expected)
    assert seen == set(Funnel)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_z_is_zero_at_what_is_expected_and_grows_with_the_count(count, more):
    """z has the sign of the difference and is 0 without one."""
    assert z_score(count, count) == 0
    assert z_score(count + more, count) >= 0 >= z_score(count, count + more)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=60))
def test_dispersion_does_not_depend_on_order_and_is_no_more_than_the_extremes(scores):
    """φ is a property of the set of scores, and at most the square of the largest of them."""
    phi = dispersion(scores)
    assert phi == pytest.approx(dispersion(sorted(scores, reverse=True)))
    assert phi <= max((z * z for z in scores), default=0) * (1 + 1e-9) + 1e-12


def test_published_overdispersion(run, tmp_path):
    """Ten counts among 10,000 people each give the φ, and the two outliers, of the published example."""
    file = tmp_path / "ten.json"
    areas = {f"a{n}": {"name": f"A{n}", "crimes": n, "population": 10_000} for n in SPREAD}
    file.write_text(json.dumps({"areas": areas}))
    done = run("rank", "-p", file, "--overdispersion", "-f", "json")
    places = {row["crimes"]: row["funnel"] for row in json.loads(done.out)["rows"]}
    assert places == dict.fromkeys(SPREAD, "within") | {1100: "high-99.8", 700: "low-95"}
    phi = rank([figures_of(k, **v) for k, v in areas.items()], baseline(83.0)).phi
    assert phi == pytest.approx(3.48186309481, rel=1e-11)
    assert "φ = 3.482 among 10 areas" in done.out
    plain = json.loads(run("rank", "-p", file, "-f", "json").out)["rows"]
    assert all("over-dispersed" in [note["code"] for note in row["notes"]] for row in plain)


def test_equal_areas_are_all_within_and_in_order_of_name():
    """Areas that do not differ share the ratio 1, lie within the funnel, and tie by name."""
    ranking = rank([figures_of(key, crimes=90, population=1000) for key in "cab"], baseline(90.0))
    assert [s.comparison.area.key for s in ranking.standings] == ["a", "b", "c"]
    assert {(s.comparison.rate_ratio, s.z, s.funnel) for s in ranking.standings} == {(1.0, 0.0, Funnel.WITHIN)}
    assert ranking.phi == 0
    assert not ranking.is_overdispersed


def test_one_area_and_zero_counts_have_a_place():
    """A single area, and one without any crime, are ranked as any other."""
    (alone,) = rank([figures_of("quiet", crimes=0, population=50_000)], baseline(10.0)).standings
    assert (alone.rank, alone.comparison.rate_ratio, alone.funnel) == (1, 0.0, Funnel.LOW_OUTER)


def test_a_baseline_of_zero_ranks_nobody(run, tmp_path):
    """Without a ratio there is no rank, and a note says why; nothing is an error."""
    file = tmp_path / "none.json"
    file.write_text(json.dumps({"areas": {k: {"name": k, "crimes": 0, "population": 10} for k in "ab"}}))
    rows = json.loads(run("rank", "-p", file, "-f", "json").out)["rows"]
    assert [(row["rank"], row["rate_ratio"], row["funnel"]) for row in rows] == [(None, None, "within")] * 2
    assert all("baseline-zero" in [note["code"] for note in row["notes"]] for row in rows)


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 10**6)), min_size=1, max_size=30), st.floats(0.1, 500))
def test_ranks_count_from_one_by_falling_ratio_whatever_the_order(figures, rate):
    """The ranking is a total order of the areas that does not depend on the order they came in."""
    areas = [figures_of(f"a{n}", crimes=c, population=p) for n, (c, p) in enumerate(figures)]
    ranking = rank(areas, baseline(rate))
    assert [s.rank for s in ranking.standings] == list(range(1, len(areas) + 1))
    ratios = [s.comparison.rate_ratio for s in ranking.standings]
    assert ratios == sorted(ratios, reverse=True)
    assert ranking.standings == rank(areas[::-1], baseline(rate)).standings


@given(st.integers(0, 10**6), st.floats(0.001, 1e6))
def test_the_funnel_agrees_with_the_interval_of_the_count(count, expected):
    """Outside the outer limit implies outside the inner one; and the side is that of the difference."""
    place = funnel_of(count, expected)
    if place.value.startswith("high"):
        assert nearest_whole(count) > expected
    if place.value.startswith("low"):
        assert nearest_whole(count) < expected


def test_one_area_varies_from_nothing():
    """A single area is never called over-dispersed, however far it is from the baseline."""
    assert not rank([figures_of("far", crimes=9000, population=1000)], baseline(1.0)).is_overdispersed


def test_asking_for_overdispersion_is_always_answered(run, tmp_path):
    """Where there is none to allow for, the answer says so, with φ and n."""
    file = tmp_path / "equal.json"
    file.write_text(
        json.dumps({"areas": {f"a{n}": {"name": f"A{n}", "crimes": 90, "population": 1000} for n in range(10)}})
    )
    said = run("rank", "-p", file, "--overdispersion", "-f", "sentence").out
    assert "They vary no more than that (φ = 0.00), so nothing was adjusted." in said
    assert "There is no over-dispersion to allow for (φ = 0 among 10 areas)." in said


def test_an_option_that_would_be_refused_is_not_recommended(run, tmp_path):
    """Fewer than ten areas are told of over-dispersion, but not of the option that needs ten."""
    file = tmp_path / "few.json"
    file.write_text(json.dumps({"areas": {f"a{n}": {"name": "A", "crimes": n, "population": 1000} for n in (9, 900)}}))
    done = run("rank", "-p", file, "-f", "sentence")
    assert "over-dispersed" in done.out
    assert "--overdispersion" not in done.out
