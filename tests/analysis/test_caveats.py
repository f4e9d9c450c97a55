"""Caveats: each code where it belongs and nowhere else, the same in every format, and what --strict refuses."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given

from crimecompare.analysis.codes import Code
from crimecompare.analysis.pairs import compare
from crimecompare.formats.names import Format
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.every_report import TEXTS
from support.strategies import profiles

DOCUMENTED = {"period": "2025", "offence_scope": "police.uk", "population_basis": "Census 2021"}
KNOWN = {"population": 10_000, "crimes": 100} | DOCUMENTED
"""Figures about which nothing has to be said."""
STATEMENTS = {
    "period": ("period", "2025", "2024"),
    "scope": ("offence_scope", "police.uk", "police.uk without anti-social behaviour"),
    "score-source": ("safety_score_source", "scos.co.uk", "elsewhere"),
    "population-basis": ("population_basis", "Census 2021", "mid-2024 estimate"),
}
CODES = {
    *("count-derived", "baseline-fixed", "small-count", "no-population", "baseline-zero", "partial-year"),
    *("part-of-baseline", "stated-caveat", "no-rate", "no-upper-limit", "implausible-rate", "period-assumed"),
    *("undocumented", "seasons-differ", "within-rounding", "months-missing"),
    *(f"{what}-{how}" for what in STATEMENTS for how in ("differs", "unknown")),
}


def noted(one: dict[str, Any], two: dict[str, Any]) -> list[str]:
    return codes(compare(area("a", **one), area("b", **two)))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        pytest.param({}, {}, [], id="nothing to say"),
        pytest.param({"crimes": None, "crime_rate": 10}, {}, ["count-derived"], id="a derived count"),
        pytest.param({}, {"crimes": None, "crime_rate": 10}, ["count-derived"], id="a derived count of the baseline"),
        pytest.param({"crime_rate": 10}, {}, [], id="a rate beside a count"),
        pytest.param({"crimes": 20}, {"crimes": 20}, [], id="twenty is not small"),
        pytest.param({"crimes": 19}, {}, ["small-count"], id="nineteen is"),
        pytest.param({}, {"crimes": 19}, ["small-count"], id="nineteen is, of the baseline"),
        pytest.param({"crimes": 0}, {"crimes": 1}, ["small-count"] * 2, id="two small counts"),
        pytest.param({}, {"population": None, "crimes": None, "crime_rate": 9}, ["baseline-fixed"], id="fixed"),
        pytest.param({"population": None, "crimes": None, "crime_rate": 9}, {}, ["no-population"], id="fixed area"),
        pytest.param({}, {"population": None, "crime_rate": 9}, [], id="a count and its rate need no population"),
        pytest.param({"population": None}, {}, ["no-rate", "no-population"], id="a count alone"),
        pytest.param({}, {"population": None}, ["no-rate"], id="a count alone, of the baseline"),
        pytest.param({}, {"crimes": None, "safety_score": 1}, ["no-rate"], id="no rate to compare with"),
        pytest.param({}, {"crimes": None, "population": None, "crime_rate": 0}, ["baseline-zero"], id="a rate of 0"),
        pytest.param({}, {"crimes": 0}, ["baseline-zero", "small-count"], id="no crimes in the baseline"),
        pytest.param({"crimes": 0}, {}, ["small-count"], id="no crimes in the area"),
        pytest.param(
            {"period": "2025-01/2025-06"}, {"period": "2025-01/2025-06"}, ["partial-year"] * 2, id="half a year"
        ),
        pytest.param({"period": "2025"}, {"period": "2025-01/2025-12"}, [], id="a year in two spellings"),
        pytest.param({"period": "2024-04/2025-03"}, {"period": "2024-04/2025-03"}, [], id="twelve months of two years"),
        pytest.param({"period": "2024"}, {"period": "2024-01/2025-12"}, ["period-differs"], id="a year and two"),
        pytest.param({"period": "2024-01/2025-12"}, {"period": "2024-01/2025-12"}, [], id="24 months are whole years"),
        pytest.param(
            {"period": "2025-03", "crimes": 90}, {}, ["seasons-differ", "period-differs", "partial-year"], id="a month"
        ),
        pytest.param(
            {"period": "2025-03", "crimes": 9}, {}, ["period-differs", "partial-year", "small-count"], id="same"
        ),
        pytest.param(
            {"period": "2025-01/2025-11", "crimes": 200}, {}, ["period-differs", "partial-year"], id="eleven months"
        ),
        pytest.param({"months_missing": ["2025-07"]}, {}, ["months-missing"], id="a month missing"),
        pytest.param(
            {"months_missing": ["2025-12"]},
            {"period": "2025-01/2025-11"},
            ["months-missing", "partial-year"],
            id="alike",
        ),
        pytest.param({"period": None}, {"period": None}, ["period-assumed"] * 2 + ["undocumented"], id="no period"),
        pytest.param(
            {"period": None, "crimes": None, "crime_rate": 10},
            {},
            ["period-unknown", "count-derived"],
            id="annual rate",
        ),
        pytest.param(
            {"period": None, "population": None, "crime_rate": 10},
            {},
            ["no-population", "period-unknown"],
            id="a count with its rate says how long it took",
        ),
        pytest.param(
            {"period": None, "population": None},
            {},
            ["no-rate", "no-population", "period-unknown"],
            id="a count that makes no rate is of no year",
        ),
        pytest.param({"crimes": 5000}, {"crimes": 5000}, [], id="500 per 1,000"),
        pytest.param({"crimes": 5001}, {"crimes": 5000}, ["implausible-rate"], id="above it"),
        pytest.param(
            {},
            {"crimes": None, "crime_rate": 501, "population": None},
            ["implausible-rate", "baseline-fixed"],
            id="above it, of the baseline",
        ),
        pytest.param(
            dict.fromkeys(DOCUMENTED),
            dict.fromkeys(DOCUMENTED),
            ["period-assumed"] * 2 + ["undocumented"],
            id="silence",
        ),
        pytest.param({"within": "b"}, {"population": 10_000}, ["part-of-baseline"], id="all of the baseline"),
        pytest.param({"within": "b"}, {"population": 10**6}, ["part-of-baseline"], id="1 % of it"),
        pytest.param({"within": "b"}, {"population": 10**6 + 1}, [], id="less than 1 % of it"),
        pytest.param({"within": "c"}, {}, [], id="a part of something else"),
        pytest.param({"within": "b"}, {"population": None, "crime_rate": 9}, [], id="a part of nobody knows how many"),
        pytest.param({"caveats": ["One.", "Two."]}, {"caveats": ["One."]}, ["stated-caveat"] * 3, id="stated"),
        pytest.param(
            {}, {"crimes": None, "crime_rate": 0.01}, ["small-count", "count-derived", "no-upper-limit"], id="no limit"
        ),
    ],
)
def test_each_note_stands_where_it_belongs(one: dict, two: dict, expected: list[str]) -> None:
    """A note is there exactly when what it says is the case, what can overturn the answer first, once for each side."""
    assert noted(KNOWN | one, KNOWN | two) == expected


SCORED = KNOWN | {"safety_score": 50}


@pytest.mark.parametrize("what", STATEMENTS)
def test_statements_are_compared(what: str) -> None:
    """Alike, nothing is said; stated otherwise it differs; by one side alone it is unknown; by none, undocumented."""
    field, here, there = STATEMENTS[what]
    silent = SCORED | {field: None}
    assumed = ["period-assumed"] if what == "period" else []
    assert noted(silent, silent) == assumed * 2 + (["undocumented"] if field in DOCUMENTED else [])
    assert noted(SCORED | {field: here}, SCORED | {field: here}) == []
    assert noted(SCORED | {field: here}, SCORED | {field: there}) == [f"{what}-differs"]
    assert noted(SCORED | {field: here}, silent) == [*assumed, f"{what}-unknown"]
    assert noted(silent, SCORED | {field: here}) == [*assumed, f"{what}-unknown"]


@pytest.mark.parametrize("what", ["scope", "score-source", "population-basis"])
def test_wording_that_differs_in_case_and_blanks_is_the_same(what: str) -> None:
    """Two sides that mean the same are not told apart by capitals and blanks."""
    field, here, _ = STATEMENTS[what]
    assert noted(SCORED | {field: here}, SCORED | {field: here.upper().replace(" ", "  ")}) == []


def test_the_basis_of_residents_may_be_said_in_any_order() -> None:
    """ "Census 2021" and "2021 Census" are one basis; offences counted are named in one order only."""
    assert noted(KNOWN, KNOWN | {"population_basis": "2021 census"}) == []
    assert noted(KNOWN, KNOWN | {"population_basis": "2011 census"}) == ["population-basis-differs"]
    scopes = ({"offence_scope": "theft without fraud"}, {"offence_scope": "fraud without theft"})
    assert noted(*(KNOWN | scope for scope in scopes)) == ["scope-differs"]


@pytest.mark.parametrize(
    ("silent", "words"),
    [
        (("period",), "months"),
        (("offence_scope", "population_basis"), "offences or residents"),
        ((*DOCUMENTED,), "months, offences or residents"),
    ],
)
def test_what_neither_side_states_is_one_note(silent: tuple[str, ...], words: str) -> None:
    """However much both sides leave out, it is said in one sentence that names it."""
    bare = KNOWN | dict.fromkeys(silent)
    notes = compare(area("a", **bare), area("b", **bare)).notes
    (message,) = [note.message for note in notes if note.code == "undocumented"]
    assert message == f"Neither side states which {words} it counts."


def test_what_one_side_states_is_one_message() -> None:
    """It has a code for each thing, and says of a score that its source is not stated, not that it is counted."""
    one, two = area("a", **SCORED, safety_score_source="X"), area("b", population=10_000, crimes=100, safety_score=50)
    notes = [note for note in compare(one, two).notes if note.code.endswith("-unknown")]
    assert [note.code for note in notes] == [
        *("period-unknown", "scope-unknown", "population-basis-unknown", "score-source-unknown"),
    ]
    stated = "The months, offences and residents counted and the source of the safety score are stated"
    assert {note.message for note in notes} == {f"{stated} for A (2025) but not for B."}
    notes = compare(area("a", **SCORED, safety_score_source="X"), area("b", **SCORED)).notes
    assert [note.message for note in notes] == ["The source of the safety score is stated for A but not for B."]


def test_different_months_are_named() -> None:
    """The months are those that are counted, so that sides which lack some are not said to differ in others."""
    one, two = area("a", **KNOWN | {"period": "2025"}), area("b", **KNOWN | {"period": "2024-03/2025-02"})
    differs = next(note for note in compare(one, two).notes if note.code == "period-differs")
    assert differs.message == "The two sides cover different months (2025 and March 2024 to February 2025)."


def test_whose_score_it_is_matters_only_between_two_scores() -> None:
    """Where a side has no score, nothing is compared that a source could spoil."""
    assert noted(SCORED | {"safety_score_source": "x"}, KNOWN | {"safety_score_source": "y"}) == []
    assert noted(KNOWN, SCORED | {"safety_score_source": "y"}) == []


@given(profiles("a"), profiles("b"))
def test_notes_are_few_and_differ(one: AreaProfile, two: AreaProfile) -> None:
    """Any comparison has only notes of the documented codes, each once, and every message is one sentence or more."""
    notes = compare(one, two).notes
    assert {note.code for note in notes} <= CODES
    assert len(set(notes)) == len(notes)
    places = [[*Code].index(note.code) for note in notes]
    assert places == sorted(places)
    for note in notes:
        assert note.message.strip()
        assert note.message.isprintable()
        assert note.code == "stated-caveat" or note.message.endswith((".", "?"))


@given(profiles("a"), profiles("b"))
def test_statements_are_judged_alike_from_both_sides(one: AreaProfile, two: AreaProfile) -> None:
    """What differs or is unknown between two areas does so whichever of them is the baseline."""

    def kinds(one: AreaProfile, two: AreaProfile) -> list[str]:
        return [n.code for n in compare(one, two).notes if n.is_about_kinds]

    assert kinds(one, two) == kinds(two, one)


@given(profiles("a"), profiles("b"))
def test_stated_caveats_are_kept(one: AreaProfile, two: AreaProfile) -> None:
    """Each caveat of either profile is among the notes, word for word."""
    said = [note.message for note in compare(one, two).notes if note.code == "stated-caveat"]
    for caveat in (*one.caveats, *two.caveats):
        assert any(message.endswith(caveat) for message in said)


NOTED = {"crimes": 9, "population": 1000, "period": "2025-01/2025-06", "caveats": ["Market days count double."]}
OTHER = {"crime_rate": 20, "offence_scope": "all", "caveats": ["Counted twice;\u00a0see page 9."]}
EXPECTED = ["period-unknown", "scope-unknown", "undocumented", "partial-year", "small-count", "baseline-fixed"]
EXPECTED += ["stated-caveat"] * 2


@pytest.mark.parametrize("form", TEXTS, ids=str)
def test_no_format_loses_a_caveat(diff, form: Format) -> None:
    """Machine formats have every code, in order; people's formats say each once."""
    messages = [note.message for note in compare(area("a", **NOTED), area("b", **OTHER)).notes]
    done = diff(NOTED, OTHER, "-f", form.value)
    assert (done.code, done.err) == (0, "")
    match form.value:
        case "json" | "ndjson":
            data = json.loads(done.out)
            notes = (data["rows"][0] if form.value == "json" else data)["notes"]
            assert [note["code"] for note in notes] == EXPECTED
            assert [note["message"] for note in notes] == messages
        case "csv" | "tsv":
            header, row = csv.reader(io.StringIO(done.out), delimiter="," if form.value == "csv" else "\t")
            assert dict(zip(header, row, strict=True))["notes"] == ";".join(dict.fromkeys(EXPECTED))
        case _:
            also = r"<svg.*?</svg>|href='.*?'" if form is Format.HTML else "(?!)"  # what a page has them in as well
            text = " ".join(re.sub(also, "", done.out, flags=re.DOTALL).split())
            for message in messages:
                assert text.count(" ".join(message.split())) == 1


