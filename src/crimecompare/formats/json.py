"""JSON: one document with the report's name and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from crimecompare.formats.names import Screen
from crimecompare.formats.values import json_rows
from crimecompare.reports.report import Report

SCHEMA_VERSION = 2


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield the report as one JSON document on one line."""
    yield f'{{"report": "{report.kind.name}", "schema_version": {SCHEMA_VERSION}, "rows": ['
    separator = ""
    for row in json_rows(report):
        yield separator + row
        separator = ", "
    yield "]}\n"
