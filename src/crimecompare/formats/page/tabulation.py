"""Tabulation: the layout of a report as a table of HTML, with a caption, and headings that say what they head."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.charts.elements import escaped
from crimecompare.formats.layout import Cell, Column, Layout
from crimecompare.formats.page.doubts import Doubts
from crimecompare.formats.page.markup import tag, worded
from crimecompare.formats.sparkline import BLOCKS

MOST_ON_A_PORTRAIT = 8
"""More columns than these are printed on paper turned sideways."""
FEWEST_TURNED = 8
"""Fewer rows than these are not worth a page of their own."""
DRAWN = {*BLOCKS, " "}
"""What months are drawn with in one line, which takes less room than words of as many letters."""


def tabulated(laid: Layout, title: str, doubts: Doubts, name: str) -> str:
    """Return a table under its title, in a part of the page that can be scrolled; `name` is the caption's id."""
    heads = _heading_rows(laid.columns)
    count = len(laid.columns[0].cells) if laid.columns else 0
    texts = [_written(column, laid, doubts, is_head=n in heads) for n, column in enumerate(laid.columns)]
    rows = "\n".join(tag("tr", "".join(column[n] for column in texts)) for n in range(count))
    caption = worded("b", title) + "".join(worded("span", constant) for constant in laid.constants)
    headings = "".join(map(_heading, laid.columns))
    table = "\n".join(
        [
            "<table>",
            tag("caption", caption, id=name),
            tag("thead", tag("tr", headings)),
            f"<tbody>\n{rows}\n</tbody>",
            "</table>",
        ]
    )
    class_ = "table wide" if is_wide(laid) else "table"
    return tag("div", table, class_=class_, role="region", tabindex="0", aria_labelledby=name)


def is_wide(laid: Layout) -> bool:
    """Whether a table has more columns than a page of paper has room for."""
    return len(laid.columns) > MOST_ON_A_PORTRAIT


def is_turned(laid: Layout) -> bool:
    """Whether a table is printed on paper turned sideways: a short one is drawn smaller."""
    return is_wide(laid) and len(laid.columns[0].cells) >= FEWEST_TURNED


def _heading_rows(columns: Sequence[Column]) -> set[int]:
    """Return which columns say what a row is about: the first with words, and as many more as tell all rows apart."""
    words = [n for n, column in enumerate(columns) if not (column.numeric or column.refers or column.intervals)]
    count = len(columns[0].cells) if columns else 0
    for most in range(1, len(words) + 1):
        chosen = [columns[n].cells for n in words[:most]]
        if len({tuple(cell.text for cell in row) for row in zip(*chosen, strict=True)}) == count:
            return set(words[:most])
    return set(words[:1])


def _heading(column: Column) -> str:
    words = " ".join(column.heading.split())
    class_ = None if column.numeric else "text"
    return worded("th", words, scope="col", class_=class_) if words else tag("td", class_=class_)


def _written(column: Column, laid: Layout, doubts: Doubts, *, is_head: bool) -> list[str]:
    """Return the cells of a column, from top to bottom."""
    if column.refers:
        return [tag("td", doubts.of_row(laid, n), class_="text") for n in range(len(column.cells))]
    if is_head:
        return [worded("th", cell.said.strip(), scope="row") for cell in column.cells]
    class_ = None if column.numeric else "text" if column.folds else "text unbroken"
    has_words = column.numeric and any(cell.word for cell in column.cells)
    return [tag("td", _words(cell, has_words=has_words), class_=class_) for cell in column.cells]


def _words(cell: Cell, *, has_words: bool) -> str:
    """Return what is in a cell; in a column of figures with words behind some, all figures stand in line."""
    if not has_words:
        words = cell.said.strip()
        if not (words and set(words) <= DRAWN):
            return escaped(words)
        return worded("span", words, class_="months", role="img", aria_label=cell.told, title=cell.told)
    return f"{escaped(cell.text.strip())} {worded('b', cell.word)}"
