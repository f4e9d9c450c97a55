"""Ranking: funnel limits, over-dispersion, and which areas are ranked against what."""

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
def test_dispersion_does_not_depend_on_order_and_shrinks_by_cutting_extremes(scores):
    """φ is a property of the set of scores, and at most the plain mean of their squares."""
    phi = dispersion(scores)
    assert phi == pytest.approx(dispersion(sorted(scores, reverse=True)))
    assert phi <= sum(z * z for z in scores) / len(scores) * (1 + 1e-9) + 1e-12


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
    assert [s.area.key for s in ranking.standings] == ["a", "b", "c"]
    assert {(s.ratio, s.z, s.funnel) for s in ranking.standings} == {(1.0, 0.0, Funnel.WITHIN)}
    assert ranking.phi == 0
    assert not ranking.is_overdispersed


def test_one_area_and_zero_counts_have_a_place():
    """A single area, and one without any crime, are ranked as any other."""
    (alone,) = rank([figures_of("quiet", crimes=0, population=50_000)], baseline(10.0)).standings
    assert (alone.rank, alone.ratio, alone.funnel) == (1, 0.0, Funnel.LOW_OUTER)


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
    ratios = [s.ratio for s in ranking.standings]
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


@pytest.fixture
def places(tmp_path):
    file = tmp_path / "areas.json"
    areas = {
        "county": {"name": "County", "crimes": 1000, "population": 20_000},
        "north": {"name": "North", "crimes": 300, "population": 5000, "within": "county"},
        "south": {"name": "South", "crimes": 250, "population": 5000, "within": "county"},
        "west": {"name": "West", "crime_rate": 40, "within": "county"},
        "old-town": {"name": "Old Town", "crimes": 100, "population": 1000, "within": "north"},
    }
    file.write_text(json.dumps({"areas": areas}))
    return file


def keys(done) -> list[str]:
    assert done.code == 0, done.err
    return done.out.split()


def test_what_contains_all_others_and_the_baseline_are_not_ranked(run, places):
    """The county is no district among its districts; the baseline is not ranked against itself."""
    assert keys(run("rank", "-p", places, "--get", "area")) == ["old-town", "north", "south", "west"]
    assert keys(run("rank", "-p", places, "-b", "south", "--get", "area")) == ["old-town", "north", "west"]
    assert keys(run("rank", "north", "south", "-p", places, "--get", "area")) == ["north", "south"]


def test_the_pool_counts_a_part_of_a_member_once(run, places):
    """Old Town lies in North, so the pooled rate is that of North and South together."""
    assert set(keys(run("rank", "-p", places, "--get", "baseline_crime_rate"))) == {"55"}


def test_an_area_without_a_count_comes_last_unranked_with_its_note(run, places):
    """West has a rate but no population: it is shown, not ranked and not pooled."""
    row = json.loads(run("rank", "-p", places, "-f", "json").out)["rows"][-1]
    assert (row["area"], row["rank"], row["funnel"], row["crime_rate"]) == ("west", None, None, 40)
    assert "no-population" in [note["code"] for note in row["notes"]]


def test_choosing_what_is_shown_changes_no_figure(run, places):
    """--where, --sort, --reverse and --top choose among the rows of the whole ranking."""
    whole_ranking = json.loads(run("rank", "-p", places, "-f", "json").out)["rows"]
    for options in (["--top", "2"], ["--sort", "name", "--reverse"], ["--where", "population>=5000"], ["--reverse"]):
        shown = json.loads(run("rank", "-p", places, "-f", "json", *options).out)["rows"]
        assert shown
        assert all(row in whole_ranking for row in shown)
    assert keys(run("rank", "-p", places, "--get", "area", "--top", "2")) == ["old-town", "north"]
    assert keys(run("rank", "-p", places, "--get", "area", "--sort", "crime_rate")) == [
        "west",
        "south",
        "north",
        "old-town",
    ]
    assert keys(run("rank", "-p", places, "--get", "area", "--reverse")) == ["south", "north", "old-town", "west"]
    assert keys(run("rank", "-p", places, "--get", "rank", "--where", "funnel==high-99.8")) == ["1"]
    assert keys(run("rank", "-p", places, "--get", "area", "--sort", "population", "--top", "1")) == ["old-town"]


