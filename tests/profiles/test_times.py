"""Times: the same area at several periods, which figures AREA@PERIOD means, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.errors import CrimecompareError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import load
from crimecompare.profiles.naming import asked_for, period_alone
from crimecompare.profiles.periods import month_text, months_in
from crimecompare.profiles.windows import holds, window
from support.areas import area
from support.program import Run

MONTHS = months_in("2023-01/2025-12")
SPANS = (
    st.tuples(st.integers(0, 35), st.integers(0, 35)).map(sorted).map(lambda pair: (MONTHS[pair[0]], MONTHS[pair[1]]))
)
PERIODS = SPANS.map(lambda span: span[0] if span[0] == span[1] else "/".join(span))


def fen_of(name: str = "Fen", **fields: Any) -> str:
    return json.dumps({"name": name, "population": 1000, "crimes": 60, **fields})


@pytest.fixture
def here(nothing_of_this_machine: Path) -> Path:
    """Write a county's folder of one file a year, and a file that has two years by month."""
    here = nothing_of_this_machine
    (here / "county").mkdir()
    for year, crimes in ((2023, 50), (2024, 55), (2025, 60)):
        areas = {"fen": json.loads(fen_of(period=str(year), crimes=crimes, code="E07", other_codes=["E22"]))}
        if year < 2025:
            areas["Old Isle"] = json.loads(fen_of("Île d’Or", period=str(year), crimes=9))
        (here / "county" / f"{year}.json").write_text(json.dumps({"areas": areas}))
    monthly = {month_text(2024 * 12 + n): 3 + n for n in range(24)}
    by_offence = {"arson": dict.fromkeys(monthly, 1), "theft": {"2024-01": 1, "2024-03": 2}}
    fields = {"period": "2024-01/2025-12", "crimes": 348, "crime_rate": 174.0, "safety_score": 7}
    fields |= {"offences": {"arson": 24}, "monthly_crimes": monthly, "monthly_offences": by_offence}
    (here / "months.json").write_text(json.dumps({"areas": {"wis": json.loads(fen_of("Wis", **fields))}}))
    return here


def column(run: Run, *arguments: str, field: str = "crimes") -> list[str]:
    done = run("show", *arguments, "--get", field)
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("argument", "crimes"),
    [
        ("fen", ["60"]),
        ("fen@2025", ["60"]),
        ("fen@2024", ["55"]),
        ("FEN@2023-01/2023-12", ["50"]),
        ("Fen@2023", ["50"]),
        ("E07@2023", ["50"]),
        ("e22@2024", ["55"]),
        ("Old Isle", ["9"]),
        ("ile d'or@2023", ["9"]),
        ("ÎLE  D’OR", ["9"]),
        ("fe[n]@2023", ["50"]),
        ("old i*@2023", ["9"]),
    ],
)
def test_a_key_a_code_a_name_and_a_pattern_mean_an_area_at_a_time(run: Run, argument: str, crimes: list[str]) -> None:
    """The bare name means the latest of several periods, and @PERIOD the figures of that time, however spelled."""
    assert column(run, argument, "-p", "county") == crimes


@pytest.mark.usefixtures("here")
def test_places_are_asked_for_a_period_in_turn(run: Run) -> None:
    """The nearest place that has the period answers, though a nearer one has the key."""
    places = ("-p", "county/2025.json", "-p", "county/2023.json")
    assert column(run, "fen", "fen@2023", *places) == ["60", "50"]
    assert run("show", "fen@2024", *places).refusal == "fen has no figures for 2024; it has those for 2023 and 2025"


@pytest.mark.usefixtures("here")
def test_months_make_up_a_period(run: Run) -> None:
    """Without figures of a period itself the months are added up; rates and scores, of another time, are left out."""
    done = run("show", "wis@2024-01/2024-03", "-p", "months.json", "-f", "json")
    (row,) = json.loads(done.out)["rows"]
    assert (row["period"], row["crimes"], row["safety_score"], row["population"]) == ("2024-01/2024-03", 12, None, 1000)
    loaded = load("wis@2024-01/2024-03", profiles=["months.json"])
    assert loaded.offences == {"arson": 3}  # theft lacks February, which is not 0
    assert (loaded.crime_rate, loaded.monthly_crimes) == (None, {"2024-01": 3, "2024-02": 4, "2024-03": 5})
    lacking = (
        "wis has no figures for 2026; it has those for 2024-01/2025-12 and the months January 2024 to December 2025"
    )
    assert run("show", "wis@2026", "-p", "months.json").refusal == lacking


