"""Rank: which areas are ranked against what, which rows are shown, and what is said of them."""

from __future__ import annotations

import json

import pytest


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
        (["--where", "limits==auto"], '"limits==auto": limits is never "auto"; it is poisson or additive'),
        (["--top", "0"], "--top must be 1 or more, not 0"),
        (["--sort", "crime_rat"], 'unknown field "crime_rat"; did you mean "crime_rate"'),
        (["x*"], 'no area matches "x*"; `crimecompare list` shows all'),
        (["--limits", "additive"], "--limits additive needs at least 10 areas with a count and a population, not 3"),
        (["--overdispersion"], "--overdispersion was removed; use --limits additive"),
        (["-b", "west", "west"], "no area is left to rank"),
        (["west"], "no area is left to pool as the baseline"),
        (
            ["-b", "west", "-b", "south"],
            "west cannot be pooled: it needs a population, and a count of crimes or a rate",
        ),
    ],
)
def test_what_cannot_be_ranked_is_said_in_one_line(run, places, arguments, message):
    """Each question that has no answer gets its reason and exit code 2."""
    assert run("rank", "-p", places, *arguments).refusal.startswith(message)


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
    assert "Of 3 areas, 1 lies outside the 99.8% limits of the funnel around the pool of 2 areas at 55.0 per" in said
    assert "(1 above); chance alone would put fewer than one there." in said
    assert "1 area is not ranked: it has no count or no population." in said
    assert "County contains all the others and is left out." in said
    assert "Ranks mislead" in said
    assert "vary" not in said


@pytest.fixture
def ranked(run, tmp_path):
    """Rank areas of those counts among 10,000 residents each, as a sentence or otherwise."""

    def answer(counts, *options: str, population: int = 10_000) -> str:
        areas = {f"a{n:03}": {"name": f"A{n}", "crimes": c, "population": population} for n, c in enumerate(counts)}
        file = tmp_path / "made.json"
        file.write_text(json.dumps({"areas": areas}))
        done = run("rank", "-p", file, *options)
        assert (done.code, done.err) == (0, "")
        return " ".join(done.out.split())

    return answer


SPREAD = (700, 750, 780, 790, 800, 810, 820, 850, 900, 1100)


def test_nothing_outside_is_said_in_words(ranked):
    """No count of zeros, and nothing of what chance would do."""
    said = ranked([100, 101, 102], "-f", "sentence")
    assert said.startswith("None of the 3 areas lies outside the 99.8% limits of the funnel around the pool of 3 areas")
    assert "chance alone" not in said
    assert ranked([100], "-f", "sentence").startswith("A0 lies within the 99.8% limits of the funnel")


def test_areas_that_do_not_clearly_differ_are_not_said_to_be_alike(ranked):
    """From ten areas on it is said that they do not clearly differ, with any limits; below ten, nothing is said."""
    for options in ([], ["--limits", "additive"], ["--limits", "poisson"]):
        assert "There is no clear sign that the areas differ by more than chance." in ranked(
            [100] * 10, "-f", "sentence", *options
        )
        assert {row["limits"] for row in json.loads(ranked([100] * 10, "-f", "json", *options))["rows"]} == {"poisson"}
    assert "no clear sign" not in ranked([100] * 9, "-f", "sentence")


def test_how_much_areas_differ_is_said_once(ranked):
    """φ and what it means are in a note, with what to type where the limits leave it out; not in the sentence too."""
    additive = ranked(SPREAD, "-f", "sentence")
    chance = ranked(SPREAD, "-f", "sentence", "--limits", "poisson")
    for said in (additive, chance):
        assert said.count("φ = ") == said.count("two in three areas would lie within about ±") == 1
        assert "independent" not in said
        assert "no clear sign" not in said
    assert "and the limits and z allow for it" in additive
    assert "--limits" not in additive
    assert "would put there; --limits additive allows for it." in chance
    assert "if areas differed only as these limits allow." in additive


def test_limits_are_said_in_the_title_and_are_no_column(ranked):
    """What is the same in every row heads the table, and is in every row of machine formats."""
    table = ranked(SPREAD)
    assert table.startswith(
        "Recorded crime compared with the pool of 10 areas at 83.0 per 1,000 residents a year, limits that allow for"
    )
    assert "Limits" not in table
    rows = json.loads(ranked(SPREAD, "-f", "json"))["rows"]
    assert {row["limits"] for row in rows} == {"additive"}
    assert ranked(SPREAD, "--limits", "poisson", "--get", "limits", "--where", "funnel==high-99.8") == "poisson"


def test_many_areas_have_some_outside_by_chance(ranked):
    """How many chance would put outside is a whole number."""
    said = ranked([100] * 1000 + [300], "-f", "sentence", "--limits", "poisson")
    assert "Of 1,001 areas, 1 lies outside" in said
    assert "chance alone would put about 2 there." in said


def test_the_baselines_own_caveats_stand_on_every_row(run, tmp_path, places):
    """What must be said of the baseline is said, in a ranking as in a comparison."""
    file = tmp_path / "reference.toml"
    file.write_text(
        'name = "Reference"\ncrimes = 15\npopulation = 3000\nperiod = "2025-01"\ncaveats = ["Half guessed."]\n'
    )
    for row in json.loads(run("rank", "-p", places, "-b", file, "-f", "json").out)["rows"]:
        said = {note["code"]: note["message"] for note in row["notes"] if "Reference" in note["message"]}
        assert set(said) >= {"baseline-fixed", "small-count", "partial-year", "stated-caveat"}
        assert said["stated-caveat"] == "Reference: Half guessed."