def test_ratio_limits_are_rate_limits_over_the_baseline(run, places):
    """The baseline is a fixed reference."""
    for row in json.loads(run("rank", "-p", places, "-f", "json").out)["rows"][:-1]:
        for limit in ("low", "high"):
            ratio = row[f"crime_rate_{limit}"] / row["baseline_crime_rate"]
            assert row[f"rate_ratio_{limit}"] == pytest.approx(ratio, rel=1e-10)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--top", "0"], "--top must be 1 or more, not 0"),
        (["--sort", "crime_rat"], 'unknown field "crime_rat"; did you mean crime_rate'),
        (["x*"], 'no area matches "x*"; `crimecompare list` shows all'),
        (["--overdispersion"], "--overdispersion needs at least 10 areas with counts, not 3"),
        (["-b", "west", "west"], "no area is left to rank"),
        (["west"], "the pooled baseline has no area left"),
        (
            ["-b", "west", "-b", "south"],
            "west cannot be pooled: it needs a population, and a count of crimes or a rate",
        ),
    ],
)
def test_what_cannot_be_ranked_is_said_in_one_line(run, places, arguments, message):
    """Each question that has no answer gets its reason and exit code 2."""
    done = run("rank", "-p", places, *arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f"crimecompare: {message}")
    assert done.err.count("\n") == 1


def test_ten_thousand_bad_profiles_are_one_line(run, tmp_path):
    """The first few problems are named, the rest counted."""
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"areas": {f"a{n}": {"name": "x", "crimes": -1} for n in range(10_000)}}))
    done = run("rank", "-p", file)
    assert done.code == 2
    assert done.err.count("must be 0 or more, not -1") == 3
    assert done.err.endswith("; and 9,997 more, which `crimecompare validate` lists\n")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("output", ["table", "sentence", "markdown"])
def test_the_answer_in_words_counts_what_lies_outside(run, places, output):
    """The sentence says how many are outside the limits, how many chance would put there, and that a rank is poor."""
    said = " ".join(run("rank", "-p", places, "-f", output).out.replace("\\", "").split())
    assert "Of 3 areas, 1 lies outside the 99.8% limits of the funnel" in said
    assert "about 0.006 would" in said
    assert "1 area cannot be ranked for want of a count and a population." in said
    assert "County contains all the others and is left out." in said
    assert "A rank is a poor summary" in said


def test_the_baselines_own_caveats_stand_on_every_row(run, tmp_path, places):
    """What must be said of the baseline is said, in a ranking as in a comparison."""
    file = tmp_path / "reference.toml"
    file.write_text(
        'name = "Reference"\ncrimes = 15\npopulation = 300\nperiod = "2025-01"\ncaveats = ["Half guessed."]\n'
    )
    for row in json.loads(run("rank", "-p", places, "-b", file, "-f", "json").out)["rows"]:
        said = {note["code"]: note["message"] for note in row["notes"] if note["message"].startswith("Reference:")}
        assert set(said) == {"baseline-fixed", "small-count", "partial-year", "stated-caveat"}
        assert said["stated-caveat"] == "Reference: Half guessed."


def test_asking_for_overdispersion_is_always_answered(run, tmp_path):
    """Where there is none to allow for, the answer says so, with φ and n."""
    file = tmp_path / "equal.json"
    file.write_text(
        json.dumps({"areas": {f"a{n}": {"name": f"A{n}", "crimes": 90, "population": 1000} for n in range(10)}})
    )
    said = run("rank", "-p", file, "--overdispersion", "-f", "sentence").out
    assert "They vary no more than that (φ = 0.00), so nothing was adjusted." in said
    assert "There is no over-dispersion to allow for (φ = 0 among 10 areas)." in said


def test_one_area_varies_from_nothing():
    """A single area is never called over-dispersed, however far it is from the baseline."""
    assert not rank([figures_of("far", crimes=9000, population=1000)], baseline(1.0)).is_overdispersed


def test_an_option_that_would_be_refused_is_not_recommended(run, tmp_path):
    """Fewer than ten areas are told of over-dispersion, but not of the option that needs ten."""
    file = tmp_path / "few.json"
    file.write_text(json.dumps({"areas": {f"a{n}": {"name": "A", "crimes": n, "population": 1000} for n in (9, 900)}}))
    done = run("rank", "-p", file, "-f", "sentence")
    assert "over-dispersed" in done.out
    assert "--overdispersion" not in done.out
