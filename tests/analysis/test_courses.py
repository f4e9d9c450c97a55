"""Courses: what is taken out of a whole and what is pooled, month by month, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.analysis.controls import controls_without
from crimecompare.analysis.courses import Course, Window, pooled_course, rest_of_course, spelled
from crimecompare.errors import CrimecompareError
from crimecompare.profiles.periods import parse_month, parse_period
from support.courses import FENLAND, REST, START, WISBECH, course_of, series, whole_course

HOLE = [*WISBECH[:3], None, *WISBECH[4:]]


def summed(*places: list[int]) -> list[int]:
    return [sum(counts) for counts in zip(*places, strict=True)]


@settings(max_examples=30)
@given(series(3))
def test_the_rest_and_the_part_are_the_whole(places: list[list[int]]) -> None:
    """Every month of every window and of the history is the whole's less the parts'."""
    one, two, rest = places
    whole = course_of(summed(*places), key="whole")
    left = rest_of_course(whole, [course_of(one, key="one", within="whole"), course_of(two, key="two", within="whole")])
    anew = course_of(rest)
    assert (left.before, left.after, left.history) == (anew.before, anew.after, anew.history)
    assert left.figures.name == "Whole without One and Two"
    assert (left.figures.key, left.figures.is_rest, left.figures.population) == ("whole", True, None)


@settings(max_examples=30)
@given(series(3))
def test_a_part_within_a_part_is_taken_out_once(places: list[list[int]]) -> None:
    """Nor is one that is named twice, or one that lies elsewhere."""
    inner, outer = (
        course_of(places[0], key="in", within="out"),
        course_of(summed(*places[:2]), key="out", within="whole"),
    )
    inner = inner._replace(figures=inner.figures._replace(containers=frozenset(["out", "whole"])))
    elsewhere = course_of(places[2], key="other")
    whole = course_of(summed(*places), key="whole")
    assert rest_of_course(whole, [inner, outer, outer, elsewhere]).before == course_of(places[2]).before
    assert rest_of_course(whole, [elsewhere]) is whole


@settings(max_examples=30)
@given(series(4))
def test_a_pool_is_the_sum_of_its_members(places: list[list[int]]) -> None:
    """Month by month, in whatever order; one alone stays what it is."""
    courses = [course_of(months, key=f"c{n}") for n, months in enumerate(places)]
    pooled, turned = pooled_course(courses), pooled_course(courses[::-1])
    assert pooled.change == turned.change == course_of(summed(*places)).change
    assert (pooled.figures.key, pooled.figures.name, pooled.figures.is_pool) == ("pooled", "pool of 4 areas", True)
    assert pooled.figures.members == ("c0", "c1", "c2", "c3")
    assert pooled_course(courses[:1]) is courses[0]


@given(st.lists(st.integers(0, 500), min_size=24, max_size=24), st.integers(1, 23))
def test_months_of_two_files_are_those_of_one(counts: list[int], cut: int) -> None:
    """A window is the same to the last digit, in whatever order its months are gathered, from however many places."""
    months = {START + n: counts[n] / 3 for n in range(24)}
    parts = [{m: c for m, c in months.items() if (m < START + cut) == early} for early in (False, True)]
    one, two = (Window.of_months("2024/2025", gathered) for gathered in (months, parts[0] | parts[1]))
    assert (one.crimes, list(one.months.items())) == (two.crimes, list(two.months.items()))


def test_windows_count_years_as_person_years_do() -> None:
    """A leap year is a year; any other set of months counts its days; without months the period says which they are."""
    assert course_of(WISBECH).before.years == course_of(WISBECH).after.years == 1
    assert course_of(WISBECH, range(6), range(12, 18)).before.years == pytest.approx(182 / 365.25)
    assert course_of(HOLE).before.years == pytest.approx(336 / 365.25)
    assert whole_course(1, 2).before.years == Window("2024-01/2025-12", 1, None).years / 2 == 1


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_period_is_spelled_as_it_is_read(first: int, length: int) -> None:
    """Its months are those that it was spelled from, a calendar year by its number."""
    months = range(START + first, START + first + length + 1)
    assert parse_period(spelled(months)) == (months[0], months[-1])
    assert spelled(range(START, START + 12)) == "2024"


def test_a_course_knows_the_months_of_its_history_and_of_its_windows() -> None:
    """A window with a month that it does not know is None; nothing is filled in."""
    course = course_of(HOLE)
    assert course.known([START, START + 1]) == ("2024-01/2024-02", 618, {START: 327, START + 1: 291})
    assert course.known(range(START, START + 12)) is None
    assert course.known([]) is None


def test_a_side_known_as_a_whole_leaves_a_rest_known_as_a_whole() -> None:
    """Taken out of, or added to, what is known by months."""
    months, whole = course_of(FENLAND, key="fenland"), whole_course(3826, 3629, "wisbech", within="fenland")
    assert rest_of_course(months, [whole]).change == whole_course(5480, 6022).change
    assert pooled_course([course_of(REST), whole]).change == whole_course(9306, 9651).change
    assert rest_of_course(months, [whole]).history == {}


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            course_of([y + 400 * (n == 3) for n, y in enumerate(FENLAND)], key="in", within="out"),
            "more crimes in 2024 than",
        ),
        (
            course_of([y + (9 if n == 3 else -9) for n, y in enumerate(FENLAND)], key="in", within="out"),
            "more crimes in April 2024",
        ),
        (course_of(HOLE, key="in", within="out"), "only one of them has a count for April 2024"),
        (course_of(WISBECH, range(6), range(12, 18), key="in", within="out"), "their periods differ"),
        (course_of(WISBECH, key="in", within="out", offence_scope="some"), "their offences counted differ"),
        (course_of(WISBECH, key="in", within="out", population_basis="2011"), "their residents counted differ"),
    ],
)
def test_what_cannot_be_taken_out_is_refused(part: Course, message: str) -> None:
    """A part with more crimes than the whole, other months, offences or residents: the message names both."""
    whole = course_of(FENLAND, key="out", offence_scope="all", population_basis="2021")
    with pytest.raises(CrimecompareError, match=f"in cannot be taken out of out: .*{message}"):
        rest_of_course(whole, [part])


def test_what_is_silent_is_taken_out() -> None:
    """What one side does not state is no reason to refuse; the notes of an evaluation say so."""
    whole = course_of(FENLAND, key="out", offence_scope="all", population_basis="2021")
    assert rest_of_course(whole, [course_of(WISBECH, key="in", within="out")]).before.crimes == 5480


def test_what_cannot_be_pooled_is_refused() -> None:
    """Other offences, and other windows."""
    with pytest.raises(CrimecompareError, match="a, b cannot be pooled: their offences counted differ"):
        pooled_course([course_of(REST, offence_scope="all"), course_of(REST, key="b", offence_scope="some")])
    with pytest.raises(CrimecompareError, match="the controls cover different periods"):
        pooled_course([course_of(REST), course_of(REST, range(6), range(12, 18), key="b")])


def test_areas_are_taken_out_of_the_controls_and_are_none_themselves() -> None:
    """Nor is what lies in them, what lies in another control, or one that is named again."""
    area = course_of(WISBECH, key="wisbech", within="fenland")
    fenland, ely = course_of(FENLAND, key="Fenland"), course_of(REST, key="ely")
    ward = course_of(WISBECH, key="ward", within="wisbech")
    march = course_of(REST, key="march", within="fenland")
    left = controls_without([area], [fenland, area, ward, march, ely, ely])
    assert [control.figures.name for control in left] == ["Fenland without Wisbech", "Ely"]
    with pytest.raises(CrimecompareError, match="no control is left to compare wisbech with"):
        controls_without([area], [area, ward])


def test_a_name_with_many_parts_is_cut_short() -> None:
    """Four names and more are counted after the third."""
    parts = [course_of([1] * 24, key=f"p{n}", within="whole") for n in range(5)]
    assert rest_of_course(course_of(REST, key="whole"), parts).figures.name == "Whole without P0, P1, P2 and 2 more"
    assert parse_month("2024-01") == START
