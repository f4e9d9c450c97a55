"""Periods: how long months last together, and whether two sides' seasons are alike."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crimecompare.profiles.periods import (
    month_text,
    months_in,
    parse_month,
    parse_period,
    seasons_differ,
    spelled_months,
    spelled_period,
    years,
)
from support.strategies import PERIODS

FIRST = st.integers(12, 9998 * 12)
SETS = st.sets(st.integers(2020 * 12, 2025 * 12), min_size=1, max_size=40)


def months(period: str, *missing: str) -> set[int]:
    """Return the months of a period, but for those that are missing."""
    span = parse_period(period)
    return set(range(span.first, span.last + 1)) - {parse_month(month) for month in missing}


def days(month: int) -> int:
    """Count the days of a month by the calendar of the standard library."""
    start, end = (date.fromisoformat(f"{month_text(m)}-01") for m in (month, month + 1))
    return (end - start).days


@pytest.mark.parametrize(
    ("counted", "length"),
    [
        (months("2025"), 1),
        (months("2024"), 1),
        (months("2024-01/2025-12"), 2),
        (months("2023-04/2024-03"), 1),
        (months("2025-01"), 31 / 365.25),
        (months("2024-02"), 29 / 365.25),
        (months("1900-02"), 28 / 365.25),
        (months("2000-02"), 29 / 365.25),
        (months("2025", "2025-07"), 334 / 365.25),
        (months("2024-01/2025-12", "2024-03", "2025-11"), (731 - 31 - 30) / 365.25),
        (months("2024-01/2025-12", "2024-03", "2025-03"), (731 - 62) / 365.25),
        (set(), 0),
    ],
)
def test_how_long_months_last(counted: set[int], length: float) -> None:
    """Whole years are whole; other months count their days, and missing ones nothing."""
    assert years(counted) == length


@given(FIRST, st.integers(1, 5))
def test_consecutive_whole_years_are_whole_wherever_they_start(first: int, number: int) -> None:
    """Any 12, 24, … months in a row are whole years, leap years among them or not."""
    assert years(range(first, first + 12 * number)) == number


@given(st.lists(st.integers(0, 9998), min_size=12, max_size=12))
def test_each_calendar_month_once_is_a_year_whichever_years_they_are_of(chosen: list[int]) -> None:
    """A year may be put together of months of several years."""
    assert years({12 * year + month for month, year in enumerate(chosen)}) == 1


@given(SETS)
def test_other_months_count_their_days(counted: set[int]) -> None:
    """Months that are no whole years last as many days as the calendar says, in mean years."""
    held = [sum(month % 12 == calendar_month for month in counted) for calendar_month in range(12)]
    if len(set(held)) > 1:
        assert years(counted) == sum(map(days, counted)) / 365.25


@given(st.lists(st.integers(0, 200), max_size=40))
def test_the_order_of_months_does_not_matter(counted: list[int]) -> None:
    """A set, a list in any order and one with a month twice last the same, and differ from none in season."""
    assert years(counted) == years(counted[::-1]) == years(set(counted)) == years(counted * 2)
    assert not seasons_differ(counted, counted[::-1])
    assert not seasons_differ(counted * 2, set(counted))


@pytest.mark.parametrize(
    ("here", "there", "differ"),
    [
        (months("2025"), months("2024"), False),
        (months("2025", "2025-07"), months("2024"), False),
        (months("2025", "2025-07"), None, False),
        (months("2025", "2025-07", "2025-08"), months("2024"), True),
        (months("2025", "2025-07"), months("2024", "2024-07"), False),
        (months("2025", "2025-07"), months("2024", "2024-01"), True),
        (months("2025-07"), months("2024-07"), False),
        (months("2025-07"), months("2024-08"), True),
        (months("2025-07"), None, True),
        (months("2025-01/2025-06"), months("2024"), True),
        (months("2024-01/2025-11"), months("2024"), False),
        (None, months("2024-01/2025-12"), False),
        (None, None, False),
    ],
)
def test_whether_seasons_differ(here: set[int] | None, there: set[int] | None, *, differ: bool) -> None:
    """One month may lack against a whole year, no two; without a period a side counts as a whole year."""
    assert seasons_differ(here, there) is differ


@given(SETS | st.none(), SETS | st.none())
@example(set(range(11)), None)
def test_seasons_differ_by_more_than_a_twelfth_in_exact_fractions(
    here: set[int] | None, there: set[int] | None
) -> None:
    """It is half the sum of the differences of the calendar months' shares, whichever side comes first."""
    gap = sum(abs(one - two) for one, two in zip(shares(here), shares(there), strict=True)) / 2
    assert seasons_differ(here, there) is (gap > Fraction(1, 12))
    assert seasons_differ(there, here) is seasons_differ(here, there)


def shares(counted: set[int] | None) -> list[Fraction]:
    """Return each calendar month's share of the months."""
    counted = set(range(12)) if counted is None else counted
    return [Fraction(sum(m % 12 == month for m in counted), len(counted)) for month in range(12)]


@given(SETS, SETS, st.integers(-5, 5))
def test_which_year_it_was_does_not_matter_to_the_season(here: set[int], there: set[int], by: int) -> None:
    """Months of another year are of the same season."""
    assert seasons_differ({month + 12 * by for month in here}, there) is seasons_differ(here, there)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2024", "2024"),
        ("2024-01/2024-12", "2024"),
        ("2024-01/2025-12", "2024 to 2025"),
        ("2024-04/2025-03", "the year to March 2025"),
        ("2025-03", "March 2025"),
        ("2025-01/2025-02", "January and February 2025"),
        ("2025-01/2025-03", "January to March 2025"),
        ("2024-12/2025-01", "December 2024 and January 2025"),
        ("2024-11/2025-01", "November 2024 to January 2025"),
        ("2024-04/2026-03", "April 2024 to March 2026"),
        ("0000", "0000"),
    ],
)
def test_a_period_is_said_as_people_say_it(period: str, said: str) -> None:
    """Calendar years by their numbers, another year by its end, other months by their names."""
    assert spelled_period(period) == said


@given(PERIODS, PERIODS)
def test_two_periods_read_alike_when_they_are_the_same_months(one: str, other: str) -> None:
    """What is said of a period tells it from every other, and what is no year is said as its months are."""
    assert (spelled_period(one) == spelled_period(other)) == (parse_period(one) == parse_period(other))
    if parse_period(one).months < 12:
        assert spelled_period(one) == spelled_months(months_in(one))
