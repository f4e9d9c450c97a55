"""JSON: one document with the report's name and its rows."""

from __future__ import annotations

from crimecompare.formats.names import Screen
from crimecompare.formats.values import json_rows
from crimecompare.reports.fields import Report

SCHEMA_VERSION = 1


def text(report: Report, _: Screen) -> str:
    """Write the report as one JSON document on one line; its line end is left to the writer, lest it be copied."""
    head = f'{{"report": "{report.kind.name}", "schema_version": {SCHEMA_VERSION}, "rows": ['
    return f"{head}{', '.join(json_rows(report))}]}}"
