"""`trend`: the published figures, where months and years are found, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.areas import codes
from support.courses import WISBECH
from support.folders import EXAMPLES
from support.intervals import near
from support.monthly import COUNTY, by_month, file_of, file_of_two_years, files_of_a_year, monthly_profile
from support.program import Run, row_of

EXAMPLE = EXAMPLES / "fenland-2024-2025.json"


@pytest.fixture
def one(nothing_of_this_machine: Path) -> Path:
    """One file with two years by month."""
    return file_of_two_years(nothing_of_this_machine / "both.json")


def printed_trend(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """Return the row of one area."""
    return row_of(run("trend", *arguments, "-f", "json"))


@pytest.mark.parametrize("source", ["example", "made"])
def test_wisbech(run: Run, one: Path, source: str) -> None:
    """Wisbech's figures are those published, from the example that ships and from a file of its months."""
    row = printed_trend(run, "wisbech", "-p", EXAMPLE if source == "example" else one)
    assert (row["crimes_before"], row["crimes_after"], row["verdict"], row["method"]) == (
        *(3826, 3629),
        *("similar", "quasi-poisson"),
    )
    assert row["change_ratio"] == near(0.948510193413)
    assert (row["change_ratio_low"], row["change_ratio_high"]) == (near(0.899449240493), near(1.00024720296))
    assert (row["dispersion"], row["crime_rate"]) == (near(1.08442937519), near(146.366056304))
    assert (row["first"], row["last"], row["monthly"]) == ("2024-01", "2025-12", WISBECH)
    assert (row["before"], row["after"], codes(row)) == ("2024", "2025", [])


def test_the_sentence(run: Run, one: Path) -> None:
    """It says the months' count, by how much it differs, and whether that is clear."""
    said = run("trend", "wisbech", "-p", one, "-f", "sentence").out
    assert said == (
        "In 2025, Wisbech recorded 3,629 crimes, 5% fewer than the 3,826 of the year before: not clearly different "
        "(ratio 0.95, 95% interval 0.8994 to 1.0002).\n"
    )


def test_two_files_of_a_year_do_what_one_of_two_years_does(run: Run, one: Path, nothing_of_this_machine: Path) -> None:
    """In a folder, as two places or in the environment, in either order: the same row to the last digit."""
    folder = files_of_a_year(nothing_of_this_machine / "years")
    then, now = folder / "2024.json", folder / "2025.json"
    whole = printed_trend(run, "wisbech", "-p", one)
    assert printed_trend(run, "wisbech", "-p", folder) == whole
    assert (
        printed_trend(run, "wisbech", "-p", then, "-p", now)
        == printed_trend(run, "wisbech", "-p", now, "-p", then)
        == whole
    )
    assert printed_trend(run, now, "-p", folder, "--where", "area==wisbech") == whole


def test_files_of_whole_years_give_what_chance_allows(run: Run, nothing_of_this_machine: Path) -> None:
    """Without months the interval is log-normal; what it leaves out is not judged."""
    folder = files_of_a_year(nothing_of_this_machine / "years", monthly=False)
    row = printed_trend(run, "wisbech", "-p", folder)
    assert (row["method"], row["verdict"], row["monthly"], row["dispersion"]) == ("log-normal", "untested", None, None)
    assert row["change_ratio"] == near(0.948510193413)
    assert "dispersion-unknown" in codes(row)
    assert (
        "cannot be judged (ratio 0.95, 95% interval 0.91 to 0.99)"
        in run("trend", "wisbech", "-p", folder, "-f", "sentence").out
    )


def test_the_nearest_place_that_has_a_month_gives_it(run: Run, one: Path, nothing_of_this_machine: Path) -> None:
    """A profile of just that month comes before months of others in its place, and a nearer place before both."""
    month = file_of(
        nothing_of_this_machine / "month.json", {"wisbech": monthly_profile("wisbech", {"2025-12": 1}, "2025-12")}
    )
    later = file_of(
        nothing_of_this_machine / "later.json", {"wisbech": monthly_profile("wisbech", {"2026-01": 5}, "2026-01")}
    )
    assert printed_trend(run, "wisbech", "-p", month, "-p", one)["monthly"] == [*WISBECH[:-1], 1]
    assert printed_trend(run, "wisbech", "-p", one, "-p", month)["monthly"] == WISBECH
    row = printed_trend(run, "wisbech", "-p", one, "-p", later)
    assert (row["last"], row["monthly"]) == ("2026-01", [*WISBECH[1:], 5][-24:])
    assert printed_trend(run, "wisbech", "-p", later, "-p", one, "--to", "2025-12")["monthly"] == WISBECH


def test_months_that_one_year_lacks_are_left_out_of_both(run: Run, nothing_of_this_machine: Path) -> None:
    """They are null in the series, a gap in the table, an empty place in CSV; a note says which."""
    counts: list[int | None] = [*WISBECH]
    counts[2] = None
    file = file_of_two_years(nothing_of_this_machine / "gap.json", {"wisbech": (counts, {"population": 1000})})
    row = printed_trend(run, "wisbech", "-p", file)
    assert (row["monthly"], row["crimes_before"], row["crimes_after"]) == (counts, 3826 - 341, 3629 - 341)
    assert codes(row) == ["months-missing"]
    assert "There are no data for March 2024" in row["notes"][0]["message"]
    assert run("trend", "wisbech", "-p", file, "--get", "monthly").out.startswith("327;291;;299;")
    assert "▇▆ ▆██▇▇" in run("trend", "wisbech", "-p", file).out
    assert "11 months of 2025" in run("trend", "wisbech", "-p", file, "-f", "sentence").out


