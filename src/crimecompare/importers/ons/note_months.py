"""Which months a note names, since a note on the months of one year does not concern another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, NAMES, Span

_MONTH = rf"\b({'|'.join(NAMES)})\b"
_YEAR = r"\s+(\d{4})\b"
MONTHS = re.compile(rf"{_MONTH}(?:{_YEAR})?\s*(?:to|until|and|–|-)\s*{_MONTH}{_YEAR}|{_MONTH}{_YEAR}", re.IGNORECASE)
OPEN = re.compile(r"\b(?:since|onwards?|until|before|prior|after)\b|\bfrom \w+ \d{4}(?! ?(?:to|–|-))", re.IGNORECASE)
"""Words that extend a note beyond the months that it names."""


def is_of_other_months(note: str, period: Span) -> bool:
    """Return whether a note names months, and none of them lies in a period."""
    named = list(_spans(note))
    return bool(named) and not OPEN.search(note) and all(s.last < period.first or s.first > period.last for s in named)


def _spans(note: str) -> Iterator[Span]:
    for first, first_year, last, last_year, month, year in MONTHS.findall(note):
        if month:
            yield Span(_since_year_0(month, year), _since_year_0(month, year))
        else:
            end = _since_year_0(last, last_year)
            start = _since_year_0(first, first_year or last_year)
            yield Span(start if start <= end else start - MONTHS_IN_A_YEAR, end)


def _since_year_0(month: str, year: str) -> int:
    return int(year) * MONTHS_IN_A_YEAR + [name.casefold() for name in NAMES].index(month.casefold())
