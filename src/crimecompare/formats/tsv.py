"""TSV: a header and a row per line, never quoted, since no value can hold a tab or a line break."""

from __future__ import annotations

from crimecompare.formats.names import Screen
from crimecompare.formats.values import lines
from crimecompare.reports.fields import Report


def text(report: Report, _: Screen) -> str:
    """Write the rows as tab-separated values."""
    return "".join("\t".join(cells) + "\n" for cells in lines(report))
