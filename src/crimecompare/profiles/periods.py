"""Periods: which months a count covers, how long they last together, and whether their seasons are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from crimecompare.wording import quoted

MONTHS_IN_A_YEAR = 12
DAYS_IN_A_YEAR = 365.25
"""Days in a mean year, by which sets of months that are not whole years are counted."""
MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
"""How a month is spelled, as a regular expression."""
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 1
PERIOD_FORMS = 'must be "YYYY", "YYYY-MM" or "YYYY-MM/YYYY-MM"'


class Span(NamedTuple):
    """The months that a period covers, as months since year 0, both ends included."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """How many months the period covers."""
        return self.last - self.first + 1


@lru_cache(maxsize=1024)
def parse_period(text: str) -> Span:
    """Turn "2025", "2025-03" or "2025-01/2025-12" into the months it covers. Raises ValueError."""
    if re.fullmatch(r"[0-9]{4}", text):
        first, last = f"{text}-01", f"{text}-12"
    else:
        first, slash, last = text.partition("/")
        last = last if slash else first
    span = Span(parse_month(first, text), parse_month(last, text))
    if span.last < span.first:
        raise ValueError(f"must not end before it starts, as {text} does")
    return span


def parse_month(text: str, period: str = "") -> int:
    """Turn "2025-03" into months since year 0. Raises ValueError about the `period` that it is part of."""
    if not re.fullmatch(MONTH, text):
        raise ValueError(f"{PERIOD_FORMS}, not {quoted(period or text)}")
    year, month = text.split("-")
    return int(year) * MONTHS_IN_A_YEAR + int(month) - 1


def month_text(month: int) -> str:
    """Spell a month that is given as months since year 0: "2025-03"."""
    return f"{month // MONTHS_IN_A_YEAR:04}-{month % MONTHS_IN_A_YEAR + 1:02}"


def months_in(period: str) -> list[str]:
    """List the months of a period, each as "YYYY-MM". Raises ValueError."""
    span = parse_period(period)
    return [month_text(month) for month in range(span.first, span.last + 1)]


def years(months: Collection[int]) -> float:
    """Return how many years some months last together; each month is given as months since year 0, and counts once.

    Months that hold each calendar month equally often are whole years, leap years or not; any other set of months
    counts its days, of 365.25 to the year. No months last 0 years.
    """
    counted = set(months)
    if len(set(_calendar_counts(counted))) == 1:
        return len(counted) / MONTHS_IN_A_YEAR
    return sum(map(_days, counted)) / DAYS_IN_A_YEAR


def seasons_differ(months: Collection[int] | None, other_months: Collection[int] | None) -> bool:
    """Return whether two sides' months differ so much in season that a comparison of their yearly rates misleads.

    They do when the shares of the twelve calendar months differ by more than 1/12 in all, which is half the sum of
    the differences: eleven months of a year pass against the whole year, ten do not. Months are given as months since
    year 0; None, of a side that does not state its period, counts as a whole year.
    """
    whole_year = range(MONTHS_IN_A_YEAR)
    here = _calendar_counts(whole_year if months is None else set(months))
    there = _calendar_counts(whole_year if other_months is None else set(other_months))
    total, other_total = sum(here), sum(there)
    # Whole numbers keep it exact: each share is multiplied by both totals.
    gap = sum(abs(count * other_total - other * total) for count, other in zip(here, there, strict=True))
    return gap * MONTHS_IN_A_YEAR > 2 * total * other_total


def _calendar_counts(months: Collection[int]) -> list[int]:
    """Count January, February, … among months since year 0."""
    counts = Counter(month % MONTHS_IN_A_YEAR for month in months)
    return [counts[month] for month in range(MONTHS_IN_A_YEAR)]


def _days(month: int) -> int:
    """Return how many days a month since year 0 has, in the Gregorian calendar."""
    year, calendar_month = divmod(month, MONTHS_IN_A_YEAR)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[calendar_month] + (is_leap and calendar_month == _FEBRUARY)
