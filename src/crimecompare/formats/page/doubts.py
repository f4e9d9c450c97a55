"""Doubts: the caveats of all reports of a page, each said once, and the numbers by which its tables refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from crimecompare.formats.layout import Layout
from crimecompare.formats.page.markup import tag, worded


class Doubts(NamedTuple):
    """What holds for all figures of a page, and what holds for some: by first use, from 1."""

    common: Sequence[str]
    numbers: Mapping[str, int]

    def references(self, messages: Iterable[str]) -> str:
        """Return links to those messages that have a number, in order."""
        found = sorted({self.numbers[message] for message in messages if message in self.numbers})
        return ", ".join(worded("a", str(number), href=f"#note-{number}") for number in found)

    def of_row(self, laid: Layout, row: int) -> str:
        """Return links to what holds for one row, from 0, of a layout and not for all of it."""
        return self.references(laid.footnotes.numbered[number - 1] for number in laid.footnotes.own[row])

    def of_all_rows(self, laid: Layout) -> str:
        """Return a line that refers to what holds for all rows of a layout, and not for all the page."""
        links = self.references(_unnumbered(laid))
        return tag("p", f"For all figures of this section, see {links} below.", class_="aside") if links else ""

    def written(self) -> str:
        """Return the lists of all that is to bear in mind: nothing where there is nothing."""
        every = "".join(worded("li", message) for message in self.common)
        some = "".join(worded("li", message, id=f"note-{number}") for message, number in self.numbers.items())
        return (tag("ul", every) if every else "") + (tag("ol", some) if some else "")


def doubts_of(layouts: Sequence[Layout]) -> Doubts:
    """Gather what is to bear in mind; what all of several reports say of all their rows needs no number."""
    of_all = [_unnumbered(laid) for laid in layouts]
    shared = set.intersection(*map(set, of_all)) if of_all else set()
    numbers: dict[str, int] = {}
    for laid, messages in zip(layouts, of_all, strict=True):
        for message in [*messages, *(laid.footnotes.numbered if refers(laid) else ())]:
            if message not in shared:
                numbers.setdefault(message, len(numbers) + 1)
    return Doubts([message for message in dict.fromkeys(chain.from_iterable(of_all)) if message in shared], numbers)


def refers(laid: Layout) -> bool:
    """Whether a layout has a column with the numbers of footnotes."""
    return any(column.refers for column in laid.columns)


def _unnumbered(laid: Layout) -> list[str]:
    """Return what a layout says of all its rows, and of some by their names where no column refers to it."""
    return [*laid.footnotes.common, *(() if refers(laid) else laid.notes_by_name())]
