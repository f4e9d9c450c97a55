"""--offence: one offence alone, for every side; which areas give it, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.program import Run

COMMANDS = [("show", "fen", "isle"), ("diff", "fen", "isle", "-b", "shire"), ("rank", "fen", "isle", "-b", "shire")]
EACH = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])


@pytest.fixture(autouse=True)
def here(nothing_of_this_machine: Path) -> Path:
    """Write areas of which most give burglaries and one gives no offences, and two of them a year before."""
    areas: dict[str, dict[str, Any]] = {
        "fen": {"crimes": 900, "population": 10_000, "offences": {"Burglary": 60, "arson": 9}, "within": "shire"},
        "isle": {"crimes": 500, "population": 9000, "offences": {"burglary": 30}, "within": "shire"},
        "hill": {"crimes": 400, "population": 8000, "within": "shire"},
        "shire": {"crimes": 5000, "population": 90_000, "offences": {"Burglary": 400}, "safety_score": 70},
    }
    shared = {"period": "2024", "offence_scope": "all", "safety_score": 60}
    then = {key: shared | areas[key] | {"name": key.title(), "period": "2023"} for key in ("fen", "isle")}
    del then["isle"]["offences"]
    now = {key: shared | figures | {"name": key.title()} for key, figures in areas.items()}
    (nothing_of_this_machine / "years").mkdir()
    for year, which in (("2024", now), ("2023", then)):
        (nothing_of_this_machine / "years" / f"{year}.json").write_text(json.dumps({"areas": which}))
    return nothing_of_this_machine


def rows_given(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "-p", "years", "-f", "json")
    assert (done.code, done.err) == (0, "")
    return list(json.loads(done.out)["rows"])


@EACH
def test_every_row_is_of_that_offence(run: Run, command: tuple[str, ...]) -> None:
    """Each row says the offence as its area spells it, has its count and rate, and nothing of a safety score."""
    found = {row["area"]: row for row in rows_given(run, *command, "--offence", "BURGLARY")}
    assert {key: (row["offence"], row["crimes"]) for key, row in found.items()} == {
        "fen": ("Burglary", 60),
        "isle": ("burglary", 30),
    }
    for row in found.values():
        assert row["confidence"] == 0.95
        assert row["crime_rate"] == pytest.approx(1000 * row["crimes"] / row["population"])
        assert {value for key, value in row.items() if key.endswith(("safety_score", "shortfall"))} == {None}
        if command[0] != "show":
            assert row["baseline_crime_rate"] == pytest.approx(1000 * 400 / 90_000)


@EACH
def test_the_offence_is_said_to_people(run: Run, command: tuple[str, ...]) -> None:
    """The title begins with it, and so does each sentence; rates have two decimals, for they are small."""
    table = run(*command, "--offence", "burglary", "-p", "years").out
    assert table.startswith("Burglary")
    assert " 6.00" in table
    said = run(*command, "--offence", "burglary", "-p", "years", "-f", "sentence").out
    lines = [line for line in said.splitlines() if not line.startswith("Source")]
    assert lines
    assert all(line.startswith("Burglary: ") for line in lines)
    assert " safety score" not in said


def test_sentences_say_one_offence_of_any_name(run: Run) -> None:
    """What is said of an area and of a comparison is said of all crimes, with the offence before it."""
    said = run("show", "fen", "--offence", "arson", "-p", "years", "-f", "sentence").out
    assert said.startswith(
        "Arson: In 2024, Fen, with 10,000 residents, recorded 0.90 crimes per 1,000 residents a year (95%"
    )
    said = run("diff", "fen", "-b", "shire", "--offence", "burglary", "-p", "years", "-f", "sentence").out
    assert said.startswith(
        "Burglary: In 2024, Fen recorded 6.00 crimes per 1,000 residents, 1.56 more (35.0% higher) than Shire at 4.44"
    )
    title = run("rank", "--kind", "partnership", "--offence", "robbery", "--top", "1", "fen*").out.splitlines()[0]
    assert title.startswith("Robbery in each community safety partnership compared with the pool of")
    title = run("rank", "--offence", "robbery", "--top", "1", "-f", "markdown").out.splitlines()[0]
    assert "Robbery in each community safety partnership compared with the pool" in title.replace("\\", "")


def test_it_is_the_row_of_the_breakdown_without_its_correction(run: Run) -> None:
    """--by-offence has the same figures, at the confidence that makes all of its intervals hold together."""
    command = ("diff", "fen", "-b", "shire")
    (alone,) = rows_given(run, *command, "--offence", "burglary")
    among = next(row for row in rows_given(run, *command, "--by-offence") if row["offence"] == "Burglary")
    for key in ("crimes", "crime_rate", "excess_crime_rate", "rate_ratio"):
        assert alone[key] == among[key]
    assert "simultaneous" not in {note["code"] for note in alone["notes"]}


def test_the_area_is_taken_out_of_that_offence(run: Run) -> None:
    """With --exclude-self the rest's burglaries are what is compared with, and so with a pool."""
    (row,) = rows_given(run, "diff", "fen", "-b", "shire", "--exclude-self", "--offence", "burglary")
    assert row["rate_ratio"] == pytest.approx((60 / 10) / (340 / 80))
    (row,) = rows_given(run, "diff", "fen", "-b", "shire", "-b", "isle", "--offence", "burglary")
    assert row["rate_ratio"] == pytest.approx((60 / 10) / (340 / 80))


