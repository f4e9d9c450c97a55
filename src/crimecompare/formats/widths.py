"""Widths: which columns a screen has room for, how wide each is, and how figures are aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from crimecompare.formats.layout import Column

LONGEST_WORD = 12
GAP = 2
FIGURE = re.compile(r"[+−]?[0-9,]+")


def fitting(columns: Sequence[Column], width: int | None) -> tuple[list[Column], list[Column]]:
    """Drop the least important columns until the rest fits, words folded as far as they may be.

    What belongs to an estimate, its interval and its baseline, comes after it and so is never kept without it.
    """
    if width is None:
        return list(columns), []
    kept = [n for n, column in enumerate(columns) if not column.importance]
    for n in sorted(set(range(len(columns))) - set(kept), key=lambda n: (columns[n].importance, n)):
        tried = sorted([*kept, n])
        if total([_least_width(columns[k]) for k in tried]) > width:
            break
        kept = tried
    return [columns[n] for n in kept], [column for n, column in enumerate(columns) if n not in kept]


def widths_of(columns: Sequence[Column], width: int | None) -> list[int]:
    """Return how wide each column is drawn: as wide as its words, or folded, the widest first, to fit the screen.

    Where that is not enough, a heading that is wider than its cells, such as a long name, is folded too.
    """
    widths = list(map(_column_width, columns))
    over = total(widths) - width if width is not None else 0
    narrowest = [*map(_least_width, columns)], [min(_cells_width(c), _least_width(c)) for c in columns]
    for least in narrowest:
        for n in sorted(range(len(columns)), key=lambda n: -widths[n]):
            cut = min(max(over, 0), max(widths[n] - least[n], 0))
            widths[n] -= cut
            over -= cut
    return widths


def total(widths: Sequence[int]) -> int:
    """Return how wide columns of these widths are together."""
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


def aligned(column: Column) -> Column:
    """Pad a column of figures to one width, so that the decimal points are aligned."""
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
