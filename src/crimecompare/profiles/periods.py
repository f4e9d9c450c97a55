"""Periods: which months a count covers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from crimecompare.wording import quoted

MONTHS_IN_A_YEAR = 12
MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
"""How a month is spelled, as a regular expression."""
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