def test_get_has_the_codes(diff) -> None:
    """`--get notes` prints the codes joined by semicolons, and a condition finds one of them."""
    assert diff(NOTED, OTHER, "--get", "notes").out == ";".join(dict.fromkeys(EXPECTED)) + "\n"
    assert diff(NOTED, OTHER, "--fail-if", "notes==partial-year").code == 1
    assert diff(NOTED, OTHER, "--fail-if", "notes==count-derived").code == 0


@pytest.mark.parametrize("what", STATEMENTS)
@pytest.mark.parametrize("how", ["differs", "unknown"])
def test_strict_refuses_what_may_differ_in_kind(diff, what: str, how: str) -> None:
    """With --strict a comparison of two kinds, or perhaps two, is refused in a line that says which."""
    field, here, there = STATEMENTS[what]
    one, two = SCORED | {field: here}, SCORED | {field: there if how == "differs" else None}
    assert diff(one, two).code == 0
    for areas in ((one, two), (two, one)):
        assert f"--strict: {what}-{how}: " in diff(*areas, "--strict").refusal


def test_strict_lets_other_caveats_pass(diff) -> None:
    """Only notes about kinds are refused: a small count is as comparable as a large one."""
    noted = DOCUMENTED | NOTED
    done = diff(noted, noted | {"caveats": []}, "--strict", "--get", "notes")
    assert (done.code, done.out) == (0, "partial-year;small-count;stated-caveat\n")


