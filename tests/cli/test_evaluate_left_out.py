"""`evaluate`: what is said to be left out or passed over, and which windows are offered where those asked for lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.courses import START
from support.folders import EXAMPLES
from support.monthly import COUNTY, YEARS, by_month, file_of, file_of_two_years, files_of_a_year, monthly_profile
from support.program import Run

EXAMPLE = EXAMPLES / "fenland-2024-2025.json"
SINCE = ("--since", "2025-01")
REST = ("wisbech", "--control", "fenland")


def lacking(folder: Path, **months: list[int]) -> Path:
    """Write the county, each area without those of its months, counted from January 2024."""
    areas = {
        key: ([None if n in months.get(key, []) else count for n, count in enumerate(counts)], said)
        for key, (counts, said) in COUNTY.items()
    }
    return file_of_two_years(folder / "lacking.json", areas)


def years_apart(folder: Path, **said_of_2024: Any) -> Path:
    """Write the county, a file for each year; the first has something else said of it."""
    for n, year in enumerate(YEARS):
        half = slice(12 * n, 12 * n + 12)
        areas = {
            key: monthly_profile(
                key, by_month(counts[half], START + 12 * n), str(year), **(said | (said_of_2024 if n == 0 else {}))
            )
            for key, (counts, said) in COUNTY.items()
        }
        file_of(folder / f"{year}.json", areas)
    return folder


def test_controls_that_lie_in_another_are_said_to_be_left_out(run: Run) -> None:
    """Named one by one or in a file, the outermost of them is named as the reason; nothing is said of none."""
    asked = ("evaluate", "march-east", *SINCE, "-p", EXAMPLE, "--get", "control_crimes_before")
    alone = run(*asked, "--control", "fenland")
    nested = run(*asked, "--control", "fenland", "--control", "wisbech", "--control", "wisbech-north")
    assert (alone.err, nested.out) == ("", alone.out)
    assert nested.err == "Left out 2 areas because they lie in fenland: wisbech, wisbech-north.\n"
    one = run(*asked, "--control", "fenland", "--control", "wisbech")
    assert one.err == "Left out 1 area because it lies in fenland: wisbech.\n"
    assert run(*asked, "--control", EXAMPLE).err.startswith("Left out 18 areas because they lie in fenland: ")


def test_offences_that_one_side_lacks_are_said_to_be_left_out(run: Run, nothing_of_this_machine: Path) -> None:
    """Each with the areas that do not give it, whichever side they are on."""
    months = by_month([10] * 24)
    areas = {
        key: monthly_profile(key, months, "2024-01/2025-12", monthly_offences={o: by_month([5] * 24) for o in offences})
        for key, offences in (("a", ["theft", "arson"]), ("b", ["Theft", "fraud"]), ("c", ["theft", "arson"]))
    }
    file = file_of(nothing_of_this_machine / "some.json", areas)
    asked = ("evaluate", "a", *SINCE, "-p", file, "--by-offence", "--get", "offence")
    assert run(*asked, "--control", "b", "--control", "c") == (
        0,
        "theft\n",
        "Left out 2 offences that the areas in brackets do not give for every month: arson (b); fraud (a, c).\n",
    )
    assert run(*asked, "--control", "c").err == ""


def test_figures_that_count_other_offences_are_said_to_be_passed_over(run: Run, nothing_of_this_machine: Path) -> None:
    """They are why months are lacking."""
    folder = years_apart(nothing_of_this_machine / "years", offence_scope="other")
    refusal = run("evaluate", *REST, *SINCE, "-p", folder).refusal
    assert refusal == (
        "--since 2025-01 needs the months from 2024-01, and wisbech has them from 2025-01; figures in "
        f"{folder / '2024.json'}, bundled/ons-2024.json count other offences and are passed over"
    )


def test_a_year_as_a_whole_and_one_by_month_are_offered_as_years(run: Run, nothing_of_this_machine: Path) -> None:
    """What --since asks for is there, though not by month, and the offer works."""
    folder = years_apart(nothing_of_this_machine / "years", monthly=False)
    refusal = run("evaluate", *REST, *SINCE, "-p", folder).refusal
    assert refusal.endswith("; --before 2024 --after 2025 would fit")
    assert run("evaluate", *REST, "--before", "2024", "--after", "2025", "-p", folder).code == 0


def test_whole_periods_are_offered_of_the_same_calendar_months_only(run: Run, nothing_of_this_machine: Path) -> None:
    """A year and a quarter could never be judged."""
    folder = files_of_a_year(nothing_of_this_machine / "years", monthly=False)
    quarter = {key: monthly_profile(key, by_month([9] * 3, START + 24), "2026-01/2026-03", monthly=False, **said)
               for key, (_, said) in COUNTY.items()}  # fmt: skip
    file_of(folder / "2026.json", quarter)
    refusal = run("evaluate", *REST, "--since", "2026-01", "-p", folder).refusal
    assert refusal == "wisbech has no months, which --since needs; --before 2024 --after 2025 would fit"
    (folder / "2024.json").unlink()
    assert "would fit" not in run("evaluate", *REST, "--since", "2026-01", "-p", folder).refusal


def test_the_holes_of_all_sides_are_named_at_once(run: Run, nothing_of_this_machine: Path) -> None:
    """With windows around them, all of which fit; of many months a few and a count."""
    file = lacking(nothing_of_this_machine, wisbech=[16], fenland=[17])
    assert run("evaluate", *REST, *SINCE, "-p", file).refusal == (
        "wisbech has no count for May 2025, fenland none for June 2025, and nothing is filled in; --since 2025-07 "
        "(2025-07/2025-12 against 2024-07/2024-12) or --before 2024-01/2024-04 --after 2025-01/2025-04 would fit"
    )
    offered = ("--before", "2024-01/2024-04", "--after", "2025-01/2025-04")
    for asked in (("--since", "2025-07"), offered):
        assert run("evaluate", *REST, *asked, "-p", file).code == 0
    many = lacking(nothing_of_this_machine, wisbech=[*range(2, 24, 2)])
    assert " and 7 more months, and nothing is filled in" in run("evaluate", *REST, *SINCE, "-p", many).refusal


def test_who_ends_first_is_named(run: Run, nothing_of_this_machine: Path) -> None:
    """Where a month is too late for some only."""
    file = lacking(nothing_of_this_machine, fenland=[21, 22, 23])
    assert run("evaluate", *REST, "--since", "2025-11", "-p", file).refusal == (
        "--since 2025-11 is too late: the last month that all have is 2025-09 (fenland has no count for 2025-10); "
        "--since 2025-01 (2025-01/2025-09 against 2024-01/2024-09) would fit"
    )


@pytest.mark.parametrize("command", [("evaluate", *REST, *SINCE), ("trend", "wisbech")], ids=["evaluate", "trend"])
def test_an_offence_without_months_is_said_so(
    run: Run, nothing_of_this_machine: Path, command: tuple[str, ...]
) -> None:
    """The area has months, but not of the offence, and how to get them is said."""
    areas = {key: (counts, said | {"offences": {"Theft": 100}}) for key, (counts, said) in COUNTY.items()}
    file = file_of_two_years(nothing_of_this_machine / "whole.json", areas)
    refusal = run(*command, "--offence", "theft", "-p", file).refusal
    assert refusal.endswith(
        "it has figures for 2024-01/2025-12 of Theft; import police-uk --monthly-offences writes offences by month"
    )
    if command[0] == "evaluate":
        assert refusal.startswith("wisbech has no months of Theft, which --since needs; ")
