"""Room: how wide the names, the plot and the columns of a chart are on a screen; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.formats.layout import Column
from crimecompare.formats.widths import aligned, natural, widest, widest_word

BETWEEN = 2
"""How many blanks are between names, plot and columns."""
COMFORTABLE_PLOT, LEAST_PLOT = 24, 14
WIDEST_NAMES = 0.4
"""The share of the width that names have before they fold."""
NARROWEST_NAMES = 12


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
    without = [column for column in columns if not column.refers]
    unsaid = [column for column in without if column is not implied]
    for kept, label, plot in (
        (columns, whole, COMFORTABLE_PLOT),
        (without, whole, COMFORTABLE_PLOT),
        (without, whole, LEAST_PLOT),
        (without, least, LEAST_PLOT),
        (unsaid, whole, LEAST_PLOT),
        (unsaid, least, LEAST_PLOT),
    ):
        drawn = [aligned(column) for column in kept]
        widths = [natural(column) for column in drawn]
        left = width - label - BETWEEN - sum(n + BETWEEN for n in widths)
        if left >= plot:
            return Room(label, left, drawn, widths, has_columns_beside=True)
    return Room(whole, width - whole - BETWEEN, without, [], has_columns_beside=False)