def test_strict_refuses_silence(diff) -> None:
    """What neither side documents may differ, too, and is refused by the code that says so."""
    refusal = diff(KNOWN | {"offence_scope": None}, KNOWN | {"offence_scope": None}, "--strict").refusal
    assert refusal.startswith("--strict: undocumented: Neither side states which offences it counts.")


def test_strict_refuses_months_that_one_side_lacks(diff) -> None:
    """Months without data are as good as any other month when both sides lack them, in whatever order they are said."""
    gap = KNOWN | {"months_missing": ["2025-02", "2025-03"]}
    assert diff(gap, gap | {"months_missing": ["2025-03", "2025-02"]}, "--strict").code == 0
    for sides in ((gap, KNOWN), (KNOWN, gap), (gap, gap | {"months_missing": ["2025-02", "2025-04"]})):
        assert diff(*sides).code == 0
        assert diff(*sides, "--strict").refusal.startswith("--strict: months-missing: ")


def test_show_has_the_caveats_of_one_area(run) -> None:
    """`show` notes what concerns an area alone, with the same codes."""
    stdin = json.dumps({"areas": {"a": {"name": "A"} | NOTED, "b": {"name": "B"} | OTHER}})
    done = run("show", "-", "--get", "notes", stdin=stdin)
    assert done.out == "partial-year;small-count;stated-caveat\nno-population;stated-caveat\n"


def test_strict_refuses_months_that_a_rate_alone_lacks() -> None:
    """Missing months are noted of a published rate, too, and are no less a difference for it."""
    stated = {"offence_scope": "x", "population_basis": "y", "period": "2025"}
    one = area("b", population=10_000, crimes=900, **stated)
    two = area("f", crime_rate=70, months_missing=["2025-02", "2025-03"], **stated)
    comparison = compare(one, two)
    assert [note.code for note in comparison.doubts_of_kind] == ["seasons-differ", "months-missing"]
