"""Caveats: each code where it belongs and nowhere else, the same in every format, and what --strict refuses."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given

from crimecompare.analysis.pairs import compare
from crimecompare.formats.names import Format
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.strategies import profiles

KNOWN = {"population": 10_000, "crimes": 100}
"""Figures about which nothing has to be said."""
STATEMENTS = {
    "period": ("period", "2025", "2024"),
    "scope": ("offence_scope", "police.uk", "police.uk without anti-social behaviour"),
    "score-source": ("safety_score_source", "scos.co.uk", "elsewhere"),
    "population-basis": ("population_basis", "Census 2021", "mid-2024 estimate"),
}
CODES = {
    *("count-derived", "baseline-fixed", "small-count", "no-population", "baseline-zero", "partial-year"),
    *("part-of-baseline", "stated-caveat", "no-rate", "no-upper-limit"),
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
        pytest.param({}, {"crimes": 0}, ["small-count", "baseline-zero"], id="no crimes in the baseline"),
        pytest.param({"crimes": 0}, {}, ["small-count"], id="no crimes in the area"),
        pytest.param(
            {"period": "2025-01/2025-06"}, {"period": "2025-01/2025-06"}, ["partial-year"] * 2, id="half a year"
        ),
        pytest.param({"period": "2025"}, {"period": "2025-01/2025-12"}, [], id="a year in two spellings"),
        pytest.param({"period": "2024-04/2025-03"}, {"period": "2024-04/2025-03"}, [], id="twelve months of two years"),
        pytest.param(
            {"period": "2024"}, {"period": "2024-01/2025-12"}, ["partial-year", "period-differs"], id="a year and two"
        ),
        pytest.param({"within": "b"}, {"population": 10_000}, ["part-of-baseline"], id="all of the baseline"),
        pytest.param({"within": "b"}, {"population": 10**6}, ["part-of-baseline"], id="1 % of it"),
        pytest.param({"within": "b"}, {"population": 10**6 + 1}, [], id="less than 1 % of it"),
        pytest.param({"within": "c"}, {}, [], id="a part of something else"),
        pytest.param({"within": "b"}, {"population": None, "crime_rate": 9}, [], id="a part of nobody knows how many"),
        pytest.param({"caveats": ["One.", "Two."]}, {"caveats": ["One."]}, ["stated-caveat"] * 3, id="stated"),
        pytest.param(
            {}, {"crimes": None, "crime_rate": 0.01}, ["count-derived", "small-count", "no-upper-limit"], id="no limit"
        ),
    ],
)
def test_each_note_stands_where_it_belongs(one: dict, two: dict, expected: list[str]) -> None:
    """A note is there exactly when what it says is the case, in the order of the figures, once for each side."""
    assert noted(KNOWN | one, KNOWN | two) == expected


SCORED = KNOWN | {"safety_score": 50}


@pytest.mark.parametrize("what", STATEMENTS)
def test_statements_are_compared(what: str) -> None:
    """Stated alike or not at all, nothing is said; stated otherwise it differs; by one side alone it is unknown."""
    field, here, there = STATEMENTS[what]
    assert noted(SCORED, SCORED) == []
    assert noted(SCORED | {field: here}, SCORED | {field: here}) == []
    assert noted(SCORED | {field: here}, SCORED | {field: there}) == [f"{what}-differs"]
    assert noted(SCORED | {field: here}, SCORED) == [f"{what}-unknown"]
    assert noted(SCORED, SCORED | {field: here}) == [f"{what}-unknown"]


@pytest.mark.parametrize("what", ["scope", "score-source", "population-basis"])
def test_wording_that_differs_in_case_and_blanks_is_the_same(what: str) -> None:
    """Two sides that mean the same are not told apart by capitals and blanks."""
    field, here, _ = STATEMENTS[what]
    assert noted(SCORED | {field: here}, SCORED | {field: here.upper().replace(" ", "  ")}) == []


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
    for note in notes:
        assert note.message.strip()
        assert note.message.isprintable()
        assert note.code == "stated-caveat" or note.message.endswith(".")


@given(profiles("a"), profiles("b"))
def test_statements_are_judged_alike_from_both_sides(one: AreaProfile, two: AreaProfile) -> None:
    """What differs or is unknown between two areas does so whichever of them is the baseline."""

    def kinds(one: AreaProfile, two: AreaProfile) -> list[str]:
        return [n.code for n in compare(one, two).notes if n.code.endswith(("-differs", "-unknown"))]

    assert kinds(one, two) == kinds(two, one)


@given(profiles("a"), profiles("b"))
def test_stated_caveats_are_kept(one: AreaProfile, two: AreaProfile) -> None:
    """Each caveat of either profile stands among the notes, word for word."""
    said = [note.message for note in compare(one, two).notes if note.code == "stated-caveat"]
    for caveat in (*one.caveats, *two.caveats):
        assert any(message.endswith(caveat) for message in said)


NOTED = {"crimes": 9, "population": 1000, "period": "2025-01/2025-06", "caveats": ["Market days count double."]}
OTHER = {"crime_rate": 20, "offence_scope": "all", "caveats": ["Counted twice;\u00a0see page 9."]}
EXPECTED = ["small-count", "partial-year", "baseline-fixed", "period-unknown", "scope-unknown"] + ["stated-caveat"] * 2


@pytest.mark.parametrize("form", list(Format), ids=str)
def test_no_format_loses_a_caveat(diff, form: Format) -> None:
    """Machine formats have every code, in order; people's formats have every message as a numbered note or sentence."""
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
            text = " ".join(done.out.split())
            numbered = {"table": "{} {}", "markdown": "{}. {}", "sentence": "{1}"}[form.value]
            for number, message in enumerate(messages, 1):
                assert numbered.format(number, " ".join(message.split())) in text


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
    one, two = SCORED | {field: here}, SCORED | ({field: there} if how == "differs" else {})
    assert diff(one, two).code == 0
    for areas in ((one, two), (two, one)):
        assert f"--strict: {what}-{how}: " in diff(*areas, "--strict").refusal


def test_strict_lets_other_caveats_pass(diff) -> None:
    """Only notes about kinds are refused: a small count is as comparable as a large one."""
    done = diff(NOTED, NOTED | {"caveats": []}, "--strict", "--get", "notes")
    assert (done.code, done.out) == (0, "small-count;partial-year;stated-caveat\n")


def test_show_has_the_caveats_of_one_area(run) -> None:
    """`show` notes what concerns an area alone, with the same codes."""
    stdin = json.dumps({"areas": {"a": {"name": "A"} | NOTED, "b": {"name": "B"} | OTHER}})
    done = run("show", "-", "--get", "notes", stdin=stdin)
    assert done.out == "small-count;partial-year;stated-caveat\nno-population;stated-caveat\n"
