"""Gathering: the course of an area before and after, from what is known of it by month and by period."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.courses import Course, Window, spelled
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, Span
from crimecompare.profiles.timelines import Known, Timeline

FEWEST_PAIRED = 6
"""From so many months that both years have on, months are compared rather than whole years."""

Profiles = AreaProfile | Sequence[AreaProfile]
"""A profile of an area, or several of it, at different times."""
Containers = frozenset[str] | None
"""The keys (folded) of what contains an area; None: what it says itself."""


def timeline_of(area: Profiles) -> Timeline:
    """Return what the profile of an area knows, or several of it at different times."""
    profiles = [area] if isinstance(area, AreaProfile) else list(area)
    latest = max(profiles, key=lambda profile: profile.span or Span(-1, -1))
    return Timeline(latest, [profiles])


def months_of(span: Span) -> range:
    """Return the months of a span, as months since year 0."""
    return range(span.first, span.last + 1)


def window_of(known: Known, span: Span) -> Window | None:
    """Return a period's crimes: by month where every month is known, else as a whole; None where neither is."""
    text = spelled(months_of(span))
    if all(month in known.by_month for month in months_of(span)):
        return Window.of_months(text, {month: known.by_month[month][0] for month in months_of(span)})
    return Window(text, known.by_period[span][0], None) if span in known.by_period else None


def months_lacking(known: Known, spans: Sequence[Span]) -> list[int]:
    """Return the months of these periods that are not known, but for periods that are known as a whole."""
    return [
        month
        for span in spans
        if span not in known.by_period
        for month in months_of(span)
        if month not in known.by_month
    ]


def course_between(
    timeline: Timeline, before: Span, after: Span, containers: Containers = None, offence: str | None = None
) -> Course | None:
    """Return an area's course, or that of one offence in it; None where a month of either window is not known."""
    known = timeline.known(offence)
    windows = window_of(known, before), window_of(known, after)
    if windows[0] is None or windows[1] is None:
        return None
    return _course(timeline, known, (windows[0], windows[1]), containers, offence)


def recent_course(
    timeline: Timeline, last: int | None = None, containers: Containers = None, offence: str | None = None
) -> Course | None:
    """Return the course of the twelve months up to `last` (as months since year 0; None: all known) and those before.

    Windows may lack months where few enough do; None where no month is known in both, nor are both years as a whole.
    """
    known = timeline.known(offence)
    end = known.last if last is None else last
    if end is None:
        return None
    after = Span(end - MONTHS_IN_A_YEAR + 1, end)
    before = Span(after.first - MONTHS_IN_A_YEAR, end - MONTHS_IN_A_YEAR)
    then, now = window_of(known, before), window_of(known, after)
    paired = sum(m in known.by_month and m - MONTHS_IN_A_YEAR in known.by_month for m in months_of(after))
    if then is not None and now is not None and paired < FEWEST_PAIRED:
        return _course(timeline, known, (then, now), containers, offence)
    if not paired:
        return None
    return _course(timeline, known, (_partly(known, before), _partly(known, after)), containers, offence)


def _partly(known: Known, span: Span) -> Window:
    """Return a period's crimes in the months of it that are known."""
    counts = {month: known.by_month[month][0] for month in months_of(span) if month in known.by_month}
    return Window.of_months(spelled(months_of(span)), counts)


def _course(
    timeline: Timeline, known: Known, windows: tuple[Window, Window], containers: Containers, offence: str | None
) -> Course:
    """Put a course together, which says where its figures come from and what those files state of them."""
    side = Figures.of(timeline.profile, containers)
    side = side if offence is None else side.only(offence)
    monthly, whole = ([w.span for w in windows if (w.months is None) is is_whole] for is_whole in (False, True))
    origins = [*known.sources(monthly, monthly=True), *known.sources(whole, monthly=False)]
    derived = [origin for origin in known.sources(whole, monthly=False) if origin.crimes is None]
    figures = side._replace(
        sources=tuple(dict.fromkeys(origin.source for origin in origins if origin.source)),
        caveats=tuple(dict.fromkeys(caveat for origin in origins for caveat in origin.caveats)),
        derived=bool(derived),
    )
    return Course(figures, *windows, known.months)
