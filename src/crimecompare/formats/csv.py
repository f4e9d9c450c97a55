"""CSV: a header and a row per line, quoted where needed (RFC 4180, but LF)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from crimecompare.formats.names import Screen
from crimecompare.formats.values import lines
from crimecompare.reports.report import Report


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield the rows as comma-separated values."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(lines(report))
    yield buffer.getvalue()
