"""Timelines: what places know of an area by month and by period, wherever it is found."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from crimecompare.analysis.courses import spelled
from crimecompare.analysis.gathering import timeline_of
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.periods import month_text, parse_period
from crimecompare.profiles.timelines import tells_of, timeline
from crimecompare.profiles.types import Count, Known, Month, MonthlyOffences, Text
from support.areas import area
from support.courses import START

COUNTS = list(range(100, 124))


def known_months(*paths: Path) -> dict[int, float]:
    """Return the months that places know of "fen"."""
    places = Catalogue(paths)
    return timeline(places, places.find("fen")).known().months


def write(path: Path, first: int, counts: list[int], **said: Any) -> Path:
    """Write a profile of "fen" with those months."""
    months = {month_text(first + n): count for n, count in enumerate(counts)}
    period = spelled(range(first, first + len(counts)))
    fields = {"name": "Fen", "period": period, "crimes": sum(counts), "monthly_crimes": months} | said
    path.write_text(json.dumps({"areas": {"fen": fields}}))
    return path


@given(cuts=st.sets(st.integers(1, 23), max_size=5), data=st.data())
def test_months_may_be_in_any_number_of_files(tmp_path_factory: pytest.TempPathFactory, cuts: set[int], data) -> None:
    """However two years are cut into files, and whatever the order of the places, they are the same months."""
    folder = tmp_path_factory.mktemp("cut")
    ends = [0, *sorted(cuts), 24]
    files = [
        write(folder / f"{n}.json", START + start, COUNTS[start:end]) for n, (start, end) in enumerate(pairwise(ends))
    ]
    whole = {START + n: count for n, count in enumerate(COUNTS)}
    assert known_months(folder) == known_months(*data.draw(st.permutations(files))) == whole


def test_a_single_month_needs_no_table_of_months(tmp_path: Path) -> None:
    """A profile of a month is that month's count; one that lacks months is no whole period."""
    write(tmp_path / "a.json", START, [7], monthly_crimes={})
    assert known_months(tmp_path) == {START: 7}
    short = area(period="2024", crimes=9, months_missing=["2024-02"])
    assert timeline_of(short).known() == ({}, {})


def test_what_counts_other_offences_is_no_part_of_it(tmp_path: Path) -> None:
    """Scopes are the same but for case and blanks; others are kept apart, and one can ask what they tell of."""
    near = write(tmp_path / "a.json", START, [1], offence_scope="All  crime")
    same = write(tmp_path / "b.json", START + 1, [2], offence_scope="all crime")
    other = write(tmp_path / "c.json", START + 2, [3], offence_scope="some crime")
    silent = write(tmp_path / "d.json", START + 3, [4])
    places = Catalogue([near, same, other, silent])
    found = timeline(places, places.find("fen"))
    assert found.known().months == {START: 1, START + 1: 2}
    assert [entry.file for entry in found.passed_over] == [str(other), str(silent)]
    assert [tells_of(entry, {START + 2}) for entry in found.passed_over] == [True, False]
    write(tmp_path / "d.json", START, [4], monthly_crimes={"soon": 4}, period=None)
    places = Catalogue([near, silent])
    assert [tells_of(entry, {START}) for entry in timeline(places, places.find("fen")).passed_over] == [False]


def test_an_offence_is_found_whatever_its_capitals(tmp_path: Path) -> None:
    """Two files may spell it differently; a month that one does not give is unknown, not 0."""
    write(tmp_path / "a.json", START, [5, 5], monthly_offences={"Arson": {"2024-01": 1}})
    write(tmp_path / "b.json", START + 2, [5], monthly_offences={"arson": {"2024-03": 2}})
    places = Catalogue([tmp_path])
    assert timeline(places, places.find("fen")).known("Arson").months == {START: 1, START + 2: 2}


def test_a_year_as_a_whole_is_known_by_its_period() -> None:
    """Its count may be worked out from a rate."""
    found = timeline_of([area(period="2024", crimes=9), area(period="2025", crime_rate=50, population=1000)]).known()
    assert {span: count for span, (count, _) in found.by_period.items()} == {
        parse_period("2024"): 9,
        parse_period("2025"): 50,
    }
    assert found.last == parse_period("2025").last


SLOWLY = TypeAdapter(Known[dict[Text, Known[dict[Month, Count]]]])
QUICKLY = TypeAdapter(MonthlyOffences)
NAMES = st.sampled_from(["arson", "=1+1", "", "a\tb", " b", 7])
MONTHS = st.sampled_from(["2024-01", "2024-02", "2024-13", "2024", 7, None])
NUMBERS = st.sampled_from([0, 5, 5.0, 5.5, -1, True, None, "5", 10**15])
TABLES = st.dictionaries(MONTHS, NUMBERS, max_size=3) | st.sampled_from([None, [], 5])


def checked(adapter: TypeAdapter[Any], value: object) -> object:
    """Return what a value is taken for, or where and why it is refused."""
    try:
        return adapter.validate_python(value)
    except ValidationError as refused:
        return [(error["loc"], error["msg"]) for error in refused.errors()]


@given(st.dictionaries(NAMES, TABLES, max_size=3) | TABLES)
def test_a_quick_look_at_many_counts_takes_and_refuses_the_same(value: object) -> None:
    """Counts by offence and month that are as they should be are seen so at once; all others are looked at singly."""
    assert checked(QUICKLY, value) == checked(SLOWLY, value)
