"""Courses: what is known of an area before and after, month by month where months are known."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from crimecompare.analysis.baselines import MONTHS, all_sources, differing_in, pooled_statements
from crimecompare.analysis.figures import Figures
from crimecompare.errors import Incomparable
from crimecompare.profiles import periods
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, Span, month_text, parse_period, spelled_period
from crimecompare.profiles.types import folded
from crimecompare.wording import listed, named

Months = Mapping[int, float]
"""Recorded crimes by month, each given as months since year 0; a month that is not there is unknown, not 0."""
FEW = 3
"""How many names are said before they are counted."""


class Window(NamedTuple):
    """The crimes of a period ("2024", "2025-01/2025-06"), by month unless they are known only as a whole (None)."""

    period: str
    crimes: float
    months: Months | None

    @classmethod
    def of_months(cls, period: str, months: Months) -> Window:
        """Return the window of some months; its crimes are their sum, the same however they were gathered."""
        return cls(period, math.fsum(months.values()), {month: months[month] for month in sorted(months)})

    @property
    def span(self) -> Span:
        """The months of its period."""
        return parse_period(self.period)

    @property
    def counted_months(self) -> Collection[int]:
        """The months that its crimes are of: those that are known, or all of its period."""
        return range(self.span.first, self.span.last + 1) if self.months is None else self.months

    @property
    def years(self) -> float:
        """How many years its months last together, as person-years count them."""
        return periods.years(self.counted_months)


class Change(NamedTuple):
    """Two windows of one area: what was recorded in a period before, and in one after."""

    before: Window
    after: Window

    @property
    def has_months(self) -> bool:
        """Whether both windows are known month by month."""
        return self.before.months is not None and self.after.months is not None

    @property
    def has_a_zero(self) -> bool:
        """Whether one of the windows has no crimes."""
        return not (self.before.crimes and self.after.crimes)

    @property
    def percent(self) -> float | None:
        """By how many per cent the crimes a year changed; None after a window without any."""
        if not self.before.crimes:
            return None
        return 100 * (self.after.crimes / self.after.years / (self.before.crimes / self.before.years) - 1)


class Course(NamedTuple):
    """An area, or one offence in it, before and after.

    `figures` are those of the profile that the area's bare key means, and say what is counted; `history` holds every
    month that is known of it, in either window or not.
    """

    figures: Figures
    before: Window
    after: Window
    history: Months

    @property
    def change(self) -> Change:
        """Its two windows."""
        return Change(self.before, self.after)

    def known(self, months: Collection[int]) -> Window | None:
        """Return a window of those months, which follow each other, or None where one of them is not known."""
        counts = {**self.history, **(self.before.months or {}), **(self.after.months or {})}
        if not months or not all(month in counts for month in months):
            return None
        return Window.of_months(spelled(months), {month: counts[month] for month in months})


def spelled(months: Collection[int]) -> str:
    """Spell months, given as months since year 0, as AREA@PERIOD does, from the first to the last: "2025" for a year.

    There must be one at least.
    """
    first, last = min(months), max(months)
    if first == last:
        return month_text(first)
    if last - first == MONTHS_IN_A_YEAR - 1 and not first % MONTHS_IN_A_YEAR:
        return month_text(first)[:4]
    return f"{month_text(first)}/{month_text(last)}"


def rest_of_course(whole: Course, parts: Sequence[Course]) -> Course:
    """Take out of an area's course the parts that lie in it; a part within another one is not taken out again.

    A month of the history stays where all of them know it, and a window's months where all have them. Raises
    Incomparable when the offences or residents counted differ, for other windows, and for a part with more crimes than
    the whole. Returns the same course when nothing lies in it.
    """
    inner = [part for part in _each_once(parts) if part.figures.lies_within(whole.figures)]
    keys = {folded(part.figures.key) for part in inner}
    outermost = [part for part in inner if keys.isdisjoint(part.figures.containers - {folded(part.figures.key)})]
    if not outermost:
        return whole
    for part in outermost:
        if unlike := differing_in([whole.figures, part.figures], but={MONTHS}):
            raise Incomparable(f"{_taken_out(whole, part)}: their {listed(unlike)} differ")
    before, after, history = whole.before, whole.after, whole.history
    for part in outermost:
        before = _rest_of_window(whole, part, before, part.before)
        after = _rest_of_window(whole, part, after, part.after)
        history = {month: history[month] - part.history[month] for month in history if month in part.history}
    return Course(_rest_of_figures(whole.figures, [part.figures for part in outermost]), before, after, history)


def pooled_course(courses: Sequence[Course]) -> Course:
    """Add areas' courses up, window by window and month by month; that of one area stays what it is.

    Months are known where all know them. Raises Incomparable when there is none, when the offences or residents
    counted differ among them, and for other windows.
    """
    if not courses:
        raise Incomparable("there is no control to compare with", "controls")
    if len(courses) == 1:
        return courses[0]
    sides = [course.figures for course in courses]
    if unlike := differing_in(sides, but={MONTHS}):
        which = named([side.key for side in sides], 3, ", ")
        raise Incomparable(f"{which} cannot be pooled: their {listed(unlike)} differ")
    before, after = (pooled_window(windows) for windows in zip(*(course.change for course in courses), strict=True))
    return Course(pooled_statements(sides), before, after, _sum_of_months([course.history for course in courses]))


def _each_once(courses: Sequence[Course]) -> list[Course]:
    return list({course.figures.identity: course for course in courses}.values())


def _taken_out(whole: Course, part: Course) -> str:
    return f"{part.figures.key} cannot be taken out of {whole.figures.key}"


def _rest_of_window(whole: Course, part: Course, minuend: Window, subtrahend: Window) -> Window:
    """Subtract a part's window; without the months of either side the rest is known as a whole only."""
    if minuend.span != subtrahend.span:
        raise Incomparable(
            f"{_taken_out(whole, part)}: their periods differ ({minuend.period} and {subtrahend.period})"
        )
    if subtrahend.crimes > minuend.crimes:
        when = spelled_period(minuend.period)
        raise Incomparable(f"{_taken_out(whole, part)}: it has more crimes in {when} than the whole")
    if minuend.months is None or subtrahend.months is None:
        return Window(minuend.period, minuend.crimes - subtrahend.crimes, None)
    if missing := sorted(minuend.months.keys() ^ subtrahend.months.keys()):
        raise Incomparable(f"{_taken_out(whole, part)}: only one of them has a count for {_named(missing[0])}")
    rest = {month: count - subtrahend.months[month] for month, count in minuend.months.items()}
    if negative := [month for month, count in rest.items() if count < 0]:
        raise Incomparable(f"{_taken_out(whole, part)}: it has more crimes in {_named(negative[0])} than the whole")
    return Window.of_months(minuend.period, rest)


