"""SVG: the report as a picture that stands alone, 720 pixels wide."""

from __future__ import annotations

from collections.abc import Iterator

from crimecompare.charts import draw
from crimecompare.formats.names import Screen
from crimecompare.reports.report import Report

WIDTH = 720
"""What fits on a page of A4 with its margins, and on most screens."""


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield the picture in one piece."""
    yield draw(report, WIDTH) + "\n"
