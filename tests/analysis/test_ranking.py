"""Ranking: the order of the areas, where they lie on the funnel, and what its limits allow for."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from crimecompare.analysis.codes import ORDER, Code
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.funnel import INNER, OUTER, Limits, limits_passed
from crimecompare.analysis.own_pool import pool_of_all
from crimecompare.analysis.ranking import FUNNEL, Funnel, Ranking, rank
from crimecompare.analysis.ranking_caveats import of_dispersion
from crimecompare.errors import Incomparable, UsageError
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
FIGURES = st.tuples(st.integers(0, 5000), st.integers(1, 10**6))
MANY = st.lists(FIGURES, min_size=10, max_size=30)


def figures_of(key: str, **figures: object) -> Figures:
    return Figures.of(area(key, **figures))


def of_counts(counts: Iterable[float], population: int = 10_000, **figures: object) -> list[Figures]:
    """Make areas of those counts among equally many residents."""
    return [figures_of(f"a{n:03}", crimes=count, population=population, **figures) for n, count in enumerate(counts)]


def drawn(figures: Iterable[tuple[int, int]]) -> list[Figures]:
    return [figures_of(f"a{n:03}", crimes=crimes, population=people) for n, (crimes, people) in enumerate(figures)]


def baseline(rate: float) -> Figures:
    return figures_of("baseline", crime_rate=rate)


def notes_of(ranking: Ranking, code: Code) -> set[str]:
    """Return the messages of a code, which must be on every row or on none."""
    said = [[note.message for note in standing.notes if note.code is code] for standing in ranking.standings]
    assert all(messages == said[0] for messages in said)
    return set(said[0])


def passed(funnel: Funnel | None) -> int:
    return next(number for number, place in FUNNEL.items() if place is funnel)


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
    (alone,) = rank([figures_of("a", crimes=count, population=1000)], baseline(expected)).standings
    assert alone.funnel == funnel


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
        assert FUNNEL[limits_passed(count, expected)] == place, (count, expected)
    assert seen == set(Funnel)


@given(st.lists(FIGURES, min_size=1, max_size=30), st.floats(0.1, 500), st.sampled_from([Limits.AUTO, Limits.POISSON]))
def test_a_ranking_does_not_depend_on_the_order_of_the_areas(figures, rate, limits):
    """Ranks, z, funnel and notes are those of the set of areas; the ratios fall from row to row."""
    areas = drawn(figures)
    ranking = rank(areas, baseline(rate), limits=limits)
    assert ranking == rank(areas[::-1], baseline(rate), limits=limits)
    ratios = [standing.comparison.rate_ratio for standing in ranking.standings]
    assert ratios == pytest.approx(sorted(ratios, reverse=True), rel=1e-11)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), min_size=1, max_size=30), st.floats(0.1, 500))
def test_equal_ratios_share_a_rank(figures, rate):
    """A rank is one more than the areas with a higher ratio; areas of one ratio come in order of name."""
    ranking = rank(drawn(figures), baseline(rate))
    exact = {f"a{n:03}": Fraction(*pair) for n, pair in enumerate(figures)}
    for standing in ranking.standings:
        ours = exact[standing.comparison.area.key]
        assert standing.rank == 1 + sum(other > ours for other in exact.values())
    placed = [(standing.rank, standing.comparison.area.key) for standing in ranking.standings]
    assert placed == sorted(placed)


def test_ranks_are_1_2_2_4():
    """Two that share a rank leave the next one out, also where the division rounds otherwise."""
    figures = [(900, 10_000), (7, 300), (14, 600), (1, 10_000)]
    areas = [figures_of(f"a{n}", crimes=c, population=p, period="2025-01/2025-05") for n, (c, p) in enumerate(figures)]
    for rate in (90.0, 91.3, 0.7):
        assert [standing.rank for standing in rank(areas, baseline(rate)).standings] == [1, 2, 2, 4]


def test_equal_areas_are_all_within_and_in_order_of_name():
    """Areas that do not differ share the first rank and the ratio 1, and lie within the funnel."""
    ranking = rank([figures_of(key, crimes=90, population=1000) for key in "cab"], baseline(90.0))
    assert [s.comparison.area.key for s in ranking.standings] == ["a", "b", "c"]
    found = {(s.rank, s.comparison.rate_ratio, s.z, s.funnel, s.limits) for s in ranking.standings}
    assert found == {(1, 1.0, 0.0, Funnel.WITHIN, Limits.POISSON)}
    assert ranking.differences.phi == 0


def test_areas_without_a_count_come_last_without_rank_funnel_or_z():
    """What has no count, or a count of nobody knows how many, is neither placed nor judged."""
    areas = [figures_of("rate", crime_rate=500), figures_of("count", crimes=9), *of_counts([5])]
    _, *last = rank(areas, baseline(90.0)).standings
    assert [(s.comparison.area.key, s.rank, s.z, s.funnel) for s in last] == [
        ("count", None, None, None),
        ("rate", None, None, None),
    ]
    assert [s.limits for s in last] == [Limits.POISSON] * 2


def test_one_area_and_zero_counts_have_a_place():
    """A single area, and one without any crime, are ranked as any other."""
    (alone,) = rank([figures_of("quiet", crimes=0, population=50_000)], baseline(10.0)).standings
    assert (alone.rank, alone.comparison.rate_ratio, alone.funnel) == (1, 0.0, Funnel.LOW_OUTER)


def test_a_baseline_of_zero_ranks_nobody():
    """Without a ratio there is no rank, and no measure of how areas differ; a note says why."""
    for counts in ([0] * 12, range(12)):
        for limits in Limits:
            ranking = rank(of_counts(counts), baseline(0.0), limits=limits)
            assert {s.rank for s in ranking.standings} == {None}
            assert {s.limits for s in ranking.standings} == {Limits.POISSON}
            assert ranking.standings[0].funnel is Funnel.WITHIN
            assert notes_of(ranking, Code.BASELINE_ZERO)
            assert not notes_of(ranking, Code.OVER_DISPERSED)


@given(MANY, st.floats(0.1, 500))
@example([(n, 10_000) for n in SPREAD], 83.0)
def test_additive_limits_put_no_area_further_out(figures, rate):
    """Where the limits allow for more than chance, z is nearer 0, and an area passes no more of them."""
    areas = drawn(figures)
    chance = {s.comparison.area.key: s for s in rank(areas, baseline(rate), limits=Limits.POISSON).standings}
    for standing in rank(areas, baseline(rate), limits=Limits.ADDITIVE).standings:
        other = chance[standing.comparison.area.key]
        assert standing.rank == other.rank
        assert abs(standing.z) <= abs(other.z)
        assert abs(passed(standing.funnel)) <= abs(passed(other.funnel))
        assert passed(standing.funnel) * passed(other.funnel) >= 0


@given(st.lists(FIGURES, min_size=1, max_size=30), st.floats(0.1, 500))
def test_limits_are_additive_where_areas_clearly_differ(figures, rate):
    """`auto` is `additive` from ten areas on with φ > 1 + 2√(2/n), else `poisson`, to the last digit; never itself."""
    areas = drawn(figures)
    ranking = rank(areas, baseline(rate))
    number, phi, tau, limits = ranking.differences
    assert number == len(areas)
    clear = number >= 10 and phi > 1 + 2 * math.sqrt(2 / number)
    assert limits is (Limits.ADDITIVE if clear else Limits.POISSON)
    assert (tau > 0) is clear
    assert ranking.standings == rank(areas, baseline(rate), limits=limits).standings
    assert bool(notes_of(ranking, Code.LIMITS_ADDITIVE)) is clear
    assert not notes_of(ranking, Code.OVER_DISPERSED)
    plain = rank(areas, baseline(rate), limits=Limits.POISSON)
    assert bool(notes_of(plain, Code.OVER_DISPERSED)) is clear
    assert not notes_of(plain, Code.LIMITS_ADDITIVE)


@given(st.lists(FIGURES, min_size=1, max_size=9))
def test_fewer_than_ten_areas_have_limits_of_chance(figures):
    """Nothing is said of how few areas differ, and limits that would rest on it are refused."""
    ranking = rank(drawn(figures), baseline(90.0))
    assert {s.limits for s in ranking.standings} == {Limits.POISSON}
    assert not notes_of(ranking, Code.OVER_DISPERSED) | notes_of(ranking, Code.LIMITS_ADDITIVE)
    with pytest.raises(Incomparable, match="limits additive needs at least 10 areas with a count") as refused:
        rank(drawn(figures), baseline(90.0), limits=Limits.ADDITIVE)
    assert refused.value.parameter == "limits"


def test_areas_that_differ_less_than_by_chance_have_limits_of_chance():
    """Where there is nothing to allow for, additive limits are those of chance."""
    ranking = rank(of_counts([90 + n % 2 for n in range(12)], 1000), baseline(90.5), limits=Limits.ADDITIVE)
    assert ranking.differences.tau == 0
    assert {s.limits for s in ranking.standings} == {Limits.POISSON}
    assert not notes_of(ranking, Code.LIMITS_ADDITIVE)


def test_ten_counts_that_differ():
    """Ten counts among 10,000 each: φ by hand from SciPy's winsorised z, and the two outermost by chance alone."""
    ranking = rank(of_counts(SPREAD), baseline(83.0), limits=Limits.POISSON)
    assert ranking.differences.phi == pytest.approx(3.48186309481 / 0.678654558953, rel=1e-9)
    outside = {s.comparison.area.crimes: s.funnel for s in ranking.standings if s.funnel is not Funnel.WITHIN}
    assert outside == {1100: "high-99.8", 900: "high-95", 750: "low-95", 700: "low-99.8"}
    additive = rank(of_counts(SPREAD), baseline(83.0))
    outside = {s.comparison.area.crimes: s.funnel for s in additive.standings if s.funnel is not Funnel.WITHIN}
    assert outside == {1100: "high-99.8", 700: "low-95"}
    differ, much = (
        "The areas differ more than chance alone explains (φ = 5.13)",
        "beyond chance, two in three areas would ",
    )
    much += "lie within about ±7% of the baseline."
    more = " So more fall outside the limits than chance alone would put there."
    assert notes_of(ranking, Code.OVER_DISPERSED) == {f"{differ}: {much}{more}"}
    assert notes_of(additive, Code.LIMITS_ADDITIVE) == {f"{differ}, and the limits and z allow for it: {much}"}


