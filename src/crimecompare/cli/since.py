"""When: which months before and after --since, or --before and --after, ask for, and which of them the data have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis.courses import spelled
from crimecompare.analysis.gathering import months_lacking, months_of
from crimecompare.cli.passed_over import passed_over
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, Span, month_text, parse_month, parse_period, spelled_months
from crimecompare.profiles.timelines import Known, Timeline
from crimecompare.wording import listed, quoted

WHEN = "say when: --since MONTH, or --before PERIOD and --after PERIOD"
ENOUGH = 2
"""Before and after."""


class Windows(NamedTuple):
    """The months before and the months after."""

    before: Span
    after: Span


class When(NamedTuple):
    """What is asked: both windows, or the month in which something began (as months since year 0)."""

    windows: Windows | None
    since: int | None = None


class _Side(NamedTuple):
    """An area or a control, its key, and what is known of it."""

    line: Timeline
    key: str
    known: Known


def month_of(option: str, text: str) -> int:
    """Return the month that an option names, as months since year 0. Raises UsageError."""
    try:
        return parse_month(text)
    except ValueError:
        raise UsageError(f'{option} must be a month such as "2025-01", not {quoted(text)}') from None


def asked_windows(since: str | None, before: str | None, after: str | None) -> When:
    """Understand which windows are asked for. Raises UsageError."""
    given = [name for name, text in (("--before", before), ("--after", after)) if text is not None]
    if since is not None:
        if given:
            raise UsageError(f"--since and {given[0]} cannot be used together: {WHEN}")
        return When(None, month_of("--since", since))
    if before is None or after is None:
        raise UsageError(f"{given[0]} alone does not say what to compare; {WHEN}" if given else WHEN)
    then, now = _period_of("--before", before), _period_of("--after", after)
    if now.first <= then.last:
        raise UsageError(f"--after {after} must begin when --before {before} has ended")
    return When(Windows(then, now))


def found_windows(when: When, lines: Sequence[Timeline], offence: str | None) -> Windows:
    """Return the windows asked for, all months of which every area and control has, of all offences or of one.

    Raises UnknownName for one that lacks a month, naming it and what would fit.
    """
    sides = [_Side(line, line.profile.key, line.known(offence)) for line in lines]
    if when.windows is not None:
        for line, key, known in sides:
            if lacking := months_lacking(known, when.windows):
                has = f"it has {said_to_be_known(known)}{passed_over(line, lacking)}"
                raise UnknownName(f"{_no_count(key, lacking)}, and nothing is filled in; {has}")
        return when.windows
    for side in sides:
        if not side.known.by_month:
            raise UnknownName(f"{side.key} has no months, which --since needs; {_years(side, sides)}")
    common = set.intersection(*(set(side.known.by_month) for side in sides))
    since = when.since or 0
    if not common or since > max(common):
        last = f"the last month that all have is {month_text(max(common))}" if common else "no month is in all sides"
        raise UnknownName(f"--since {month_text(since)} is too late: {last}")
    windows = _since(since, max(common))
    for side in sides:
        if lacking := [month for span in windows for month in months_of(span) if month not in side.known.by_month]:
            raise UnknownName(_unfit(side, windows, lacking, common))
    return windows


def _since(since: int, last: int) -> Windows:
    """Return the months from `since` to `last`, and the same calendar months so many whole years earlier."""
    back = MONTHS_IN_A_YEAR * math.ceil((last - since + 1) / MONTHS_IN_A_YEAR)
    return Windows(Span(since - back, last - back), Span(since, last))


def _unfit(side: _Side, windows: Windows, lacking: list[int], common: set[int]) -> str:
    """Say which months a side lacks, and which windows would fit, if any."""
    key, first = side.key, min(side.known.by_month)
    if min(lacking) >= first:
        return f"{_no_count(key, lacking)}, and nothing is filled in; name windows without it: {WHEN}"
    since, last = windows.after
    start = last
    while start - 1 in common:
        start -= 1
    needs = f"--since {month_text(since)} needs the months from {month_text(windows.before.first)}"
    has = f"and {key} has them from {month_text(first)}"
    months = range(last - start + 1, 0, -1)
    fitting = [_since(last - n + 1, last) for n in months if _since(last - n + 1, last).before.first >= start]
    offers = [_offer(f"--since {month_text(fitting[0].after.first)}", fitting[0])] if fitting else []
    if start < since:
        split = Windows(Span(start, since - 1), Span(since, last))
        offers.append(f"--before {_typed(split.before)} --after {_typed(split.after)}")
    return f"{needs}, {has}; {listed(offers, 'or')} would fit" if offers else f"{needs}, {has}"


def _offer(typed: str, windows: Windows) -> str:
    return f"{typed} ({_typed(windows.after)} against {_typed(windows.before)})"


def _no_count(key: str, months: list[int]) -> str:
    return f"{key} has no count for {spelled_months(map(month_text, months))}"


def said_to_be_known(known: Known) -> str:
    """Say which months and periods are known of an area."""
    said = [f"the months of {spelled_months(map(month_text, known.by_month))}"] if known.by_month else []
    spans = sorted(span for span in known.by_period if not known.by_month.keys() >= {*months_of(span)})
    said += [f"figures for {listed(list(map(_typed, spans)))}"] if spans else []
    return listed(said) or "no figures for a period that is stated"


def _years(side: _Side, sides: Sequence[_Side]) -> str:
    """Say which whole periods all sides have, two of which --before and --after take."""
    shared = sorted(set.intersection(*(set(one.known.by_period) for one in sides)))
    if len(shared) < ENOUGH:
        return f"it has {said_to_be_known(side.known)}"
    before, after = map(_typed, shared[-ENOUGH:])
    return f"--before {before} --after {after} would fit"


def _typed(span: Span) -> str:
    return spelled(months_of(span))


def _period_of(option: str, text: str) -> Span:
    try:
        return parse_period(text)
    except ValueError as error:
        raise UsageError(f"{option} {error}") from None
