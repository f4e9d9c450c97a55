"""Table: for people, drawn by Rich; fits the terminal by dropping whole columns, never by cutting a figure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from crimecompare.formats.layout import Cell, Column, lay_out
from crimecompare.formats.names import Screen
from crimecompare.reports.fields import Judgement, Report

STYLES = {Judgement.WORSE: Style.parse("red"), Judgement.BETTER: Style.parse("green")}
NARROWEST_PROSE = 80
WIDEST_PROSE = 100
LONGEST_WORD = 12
GAP = 2
FIGURE = re.compile(r"[+−]?[0-9,]+")
PLAINER = str.maketrans({"–": "-", "−": "-", "▲": "^", "▼": "v", "…": "...", "─": "-"})


def pieces(report: Report, screen: Screen) -> Iterator[str]:
    """Draw the report: its table, its footnotes, and the answer in words."""
    laid = lay_out(report)
    kept, dropped = _fitting([_aligned(column) for column in laid.columns], screen.width)
    widths = _widths(kept, screen.width)
    natural = _total(widths)
    console = _console(screen, max(natural, screen.width or NARROWEST_PROSE))
    prose = screen.width or min(max(natural, NARROWEST_PROSE), WIDEST_PROSE)
    if report.rows:
        if report.title:
            console.print(Text(report.title, style="bold"), width=screen.width or max(prose, natural))
        console.out(_drawn(kept, widths, screen, console), highlight=False)
    if dropped:
        names = ", ".join(column.full or " ".join(column.heading.split()) for column in dropped)
        left_out = f"Left out for want of width: {names}. A wider terminal or another --format has all."
        console.print(Text(left_out, style="dim"), width=prose)
    notes = [(str(n), note) for n, note in enumerate(laid.footnotes, 1)]
    blocks = ["\n".join([*_hanging(notes, prose, console), *laid.beneath]), *(p.text for p in report.paragraphs)]
    console.print(*(Text(f"\n{block}") for block in blocks if block), sep="\n", width=prose)
    yield _finished(console.file.getvalue(), screen)  # type: ignore[attr-defined]  # it is the StringIO given


def _console(screen: Screen, width: int) -> Console:
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


def _finished(drawn: str, screen: Screen) -> str:
    """Take away the blanks at line ends, and what the terminal's encoding cannot show."""
    lines = "\n".join(line.rstrip() for line in drawn.splitlines()).strip("\n") + "\n"
    return lines if _encodable("─▲−–", screen.encoding) else lines.translate(PLAINER)


def _hanging(notes: Sequence[tuple[str, str]], width: int, console: Console) -> list[str]:
    """Wrap footnotes beside their numbers."""
    indent = max((len(number) for number, _ in notes), default=0) + 1
    return [
        f"{'' if continued else number:>{indent - 1}} {line.plain.rstrip()}"
        for number, note in notes
        for continued, line in enumerate(Text(note).wrap(console, width - indent))
    ]


def _drawn(columns: Sequence[Column], widths: Sequence[int], screen: Screen, console: Console) -> str:
    """Draw the columns: their headings, a rule, and a row per cell; words fold where a column is narrower than they."""
    tallest = max(column.heading.count("\n") for column in columns)
    headings = [Cell("\n" * (tallest - column.heading.count("\n")) + column.heading) for column in columns]
    bold = [Style.parse("bold")] * len(columns)
    lines = [*_folded(headings, bold, widths, screen, console), "─" * _total(widths)]
    for cells in zip(*(column.cells for column in columns), strict=True):
        styles = [STYLES.get(cell.judgement) for cell in cells]
        lines += _folded(cells, styles, widths, screen, console)
    return "\n".join(lines)


