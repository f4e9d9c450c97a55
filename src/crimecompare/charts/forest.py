"""The forest and the bars: a row for each mark; pictures of the same rows are beside each other where there is room."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crimecompare.charts.axes import Scale
from crimecompare.charts.elements import (
    Drawn,
    Place,
    dot,
    name_at,
    polyline,
    rectangle,
    rules,
    small,
    straight,
    words_at,
)
from crimecompare.charts.letters import folded_words, text_width
from crimecompare.charts.palette import ACCENT, FAINT, GREY, INK, MARGIN, SHEET, SMALL, USUAL
from crimecompare.reports.marks import Mark, Plotted, panels_of
from crimecompare.reports.pictures import Drawing

ROW, HIGH_ROW, BAR = 22, 42, 12  # how high a row is, with its mark beside its name or beneath it, and a bar
HEADING, TICKS, FOOT = 26, 16, 40  # room above the rows or a panel, for a line of figures, and beneath the rows
GAP, PAD = 16, 8  # between columns, and between an end of an axis and the edge of its plot
LEAST_STRETCH, MOST_STRETCH = 0.7, 1.25  # of an axis by intervals: in any case if log, and for what estimates span
SHARE_OF_NAMES, NARROWEST_PLOT, LONG_LIST = 0.36, 110, 24  # of all; pixels; rows that have figures above them, too


class Lane(NamedTuple):
    """Where a picture is drawn: its axis, where its figures end, and whether they and names are beside its marks."""

    plotted: Plotted
    axis: Scale
    end: float
    is_beside: bool = True


def draw_rows(plotted: Sequence[Plotted], top: float, width: float) -> Drawn:
    """Draw pictures of the same rows."""
    names = min(max(text_width(mark.name, USUAL) for mark in plotted[0].marks), width * SHARE_OF_NAMES)
    figures = [max(text_width(words, SMALL) for words in (p.heading, *(m.figure for m in p.marks))) for p in plotted]
    room = (width - names - sum(figures)) / len(plotted) - 2 * GAP
    if room < NARROWEST_PLOT:
        parts: list[str] = []
        for each in plotted:
            axis = _axis(each, MARGIN + PAD, MARGIN + width - PAD)
            more, top = _drawn([Lane(each, axis, MARGIN + width, is_beside=False)], top, width)
            parts += more
        return parts, top
    columns: list[Lane] = []
    for each, wide in zip(plotted, figures, strict=True):
        start = (columns[-1].end if columns else MARGIN + names) + GAP
        columns.append(Lane(each, _axis(each, start + PAD, start + room - PAD), start + room + GAP + wide))
    return _drawn(columns, top, names)


def _axis(plotted: Plotted, start: float, end: float) -> Scale:
    """Return the axis of a picture: all estimates, the reference and, unless they are far off, ends of intervals."""
    picture, is_log = plotted.picture, plotted.picture.is_log
    turned = math.log if is_log else float

    def drawn(*values: float | None) -> list[float]:
        return [turned(v) for v in values if v is not None and math.isfinite(v) and (v > 0 or not is_log)]

    known = drawn(1.0 if is_log else 0.0, picture.reference, *(mark.value for mark in plotted.marks))
    ends = drawn(*(limit for mark in plotted.marks for limit in (mark.low, mark.high)))
    low, high = min(known), max(known)
    stretch = max(MOST_STRETCH * (high - low), LEAST_STRETCH if is_log else 0)
    if picture.drawing is Drawing.FOREST:
        least, most = low - stretch, high + stretch
        low, high = min([low, *(max(end, least) for end in ends)]), max([high, *(min(end, most) for end in ends)])
    if low == high:
        low, high = low - 0.5 * is_log, high + 0.5
    return Scale(math.exp(low), math.exp(high), start, end, is_log=True) if is_log else Scale(low, high, start, end)


def _drawn(columns: Sequence[Lane], top: float, names: float) -> Drawn:
    """Draw axes, the headings of panels, and the rows in them."""
    panels = [panels_of(column.plotted.marks) for column in columns]
    height, first = (ROW, 0.0) if columns[0].is_beside else (HIGH_ROW, ROW)
    top += HEADING + TICKS * (len(columns[0].plotted.marks) > LONG_LIST)
    y, strips, parts = top, [], []
    for panel, marks in panels[0].items():
        if panel:
            y += HEADING
            parts.append(name_at((MARGIN, y - 8), panel, columns[-1].end - MARGIN, is_bold=True))
        for n in range(len(marks)):
            parts += _row([(c, found[panel][n]) for c, found in zip(columns, panels, strict=True)], y, names)
            strips.append((y + first, y + height))
            y += height
    strips = [(top, y)] if columns[0].is_beside else strips
    ground = [part for column in columns for part in _ground(column, strips)]
    lines = 1
    for column in columns:
        axis, middle = column.axis, (column.axis.start + column.axis.end) / 2
        beside = min(column.end - axis.end, axis.start - MARGIN) if column.is_beside else 0  # figures, or names
        title = [*folded_words(column.plotted.picture.axis, axis.end - axis.start + 2 * beside, SMALL)]
        parts += [small((middle, y + 31 + n * TICKS), words, "middle", INK) for n, words in enumerate(title)]
        lines = max(lines, len(title))
    return ground + parts, y + FOOT + TICKS * (lines - 1)


def _row(cells: Sequence[tuple[Lane, Mark]], y: float, names: float) -> Iterator[str]:
    """Draw the name of a row, and in each column its mark and its figures."""
    (column, first), base = cells[0], y + ROW / 2 + 4
    room = names - (0 if column.is_beside else text_width(first.figure, SMALL) + GAP)
    yield name_at((MARGIN, base), first.name, room, is_bold=first.is_highlighted)
    for column, mark in cells:
        yield small((column.end, base), mark.figure, "end", INK)
        draw = _bar if column.plotted.picture.drawing is Drawing.BARS else _interval
        yield from draw(column.axis, mark, y + (ROW / 2 if column.is_beside else (ROW + HIGH_ROW) / 2 - 2))


def _interval(axis: Scale, mark: Mark, y: float) -> Iterator[str]:
    """Draw an interval as a line that ends in an arrow where it runs off, and on it the estimate."""
    colour = ACCENT if mark.is_clear else GREY
    ends = [(mark.low, axis.start - PAD, PAD), (mark.high, axis.end + PAD, -PAD)]
    if mark.value is not None and axis.side(mark.value):
        ends.append((mark.value, axis.start - PAD, PAD))
    places = [axis.within(mark.low or axis.low), axis.within(mark.high or axis.high)]
    if mark.low is not None and mark.high is not None:
        yield straight((places[0], y), (places[1], y), colour, 2)
    for limit, tip, back in ends:
        if limit is not None and axis.side(limit):
            yield polyline([(tip, y), (tip + back, y - 4), (tip + back, y + 4)], fill=colour)
    if mark.value is not None and not axis.side(mark.value):
        yield dot((axis.at(mark.value), y), colour, mark.told, filled=mark.is_clear)


def _bar(axis: Scale, mark: Mark, y: float) -> Iterator[str]:
    """Draw a bar from 0, filled where it is clear."""
    if mark.value is not None:
        start, end = sorted((axis.at(0), axis.at(mark.value)))
        fill, stroke = (ACCENT, ACCENT) if mark.is_clear else (SHEET, GREY)
        yield rectangle((start, y - BAR / 2), (max(end - start, 0.5), BAR), fill, stroke, mark.told)


def _ground(column: Lane, strips: Sequence[Place]) -> Iterator[str]:
    """Draw what is behind the rows: round values, the reference, and what lies on its sides."""
    (picture, marks, heading, _), axis, top, bottom = column.plotted, column.axis, strips[0][0], strips[-1][1]
    is_long = len(marks) > LONG_LIST
    for value, words in axis.ticks(SMALL):
        x = axis.at(value)
        yield rules(x, strips, FAINT, 1)
        heights = (bottom + 14, top - 6) if is_long and column.is_beside else (bottom + 14,)
        yield from (small((x, height), words, "middle") for height in heights)
    yield straight((axis.start - PAD, bottom), (axis.end + PAD, bottom))
    over = top - 9 - TICKS * is_long
    if column.is_beside:
        yield small((column.end, over), heading, "end")
    if picture.reference is None:
        return
    x = axis.at(picture.reference)
    yield rules(x, strips, INK, 1.5)
    less, more = (f"◂ {picture.sides[0]}", f"{picture.sides[1]} ▸") if picture.sides else ("", "")
    over -= 0 if column.is_beside else ROW
    if less and text_width(less, SMALL) + 6 <= x - axis.start + PAD:
        yield small((x - 6, over), less, "end")
    if more and text_width(more, SMALL) + 6 <= axis.end - x + PAD:
        yield words_at((x + 6, over), more, SMALL, fill=GREY)
