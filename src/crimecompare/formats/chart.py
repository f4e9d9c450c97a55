"""Chart: a row an area, its figure on one axis and in words, drawn in the characters of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from crimecompare.analysis.comparison import Verdict
from crimecompare.formats import strokes
from crimecompare.formats.axis import axis_over
from crimecompare.formats.layout import Cell, Column, Layout, lay_out, told_rows, verdicts
from crimecompare.formats.names import Screen
from crimecompare.formats.room import BETWEEN, COMFORTABLE_PLOT, room_for
from crimecompare.formats.strokes import Whisker
from crimecompare.formats.table import (
    WIDEST_PROSE,
    console_for,
    encodable,
    finished,
    folded_lines,
    printed,
    said_beneath,
)
from crimecompare.reports.marks import Mark, Sign, marks
from crimecompare.reports.pictures import UNJUDGED, Drawing, Picture
from crimecompare.reports.report import Report
from crimecompare.wording import level

PIPED, NARROWEST, WIDEST = 100, 40, 200
"""How many cells wide a chart is in a pipe, and at least and at most on a terminal."""
DRAWN = re.compile(f"[^ {strokes.LINE}]+")
CLEAR, UNCLEAR, HEADING = Style(bold=True), Style(dim=True), Style(bold=True)
INDENT, HIGHLIGHT = "  ", "> "
SIGNS = {Sign.PLAIN: 0, Sign.FILLED: 0, Sign.HOLLOW: 1, Sign.UNJUDGED: 2}
"""Which of the points and fills draws what is judged of a row."""


def pieces(report: Report, screen: Screen) -> Iterator[str]:
    """Draw the report's picture in rows; its title, notes, sources and words are those of the table."""
    width = min(max(screen.width or PIPED, NARROWEST), WIDEST)
    laid, console = lay_out(report), console_for(screen, width)
    prose = min(width, WIDEST_PROSE)
    pictures = _in_rows(report)
    drawn, refers = "", False
    title = [Text(report.title, style=HEADING), *map(Text, laid.constants)] if report.rows else []
    above = printed(title, width, console)
    if pictures and report.rows:
        chart = _Chart(report._replace(rows=told_rows(report)), pictures, laid, screen, console)
        drawn, refers = "\n".join(["", *chart.lines(), ""]), chart.room.refers
    beneath = printed(list(said_beneath(report, laid, console, prose, refers=refers)), prose, console)
    yield finished(f"{above}{drawn}{beneath}", screen)


