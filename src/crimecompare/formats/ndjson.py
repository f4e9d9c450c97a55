"""NDJSON: a row per line."""

from __future__ import annotations

from crimecompare.formats.names import Screen
from crimecompare.formats.values import json_rows
from crimecompare.reports.fields import Report


def text(report: Report, _: Screen) -> str:
    """Write each row as a JSON object on a line of its own."""
    return "".join(f"{row}\n" for row in json_rows(report))