def _folded(
    cells: Sequence[Cell], styles: Sequence[Style | None], widths: Sequence[int], screen: Screen, console: Console
) -> list[str]:
    """Return the lines of one row; Rich folds the cells that are wider than their column, and colours."""
    stacks = [_stack(cell.text, width, console) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for n in range(max(map(len, stacks))):
        pieces = []
        for stack, style, width in zip(stacks, styles, widths, strict=True):
            text = stack[n] if n < len(stack) else ""
            padding = " " * (width - cell_len(text) + GAP + 1)
            pieces.append((style.render(text) if screen.colour and style and text else text) + padding)
        lines.append("".join(pieces))
    return lines


def _stack(text: str, width: int, console: Console) -> list[str]:
    """Return the lines of a text, those that are too wide folded."""
    lines = []
    for line in text.split("\n"):
        over = max(cell_len(line) - width, 0)
        if not line[:over].strip():
            lines.append(line[over:])
        else:
            lines += [part.plain.rstrip() for part in Text(line.strip()).wrap(console, width, overflow="fold")]
    return lines


def _fitting(columns: Sequence[Column], width: int | None) -> tuple[list[Column], list[Column]]:
    """Drop the least important columns until the rest fits, words folded as far as they may be.

    What belongs to an estimate, its interval and its baseline, comes after it and so is never kept without it.
    """
    if width is None:
        return list(columns), []
    kept = [n for n, column in enumerate(columns) if not column.importance]
    for n in sorted(set(range(len(columns))) - set(kept), key=lambda n: (columns[n].importance, n)):
        tried = sorted([*kept, n])
        if _total([_least_width(columns[k]) for k in tried]) > width:
            break
        kept = tried
    return [columns[n] for n in kept], [column for n, column in enumerate(columns) if n not in kept]


def _widths(columns: Sequence[Column], width: int | None) -> list[int]:
    """Return how wide each column is drawn: as wide as its words, or folded, the widest first, to fit the screen.

    Where that is not enough, a heading that is wider than its cells, such as a long name, is folded too.
    """
    widths = list(map(_column_width, columns))
    over = _total(widths) - width if width is not None else 0
    narrowest = [*map(_least_width, columns)], [min(_cells_width(c), _least_width(c)) for c in columns]
    for least in narrowest:
        for n in sorted(range(len(columns)), key=lambda n: -widths[n]):
            cut = min(max(over, 0), max(widths[n] - least[n], 0))
            widths[n] -= cut
            over -= cut
    return widths


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + (GAP + 1) * (len(widths) - 1)


def _column_width(column: Column) -> int:
    return max([_cells_width(column), *map(cell_len, column.heading.split("\n"))])


def _cells_width(column: Column) -> int:
    return max((cell_len(cell.text.lstrip()) for cell in column.cells), default=1)


def _least_width(column: Column) -> int:
    """Return how narrow a column may get: its longest word, if that is not too long, where it folds."""
    if not column.folds:
        return _column_width(column)
    words = " ".join([column.heading, *(cell.text for cell in column.cells)]).split()
    return min(max(map(cell_len, words), default=0), LONGEST_WORD)


def _encodable(characters: str, encoding: str) -> bool:
    try:
        characters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _aligned(column: Column) -> Column:
    """Pad a column of figures to one width, so that the decimal points stand in line."""
    if not column.numeric:
        return column
    tails = [None if column.intervals else _tail(cell.text) for cell in column.cells]
    longest = max((len(tail) for tail in tails if tail is not None), default=0)
    texts = [
        cell.text if tail is None else cell.text + " " * (longest - len(tail))
        for cell, tail in zip(column.cells, tails, strict=True)
    ]
    headings = column.heading.split("\n")
    width = max(map(cell_len, [*headings, *texts]))
    cells = [cell._replace(text=_right(text, width)) for cell, text in zip(column.cells, texts, strict=True)]
    return column._replace(heading="\n".join(_right(line, width) for line in headings), cells=cells)


def _tail(text: str) -> str | None:
    """Return what follows the whole part of a figure; None for a word, which has no decimal point."""
    match = FIGURE.match(text)
    return text[match.end() :] if match else None


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
