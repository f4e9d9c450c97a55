"""Periods: which months a count covers, how long they last together, and whether their seasons are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crimecompare.wording import quoted

MONTHS_IN_A_YEAR = 12
DAYS_IN_A_YEAR = 365.25
"""Days in a mean year, used for sets of months that are not whole years."""
MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
"""How a month is spelled, as a regular expression."""
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 1
NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
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
    if are_whole_years(counted):
        return len(counted) / MONTHS_IN_A_YEAR
    return sum(map(_days, counted)) / DAYS_IN_A_YEAR


def are_whole_years(months: Collection[int]) -> bool:
    """Return whether months hold each calendar month equally often."""
    return len(set(_calendar_counts(set(months)))) == 1


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


def spelled_months(months: Iterable[str]) -> str:
    """Write months as people do: "February and March 2025", "March 2024 to January 2025 and June 2025"."""
    by_year: list[tuple[str, list[str]]] = []
    for run in _runs(sorted({parse_month(month) for month in months})):
        for text, year in _spelled_run(run):
            if by_year and by_year[-1][0] == year:
                by_year[-1][1].append(text)
            else:
                by_year.append((year, [text]))
    whole_year = "all of" if len(by_year) > 1 else ""
    return _with_and([f"{_with_and(texts) or whole_year} {year}".strip() for year, texts in by_year])


@lru_cache(maxsize=1024)
def spelled_period(period: str) -> str:
    """Write a period as people do: "2024", "2024 to 2025", "the year to March 2025", "January to March 2025".

    Raises ValueError, as `parse_period` does.
    """
    span = parse_period(period)
    (_, first_year), (last_month, last_year) = map(_name_and_year, span)
    if span.first % MONTHS_IN_A_YEAR == 0 and (span.last + 1) % MONTHS_IN_A_YEAR == 0:
        return first_year if first_year == last_year else f"{first_year} to {last_year}"
    if span.months == MONTHS_IN_A_YEAR:
        return f"the year to {last_month} {last_year}"
    *start, end = map(" ".join, _spelled_run(span))
    return spelled_months(months_in(period)) if start else end


def _runs(months: Iterable[int]) -> Iterator[Span]:
    """Yield the spans of months that follow each other without a gap."""
    span: Span | None = None
    for month in months:
        if span and month == span.last + 1:
            span = Span(span.first, month)
        else:
            if span:
                yield span
            span = Span(month, month)
    if span:
        yield span


def _spelled_run(run: Span) -> list[tuple[str, str]]:
    """Spell a run of months in parts, each with the year that follows it."""
    (first, first_year), (last, last_year) = map(_name_and_year, run)
    if run.months == MONTHS_IN_A_YEAR and first_year == last_year:
        return [("", first_year)]
    if run.months <= 2:  # noqa: PLR2004 - "February and March" reads better than "February to March"
        return [_name_and_year(month) for month in range(run.first, run.last + 1)]
    start = first if first_year == last_year else f"{first} {first_year}"
    return [(f"{start} to {last}", last_year)]


def _name_and_year(month: int) -> tuple[str, str]:
    return NAMES[month % MONTHS_IN_A_YEAR], f"{month // MONTHS_IN_A_YEAR:04}"


def _with_and(texts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""
