"""JSON: one document with the report's name and its rows."""

from __future__ import annotations

import json
from functools import partial

from crimecompare.formats import Screen
from crimecompare.formats.values import plain_row
from crimecompare.reports import Report

SCHEMA_VERSION = 1


def text(report: Report, _: Screen) -> str:
    """Write the report as one JSON document on one line; its line end is left to the writer, lest it be copied."""
    # Each row is a call that the encoder makes when it comes to it, so that not all are spelled out at once.
    rows = [partial(report.rows.__getitem__, n) for n in range(len(report.rows))]
    document = {"report": report.kind.name, "schema_version": SCHEMA_VERSION, "rows": rows}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, default=lambda row: plain_row(row()))
