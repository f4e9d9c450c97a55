"""How raw values are written for programs: numbers to 12 significant digits, notes and keys as lists or joined."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from crimecompare.analysis.caveats import Note
from crimecompare.reports import Report, Row, Value


def number(value: float) -> float:
    """Round to 12 significant digits; a whole number becomes an int, so that it is written without `.0`."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() else rounded


def plain(value: Value) -> Any:
    """Return what JSON writes for a value."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, tuple):
        return [_spelled(v) if isinstance(v, Note) else v for v in value]
    return value


@lru_cache(maxsize=4096)
def _spelled(note: Note) -> dict[str, str]:
    """Return a note as JSON writes it; most rows have the same few."""
    return {"code": note.code, "message": note.message}


def cell(value: Value) -> str:
    """Return what a line of text holds for a value: nothing for an unknown one, codes and keys joined by `;`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        codes = dict.fromkeys(v.code for v in value if isinstance(v, Note))
        return ";".join([*codes, *(v for v in value if not isinstance(v, Note))])
    return str(number(value))


def plain_row(row: Row) -> dict[str, Any]:
    """Return a row as JSON writes it."""
    return {name: number(v) if isinstance(v, float) else plain(v) for name, v in row.values.items()}


def lines(report: Report) -> list[list[str]]:
    """Return the header and the rows as cells."""
    return [list(report.kind.fields), *([cell(value) for value in row.values.values()] for row in report.rows)]
