"""Room: how wide the names, the plot and the columns of a chart are on a screen; nothing is drawn here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.formats.layout import Column
from crimecompare.formats.widths import aligned, natural, widest, widest_word

BETWEEN = 2
"""How many blanks are between names, plot and columns."""
COMFORTABLE_PLOT, LEAST_PLOT = 24, 14
WIDEST_NAMES = 0.4
"""The share of the width that names have before they fold."""
NARROWEST_NAMES, READABLE_NAMES = 12, 18
"""How narrow names may fold, and to what width before a column of verdicts goes."""


class Room(NamedTuple):
    """How many cells names and plot have, and the columns beside them; without room for these they stand beneath.

    Where the columns have no numbers of notes, nothing `refers` to these.
    """

    names: int
    plot: int
    columns: Sequence[Column]
    widths: Sequence[int]
    has_columns_beside: bool

    @property
    def refers(self) -> bool:
        """Whether a column has the numbers of notes."""
        return any(column.refers for column in self.columns)


def room_for(names: Sequence[str], columns: Sequence[Column], width: int, *, implied: Column | None = None) -> Room:
    """Share a width out: the numbers of notes give way first, then the names fold, at last the columns go beneath.

    Before that goes the column that is `implied`, since the marks say as much as its words.
    """
    whole = min(widest(names), int(WIDEST_NAMES * width))
    least = min(whole, max(NARROWEST_NAMES, min(widest_word(names), whole)))
    some = min(whole, max(READABLE_NAMES, least))
    without = [column for column in columns if not column.refers]
    unsaid = [column for column in without if column is not implied]
    for kept, label, plot in (
        (columns, whole, COMFORTABLE_PLOT),
        (without, whole, COMFORTABLE_PLOT),
        (without, whole, LEAST_PLOT),
        (unsaid, whole, LEAST_PLOT),
        (without, some, LEAST_PLOT),
        (unsaid, some, LEAST_PLOT),
        (without, least, LEAST_PLOT),
        (unsaid, least, LEAST_PLOT),
    ):
        for drawn in ([aligned(column) for column in kept], [aligned(_folded(column)) for column in kept]):
            widths = [natural(column) for column in drawn]
            left = width - BETWEEN - sum(n + BETWEEN for n in widths)
            if left >= label + plot:
                own = _names_width(names, label, min(left - plot, whole))
                return Room(own, left - own, drawn, widths, has_columns_beside=True)
    return Room(whole, width - whole - BETWEEN, without, [], has_columns_beside=False)


def _folded(column: Column) -> Column:
    """Fold a heading that is wider than all beneath it, between its words."""
    room = max(widest_word([column.heading]), widest([cell.said.strip() for cell in column.cells]))
    if widest(column.heading.split("\n")) <= room:
        return column
    return column._replace(heading="\n".join(_lines(column.heading, room)))


def _names_width(names: Sequence[str], least: int, most: int) -> int:
    """Return the least width in which names take no more lines than in the most that they may have."""
    if most >= widest(names):
        return widest(names)
    tall = _height(names, most)
    return least + bisect_left(range(least, most), x=True, key=lambda width: _height(names, width) <= tall)


def _height(names: Sequence[str], width: int) -> int:
    return sum(len(_lines(name, width)) for name in names)


def _lines(text: str, width: int) -> list[str]:
    """Return the lines that the words of a text take; a word that is too long has one to itself."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and widest([longer]) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
