"""Widths: which columns a screen has room for, how wide each is, and how figures are aligned."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from crimecompare.formats.layout import Cell, Column
from crimecompare.reports.fields import NOTES_IMPORTANCE

GAP = 2
FIGURE = re.compile(r"[+−]?[0-9,]+")


class Fitted(NamedTuple):
    """The columns that a screen has room for, with their widths, and those that it has none for."""

    columns: Sequence[Column]
    widths: Sequence[int]
    dropped: Sequence[Column]


def fitted(columns: Sequence[Column], width: int | None) -> Fitted | None:
    """Drop columns until the rest fits; None where not even those fit that are never dropped.

    First those go that matter less than the notes, then the notes, then the words beside signs; at last the others,
    the least important first. An interval and what belongs to the baseline go with their estimate.
    """
    drawn = [aligned(column) for column in columns]
    if width is None:
        return Fitted(drawn, list(map(natural, drawn)), [])
    kept = list(range(len(columns)))
    has_words = True
    for n in sorted((n for n in kept if columns[n].importance), key=lambda n: (-columns[n].importance, -n)):
        if _fits(drawn, kept, width, _comfortable):
            break
        if has_words and columns[n].importance < NOTES_IMPORTANCE:
            drawn, has_words = [aligned(_without_words(column)) for column in columns], False
            if _fits(drawn, kept, width, _comfortable):
                break
        if columns[n].intervals and _fits(drawn, kept, width, _narrowest):  # headings fold before an interval goes
            break
        kept.remove(n)
    if not _fits(drawn, kept, width, _narrowest):
        return None
    chosen = [drawn[n] for n in kept]
    return Fitted(chosen, _folded(chosen, width), [c for n, c in enumerate(columns) if n not in kept])


def _fits(columns: Sequence[Column], kept: Sequence[int], width: int, least: Callable[[Column], int]) -> bool:
    return total([least(columns[n]) for n in kept]) <= width


def _folded(columns: Sequence[Column], width: int) -> list[int]:
    """Return how wide each column is drawn: as wide as its words, or folded, the widest first, to fit the screen.

    Columns that fold give way first, and then headings that are wider than what is below them.
    """
    widths = list(map(natural, columns))
    over = total(widths) - width
    for least in ([*map(_comfortable, columns)], [*map(_narrowest, columns)]):
        for n in sorted(range(len(columns)), key=lambda n: -widths[n]):
            cut = min(max(over, 0), max(widths[n] - least[n], 0))
            widths[n] -= cut
            over -= cut
    return widths


def total(widths: Sequence[int]) -> int:
    """Return how wide columns of these widths are together."""
    return sum(widths) + (GAP + 1) * (len(widths) - 1)


def natural(column: Column) -> int:
    """Return how wide a column is drawn where there is room."""
    return max([_cells_width(column), *map(cell_len, column.heading.split("\n"))])


def _comfortable(column: Column) -> int:
    """Return how narrow a column may get before others are dropped: its longest word where it folds."""
    return _narrowest(column) if column.folds else natural(column)


def _narrowest(column: Column) -> int:
    """Return how narrow a column may get without breaking a word of it, or a figure."""
    heading = widest_word([column.heading])
    if not column.folds:
        return max(_cells_width(column), heading)
    return max(widest_word([cell.text for cell in column.cells]), heading)


def widest(texts: Sequence[str]) -> int:
    """Return how wide the widest of texts is."""
    return max(map(cell_len, texts), default=0)


def widest_word(texts: Sequence[str]) -> int:
    """Return how wide the widest word of texts is."""
    return max((cell_len(word) for text in texts for word in text.split()), default=1)


def _cells_width(column: Column) -> int:
    return max((cell_len(cell.text.lstrip()) for cell in column.cells), default=1)


def _without_words(column: Column) -> Column:
    return column._replace(cells=[cell._replace(word="") for cell in column.cells])


def aligned(column: Column) -> Column:
    """Write words behind their figures, and pad a column of figures so that the decimal points stand in line."""
    said = [cell.said for cell in column.cells]
    if not column.numeric:
        return column._replace(cells=[_drawn(cell, text) for cell, text in zip(column.cells, said, strict=True)])
    tails = [None if column.intervals else _tail(text) for text in said]
    longest = max((len(tail) for tail in tails if tail is not None), default=0)
    texts = [
        text if tail is None else text + " " * (longest - len(tail)) for text, tail in zip(said, tails, strict=True)
    ]
    headings = column.heading.split("\n")
    width = max(map(cell_len, [*headings, *texts]))
    cells = [_drawn(cell, _right(text, width)) for cell, text in zip(column.cells, texts, strict=True)]
    return column._replace(heading="\n".join(_right(line, width) for line in headings), cells=cells)


def _drawn(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text, word="")


def _tail(text: str) -> str | None:
    """Return what follows the whole part of a figure; None for a word, which has no decimal point."""
    match = FIGURE.match(text)
    return text[match.end() :] if match else None


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
