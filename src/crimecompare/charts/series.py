"""Lines: values by month from 0 up, with gaps where there are no data, and the windows of months that are compared."""

from collections.abc import Iterator
from itertools import groupby

from crimecompare.charts.axes import Scale
from crimecompare.charts.elements import Drawn, dot, name_at, polyline, rectangle, small, straight, words_at
from crimecompare.charts.letters import shortened, text_width
from crimecompare.charts.palette import ACCENT, BAND, DASHES, FAINT, GREY, INK, MARGIN, SMALL
from crimecompare.reports.marks import Plotted
from crimecompare.reports.pictures import Lines, Series
from crimecompare.reports.spans import january_labels

HEIGHT, LEAD, HEADING, FOOT = 180, 46, 40, 30  # of a plot, and the room to its left, above it and beneath it


def draw_lines(plotted: Plotted, top: float, width: float) -> Drawn:
    """Draw a plot for each mark."""
    parts: list[str] = []
    for mark in plotted.marks:
        if len(plotted.marks) > 1:
            top += HEADING / 2
            parts.append(name_at((MARGIN, top - 8), mark.name, width, is_bold=True))
        parts.append(words_at((MARGIN, top + 12), plotted.picture.axis, SMALL))
        figure = f"{plotted.heading}: {mark.figure}"
        if plotted.heading and text_width(f"{plotted.picture.axis}    {figure}", SMALL) < width:
            parts.append(small((MARGIN + width, top + 12), figure, "end", INK))
        if mark.lines is not None:
            parts += _plot(mark.lines, top + HEADING, MARGIN + LEAD, MARGIN + width - 6)
            top += HEADING + HEIGHT
        top += FOOT
    return parts, top


def _plot(lines: Lines, top: float, left: float, right: float) -> Iterator[str]:
    """Draw windows, round values, months and then the series, what is compared with before the area's own."""
    points, floor = [point for series in lines.series for point in series.points], top + HEIGHT
    first, last = min(point.month for point in points), max(point.month for point in points)
    values = [value for value in (*(p.value for p in points), *(w.mean for w in lines.windows)) if value is not None]
    across, up = Scale(first - 0.5, last + 0.5, left, right), Scale(0, 1.06 * max(values, default=0) or 1, floor, top)
    ends = [(across.within(w.first - 0.5) + 1, across.within(w.last + 0.5) - 1) for w in lines.windows]
    for window, (start, end) in zip(lines.windows, ends, strict=True):
        yield rectangle((start, top), (max(end - start, 0), HEIGHT), BAND)
        yield words_at((start + 1, top - 6), shortened(window.name, end - start - 2, SMALL), SMALL, window.name)
    for value, words in up.ticks(SMALL, upright=True):
        yield straight((left, up.at(value)), (right, up.at(value)), FAINT)
        yield small((left - 6, up.at(value) + 4), words, "end")
    for window, (start, end) in zip(lines.windows, ends, strict=True):
        if window.mean is not None:  # over the round values, or one on such a value would look thinner
            yield straight((start, up.at(window.mean)), (end, up.at(window.mean)), INK, 1.5)
    yield straight((left, floor), (right, floor))
    for month, words in january_labels(first, last):
        yield straight((across.at(month), floor), (across.at(month), floor + 4))
        yield small((across.at(month), floor + 17), words, "middle")
    for series in sorted(lines.series, key=lambda series: series.is_own):
        yield from _series(series, across, up)


def _series(series: Series, across: Scale, up: Scale) -> Iterator[str]:
    """Draw a series through the months that have data, a dot in each."""
    colour, dashes = (ACCENT, {}) if series.is_own else (GREY, DASHES)
    known = [(p, (across.at(p.month), up.at(p.value))) for p in sorted(series.points) if p.value is not None]
    for _, run in groupby(enumerate(known), lambda pair: pair[1][0].month - pair[0]):
        yield polyline([place for _, (_, place) in run], stroke=colour, stroke_width=2, **dashes)
    for point, place in known:
        yield dot(place, colour, point.told, filled=series.is_own, radius=2)
