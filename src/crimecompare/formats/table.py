"""Table: for people, drawn by Rich; fits the terminal by dropping whole columns, never by cutting a figure."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from crimecompare.formats.layout import Cell, Column, Layout, lay_out
from crimecompare.formats.names import Screen
from crimecompare.formats.sparkline import BLOCKS, IN_ASCII
from crimecompare.formats.widths import GAP, Fitted, fitted, total
from crimecompare.reports.fields import Judgement
from crimecompare.reports.report import Report
from crimecompare.wording import UNKNOWN, counted

STYLES = {Judgement.WORSE: Style.parse("red"), Judgement.BETTER: Style.parse("green")}
NARROWEST_PROSE = 80
WIDEST_PROSE = 100
INDENT = "  "
PLAINER = str.maketrans({"–": "-", "−": "-", "▲": "^", "▼": "v", "…": "...", "─": "-"})


def pieces(report: Report, screen: Screen) -> Iterator[str]:
    """Draw the report: its table, its footnotes and sources, and the answer in words."""
    laid = lay_out(report)
    fits = fitted(laid.columns, screen.width)
    natural = total(fits.widths) if fits else 0
    console = console_for(screen, max(natural, screen.width or NARROWEST_PROSE))
    prose = screen.width or min(max(natural, NARROWEST_PROSE), WIDEST_PROSE)
    beneath = printed(list(_beneath(report, laid, fits, console, prose)), prose, console)
    if not report.rows:
        yield finished(beneath, screen)
        return
    title = [Text(report.title, style="bold")] if report.title else []
    above = printed([*title, *map(Text, laid.constants)], screen.width or max(prose, natural), console)
    if fits is None:
        yield finished(f"{above}{_stacked(laid.columns, prose, console)}{beneath}", screen)
        return
    above += _heading(fits.columns, fits.widths, screen, console)
    rows: Sequence[str] = list(_rows(fits.columns, fits.widths, screen, console))
    if report.rest is not None and screen.height is not None:
        room = screen.height - 1 - above.count("\n") - beneath.count("\n")  # a line is the prompt's
        rows, cut = _first(rows, room, lambda shown: printed([_cut(report, shown)], prose, console))
        beneath += cut
    yield finished("".join([above, *rows, beneath]), screen)


def _beneath(report: Report, laid: Layout, fits: Fitted | None, console: Console, width: int) -> Iterator[Text]:
    """Yield what is said beneath the rows: what is hidden, the notes and sources, and the answer in words."""
    if fits and fits.dropped:
        yield Text(_hidden(fits.dropped, width), style="dim")
    yield from said_beneath(
        report, laid, console, width, refers=fits is not None and any(c.refers for c in fits.columns)
    )


def said_beneath(report: Report, laid: Layout, console: Console, width: int, *, refers: bool) -> Iterator[Text]:
    """Yield the notes and sources, and the answer in words, each after a blank line; notes by number if a row `refers`.

    Where rows do not refer to them, each note that is not about all rows names those that it is about.
    """
    notes = [(str(n), note) for n, note in enumerate(laid.footnotes.numbered, 1)] if refers else []
    said = [*laid.footnotes.common, *([] if refers else laid.notes_by_name())]
    lines = [*_hanging(notes, width, console), *(line for note in said for line in _wrapped(note, width, console))]
    lines += [line for source in report.sources for line in _wrapped(source, width, console)]
    blocks = ["\n".join(lines), *report.told_in_words]
    yield from (Text(f"\n{block}") for block in blocks if block)


def _stacked(columns: Sequence[Column], width: int, console: Console) -> str:
    """Draw each row as lines of heading and text, where no table fits: nothing is left out, and no word is broken."""
    rows = []
    for n in range(len(columns[0].cells)):
        texts = [(column.full or " ".join(column.heading.split()), column.cells[n].said) for column in columns]
        said = [f"{heading}: {text}" if heading else text for heading, text in texts if text not in {"", UNKNOWN}]
        rows.append("\n".join(line for text in said for line in _wrapped(text, width, console)))
    return "\n" + "\n\n".join(rows) + "\n"


def _first(rows: Sequence[str], room: int, cut: Callable[[int], str]) -> tuple[Sequence[str], str]:
    """Return the rows for which there is room, one at least, and what is said where they are not all."""
    heights = list(accumulate(row.count("\n") for row in rows))
    if heights[-1] <= room:
        return rows, ""
    room -= cut(len(rows)).count("\n")
    shown = max(sum(height <= room for height in heights), 1)
    return rows[:shown], cut(shown) if shown < len(rows) else ""


def _cut(report: Report, shown: int) -> Text:
    """Say that a screen has room for the first rows only, and how to see the rest."""
    return Text(f"Showing the first {shown:,} of {counted(len(report.rows), 'row')}: {report.rest}")


def _hidden(columns: Sequence[Column], width: int) -> str:
    """Name the columns that a narrow screen has no room for."""
    names = [column.full or " ".join(column.heading.split()) for column in columns if not column.refers]
    said = ", ".join(f"{name[:1].lower()}{name[1:]}" for name in names)
    return f"Hidden to fit {width} columns: {said}. Widen the terminal, or use -f csv." if said else ""


def printed(texts: Sequence[Text], width: int, console: Console) -> str:
    """Return texts as they are printed in that width, each on lines of its own."""
    with console.capture() as captured:
        if texts:
            console.print(*texts, sep="\n", width=width)
    return captured.get()


def console_for(screen: Screen, width: int) -> Console:
    """Return a console that draws for a screen, so many cells wide, and takes names as they are."""
    return Console(
        file=io.StringIO(),
        width=width,
        height=100,
        color_system="standard" if screen.colour else None,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def finished(drawn: str, screen: Screen) -> str:
    """Take away the blanks at line ends, and what the terminal's encoding cannot show."""
    lines = "\n".join(line.rstrip() for line in drawn.splitlines()).strip("\n") + "\n"
    if not encodable(BLOCKS, screen.encoding):
        lines = lines.translate(IN_ASCII)
    return lines if encodable("─▲−–", screen.encoding) else lines.translate(PLAINER)