@given(PERIODS, st.data())
def test_a_window_adds_up_its_months(period: str, data: st.DataObject) -> None:
    """The counts of a period are the sums of its months, whatever the months around them; no month lacks its count."""
    counts = {month: data.draw(st.integers(0, 9)) for month in MONTHS}
    of_theft = {month: data.draw(st.integers(0, count)) for month, count in counts.items()}
    whole = area(population=9, crimes=sum(counts.values()), monthly_crimes=counts, monthly_offences={"theft": of_theft})
    part = window(whole, period)
    assert part.crimes == sum(counts[month] for month in months_in(period))
    assert part.offences == {"theft": sum(of_theft[month] for month in months_in(period))}
    assert (part.period, part.name, part.population) == (period, whole.name, 9)
    assert holds({"monthly_crimes": counts}, period)
    assert not holds({"monthly_crimes": {m: c for m, c in counts.items() if m != months_in(period)[-1]}}, period)


@given(st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 9), min_size=1))
def test_a_window_of_a_window_is_that_window(counts: dict[str, int]) -> None:
    """What is taken out of a period again is what was in it."""
    month = min(counts)
    whole = AreaProfile(key="a", name="A", crimes=sum(counts.values()), monthly_crimes=counts)
    assert window(window(whole, month), month) == window(whole, month)


@pytest.mark.usefixtures("here")
def test_what_a_pattern_lacks_is_left_out_and_said(run: Run) -> None:
    """Areas of a pattern without the period are counted on standard error; one that is named is refused."""
    done = run("show", "[fo][el][nd]*@2025", "-p", "county", "--get", "area")
    assert done.out == "fen\n"
    assert done.err.startswith("Left out 3 areas without figures for 2025: Old Isle, ")
    assert (
        "Old Isle has no figures for 2025; it has those for 2023 and 2024"
        in run("show", "Old Isle@2025", "-p", "county").refusal
    )
    assert run("show", "*@1999", "-p", "county").refusal == 'no area that matches "*" has figures for 1999'


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("fen@", '"fen@": the period after @ must be "YYYY", "YYYY-MM" or "YYYY-MM/YYYY-MM"'),
        ("fen@2024-13", '"fen@2024-13": the period must be "YYYY", "YYYY-MM" or "YYYY-MM/YYYY-MM", not "2024-13"'),
        ("fen@2024-05/2024-01", "the period must not end before it starts"),
        ("@2024", '"@2024" is for --baseline, where it means the same area; here, name an area before @'),
        ("-@2024", "a file takes no period; name the file with --profiles, and write KEY@2024"),
        ("x/y.json@2024", "a file takes no period"),
    ],
)
def test_a_period_that_cannot_be_asked_for_is_refused(run: Run, argument: str, reason: str) -> None:
    """After @ comes a period, and before it an area that has a name."""
    assert reason in run("show", "--", argument).refusal


@given(st.text("abE07 .-_", min_size=1), PERIODS)
def test_an_argument_is_taken_apart_at_its_period(text: str, period: str) -> None:
    """What is put together as AREA@PERIOD is understood as those two, and without @ as no period."""
    if text != "-" and not text.endswith((".toml", ".json")):
        assert asked_for(f"{text}@{period}") == (text, period)
    assert asked_for(text) == (text, None)
    assert period_alone(f"@{period}") == period
    assert period_alone(f"{text}@{period}") is None


@pytest.mark.parametrize(
    ("periods", "is_fine"),
    [
        (("2023", "2024"), True),
        (("2024", "2024-06/2025-05"), False),
        (("2024", None), False),
        (("2024", "soon"), False),
    ],
)
def test_one_key_at_several_times_needs_periods_apart(
    run: Run, nothing_of_this_machine: Path, periods: tuple[str, str | None], *, is_fine: bool
) -> None:
    """Two files of a folder may have one key when both say their period and these do not overlap."""
    (nothing_of_this_machine / "both").mkdir()
    for name, period in zip("ab", periods, strict=True):
        (nothing_of_this_machine / "both" / f"{name}.json").write_text(
            json.dumps({"areas": {"fen": json.loads(fen_of(period=period))}})
        )
    done = run("show", "fen", "-p", "both", "--get", "period")
    if is_fine:
        assert done.out == "2024\n"
    else:
        assert "the same key is in both/a.json; rename one, or give both periods" in done.refusal


def test_a_code_or_a_name_that_several_keys_share_is_refused(run: Run, nothing_of_this_machine: Path) -> None:
    """What means several areas means none; a nearer place that has it once is not asked further."""
    areas = {key: json.loads(fen_of("St Mary", code="X1")) for key in ("a", "b")}
    (nothing_of_this_machine / "two.json").write_text(json.dumps({"areas": areas}))
    (nothing_of_this_machine / "one.json").write_text(json.dumps({"areas": {"c": json.loads(fen_of("St. Mary"))}}))
    assert run("show", "x1", "-p", "two.json").refusal == '"x1" is the code of a and b; write the key'
    assert run("show", "st mary", "-p", "two.json").refusal == '"st mary" is the name of a and b; write the key'
    assert column(run, "St. Mary", "-p", "one.json", "-p", "two.json", field="area") == ["c"]