def test_one_offence_has_its_own_months(run: Run) -> None:
    """--offence takes the months of monthly_offences, in any case; an unknown one is refused with what there is."""
    row = printed_trend(run, "wisbech", "-p", EXAMPLE, "--offence", "BURGLARY")
    assert (row["offence"], row["crimes_before"], row["crimes_after"], row["verdict"]) == (
        "Burglary",
        174,
        106,
        "lower",
    )
    assert sum(row["monthly"]) == 280
    refusal = run("trend", "wisbech", "-p", EXAMPLE, "--offence", "burglry").refusal
    assert refusal.startswith('no offence "burglry" is given for wisbech; did you mean "Burglary"? The offences are ')


def test_areas_of_a_pattern_that_do_not_give_an_offence_are_left_out(run: Run, one: Path) -> None:
    """Standard error counts them, as for other reports."""
    code, out, err = run("trend", "wis*", one, "-p", EXAMPLE, "--offence", "drugs", "--get", "area")
    assert (code, len(out.splitlines())) == (0, 5)
    assert err == 'Left out 2 areas without figures for "drugs": fenland, wisbech.\n'


def test_an_offence_of_whole_years(run: Run) -> None:
    """Where only years are known by offence, these are compared."""
    row = printed_trend(run, "fenland", "--offence", "robbery")
    assert (row["before"], row["after"], row["offence"], row["method"]) == ("2023", "2024", "Robbery", "log-normal")


def test_of_several_areas_those_without_two_years_are_left_out(
    run: Run, one: Path, nothing_of_this_machine: Path
) -> None:
    """Standard error counts them; one that is named outright is refused, saying what it has."""
    new = file_of(
        nothing_of_this_machine / "new.json", {"wiston": monthly_profile("wiston", by_month([5] * 12), "2024")}
    )
    code, out, err = run("trend", "wis*", "-p", one, "-p", new, "--get", "area")
    assert (code, out) == (0, "wisbech\n")
    assert err == "Left out 1 area without a year and the one before: wiston.\n"
    assert run("trend", "wiston", "-p", new).refusal == (
        "wiston has no year and the one before to compare, by month or as a whole; it has the months of 2024"
    )
    assert "no area is left" in run("trend", "wist*", "-p", new).err


def test_what_counts_other_offences_is_passed_over(run: Run, one: Path, nothing_of_this_machine: Path) -> None:
    """Figures of another scope than the bare key's are never mixed in, and standard error says so where they matter."""
    other = monthly_profile("wisbech", {"2026-01": 900}, "2026-01", offence_scope="without anti-social behaviour")
    file = file_of(nothing_of_this_machine / "other.json", {"wisbech": other})
    code, out, err = run("trend", "wisbech", "-p", one, "-p", file, "--get", "last")
    assert (code, out) == (0, "2025-12\n")
    assert err == f"Passed over figures of wisbech in {file}, which count other offences.\n"
    assert run("trend", "wisbech", "-p", one, "-p", file, "--to", "2025-12").err == ""
    assert "other.json count other offences" not in run("trend", "wisbech", "-p", file).refusal
    assert run("trend", "wisbech", "-p", file, "-p", one).refusal.endswith(
        f"figures in {one} count other offences and are passed over"
    )


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["wisbech@2025"], '"wisbech@2025": write wisbech, and say when with --to MONTH'),
        (["wisbech", "--to", "2025"], '--to must be a month such as "2025-01", not "2025"'),
        (["wisbech", "--to", "2020-12"], "wisbech has no year and the one before up to 2020-12 to compare"),
        (
            ["uk"],
            "uk has no year and the one before to compare, by month or as a whole; it has no figures for a period",
        ),
        (["nowhere"], 'unknown area "nowhere"'),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_line(run: Run, one: Path, arguments: list[str], refusal: str) -> None:
    """Each says what is lacking, or what to type."""
    assert run("trend", *arguments, "-p", one).refusal.startswith(refusal)


def test_narrowing_chooses_before_anything_is_compared(run: Run, one: Path) -> None:
    """--kind and --within are as for other reports."""
    assert run("trend", one, "--kind", "town", "--get", "area").out == "wisbech\n"
    assert run("trend", "*", "-p", one, "--within", "fenland", "--get", "area").out == "wisbech\n"


def test_many_areas_have_a_note_of_how_many_chance_would_turn(run: Run, nothing_of_this_machine: Path) -> None:
    """Of twenty areas one would be called different by chance."""
    areas = {f"a{n}": (COUNTY["wisbech"][0], {"population": 1000}) for n in range(20)}
    file = file_of_two_years(nothing_of_this_machine / "many.json", areas)
    rows = json.loads(run("trend", file, "-f", "json").out)["rows"]
    assert all(codes(row) == ["many-tested"] for row in rows)
    assert "None of the 20 areas is clearly different." in run("trend", file).out