def test_a_known_spread_is_found_and_allowed_for():
    """Of 300 areas that differ by τ = 0.172 beyond chance nearly all pass the limits of chance, few the additive."""
    randomly = np.random.default_rng(5)
    expected = np.exp(randomly.uniform(math.log(2000), math.log(30_000), 300))
    y = np.maximum(randomly.normal(1, np.sqrt(1 / (4 * expected) + 0.172**2)), 0)
    areas = drawn([(round(e * v**2), round(10 * e)) for e, v in zip(expected.tolist(), y.tolist(), strict=True)])
    ranking = rank(areas, baseline(100.0))
    assert ranking.differences.limits is Limits.ADDITIVE
    assert ranking.differences.tau == pytest.approx(0.172, abs=0.02)
    assert ranking.ranked - ranking.places[Funnel.WITHIN] < 30
    plain = rank(areas, baseline(100.0), limits=Limits.POISSON)
    assert plain.ranked - plain.places[Funnel.WITHIN] > 200
    (said,) = notes_of(plain, Code.OVER_DISPERSED)
    assert "two in three areas would lie within about ±3" in said


@pytest.mark.parametrize(
    ("phi", "said"),
    [(1.204, "1.20"), (9.996, "10.0"), (12.34, "12.3"), (99.96, "100"), (1196.1, "1,200")],
)
def test_dispersion_is_said_with_three_digits_at_most(phi, said):
    """More digits of φ would say more than is known."""
    assert f"(φ = {said})" in of_dispersion(Code.OVER_DISPERSED, phi, 0.1).message


