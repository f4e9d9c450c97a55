"""Titles: the period and the baseline of all rows; what differs is a column, and sources come beneath."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Run

Said = Callable[..., str]
PLACE = {"population": 1000, "offences": {"burglary": 50}}
ONS, POLICE = "ONS, table C2; Open Government Licence v3.0", "Police"


@pytest.fixture
def said(run: Run, tmp_path: Path) -> Said:
    """Answer a command about areas of some periods: `said("show", north={"period": "2024"})`."""

    def answer(*command: str, **areas: dict[str, object]) -> str:
        file = tmp_path / "areas.json"
        named = {
            key: {"name": key.title(), "crimes": 100 + n, **PLACE, **more}
            for n, (key, more) in enumerate(areas.items())
        }
        file.write_text(json.dumps({"areas": named}))
        code, out, err = run(*command, "-p", file)
        assert (code, err) == (0, "")
        return out

    return answer


IN_2024, IN_2025 = {"period": "2024"}, {"period": "2025"}
AGAINST = "Recorded crime{} compared with South"


@pytest.mark.parametrize(
    ("north", "south", "title"),
    [
        (IN_2024, IN_2024, f"{AGAINST.format('')}, 2024"),
        (IN_2024, {"period": "2024-01/2024-12"}, f"{AGAINST.format('')}, 2024"),
        (IN_2025, IN_2024, f"{AGAINST.format(' in 2025')} in 2024"),
        (IN_2025, {"period": "2024-04/2025-03"}, f"{AGAINST.format(' in 2025')} in the year to March 2025"),
        (IN_2025, {}, AGAINST.format(" in 2025")),
        ({}, IN_2025, f"{AGAINST.format('')} in 2025"),
        ({}, {}, AGAINST.format("")),
        ({**IN_2025, "name": "South"}, IN_2024, f"{AGAINST.format(' in 2025')} (2024)"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--by-offence"]], ids=str)
def test_a_title_names_the_periods_of_both_sides(
    said: Said, north: dict[str, object], south: dict[str, object], title: str, options: list[str]
) -> None:
    """One that both have is named once, two are named each, and of an unknown one nothing is said."""
    subject = f"Recorded crime by offence: {north.get('name', 'North')}" if options else "Recorded crime"
    drawn = said("diff", "north", "-b", "south", *options, north=north, south=south)
    assert drawn.startswith(f"{title.replace('Recorded crime', subject, 1)}\n")
    assert "Period" not in drawn


@pytest.mark.parametrize(
    ("command", "title"),
    [
        ("show north south", "Recorded crime, {} (95% intervals)"),
        ("diff north south -b west", AGAINST.format("").replace("South", "West, {}")),
        (
            "rank north south -b west",
            "Recorded crime compared with West at 102.0 per 1,000 residents a year, {}, limits that allow",
        ),
    ],
)
def test_a_period_is_in_the_title_or_in_a_column(said: Said, command: str, title: str) -> None:
    """What all rows have is said once above them; where they differ each row has its own, as people say it."""
    alike = said(*command.split(), north=IN_2024, south=IN_2024, west=IN_2024)
    assert alike.startswith(title.format("2024"))
    assert "Period" not in alike
    differing = said(*command.split(), north=IN_2024, south={"period": "2024-04/2025-03"}, west=IN_2024)
    heading, _, rows = differing.partition("──\n")
    assert "Period" in heading
    assert "the year to March 2025" not in heading
    assert [" 2024 " in row for row in rows.splitlines()[:2]] == ["North" in row for row in rows.splitlines()[:2]]
    assert "the year to March 2025" in rows


SCORED = {"safety_score": 50, "safety_score_source": "X"}


@pytest.mark.parametrize(
    ("north", "south", "subject"),
    [
        *((north, south, "Recorded crime and safety score") for north, south in ((SCORED, {}), ({}, SCORED))),
        ({}, {}, "Recorded crime"),
    ],
)
def test_a_title_speaks_of_scores_where_there_is_one(
    said: Said, north: dict[str, object], south: dict[str, object], subject: str
) -> None:
    """Where neither side has a safety score, the title is about crime alone."""
    assert said("diff", "north", "-b", "south", north=north, south=south).startswith(f"{subject} compared with South\n")
    assert said("show", "north", "south", north=north, south=south).startswith(f"{subject} (95% intervals)\n")


def test_areas_at_two_times_are_not_named_twice(run: Run) -> None:
    """Where each area is compared with itself at another time the title says so, and no column repeats the names."""
    one = run("diff", "fenland", "-b", "@2023").out
    assert one.startswith("Recorded crime in 2024 compared with the same area in 2023\n")
    offences = run("diff", "fenland", "-b", "@2023", "--by-offence").out
    assert offences.startswith("Recorded crime by offence: Fenland in 2024 compared with the same area in 2023\n")
    heading, _, rows = run("diff", "*@2024", "--kind", "region", "-b", "@2023").out.partition("──\n")
    assert heading.startswith("Recorded crime in 2024 compared with the same areas in 2023\n")
    assert "Baseline" not in heading
    assert rows.partition("\n\n")[0].count("North East") == 1


def test_one_baseline_at_the_time_of_each_row_is_named(run: Run) -> None:
    """Where each row is compared with one area at the row's own time, the title says so, and no column does."""
    heading, _, _ = run("diff", "fenland@2023", "fenland").out.partition("──\n")
    assert heading.startswith("Recorded crime compared with England and Wales at the same time\n")
    assert "Baseline" not in heading
    assert "Period" in heading