def _named(month: int) -> str:
    """Name a month, given as months since year 0."""
    return spelled_period(month_text(month))


def _rest_of_figures(whole: Figures, parts: Sequence[Figures]) -> Figures:
    """Return what is said of the rest, without the figures of its own period: its windows are of another."""
    names = [part.name for part in parts]
    out = listed(names) if len(names) <= FEW else named(names, FEW, ", ")
    return whole._replace(
        name=f"{whole.name} without {out}",
        label=f"{whole.label} without {out}",
        sources=all_sources([whole, *parts]),
        derived=whole.derived or any(part.derived for part in parts),
        is_rest=True,
        population=None,
        crimes=None,
        person_years=None,
        rate=None,
        safety_score=None,
        offences={},
        offence_rates={},
        monthly_crimes={},
    )


def pooled_window(windows: Sequence[Window]) -> Window:
    """Add windows of one period up; months are known where all know them. Raises Incomparable for other periods."""
    first = windows[0]
    for window in windows:
        if window.span != first.span:
            raise Incomparable(f"the controls cover different periods ({first.period} and {window.period})")
    monthly = [window.months for window in windows if window.months is not None]
    if len(monthly) < len(windows):
        return Window(first.period, math.fsum(window.crimes for window in windows), None)
    return Window.of_months(first.period, _sum_of_months(monthly))


def _sum_of_months(parts: Sequence[Months]) -> dict[int, float]:
    """Add up the months that all know."""
    shared = set(parts[0]).intersection(*parts[1:])
    return {month: math.fsum(part[month] for part in parts) for month in sorted(shared)}