def test_areas_that_lack_months_are_placed_but_not_pooled():
    """A pool counts the same months in every area; what covers others is ranked all the same, and all rows say so."""
    year = of_counts([900, 1000, 1100], period="2025")
    gap = figures_of("gap", crimes=500, population=10_000, period="2025", months_missing=["2025-11", "2025-12"])
    half = figures_of("half", crimes=500, population=10_000, period="2025-01/2025-06")
    old = figures_of("old", crimes=500, population=10_000, period="2024")
    silent = figures_of("silent", crimes=1000, population=10_000)
    assert pool_of_all(year) == (pool_of_all([*year, gap, half, old])[0], ())
    ranking = rank([*year, gap, half, old, silent])
    assert ranking.baseline.members == ("a000", "a001", "a002", "silent")
    assert {s.rank for s in ranking.standings} >= {1, 7}
    (said,) = notes_of(ranking, Code.NOT_POOLED)
    lacking, other = "1 area with months missing", "2 areas with other months"
    assert said == f"Ranked, but left out of the pool: {lacking} and {other}."


def test_areas_that_all_lack_the_same_months_are_pooled():
    """A month that no area has is missing from none in particular."""
    areas = of_counts([900, 1000], period="2025", months_missing=["2025-12"])
    pooled, notes = pool_of_all(areas)
    assert (len(pooled.members), notes) == (2, ())