def test_all_places_are_asked_for_a_key_before_any_for_a_code_or_a_name(
    run: Run, nothing_of_this_machine: Path
) -> None:
    """A nearer area that is called like another's key does not hide it, and a name does not hide a code."""
    files = {
        "near.json": {"a": {"name": "b", "crimes": 1}, "d": {"name": "E9", "crimes": 4}},
        "far.json": {"b": {"name": "a", "crimes": 2}, "c": {"name": "C", "code": "E9", "crimes": 3}},
    }
    for name, areas in files.items():
        (nothing_of_this_machine / name).write_text(json.dumps({"areas": areas}))
    assert column(run, "a", "b", "E9", "-p", "near.json", "-p", "far.json") == ["1", "2", "3"]


def test_a_file_here_is_offered_for_a_key_that_no_place_has(run: Run, nothing_of_this_machine: Path) -> None:
    """A profile beside the working directory is no place that is searched, and the message says what to write."""
    (nothing_of_this_machine / "fenmouth.toml").write_text(fen_of())
    assert run("show", "fenmouth").refusal == (
        'unknown area "fenmouth"; there is a file of that name here: write ./fenmouth.toml, '
        "or look in it with --profiles ./fenmouth.toml"
    )
    assert run("show", "county.csv").refusal == (
        'unknown area "county.csv"; to make profiles from a table, use `crimecompare import table`'
    )
    (nothing_of_this_machine / "county.csv").write_text("a,b\n")
    assert run("show", "./county.csv").refusal.endswith(
        "to make profiles from a table, use `crimecompare import table`"
    )


@pytest.mark.usefixtures("here")
def test_load_takes_a_period_too(nothing_of_this_machine: Path) -> None:
    """`load` understands what the command line does."""
    assert load("fen@2023", profiles=[nothing_of_this_machine / "county"]).crimes == 50
    with pytest.raises(CrimecompareError, match="has no figures for 1999"):
        load("fen@1999", profiles=["county"])


@pytest.mark.usefixtures("here")
def test_list_has_a_row_for_each_time(run: Run) -> None:
    """`list` has a row a key and period; only a nearer place shadows, and patterns, names and periods choose rows."""
    command = ("list", "-p", "county/2025.json", "-p", "county/2023.json", "-f", "csv")
    rows = [line.split(",") for line in run(*command, "fen").out.splitlines()]
    period, shadowed = rows[0].index("period"), rows[0].index("shadowed")
    assert [(row[0], row[period], row[shadowed]) for row in rows[1:]] == [
        ("fen", "2025", "false"),
        ("fen", "2023", "true"),
    ]
    folder = ("list", "-p", "county", "--get", "period")
    assert run(*folder, "fe[n]", "Île d’Or").out.split() == ["2023", "2024", "2025", "2023", "2024"]
    assert run(*folder, "fe[n]@2024", "old i*@2024").out.split() == ["2024", "2024"]
    assert run(*folder, "county/2023.json").out.split() == ["2023", "2023"]
    assert run("list", "nix*").refusal == 'no area matches "nix*"; `crimecompare list` shows all'


def test_list_finds_months_as_show_does(run: Run, here: Path) -> None:
    """`list AREA@PERIOD` shows what AREA@PERIOD means, months added up, and refuses what has no such figures."""
    assert here.exists()
    done = run("list", "wis@2024", "-p", "months.json", "-f", "json")
    (row,) = json.loads(done.out)["rows"]
    assert (row["period"], row["crimes"]) == ("2024", sum(range(3, 15)))
    assert run("list", "wis@2026", "-p", "months.json").refusal.startswith("wis has no figures for 2026; it has ")


def test_a_gap_in_the_months_is_named(run: Run, here: Path) -> None:
    """What an area has of a time that it lacks a month of is said without the month."""
    document = json.loads((here / "months.json").read_text())
    del document["areas"]["wis"]["monthly_crimes"]["2024-05"]
    (here / "months.json").write_text(json.dumps(document))
    refusal = run("show", "wis@2024", "-p", "months.json").refusal
    assert refusal.endswith("and the months January to April 2024 and June 2024 to December 2025")


def test_list_counts_areas_and_their_times(run: Run, here: Path) -> None:
    """Below a list stands how many areas it found, not only how many rows."""
    assert here.exists()
    assert run("list", "-p", "county", "fen", "Île d’Or").out.endswith(
        "\n2 areas found, some at several times: 5 rows.\n"
    )
    assert run("list", "-p", "county", "fen@2024").out.endswith("\n1 area found.\n")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("kent", "kent-police"),
        ("hull", "kingston-upon-hull-city-of"),
        ("Thames Valley", "thames-valley-police"),
        ("Newcastle", "newcastle-upon-tyne or newcastle-under-lyme"),
        ("wisbeach", "wisbech"),
    ],
)
def test_a_word_of_a_name_is_enough_to_be_asked(run: Run, name: str, meant: str) -> None:
    """What starts a word of an area's name is taken for that area before anything that is only spelled alike."""
    assert (
        run("show", name).refusal
        == f'unknown area "{name}"; did you mean {" or ".join(map(json.dumps, meant.split(" or ")))}?'
    )
