"""NDJSON: a row per line."""

from __future__ import annotations

from collections.abc import Iterator

from crimecompare.formats.names import Screen
from crimecompare.formats.values import json_rows
from crimecompare.reports.report import Report


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield each row as a JSON object on a line of its own."""
    for row in json_rows(report):
        yield f"{row}\n"
