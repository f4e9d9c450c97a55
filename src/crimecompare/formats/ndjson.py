"""NDJSON: a row per line."""

from __future__ import annotations

import json

from crimecompare.formats import Screen
from crimecompare.formats.values import plain_row
from crimecompare.reports import Report


def text(report: Report, _: Screen) -> str:
    """Write each row as a JSON object on a line of its own."""
    return "".join(json.dumps(plain_row(row), ensure_ascii=False, allow_nan=False) + "\n" for row in report.rows)
