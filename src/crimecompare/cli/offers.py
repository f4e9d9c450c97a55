"""Offers: windows of the same calendar months that all areas and controls have, where those asked for do not fit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crimecompare.analysis.courses import spelled
from crimecompare.analysis.gathering import months_lacking, months_of
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, Span, month_text
from crimecompare.profiles.timelines import Known, Timeline
from crimecompare.wording import listed


class Windows(NamedTuple):
    """The months before and the months after."""

    before: Span
    after: Span


class KnownSide(NamedTuple):
    """An area or a control, its key, and what is known of it."""

    line: Timeline
    key: str
    known: Known


def windows_since(since: int, last: int) -> Windows:
    """Return the months from `since` to `last`, and the same calendar months so many whole years earlier."""
    back = MONTHS_IN_A_YEAR * math.ceil((last - since + 1) / MONTHS_IN_A_YEAR)
    return Windows(Span(since - back, last - back), Span(since, last))


def offers(sides: Sequence[KnownSide], asked: Windows | None = None) -> str:
    """Say what would fit all sides, to be put at the end of a message; nothing where nothing would.

    That is what was asked, if whole periods give it; else the longest windows that end with the data or that begin
    when was asked; else whole periods.
    """
    if asked is not None and _fits(sides, asked):
        return f"; {_pair(asked)} would fit"
    common = set.intersection(*(set(side.known.by_month) for side in sides))
    said = []
    latest = _up_to_the_last(common)
    if latest is not None:
        said.append(f"--since {month_text(latest.after.first)} ({typed(latest.after)} against {typed(latest.before)})")
    begun = None if asked is None else _begun(asked.after, common)
    if begun is not None and begun != latest:
        said.append(_pair(begun))
    whole = None if said else next(_whole(sides), None)
    if whole is not None:
        said.append(_pair(whole))
    return f"; {listed(said, 'or')} would fit" if said else ""


def typed(span: Span) -> str:
    """Write a period as an option takes it."""
    return spelled(months_of(span))


def _pair(windows: Windows) -> str:
    return f"--before {typed(windows.before)} --after {typed(windows.after)}"


def _fits(sides: Sequence[KnownSide], spans: Sequence[Span]) -> bool:
    return all(span.first >= 0 for span in spans) and not any(months_lacking(side.known, spans) for side in sides)


def _up_to_the_last(common: set[int]) -> Windows | None:
    """Return the longest windows of months that all have, up to the last of them."""
    last = max(common, default=0)
    return _longest([windows_since(first, last) for first in _run(last, -1, common)], common)


def _begun(after: Span, common: set[int]) -> Windows | None:
    """Return the longest windows of months that all have, from the first one asked for."""
    return _longest([windows_since(after.first, last) for last in _run(after.first, 1, common)], common)


def _run(month: int, step: int, common: set[int]) -> Iterator[int]:
    while month in common:
        yield month
        month += step


def _longest(candidates: Sequence[Windows], common: set[int]) -> Windows | None:
    return next((one for one in reversed(candidates) if common.issuperset(months_of(one.before))), None)


def _whole(sides: Sequence[KnownSide]) -> Iterator[Windows]:
    """Yield pairs of whole periods of the same calendar months that all have, the latest first."""
    spans = {span for side in sides for span in side.known.by_period}
    fitting = {span for span in spans if _fits(sides, [span])}
    for after in sorted(fitting, key=lambda span: (span.last, span.months), reverse=True):
        same = [
            before
            for before in fitting
            if before.last < after.first
            and before.months == after.months
            and (after.first - before.first) % MONTHS_IN_A_YEAR == 0
        ]
        yield from (Windows(before, after) for before in sorted(same, reverse=True))
