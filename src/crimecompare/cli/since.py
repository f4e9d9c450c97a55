"""When: which months before and after --since, or --before and --after, ask for, and which of them the data have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis.gathering import months_lacking, months_of
from crimecompare.cli.offers import KnownSide, Windows, offers, typed, windows_since
from crimecompare.cli.passed_over import END_OF_TIME, passed_over
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.periods import Span, month_text, parse_month, parse_period, spelled_months
from crimecompare.profiles.timelines import Known, Timeline, tells_of
from crimecompare.wording import counted, listed, named, quoted

WHEN = "say when: --since MONTH, or --before PERIOD and --after PERIOD"
BY_MONTH = "import police-uk --monthly-offences writes offences by month"
MOST_RUNS = 4
"""Months that do not follow each other are named up to so many."""


class When(NamedTuple):
    """What is asked: both windows, or the month in which something began (as months since year 0)."""

    windows: Windows | None
    since: int | None = None


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
    sides = [KnownSide(line, line.profile.key, line.known(offence)) for line in lines]
    if when.windows is not None:
        for line, key, known in sides:
            if lacking := months_lacking(known, when.windows):
                has = f"it has {said_to_be_known(known)}{passed_over([line], lacking)}"
                raise UnknownName(f"{key} has no count for {_some(lacking)}, and nothing is filled in; {has}")
        return when.windows
    for side in sides:
        if not side.known.by_month:
            raise UnknownName(_no_months(side, sides, offence))
    return _found_since(when.since or 0, sides)


def without_months(line: Timeline, offence: str | None) -> str:
    """Say at the end of a message how an area gets months of an offence, where it has them of all offences only."""
    is_without = offence is not None and not line.known(offence).by_month and line.known().by_month
    return f"; {BY_MONTH}" if is_without else ""


def _found_since(since: int, sides: Sequence[KnownSide]) -> Windows:
    """Return the windows that a month begins. Raises UnknownName where a side lacks a month of them."""
    common = set.intersection(*(set(side.known.by_month) for side in sides))
    if not common or since > max(common):
        raise UnknownName(f"--since {month_text(since)} is too late: {_last_of(common, sides)}")
    windows = windows_since(since, max(common))
    if since < min(common) or windows.before.first < 0:
        first = f"the first month that all have is {month_text(min(common))}"
        raise UnknownName(f"--since {month_text(since)} is too early: {first}{offers(sides)}")
    needed = [month for span in windows for month in months_of(span)]
    lacks = [(side, lacking) for side in sides if (lacking := [m for m in needed if m not in side.known.by_month])]
    if lacks:
        raise UnknownName(_unfit(windows, lacks) + offers(sides, windows) + _passed_over(windows, sides))
    return windows


def _no_months(side: KnownSide, sides: Sequence[KnownSide], offence: str | None) -> str:
    """Say that a side has no months, or none of an offence, and what would fit."""
    of_what = "" if offence is None else f" of {offence}"
    fits = offers(sides) or f"; it has {said_to_be_known(side.known)}{of_what}"
    return f"{side.key} has no months{of_what}, which --since needs{fits}{without_months(side.line, offence)}"


def _last_of(common: set[int], sides: Sequence[KnownSide]) -> str:
    """Say which month is the last that all have, and who ends there, if not all do."""
    if not common:
        return f"no month is in all sides{offers(sides)}"
    last = max(common)
    ending = [side for side in sides if last + 1 not in side.known.by_month]
    has = "has" if len(ending) == 1 else "have"
    whose = f" ({named([side.key for side in ending], 3, ', ')} {has} no count for {month_text(last + 1)})"
    said = f"the last month that all have is {month_text(last)}{whose if len(ending) < len(sides) else ''}"
    return said + offers(sides) + passed_over([side.line for side in ending], range(last + 1, END_OF_TIME))


def _unfit(windows: Windows, lacks: Sequence[tuple[KnownSide, list[int]]]) -> str:
    """Say which months are lacking, and whose."""
    late = [side for side, lacking in lacks if max(lacking) < min(side.known.by_month)]
    if len(late) == len(lacks):
        side = max(late, key=lambda one: min(one.known.by_month))
        needs = f"--since {month_text(windows.after.first)} needs the months from {month_text(windows.before.first)}"
        return f"{needs}, and {side.key} has them from {month_text(min(side.known.by_month))}"
    (first, lacking), *more = lacks
    said = [f"{first.key} has no count for {_some(lacking)}", *(f"{one.key} none for {_some(m)}" for one, m in more)]
    return f"{named(said, 3, ', ')}, and nothing is filled in"


def _some(months: Sequence[int]) -> str:
    """Name months, a few of those that do not follow each other."""
    runs = sum(month - 1 not in months for month in months)
    if runs <= MOST_RUNS:
        return spelled_months(map(month_text, months))
    return f"{spelled_months(map(month_text, months[:MOST_RUNS]))} and {counted(len(months) - MOST_RUNS, 'more month')}"


def _passed_over(windows: Windows, sides: Sequence[KnownSide]) -> str:
    """Say which figures are passed over that tell of every month that a side lacks: others would not help."""
    lines, months = [], set[int]()
    for side in sides:
        entries, lacking = side.line.passed_over, months_lacking(side.known, windows)
        if lacking and all(any(tells_of(entry, [month]) for entry in entries) for month in lacking):
            lines.append(side.line)
            months.update(lacking)
    return passed_over(lines, months)


def said_to_be_known(known: Known) -> str:
    """Say which months and periods are known of an area."""
    said = [f"the months of {spelled_months(map(month_text, known.by_month))}"] if known.by_month else []
    spans = sorted(span for span in known.by_period if not known.by_month.keys() >= {*months_of(span)})
    said += [f"figures for {listed(list(map(typed, spans)))}"] if spans else []
    return listed(said) or "no figures for a period that is stated"


def _period_of(option: str, text: str) -> Span:
    try:
        return parse_period(text)
    except ValueError as error:
        raise UsageError(f"{option} {error}") from None
