"""The forest and the bars: a row for each mark; pictures of the same rows are beside each other where there is room."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crimecompare.charts import elements
from crimecompare.charts.axes import Scale
from crimecompare.charts.elements import Drawn, Place, colour_of, name_at, polyline, rules, small, straight, words_at
from crimecompare.charts.letters import folded_words, text_width
from crimecompare.charts.palette import DASHES, FAINT, GREY, INK, MARGIN, SHEET, SMALL, USUAL
from crimecompare.reports.marks import Mark, Plotted, Sign, panels_of
from crimecompare.reports.pictures import Drawing
from crimecompare.reports.spans import span_of

ROW, HIGH_ROW, BAR = 22, 42, 12  # how high a row is, with its mark beside its name or beneath it, and a bar
HEADING, TICKS, FOOT = 26, 16, 40  # room above the rows or a panel, for a line of figures, and beneath the rows
NAME_LINES, LETTERS, APART = 2, 13, 8  # of a name; pixels between them, and above a row that is apart
GAP, PAD = 16, 8  # between columns, and between an end of an axis and the edge of its plot
SHARE_OF_NAMES, LEAST_NAMES, NARROWEST_PLOT, LONG_LIST = 0.36, 90, 110, 24  # of all; pixels; rows with figures above


class Lane(NamedTuple):
    """Where a picture is drawn: its axis, where its figures end, and whether they and names are beside its marks."""

    plotted: Plotted
    axis: Scale
    end: float
    is_beside: bool = True


def draw_rows(plotted: Sequence[Plotted], top: float, width: float) -> Drawn:
    """Draw pictures of the same rows."""
    marks = plotted[0].marks
    figures = [max(text_width(words, SMALL) for words in (p.heading, *(m.figure for m in p.marks))) for p in plotted]
    longest = max(text_width(mark.name, USUAL) for mark in marks)
    halved = min(longest, max(LEAST_NAMES, *(_half(mark.name) for mark in marks)))
    for names in (min(longest, width * SHARE_OF_NAMES), min(halved, width * SHARE_OF_NAMES)):
        room = (width - names - sum(figures)) / len(plotted) - 2 * GAP
        if room >= NARROWEST_PLOT:
            break
    columns: list[Lane] = []
    for each, wide in zip(plotted, figures, strict=True):
        start = (columns[-1].end if columns else MARGIN + names) + GAP
        axis = Scale(*span_of(each.picture, each.marks), start + PAD, start + room - PAD, each.picture.is_log)
        columns.append(Lane(each, axis, start + room + GAP + wide))
    if room >= NARROWEST_PLOT:
        return _drawn(columns, top, names)
    parts = list[str]()
    for column in columns:
        axis = column.axis._replace(start=MARGIN + PAD, end=MARGIN + width - PAD)
        more, top = _drawn([column._replace(axis=axis, end=MARGIN + width, is_beside=False)], top, width)
        parts += more
    return parts, top


def _half(words: str) -> float:
    """Return a width at which words need no more than two lines."""
    whole = text_width(words, USUAL)
    tried = (whole * n / 20 for n in range(10, 21))
    return next((width for width in tried if len([*folded_words(words, width, USUAL)]) <= NAME_LINES), whole)


def _drawn(columns: Sequence[Lane], top: float, names: float) -> Drawn:
    """Draw axes, the headings of panels, and the rows in them."""
    panels = [panels_of(column.plotted.marks) for column in columns]
    is_beside, first = columns[0].is_beside, columns[0].plotted.marks
    top += HEADING + TICKS * (len(first) > LONG_LIST)
    y, strips, parts = top, [], []
    for panel, marks in panels[0].items():
        if panel:
            y += HEADING
            parts.append(name_at((MARGIN, y - 8), panel, columns[-1].end - MARGIN, is_bold=True))
        for n, mark in enumerate(marks):
            room = names - (0 if is_beside else text_width(mark.figure, SMALL) + GAP)
            name = list(folded_words(mark.name, room, USUAL, is_bold=mark.is_highlighted))
            lines = [*name[: NAME_LINES - 1], " ".join(name[NAME_LINES - 1 :])] if len(name) > 1 else [mark.name]
            more = LETTERS * (len(lines) - 1)
            y += APART * mark.is_apart
            for line, words in enumerate(lines):
                base = y + ROW / 2 + 4 + LETTERS * line
                parts.append(name_at((MARGIN, base), words, room, mark.name, is_bold=mark.is_highlighted))
            cells = [(c, found[panel][n]) for c, found in zip(columns, panels, strict=True)]
            middle = y + (ROW + more) / 2 if is_beside else y + more + (ROW + HIGH_ROW) / 2 - 2
            parts += _row(cells, middle, middle + 4 if is_beside else y + ROW / 2 + 4)
            height = (ROW if is_beside else HIGH_ROW) + more
            strips.append((y + (0 if is_beside else ROW + more), y + height))
            y += height
    strips = [(top, y)] if is_beside else strips
    ground = [part for column in columns for part in _ground(column, strips)]
    most, begin = 1, MARGIN
    for column in columns:
        middle = (column.axis.start + column.axis.end) / 2
        room = 2 * min(column.end - middle, middle - begin)  # over names and figures, but not over the next picture's
        title = [*folded_words(column.plotted.picture.axis, room, SMALL)]
        parts += [small((middle, y + 31 + n * TICKS), words, "middle", INK) for n, words in enumerate(title)]
        most, begin = max(most, len(title)), column.end + GAP
    return ground + parts, y + FOOT + TICKS * (most - 1)


def _row(cells: Sequence[tuple[Lane, Mark]], y: float, base: float) -> Iterator[str]:
    """Draw in each column a mark at a height, and its figures, the letters of which stand at another."""
    for column, mark in cells:
        yield small((column.end, base), mark.figure, "end", INK)
        draw = _bar if column.plotted.picture.drawing is Drawing.BARS else _interval
        yield from draw(column.axis, mark, y)


def _interval(axis: Scale, mark: Mark, y: float) -> Iterator[str]:
    """Draw an interval as a line that ends in an arrow where it runs off, and on it the estimate."""
    colour = colour_of(mark.sign)
    if mark.low is not None and mark.high is not None:
        yield straight((axis.within(mark.low), y), (axis.within(mark.high), y), colour, 2)
    sides = {axis.side(value) for value in (mark.low, mark.value, mark.high) if value is not None}
    for side, tip, back in ((-1, axis.start - PAD, PAD), (1, axis.end + PAD, -PAD)):
        if side in sides:
            yield polyline([(tip, y), (tip + back, y - 4), (tip + back, y + 4)], fill=colour)
    if mark.value is not None and not axis.side(mark.value):
        yield elements.mark_at((axis.at(mark.value), y), mark.sign, mark.told)


def _bar(axis: Scale, mark: Mark, y: float) -> Iterator[str]:
    """Draw a bar from 0, filled where it is clear and dashed where it cannot be judged."""
    if mark.value is not None:
        start, end = sorted((axis.at(0), axis.at(mark.value)))
        more = DASHES if mark.sign is Sign.UNJUDGED else {}
        fill, size = colour_of(mark.sign) if mark.is_clear else SHEET, (max(end - start, 0.5), BAR)
        yield elements.rectangle((start, y - BAR / 2), size, fill, colour_of(mark.sign), mark.told, **more)


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
    over -= 0 if column.is_beside else ROW + HEADING * bool(marks[0].panel)
    less, more = (f"◂ {picture.sides[0]}", f"{picture.sides[1]} ▸") if picture.sides else ("", "")
    low, high = axis.start - PAD + text_width(less, SMALL) + 6, axis.end + PAD - text_width(more, SMALL) - 6
    ends = (x, x) if low <= x <= high else (low, high)  # beside the line, or else at the ends of the axis
    if less and low <= high + 12:
        yield small((ends[0] - 6, over), less, "end")
        yield words_at((ends[1] + 6, over), more, SMALL, fill=GREY)
