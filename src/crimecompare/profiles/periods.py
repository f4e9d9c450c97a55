"""Periods: which months a count covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crimecompare.wording import quoted

MONTHS_IN_A_YEAR = 12
MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
"""How a month is spelled, as a regular expression."""
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


def spelled_months(months: Iterable[str]) -> str:
    """Write months as people do: "February and March 2025", "March 2024 to January 2025 and June 2025"."""
    by_year: list[tuple[str, list[str]]] = []
    for run in _runs(sorted({parse_month(month) for month in months})):
        for text, year in _spelled_run(run):
            if by_year and by_year[-1][0] == year:
                by_year[-1][1].append(text)
            else:
                by_year.append((year, [text]))
    return _with_and([f"{_with_and(texts)} {year}" for year, texts in by_year])


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
    """Spell a run of months in parts, each with the year that stands behind it."""
    (first, first_year), (last, last_year) = map(_name_and_year, run)
    if run.months <= 2:  # noqa: PLR2004 - "February and March" reads better than "February to March"
        return [_name_and_year(month) for month in range(run.first, run.last + 1)]
    start = first if first_year == last_year else f"{first} {first_year}"
    return [(f"{start} to {last}", last_year)]


def _name_and_year(month: int) -> tuple[str, str]:
    return NAMES[month % MONTHS_IN_A_YEAR], f"{month // MONTHS_IN_A_YEAR:04}"


def _with_and(texts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""