def _hanging(notes: Sequence[tuple[str, str]], width: int, console: Console) -> list[str]:
    """Wrap footnotes beside their numbers."""
    indent = max((len(number) for number, _ in notes), default=0) + 1
    return [
        f"{'' if continued else number:>{indent - 1}} {line.plain.rstrip()}"
        for number, note in notes
        for continued, line in enumerate(Text(note).wrap(console, width - indent))
    ]


def _wrapped(text: str, width: int, console: Console) -> list[str]:
    """Wrap a text, all lines but the first indented, so that the next one is seen to begin."""
    first, *more = (line.plain.rstrip() for line in Text(text).wrap(console, width - len(INDENT)))
    return [first, *(f"{INDENT}{line}" for line in more)]


def _heading(columns: Sequence[Column], widths: Sequence[int], screen: Screen, console: Console) -> str:
    """Draw the headings of the columns, and a rule."""
    lines = [_heading_lines(column, width, console) for column, width in zip(columns, widths, strict=True)]
    tallest = max(map(len, lines))
    headings = [Cell("\n".join([*[""] * (tallest - len(stack)), *stack])) for stack in lines]
    bold = [Style.parse("bold")] * len(columns)
    return f"{_folded(headings, bold, widths, screen, console)}{'─' * total(widths)}\n"


def _heading_lines(column: Column, width: int, console: Console) -> list[str]:
    """Return the lines of a heading, folded to its column's width, and above figures to the right as these are."""
    lines = [line.strip() for line in folded_lines(column.heading, width, console)]
    return [" " * (width - cell_len(line)) + line for line in lines] if column.numeric else lines


def _rows(columns: Sequence[Column], widths: Sequence[int], screen: Screen, console: Console) -> Iterator[str]:
    """Draw the rows, each on one line or more; words fold where a column is narrower than they."""
    for cells in zip(*(column.cells for column in columns), strict=True):
        yield _folded(cells, [STYLES.get(cell.judgement) for cell in cells], widths, screen, console)


def _folded(
    cells: Sequence[Cell], styles: Sequence[Style | None], widths: Sequence[int], screen: Screen, console: Console
) -> str:
    """Return the lines of one row; Rich folds the cells that are wider than their column, and colours."""
    stacks = [folded_lines(cell.text, width, console) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for n in range(max(map(len, stacks))):
        pieces = []
        for stack, style, width in zip(stacks, styles, widths, strict=True):
            text = stack[n] if n < len(stack) else ""
            padding = " " * (width - cell_len(text) + GAP + 1)
            pieces.append((style.render(text) if screen.colour and style and text else text) + padding)
        lines.append("".join(pieces) + "\n")
    return "".join(lines)


def folded_lines(text: str, width: int, console: Console) -> list[str]:
    """Return the lines of a text, those that are too wide folded."""
    lines = []
    for line in text.split("\n"):
        over = max(cell_len(line) - width, 0)
        if not line[:over].strip():
            lines.append(line[over:])
        else:
            lines += [part.plain.rstrip() for part in Text(line.strip()).wrap(console, width, overflow="fold")]
    return lines


def encodable(characters: str, encoding: str) -> bool:
    """Whether an encoding has all of these characters."""
    try:
        characters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