@pytest.mark.parametrize("command", ["show", "diff", "rank"])
def test_areas_of_a_pattern_without_it_are_left_out_and_counted(run: Run, command: str) -> None:
    """An area that does not give the offence has no row, and is not taken for one without such crimes."""
    for areas in (["*[nle]"], ["years/2024.json"]):
        done = run(command, *areas, "--within", "shire", "--offence", "burglary", "-p", "years", "--get", "area")
        assert sorted(done.out.split()) == ["fen", "isle"]
        assert done.err == 'Left out 1 area without figures for "burglary": hill.\n'


def test_areas_whose_year_before_does_not_give_it_are_left_out(run: Run) -> None:
    """Against the same area then it is what it gave then that counts; one named outright is refused."""
    done = run("diff", "*e*@2024", "-b", "@2023", "--within", "shire", "--offence", "burglary", "-p", "years")
    assert done.out.startswith("Burglary")
    assert 'Left out 1 area without figures for "burglary" then: isle.' in done.err
    refusal = run("diff", "isle", "-b", "@2023", "--offence", "burglary", "-p", "years").refusal
    assert refusal == 'no offence "burglary" is given for the baseline isle, nor any other'
    refusal = run("diff", "is*", "-b", "@2023", "--offence", "burglary", "-p", "years").err.splitlines()[-1]
    assert refusal == "crimecompare: nothing is left to compare but areas without the offence then"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("show", "fen", "--offence", "burglar"),
            'no offence "burglar" is given for fen; did you mean "Burglary"? The offences are arson; Burglary',
        ),
        (("show", "fen", "--offence", ""), 'no offence "" is given for fen; the offences are arson; Burglary'),
        (("show", "fen", "hill", "--offence", "arson"), 'no offence "arson" is given for hill, nor any other'),
        (("diff", "fe[n]", "--offence", "zzz"), 'no offence "zzz" is given for fen; the offences are arson; Burglary'),
        (
            ("rank", "fen", "isle", "--offence", "zzz"),
            'no offence "zzz" is given for fen; the offences are arson; Burglary',
        ),
        (
            ("rank", "[fi]*", "--offence", "zzz", "--within", "shire"),
            'no offence "zzz" is given for any of 2 areas; the offences are arson; Burglary; burglary',
        ),
        (
            ("diff", "fen", "-b", "isle", "--offence", "arson"),
            'no offence "arson" is given for the baseline isle; the offences are burglary',
        ),
        (
            ("rank", "fen", "-b", "hill", "--offence", "arson"),
            'no offence "arson" is given for the baseline hill, nor any other',
        ),
        (
            ("diff", "fen", "-b", "isle", "-b", "hill", "--offence", "burglary"),
            'hill cannot be pooled: it gives no figure of the offence "burglary"',
        ),
        (
            ("diff", "fen", "--offence", "burglary", "--by-offence"),
            "--offence and --by-offence cannot be used together: one offence alone, or a row for each",
        ),
    ],
)
def test_what_does_not_give_it_is_refused(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """A name that is not there lists those that are; a baseline without the offence is not one without such crimes."""
    assert run(*arguments, "-p", "years").refusal == message


def test_what_months_make_up_gives_the_offences_of_these_months(run: Run, here: Path) -> None:
    """AREA@PERIOD of months has the offence's sum, and one that lacks a month of it does not give it."""
    (here / "months.json").write_text(
        json.dumps(
            {
                "name": "Months",
                "population": 5000,
                "crimes": 50,
                "monthly_crimes": {"2024-01": 20, "2024-02": 30},
                "monthly_offences": {"Burglary": {"2024-01": 2, "2024-02": 3}, "Arson": {"2024-01": 1}},
            }
        )
    )
    asked = ("show", "months@2024-01/2024-02", "-p", "months.json", "--offence")
    assert run(*asked, "burglary", "--get", "crimes").out == "5\n"
    assert run(*asked, "arson").refusal == 'no offence "arson" is given for months; the offences are Burglary'


def test_a_refusal_says_one_thing_only(run: Run) -> None:
    """What is left out is said beside an answer: where there is none, the refusal is the one line."""
    refusal = run("diff", "years/2024.json", "-b", "uk", "--offence", "burglary", "-p", "years").refusal
    assert refusal.startswith('no offence "burglary" is given for the baseline uk')