class _Chart:
    """A picture in rows, as wide as a console and in the characters that a screen can show."""

    def __init__(
        self, report: Report, pictures: Sequence[Picture], laid: Layout, screen: Screen, console: Console
    ) -> None:
        picture = pictures[0]
        self._picture, self._screen, self._console = picture, screen, console
        self._is_ascii = not encodable("".join(map(chr, strokes.ASCII)), screen.encoding)
        self._marks = marks(report, picture)
        others = "  " if any(mark.is_highlighted for mark in self._marks) else ""
        self._names = [f"{HIGHLIGHT if m.is_highlighted else others}{self._shown(m.name)}" for m in self._marks]
        words = verdicts(report, report.rows)
        columns = list(_columns(report, pictures, words, laid))
        implied = words if words and self._says(words) else None
        self.room = room_for(self._names, columns, console.width, implied=implied)
        known = [v for mark in self._marks for v in (mark.value, mark.low, mark.high) if v is not None]
        begin = None if picture.is_log else 0
        self._anchor = begin if picture.reference is None else picture.reference
        word = f" {picture.sides[1]}{' →' * (self.room.plot >= COMFORTABLE_PLOT)}" if picture.sides else ""
        aside = min(len(word), self.room.plot // 3) or 1
        self._axis = axis_over(known, self.room.plot, reference=self._anchor, is_log=picture.is_log, above=aside)
        self._line = strokes.line(self._axis, picture.reference)

    def _says(self, words: Column) -> bool:
        """Whether the marks tell the words apart: filled and hollow ones, on either side of the line."""
        if any(cell.text == Verdict.UNTESTED for cell in words.cells):
            return False
        reference = self._picture.reference or 0
        marked = [(mark.sign, mark.is_clear and (mark.value or 0) > reference) for mark in self._marks]
        pairs = {(mark, cell.text) for mark, cell in zip(marked, words.cells, strict=True)}
        return len(pairs) == len(set(marked)) and all(mark.value is not None for mark in self._marks)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the chart: headings, the rows panel by panel, the axis, and what the marks mean."""
        yield from self._headings()
        panels = dict.fromkeys(mark.panel for mark in self._marks)
        for n, panel in enumerate(panels):
            if len(panels) > 1:
                yield from ["", *self._heading(panel)] if n else self._heading(panel)
            for number, mark in enumerate(self._marks):
                if mark.panel == panel:
                    yield from self._row(number, mark)
        yield from self._ruler()
        yield from self._legend()

    def _row(self, number: int, mark: Mark) -> Iterator[str]:
        """Yield the lines of a row: a long name goes on beneath, and so do figures that have no room beside."""
        name = folded_lines(self._names[number], self.room.names, self._console)
        cells = [column.cells[number].text for column in self.room.columns]
        plot = self._plot(mark)
        if self.room.has_columns_beside:
            plot = self._coloured(plot, mark)
            beside = [text + " " * (wide - cell_len(text)) for text, wide in zip(cells, self.room.widths, strict=True)]
            yield self._joined(name[0], plot, *beside)
        else:
            yield self._joined(name[0], self._coloured(plot, mark))
        yield from (self._joined(more, self._line) for more in name[1:])
        if not self.room.has_columns_beside:
            yield from self._beneath(cells)

    def _beneath(self, cells: Sequence[str]) -> Iterator[str]:
        """Yield the lines of cells for which there is no room beside the plot."""
        text = (" " * BETWEEN).join(cell.strip() for cell in cells if cell.strip())
        folded = folded_lines(text, self._console.width - len(INDENT), self._console)
        yield from (f"{INDENT}{line}" for line in folded)

    def _joined(self, name: str, plot: str, *beside: str) -> str:
        padded = name + " " * (self.room.names - cell_len(name))
        return (" " * BETWEEN).join([padded, self._in_ascii(plot), *beside])

    def _plot(self, mark: Mark) -> str:
        if self._picture.drawing is Drawing.BARS:
            return strokes.bar(mark.value, self._axis, strokes.FILLS[SIGNS[mark.sign]])
        drawn = Whisker(mark.value, mark.low, mark.high, strokes.POINTS[SIGNS[mark.sign]])
        return strokes.whisker(drawn, self._axis, self._picture.reference)

    def _coloured(self, plot: str, mark: Mark) -> str:
        """Make what is clear bold and the rest faint, where the screen has colours; the marks say so as well."""
        if not self._screen.colour:
            return plot
        style = CLEAR if mark.is_clear else UNCLEAR
        return DRAWN.sub(lambda found: style.render(found[0]), plot)

    def _headings(self) -> Iterator[str]:
        """Yield the headings of the columns beside the plot, and what the two sides of the line mean."""
        if not self.room.has_columns_beside:
            titles = [column.heading.replace("\n", " ") for column in self.room.columns]
            yield from self._beneath(titles)
            yield self._in_ascii(self._sides())
            return
        stacks = [column.heading.split("\n") for column in self.room.columns]
        tallest = max(map(len, stacks))
        for n in range(tallest):
            cells = [stack[n - tallest] if n >= tallest - len(stack) else "" for stack in stacks]
            beside = [text + " " * (wide - cell_len(text)) for text, wide in zip(cells, self.room.widths, strict=True)]
            plot = self._sides() if n == tallest - 1 else " " * (self.room.names + BETWEEN + self.room.plot)
            yield (" " * BETWEEN).join([self._in_ascii(plot), *map(self._emphasised, beside)])

    def _sides(self) -> str:
        """Name the two sides of the line, both or neither, from the left of the names to the end of the plot.

        Nothing else is above the names, so what lies below the line has their room as well.
        """
        sides = self._picture.sides
        left, right = self.room.names + BETWEEN + self._axis.middle, self.room.plot - self._axis.middle - 1
        if sides is None:
            return " " * (left + 1 + right)
        pairs = [(f"← {sides[0]} ", f" {sides[1]} →"), (f"{sides[0]} ", f" {sides[1]}"), ("", "")]
        below, above = next(pair for pair in pairs if len(pair[0]) <= left and len(pair[1]) <= right)
        return f"{below:>{left}}{strokes.LINE}{above:<{right}}"

    def _heading(self, panel: str) -> list[str]:
        return [self._emphasised(line) for line in folded_lines(self._shown(panel), self._console.width, self._console)]

    def _emphasised(self, text: str) -> str:
        return HEADING.render(text) if self._screen.colour and text.strip() else text

    def _ruler(self) -> Iterator[str]:
        """Yield the axis, the labels of its ticks, and what it is an axis of."""
        picture = self._picture
        ruler, labels = strokes.ruler(self._axis, self._axis.ticks(self._anchor), picture.reference)
        said = f"{picture.axis} (log scale)" if picture.is_log and "(log scale)" not in picture.axis else picture.axis
        yield self._joined("", ruler)
        yield self._joined("", labels)
        width = self._console.width
        for line in folded_lines(said, width, self._console):
            centred = self.room.names + BETWEEN + (self.room.plot - cell_len(line)) // 2
            yield " " * max(min(centred, width - cell_len(line)), 0) + line

    def _legend(self) -> Iterator[str]:
        """Yield what the marks and the line mean."""
        signs = strokes.FILLS if self._picture.drawing is Drawing.BARS else strokes.POINTS
        unjudged = [UNJUDGED] if any(m.sign is Sign.UNJUDGED and m.value is not None for m in self._marks) else []
        said = [f"{sign} {word}" for sign, word in zip(signs, [*(self._picture.key or ()), *unjudged], strict=False)]
        if self._picture.reference is not None:
            said.append(f"{strokes.LINE} {self._picture.reference_name or 'no difference'}")
        for line in folded_lines((" " * BETWEEN).join(said), self._console.width, self._console) if said else []:
            yield self._in_ascii(line)

    def _shown(self, name: str) -> str:
        """Return a name in the characters that the screen has, which may be narrower."""
        return name.encode(self._screen.encoding, "replace").decode(self._screen.encoding) if self._is_ascii else name

    def _in_ascii(self, drawn: str) -> str:
        return drawn.translate(strokes.ASCII) if self._is_ascii else drawn


def _in_rows(report: Report) -> list[Picture]:
    """Return the pictures that have a mark for each row: the first is drawn, the figures of all are told."""
    found = [picture.in_rows or picture for picture in report.pictures]
    return [picture for picture in found if picture.drawing in {Drawing.FOREST, Drawing.BARS}]


def _columns(report: Report, pictures: Sequence[Picture], words: Column | None, laid: Layout) -> Iterator[Column]:
    """Yield the columns beside the plot: the figures of pictures, the verdicts, and the numbers of notes."""
    for picture in pictures:
        shown = picture.value.shown
        heading = (shown.title if picture.value.interval else shown.heading) if shown else picture.axis
        interval = f"({level(report.confidence)} interval)" if report.confidence else "(interval)"
        heading = f"{heading}\n{interval}" if picture.value.interval else heading
        yield Column(heading, [Cell(mark.figure) for mark in marks(report, picture)], numeric=True)
    if words is not None:
        yield words
    numbers = [Cell(", ".join(map(str, own))) for own in laid.footnotes.own]
    if any(cell.text for cell in numbers):
        yield Column("Notes", numbers, refers=True)
