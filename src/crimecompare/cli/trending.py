"""What `trend` is asked: which areas, up to which month, and of which offence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crimecompare.analysis.courses import Course
from crimecompare.analysis.gathering import months_of, recent_course
from crimecompare.analysis.one_offence import spelled_offence, unknown_offence
from crimecompare.analysis.pairs import many_tested
from crimecompare.analysis.trend import Trend, trend
from crimecompare.cli.areas import Narrowing, areas_of
from crimecompare.cli.asides import leave_out
from crimecompare.cli.controlling import refuse_times
from crimecompare.cli.offence import without_figures_for
from crimecompare.cli.passed_over import END_OF_TIME, passed_over, say_passed_over
from crimecompare.cli.since import said_to_be_known, without_months
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, month_text
from crimecompare.profiles.places import Entry
from crimecompare.profiles.timelines import Timeline, timeline

TWO_YEARS = 2 * MONTHS_IN_A_YEAR
WITHOUT_TWO_YEARS = "without a year and the one before"


class _Left(NamedTuple):
    """The areas that several are without: those that do not give the offence, and those without two years."""

    silent: list[str]
    short: list[str]


def trends(
    known: Catalogue,
    names: Sequence[str],
    narrowing: Narrowing,
    last: int | None,
    confidence: float,
    offence: str | None = None,
) -> list[Trend]:
    """Return the trend of each area, up to `last` (a month since year 0; None: the last that is known of it).

    Raises CrimecompareError when an area is unknown, when one named outright has no two years to compare or does not
    give the offence, and when none is left.
    """
    refuse_times(names, "--to MONTH")
    left = _Left([], [])
    chosen = [(entry, one.names_one) for one in areas_of(known, names, narrowing) for entry in one.entries]
    courses = [_course(known, entry, last, offence, left, is_named=is_named) for entry, is_named in chosen]
    found = [trend(course, confidence=confidence) for course in courses if course is not None]
    leave_out(left.silent, without_figures_for(offence) if offence is not None else "")
    leave_out(left.short, WITHOUT_TWO_YEARS)
    if not found:
        raise UsageError("no area is left: none has a year and the one before, by month or as a whole")
    return many_tested(found)


def _course(
    known: Catalogue, entry: Entry, last: int | None, offence: str | None, left: _Left, *, is_named: bool
) -> Course | None:
    """Return an area's course; None for one of several that has none, which is noted in what is left out."""
    line = timeline(known, entry)
    spelled = None if offence is None else spelled_offence(offence, line.offences)
    if offence is not None and spelled is None:
        if is_named:
            raise unknown_offence(offence, entry.key, line.offences)
        left.silent.append(entry.key)
        return None
    course = recent_course(line, last, known.containers(entry), spelled)
    if course is None:
        if is_named:
            raise UnknownName(_no_two_years(line, last, spelled))
        left.short.append(entry.key)
        return None
    later = range(course.after.span.last + 1, END_OF_TIME) if last is None else range(0)
    say_passed_over(line, later, set(_unknown(course)))
    return course


def _unknown(course: Course) -> Iterator[int]:
    """Yield the months of the windows of which nothing is known."""
    for window in course.change:
        yield from set(months_of(window.span)).difference(window.counted_months)


def _no_two_years(line: Timeline, last: int | None, offence: str | None) -> str:
    """Say that an area has no two years to compare, and what it has."""
    known = line.known(offence)
    when = "" if last is None else f" up to {month_text(last)}"
    of_what = "" if offence is None else f" of {offence}"
    lacks = f"{line.profile.key} has no year and the one before{when} to compare, by month or as a whole"
    months = range(END_OF_TIME) if last is None else range(last - TWO_YEARS + 1, last + 1)
    has = f"it has {said_to_be_known(known)}{of_what}"
    return f"{lacks}; {has}{passed_over([line], months)}{without_months(line, offence)}"