@given(st.permutations([("2025", 2), ("2024", 2), ("2025-01/2025-06", 2)]))
def test_the_months_that_are_pooled_do_not_depend_on_the_order(periods):
    """Of months that equally many areas have, the most and the latest are pooled."""
    areas = [
        figures_of(f"a{period.replace('/', '.')}-{n}", crimes=90, population=1000, period=period)
        for period, times in periods
        for n in range(times)
    ]
    assert set(pool_of_all(areas)[0].members) == {"a2025-0", "a2025-1"}


def test_an_area_of_a_tenth_of_its_pool_has_a_note():
    """A large member draws its pool towards itself, and so does a large part of the baseline; no other area does."""
    large, small, part = (
        figures_of("large", crimes=900, population=9001),
        figures_of("small", crimes=100, population=999),
        figures_of("part", crimes=300, population=3000, within="large"),
    )
    said = {
        standing.comparison.area.key: [n.message for n in standing.notes if n.code is Code.PART_OF_BASELINE]
        for standing in rank([large, small, part]).standings
    }
    assert said == {
        "large": ["Large is 90% of the pool of 2 areas, which makes the two look more alike."],
        "part": ["Part is 30% of the pool of 2 areas, which makes the two look more alike."],
        "small": [],
    }
    (alone,) = rank([figures_of("stranger", crimes=300, population=3000)], large).standings
    assert Code.PART_OF_BASELINE not in [note.code for note in alone.notes]


def test_a_baseline_says_what_interval_it_has_itself():
    """Its rate is treated as exact, and a reader is told how exact it is, where that is known."""
    areas = of_counts([900, 1000])
    counted_one = figures_of("county", crimes=1000, population=10_000)
    said = notes_of(rank(areas, counted_one), Code.BASELINE_FIXED)
    assert said == {"County's rate is treated as exact for all areas; its own 95% interval is 93.9 to 106.4."}
    assert notes_of(rank(areas, baseline(90.0)), Code.BASELINE_FIXED) == {
        "Baseline's rate is treated as exact for all areas."
    }
    assert notes_of(rank(areas, confidence=0.99), Code.BASELINE_FIXED) == {
        "The pooled rate of the 2 areas is treated as exact; its own 99% interval is 89.5 to 100.8."
    }
    huge = figures_of("huge", crimes=10**14, population=10**15 - 1)
    (message,) = notes_of(rank(areas, huge), Code.BASELINE_FIXED)
    assert message.endswith("interval is 99.99998 to 100.00002.")


def test_notes_come_in_the_order_of_their_codes():
    """What can overturn the answer comes first, whichever side it is about."""
    small = figures_of("small", crimes=3, population=100, period="2025-01", caveats=["Half guessed."])
    reference = figures_of("reference", crimes=15, population=300, period="2025", caveats=["Guessed."])
    for standing in rank([small, *of_counts(SPREAD)], reference, limits=Limits.POISSON).standings:
        places = [ORDER[note.code] for note in standing.notes]
        assert places == sorted(places)


def test_areas_that_need_the_same_notes_share_them():
    """The notes of many areas are few objects."""
    assert len({id(standing.notes) for standing in rank(of_counts(range(100, 200))).standings}) == 1


def test_what_can_be_done_is_added_to_the_note_it_is_about():
    """Words that a caller has for a code end that note."""
    remedies = {Code.OVER_DISPERSED: "do something"}
    (said,) = notes_of(
        rank(of_counts(SPREAD), baseline(83.0), limits=Limits.POISSON, remedies=remedies), Code.OVER_DISPERSED
    )
    assert said.endswith("; do something.")


def test_what_cannot_be_ranked_against_is_refused():
    """A baseline without a rate, and another confidence, are refused in a sentence."""
    with pytest.raises(Incomparable, match=r"^there is no crime rate for scored to rank against$"):
        rank(of_counts([9]), figures_of("scored", safety_score=50))
    with pytest.raises(UsageError, match=r"^confidence must be from 0\.9 to 0\.9999, not 0\.5$"):
        rank(of_counts([9]), confidence=0.5)


def test_additive_limits_that_are_asked_for_say_no_more_than_is_shown():
    """Where areas are not shown to differ beyond chance, additive limits do not say that they do."""
    ranking = rank(
        of_counts([1000, 1030, 970, 1045, 955, 1040, 960, 1010, 990, 1035, 965, 1000]), limits=Limits.ADDITIVE
    )
    assert 1 < ranking.differences.phi < 1 + 2 * math.sqrt(2 / 12)
    (said,) = notes_of(ranking, Code.LIMITS_ADDITIVE)
    assert said.startswith("The areas are not shown to differ by more than chance")
