"""How raw values are written for programs: numbers to 12 significant digits, notes and keys as lists or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crimecompare.caveats import Note

if TYPE_CHECKING:
    from crimecompare.reports import Report, Row, Value


def number(value: float) -> float:
    """Round to 12 significant digits; a whole number becomes an int, so that it is written without `.0`."""
    rounded = value if isinstance(value, int) else float(f"{value:.12g}")
    return int(rounded) if rounded == int(rounded) else rounded


def plain(value: Value) -> Any:
    """Return what JSON writes for a value."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, tuple):
        return [{"code": v.code, "message": v.message} if isinstance(v, Note) else v for v in value]
    return number(value)


def cell(value: Value) -> str:
    """Return what a line of text holds for a value: nothing for an unknown one, codes and keys joined by `;`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(dict.fromkeys(v.code if isinstance(v, Note) else v for v in value))
    return str(number(value))


def plain_row(row: Row) -> dict[str, Any]:
    """Return a row as JSON writes it."""
    return {name: plain(value) for name, value in row.values.items()}


def lines(report: Report) -> list[list[str]]:
    """Return the header and the rows as cells."""
    return [list(report.shape.fields), *([cell(value) for value in row.values.values()] for row in report.rows)]
