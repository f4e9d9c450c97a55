"""`evaluate`: the published figures, which controls and months are meant, and what is refused."""

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
SINCE = ("--since", "2025-01")
REST = ("wisbech", "--control", "fenland", *SINCE)
PARTS = ("wisbech", "--control", "fenland", "--parts", *SINCE)
WARDS = ("wisbech-riverside", "wisbech-south", "wisbech-walsoken-waterlees")
NEVER = ("caused", "effect of", "impact", "prevented", "worked", "significant")
"""Words that would say more than a difference says."""


@pytest.fixture
def one(nothing_of_this_machine: Path) -> Path:
    """One file with two years by month."""
    return file_of_two_years(nothing_of_this_machine / "both.json")


def evaluation_of(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """Return the row of one area."""
    return row_of(run("evaluate", *arguments, "-f", "json"))


@pytest.mark.parametrize("source", ["example", "made"])
def test_wisbech_against_the_rest_of_fenland(run: Run, one: Path, source: str) -> None:
    """The figures are those published, from the example that ships and from a file of the months."""
    row = evaluation_of(run, *REST, "-p", EXAMPLE if source == "example" else one)
    counts = ("crimes_before", "crimes_after", "control_crimes_before", "control_crimes_after")
    assert [row[key] for key in counts] == [3826, 3629, 5480, 6022]
    assert row["relative_ratio"] == near(0.863141125856)
    assert (row["relative_ratio_low"], row["relative_ratio_high"]) == (near(0.783407065585), near(0.950990405719))
    assert (row["dispersion"], row["drift"]) == (near(2.46684412067), None)
    assert (row["expected_crimes"], row["excess_crimes"]) == (near(4204.41094891), near(-575.410948905))
    assert (row["excess_crimes_low"], row["excess_crimes_high"]) == (near(-976.063182777), near(-192.97685356))
    assert (row["detectable_percent"], row["earlier_ratio"]) == (near(12.5487052771), near(0.852159796725))
    assert (row["earlier_ratio_low"], row["earlier_ratio_high"]) == (near(0.73308625928), near(0.990574178632))
    assert (row["verdict"], row["method"], row["control"]) == ("untested", "quasi-poisson", "fenland")
    assert (row["control_name"], row["before"], row["after"]) == ("Fenland without Wisbech", "2024", "2025")
    assert [code for code in codes(row) if code != "undocumented"] == [
        *("already-apart", "drift-unknown", "control-adjoins", "not-an-effect")
    ]


def test_half_a_year(run: Run, one: Path) -> None:
    """The same calendar months are compared, and nothing is clear."""
    row = evaluation_of(run, "wisbech", "--control", "fenland", "--since", "2025-07", "-p", one)
    assert row["relative_ratio"] == near(0.890334547892)
    assert (row["relative_ratio_low"], row["relative_ratio_high"]) == (near(0.781042249904), near(1.0149202649))
    assert (row["dispersion"], row["verdict"]) == (near(1.92287565249), "similar")
    assert (row["before"], row["after"]) == ("2024-07/2024-12", "2025-07/2025-12")
    assert "partial-year" in codes(row)


def test_the_sentences(run: Run, one: Path) -> None:
    """What would show comes first, then both counts, then what that comes to and why it is not judged."""
    assert run("evaluate", *REST, "-p", one, "-f", "sentence").out.startswith(
        "Even if such places never drifted apart, falls under 13% in Wisbech would often be missed. In 2025, Wisbech "
        "recorded 3,629 crimes, 5% fewer than in 2024 (3,826); Fenland without Wisbech recorded 6,022, 10% more "
        "(5,480). Had it changed as Fenland without Wisbech did, it would have recorded 4,204: 575 more than it did "
        "(ratio 0.86, 95% interval 0.78 to 0.95); whether such places drift as far apart by themselves cannot be told "
        "from one control. "
    )
    similar = run("evaluate", *PARTS, "-p", EXAMPLE, "-f", "sentence").out
    assert "575 fewer is not clearly different from no difference (ratio 0.86, 95% interval 0.72 to 1.03)." in similar
    assert "Of the 14 controls, 1 moved as far from the others by itself." in similar


def test_two_files_of_a_year_do_what_one_of_two_years_does(run: Run, one: Path, nothing_of_this_machine: Path) -> None:
    """The same row to the last digit."""
    folder = files_of_a_year(nothing_of_this_machine / "years")
    whole = evaluation_of(run, *REST, "-p", one)
    assert evaluation_of(run, *REST, "-p", folder) == whole
    assert evaluation_of(run, *REST, "-p", folder / "2025.json", "-p", folder / "2024.json") == whole


def of_year(area: dict[str, Any], year: str) -> dict[str, Any]:
    """Return a profile's figures of one year."""
    months = {month: count for month, count in area["monthly_crimes"].items() if month.startswith(year)}
    by_offence = {
        offence: {month: count for month, count in counts.items() if month in months}
        for offence, counts in area["monthly_offences"].items()
    }
    offences = {offence: sum(counts.values()) for offence, counts in by_offence.items()}
    figures = {"crimes": sum(months.values()), "offences": offences}
    return area | figures | {"period": year, "monthly_crimes": months, "monthly_offences": by_offence}


@pytest.mark.parametrize("asked", [REST, PARTS, (*PARTS, "--by-offence"), (*REST, "--offence", "drugs")], ids=" ".join)
def test_the_example_cut_into_two_years_says_the_same(run: Run, tmp_path: Path, asked: tuple[str, ...]) -> None:
    """Parts, offences and all, to the last byte."""
    areas = json.loads(EXAMPLE.read_text(encoding="utf-8"))["areas"]
    for year in ("2024", "2025"):
        file_of(tmp_path / f"{year}.json", {key: of_year(area, year) for key, area in areas.items()})
    whole = run("evaluate", *asked, "-p", EXAMPLE, "-f", "json")
    assert whole.code == 0
    assert run("evaluate", *asked, "-p", tmp_path, "-f", "json") == whole
    assert run("evaluate", *asked, "-p", tmp_path / "2024.json", "-p", tmp_path / "2025.json", "-f", "json") == whole


def test_files_of_whole_years_allow_for_chance_alone(run: Run, nothing_of_this_machine: Path) -> None:
    """Without months the interval is log-normal, and leaves what differs unjudged; --since says what would fit."""
    folder = files_of_a_year(nothing_of_this_machine / "years", monthly=False)
    asked = ("wisbech", "--control", "fenland", "-p", folder)
    row = evaluation_of(run, *asked, "--before", "2024", "--after", "2025")
    assert (row["relative_ratio_low"], row["relative_ratio_high"]) == (near(0.814240642253), near(0.914978403784))
    assert (row["method"], row["verdict"]) == ("log-normal", "untested")
    assert {"dispersion-unknown", "drift-unknown", "earlier-unknown"} <= {*codes(row)}
    assert run("evaluate", *asked, *SINCE).refusal == (
        "wisbech has no months, which --since needs; --before 2024 --after 2025 would fit"
    )


def test_parts_are_the_areas_within_the_control(run: Run) -> None:
    """The areas evaluated and what lies in them are no parts; the pool has a name, its interval allows for drift."""
    row = evaluation_of(run, *PARTS, "-p", EXAMPLE)
    assert len(row["control_members"]) == row["placebos"] == 14
    assert not any(key.startswith("wisbech-") for key in row["control_members"])
    assert (row["control_name"], row["method"]) == ("14 other wards of Fenland", "quasi-poisson-drift")
    rest = evaluation_of(run, *REST, "-p", EXAMPLE)
    assert row["relative_ratio"] == rest["relative_ratio"]
    assert row["relative_ratio_low"] < rest["relative_ratio_low"] < rest["relative_ratio_high"]
    assert rest["relative_ratio_high"] < row["relative_ratio_high"]


def test_controls_are_pooled_in_any_order_and_from_any_argument(run: Run) -> None:
    """Keys, a pattern, twice the same: one pool. The area itself is left out of a file that holds it."""
    asked = ("wisbech", *SINCE, "-p", EXAMPLE, "--get", "relative_ratio")
    keys = [
        part
        for key in ("march-north", "march-east", "march-west-benwick", "march-south")
        for part in ("--control", key)
    ]
    pattern = run("evaluate", *asked, "--control", "march*").out
    assert pattern == run("evaluate", *asked, *keys).out == run("evaluate", *asked, *keys, *keys).out
    assert run("evaluate", *asked, "--control", EXAMPLE).out == run("evaluate", *asked, "--control", "fenland").out


def test_every_area_named_is_taken_out_of_a_control(run: Run) -> None:
    """Of two areas evaluated together neither is in what either is compared with; they have rows in that order."""
    code, out, err = run(
        *("evaluate", "march-east", "wisbech", "--control", "fenland", *SINCE, "-p", EXAMPLE),
        *("--fields", "area,control_name,control_crimes_before", "-f", "csv"),
    )
    assert (code, err) == (0, "")
    assert out.splitlines()[1:] == [
        "march-east,Fenland without March East and Wisbech,4862",
        "wisbech,Fenland without March East and Wisbech,4862",
    ]


def test_one_offence_and_each_offence(run: Run) -> None:
    """--offence is one evaluation; --by-offence has a row each, at a confidence that holds for all together."""
    one = evaluation_of(run, *REST, "-p", EXAMPLE, "--offence", "burglary")
    code, out, err = run(
        "evaluate", *REST, "-p", EXAMPLE, "--by-offence", "-f", "csv", "--fields", "offence,confidence"
    )
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 15
    assert out.splitlines()[1].endswith(",0.996428571429")
    assert (one["offence"], one["crimes_before"], one["crimes_after"]) == ("Burglary", 174, 106)
    each = row_of(run("evaluate", *REST, "-p", EXAMPLE, "--by-offence", "--where", "offence==Burglary", "-f", "json"))
    assert each["relative_ratio"] == one["relative_ratio"]
    assert each["relative_ratio_low"] < one["relative_ratio_low"]
    assert "simultaneous" in codes(each)
    assert run("evaluate", *REST, "-p", EXAMPLE, "--offence", "burglary", "--by-offence").refusal.startswith(
        "--offence"
    )


def test_offences_need_counts_on_both_sides(run: Run, one: Path) -> None:
    """Without offences by month the message says how to get them."""
    refusal = run("evaluate", *REST, "-p", one, "--by-offence").refusal
    assert refusal == (
        "wisbech gives no offence for every month before and after; import police-uk --monthly-offences writes "
        "offences by month"
    )
    assert run("evaluate", *REST, "-p", one, "--offence", "theft").refusal.startswith(
        'no offence "theft" is given for '
    )


def test_offences_that_only_one_side_gives_are_no_rows(run: Run, nothing_of_this_machine: Path) -> None:
    """Where none is left, it is said."""
    months = by_month([10] * 24)
    areas = {
        key: monthly_profile(key, months, "2024-01/2025-12", monthly_offences={o: by_month([5] * 24) for o in offences})
        for key, offences in (("a", ["theft", "arson"]), ("b", ["theft"]), ("c", ["arson"]))
    }
    file = file_of(nothing_of_this_machine / "some.json", areas)
    asked = ("evaluate", "a", *SINCE, "-p", file, "--by-offence", "--get", "offence")
    assert run(*asked, "--control", "b").out == "theft\n"
    assert run(*asked, "--control", "b", "--control", "c").refusal == (
        "the areas and their controls have no offence in common"
    )


def with_other_months(folder: Path, counts: list[int | None], **said: Any) -> Path:
    """Write the county, with Fenland's months replaced and more said of it."""
    return file_of_two_years(
        folder / "other.json", {"fenland": (counts, COUNTY["fenland"][1] | said), "wisbech": COUNTY["wisbech"]}
    )


def test_a_month_that_a_side_lacks_is_never_filled_in(run: Run, nothing_of_this_machine: Path) -> None:
    """It is refused, naming area and month; --since ends at the last month that all have."""
    counts: list[int | None] = [*COUNTY["fenland"][0]]
    short = with_other_months(nothing_of_this_machine, [*counts[:-2], None, None])
    assert evaluation_of(run, *REST, "-p", short)["after"] == "2025-01/2025-10"
    counts[15] = None
    hole = with_other_months(nothing_of_this_machine, counts)
    assert run("evaluate", *REST, "-p", hole).refusal == (
        "fenland has no count for April 2025, and nothing is filled in; --since 2025-05 (2025-05/2025-12 against "
        "2024-05/2024-12) or --before 2024-01/2024-03 --after 2025-01/2025-03 would fit"
    )
    named = run(
        "evaluate", "wisbech", "--control", "fenland", "--before", "2024", "--after", "2025", "-p", hole
    ).refusal
    assert named.startswith(
        "fenland has no count for April 2025, and nothing is filled in; it has the months of January "
    )


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["wisbech", *SINCE], "name a control, where nothing was done: --control AREA"),
        (["wisbech", "--control", "wisbech", *SINCE], "the control wisbech is the area itself; name a control"),
        (
            ["wisbech", "--control", "wisbech-north", *SINCE],
            "the control wisbech-north lies in wisbech; name a control",
        ),
        (["wisbech", "--control", "wisbech-*", *SINCE], "no control is left; name a control"),
        (["wisbech", "--control", "fenland"], "say when: --since MONTH, or --before PERIOD and --after PERIOD"),
        (
            ["wisbech", "--control", "fenland", "--before", "2024"],
            "--before alone does not say what to compare; say when",
        ),
        (["wisbech", "--control", "fenland", *SINCE, "--after", "2025"], "--since and --after cannot be used together"),
        (["wisbech", "--control", "fenland", "--since", "May"], '--since must be a month such as "2025-01", not "May"'),
        (
            ["wisbech", "--control", "fenland", "--before", "2024", "--after", "2024-12/2025-06"],
            "--after 2024-12/2025-06 must begin when --before 2024 has ended",
        ),
        (
            ["wisbech", "--control", "fenland", "--before", "x", "--after", "2025"],
            '--before must be "YYYY", "YYYY-MM" or',
        ),
        (
            ["wisbech", "--control", "fenland", "--since", "2026-01"],
            "--since 2026-01 is too late: the last month that all have is 2025-12",
        ),
        (
            ["wisbech", "--control", "fenland", "--since", "0001-01"],
            (
                "--since 0001-01 is too early: the first month that all have is 2024-01; --since 2025-01 (2025 against "
                "2024) would fit"
            ),
        ),
        (
            ["wisbech-north", "fenland", "--control", "wisbech", *SINCE],
            "the control wisbech lies in fenland; name a control",
        ),
        (
            ["wisbech-north", *WARDS, "--control", "wisbech", *SINCE],
            "nothing of wisbech is left without wisbech-north, wisbech-riverside, wisbech-south and 1 more; name a",
        ),
        (
            ["wisbech", "--control", "fenland", "--since", "2024-07"],
            (
                "--since 2024-07 needs the months from 2022-07, and wisbech has them from 2024-01; --since 2025-01 "
                "(2025 against 2024) would fit"
            ),
        ),
        (
            ["wisbech@2025", "--control", "fenland", *SINCE],
            '"wisbech@2025": write wisbech, and say when with --since, or',
        ),
        (
            ["wisbech", "--control", "fenland@2025", *SINCE],
            '"fenland@2025": write fenland, and say when with --since, or',
        ),
        (
            ["wisbech-north", "--control", "fenland", "--parts", *SINCE],
            "--parts: the parts of fenland are of several kinds, town (wisbech) and ward (",
        ),
        (
            ["march-east", "--control", "march-north", "--parts", *SINCE],
            "--parts: no area says that it is within march-",
        ),
        (
            ["wisbech-north", *WARDS, "--control", "wisbech", "--parts", *SINCE],
            "--parts: no part of wisbech is left without wisbech-north, wisbech-riverside, wisbech-south and 1 more",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(run: Run, arguments: list[str], refusal: str) -> None:
    """Each refusal says what to type."""
    assert run("evaluate", *arguments, "-p", EXAMPLE).refusal.startswith(refusal)


@pytest.mark.parametrize(
    ("said", "numbers"), [({}, "crimes"), ({"population": 1000}, "residents")], ids=["crimes", "residents"]
)
def test_parts_that_overlap_are_refused(run: Run, nothing_of_this_machine: Path, said: dict, numbers: str) -> None:
    """Together with the areas they may not have more crimes or residents than the whole."""
    share = 1.0 if numbers == "crimes" else 0.1
    counts = [int(share * count) for count in COUNTY["fenland"][0]]
    areas = COUNTY | {
        key: (counts, {"population": 90000 if said else None, "within": "fenland", "kind": "ward"})
        for key in ("n", "s")
    }
    file = file_of_two_years(nothing_of_this_machine / "overlap.json", areas)
    refusal = run("evaluate", *PARTS, "-p", file).refusal
    assert refusal.startswith("--parts: the areas in fenland overlap, for together they have more than it (")
    assert f" {numbers} against " in refusal


def test_strict_stops_where_sides_are_not_measured_alike(run: Run, nothing_of_this_machine: Path) -> None:
    """What is not known of how far places drift is no such doubt; another scope of a control is."""
    apart = COUNTY | {"isle": (WISBECH, {"offence_scope": "everything"})}
    file = file_of_two_years(nothing_of_this_machine / "apart.json", apart)
    assert run("evaluate", *REST, "-p", EXAMPLE, "--strict").code == 0
    refusal = run("evaluate", "wisbech", "--control", "isle", *SINCE, "-p", file, "--strict").refusal
    assert refusal.startswith("--strict: scope-unknown: ")


@pytest.mark.parametrize("asked", [REST, PARTS, (*REST, "--by-offence"), (*PARTS, "--by-offence")], ids=" ".join)
@pytest.mark.parametrize("format_", ["table", "sentence", "markdown", "json"])
def test_no_word_says_why(run: Run, asked: tuple[str, ...], format_: str) -> None:
    """Nothing printed says that something was done, or did anything."""
    out = run("evaluate", *asked, "-p", EXAMPLE, "-f", format_).out.casefold()
    assert [word for word in NEVER if word in out] == []


def test_a_control_from_standard_input(run: Run, one: Path) -> None:
    """`-` and files are arguments as everywhere."""
    other = '{"name": "Isle", "period": "2024-01/2025-12", "crimes": 480, "monthly_crimes": %s}'
    months = str(by_month([20] * 24)).replace("'", '"')
    done = run("evaluate", "wisbech", "--control", "-", *SINCE, "-p", one, "-f", "json", stdin=other % months)
    assert row_of(done)["control_name"] == "Isle"
    file = file_of(one.parent / "isle.json", {"isle": monthly_profile("isle", by_month([20] * 24), "2024-01/2025-12")})
    assert evaluation_of(run, "wisbech", "--control", file, *SINCE, "-p", one)["control"] == "isle"