def test_a_ranking_names_the_period_of_all_that_was_ranked(said: Said) -> None:
    """The period of the rows shown is not that of the ranking, so it has a column."""
    areas = {"north": IN_2024, "south": IN_2024, "west": {"period": "2023", "crimes": 500}}
    drawn = said("rank", "-b", "uk", "--sort", "crimes", "--top", "2", **areas)
    assert "West" not in drawn
    assert drawn.startswith("Recorded crime compared with the UK at")
    assert "Period" in drawn


def test_several_baselines_are_a_column(said: Said) -> None:
    """A title names the baseline that all rows have; where each has another, a column does."""
    areas = {"north": IN_2024, "south": IN_2024, "west": IN_2024}
    drawn = said("diff", "north", "south", "-b", "north", "-b", "south", "-b", "west", "--sort", "name", **areas)
    heading, _, rows = drawn.partition("──\n")
    assert heading.startswith("Recorded crime compared with the baseline of each area, 2024\n")
    assert "Baseline" in heading
    assert rows.count("pool of 2 areas") >= 2
    one = said("diff", "north", "south", "-b", "west", **areas)
    assert "Baseline" not in one


def test_kinds_are_a_column_where_they_differ(said: Said) -> None:
    """Rows of one kind need no column for it."""
    for command in ("show north south", "diff north south -b uk", "rank north south -b uk"):
        ward, town = {"kind": "ward"}, {"kind": "town"}
        assert "Kind" not in said(*command.split(), north=ward, south=ward)
        assert "Kind" in said(*command.split(), north=ward, south=town)


@pytest.mark.parametrize("output", ["table", "markdown", "sentence"])
@pytest.mark.parametrize(
    ("command", "sources"),
    [
        ("show north south east", [ONS, POLICE]),
        ("show east", []),
        ("diff north -b south", [ONS, POLICE]),
        ("diff north -b west", [ONS]),
        ("diff south -b north -b west", [POLICE, ONS]),
        ("diff south -b north -b west --where name==Nowhere", []),
        ("diff north -b south --by-offence", [ONS, POLICE]),
        ("rank north west", [ONS]),
        ("rank north west -b south", [ONS, POLICE]),
        ("rank north south --where name==South -b west", [POLICE, ONS]),
        ("list", []),
    ],
)
def test_every_source_is_named_once_beneath(said: Said, command: str, sources: list[str], output: str) -> None:
    """Where the rows shown and their baselines come from, each source on a line; none where none is known."""
    areas = {"north": {"source": ONS}, "south": {"source": POLICE}, "west": {"source": ONS}, "east": {}}
    lines = said(*command.split(), "-f", output, **areas).splitlines()
    named = [line for line in lines if line.startswith("Source: ")]
    assert named == [f"Source: {source}" for source in sources]
    if output == "sentence":
        assert lines[len(lines) - len(named) :] == named
