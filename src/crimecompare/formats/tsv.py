"""TSV: a header and a row per line, never quoted, since no value can hold a tab or a line break."""

from __future__ import annotations

from collections.abc import Iterator

from crimecompare.formats.names import Screen
from crimecompare.formats.values import lines
from crimecompare.reports.report import Report


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield the rows as tab-separated values."""
    for cells in lines(report):
        yield "\t".join(cells) + "\n"
