"""Sections: the parts of a page: a report in words, with its picture and its table, or a line on what it would need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from crimecompare.charts import draw
from crimecompare.formats.layout import Layout, lay_out
from crimecompare.formats.page.doubts import Doubts
from crimecompare.formats.page.markup import tag, worded
from crimecompare.formats.page.saving import MOST_DRAWN, saving
from crimecompare.formats.page.tabulation import is_turned, tabulated
from crimecompare.reports.pictures import Drawing
from crimecompare.reports.report import Report

TOLD = Drawing.FUNNEL, Drawing.LINE
"""Whose points have words: beside others stands what they are."""
MOST_TOLD = 1000
"""Of more points than these none has words."""
BROAD, SLIM = 720, 328
"""How wide pictures are drawn for a desk and for paper, and for a telephone, in pixels."""
TOOLTIP, CLOSED = re.compile(r"<title>[^<]*</title>"), re.compile(r"></(?:rect|circle|path|polygon)>")
"""What is said of one point, and the end of an element that holds nothing."""
TITLE = "</title>"
"""The end of what is said when a picture, or a point in it, is pointed at."""


class Section(NamedTuple):
    """A part of a page about several things: what it is called, and its report, or a line that says what it needs.

    Its table has the rows that are `tabulated` (None: all); `beneath` is said beneath its pictures, if there are any.
    """

    name: str
    report: Report | None = None
    lacking: str = ""
    tabulated: Sequence[Any] | None = None
    beneath: str = ""

    def laid_out(self) -> Layout | None:
        """Return what its table is made of."""
        if self.report is None or self.tabulated is None:
            return lay_out(self.report) if self.report is not None else None
        return lay_out(self.report._replace(rows=self.tabulated))


def sentences(report: Report) -> Iterator[str]:
    """Yield the answer in words."""
    yield from (worded("p", words) for words in report.told_in_words)


def figures_drawn(report: Report) -> Iterator[str]:
    """Yield the pictures of a report, drawn for wide screens and for narrow ones, of which one is shown.

    The narrow one is hidden where no style sheet says otherwise, and has no words on its points: nothing points at
    them on a telephone. A row each of very many is drawn once, to be scrolled, beside a table that says the same.
    """
    if report.pictures and report.rows:
        broad = draw(report, BROAD, is_alone=False)
        if len(report.rows) > MOST_DRAWN and report.pictures[0].drawing is not Drawing.FUNNEL:
            yield tag("figure", _without_tooltips(broad), class_="table tall", tabindex="0")
            return
        is_told = report.pictures[0].drawing in TOLD and len(report.rows) <= MOST_TOLD
        yield tag("figure", broad if is_told else _without_tooltips(broad), class_="broad")
        yield tag("figure", _without_tooltips(draw(report, SLIM, is_alone=False)), class_="slim", hidden="")


def rows_tabulated(report: Report, laid: Layout, doubts: Doubts, number: int, heading: str = "") -> Iterator[str]:
    """Yield what holds for all rows of a report, the rows as a table, and the links that save them: on one sheet."""
    if report.rows:
        parts = [
            worded("h2", heading) if heading else "",
            doubts.of_all_rows(laid),
            tabulated(laid, report.title or report.headline, doubts, f"table-{number}"),
            saving(report),
        ]
        yield tag("div", "\n".join(filter(None, parts)), class_="turned" if is_turned(laid) else None)


def _without_tooltips(svg: str) -> str:
    """Take the words off the points of a picture; those of the picture itself, which come first, stay."""
    first, rest = svg.split(TITLE, 1)
    return f"{first}{TITLE}{CLOSED.sub('/>', TOOLTIP.sub('', rest))}"
