"""Pictures as SVG elements, drawn by hand: geometry only, for all words and figures come with the report."""

from __future__ import annotations

from crimecompare.reports.report import Report


def draw(report: Report, width: int) -> str:
    """Draw all pictures of a report, beneath each other, as one SVG element so many pixels wide.

    It has no XML declaration, so that a page can hold it. Where there is nothing to draw it holds the words alone.
    """
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="1"><title>{report.kind.name}</title></svg>'
