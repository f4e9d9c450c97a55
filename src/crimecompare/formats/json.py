"""JSON: one document with the report's name and its rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crimecompare.formats.values import plain_row

if TYPE_CHECKING:
    from crimecompare.formats import Screen
    from crimecompare.reports import Report

SCHEMA_VERSION = 1


def text(report: Report, _: Screen) -> str:
    """Write the report as one JSON document on one line."""
    rows = [plain_row(row) for row in report.rows]
    document = {"report": report.shape.name, "schema_version": SCHEMA_VERSION, "rows": rows}
    return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"
