"""Excel: a workbook with the rows, with what their notes say, and with where the figures come from.

Its headings are the keys, as in every format for programs: by them sheets are joined, and pandas and Power Query find
columns, which a second line of headings would break. The same report is the same bytes.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped] # it ships no types
from xlsxwriter.utility import xl_range  # type: ignore[import-untyped] # as above

from crimecompare import __version__
from crimecompare.errors import UsageError
from crimecompare.formats.names import Screen
from crimecompare.formats.values import cell, number
from crimecompare.reports.fields import Field, Value, ValueType
from crimecompare.reports.noted import noted
from crimecompare.reports.report import Report
from crimecompare.wording import named, seen_places

CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""When every workbook says that it was made: the first day that a zip archive can name."""
LITERAL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text is text, whatever it begins with: no cell is ever a formula or a link."""
MOST_LINES = 2**20
"""How many lines a sheet has, its heading among them."""
LONGEST_TEXT = 2**15 - 1
"""How many characters a cell holds."""
WIDEST = 60
"""How many characters the widest column has room for; a longer text is folded, or runs on."""
BUTTON = 3
"""How many characters the button of a filter hides."""
ALL = "all"


class Sheet(NamedTuple):
    """A sheet: its name, its headings, how each column writes its figures (None: as they are), and its lines."""

    name: str
    headings: Sequence[str]
    places: Sequence[int | None]
    lines: Sequence[Sequence[Value]]


def pieces(report: Report, _: Screen) -> Iterator[bytes]:
    """Yield the workbook in one piece. Raises UsageError for what a sheet has no room for."""
    _check_room(len(report.rows))
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True} | LITERAL)
    workbook.set_properties({"title": _title(report), "created": CREATED})
    _write(workbook, _rows(report))
    for sheet in (_notes(report), _sources(report)):
        _write(workbook, sheet, folds=True)
    workbook.close()
    yield content.getvalue()


def _rows(report: Report) -> Sheet:
    fields = report.kind.fields.values()
    lines = [report.kind.values(row) for row in report.rows]
    return Sheet(report.kind.name, [field.name for field in fields], list(map(_places, fields)), lines)


def _notes(report: Report) -> Sheet:
    lines = [(note.code, note.message, ALL if rows is None else _listed(rows)) for note, rows in noted(report)]
    return Sheet("Notes", ["code", "message", "areas"], [None] * 3, lines)


def _sources(report: Report) -> Sheet:
    said = [*report.sources, f"Worked out by crimecompare {__version__}"]
    return Sheet("Sources", [_title(report)], [None], [(text,) for text in said])


def _title(report: Report) -> str:
    return report.title or f"crimecompare {report.kind.name}"


def _places(field: Field) -> int | None:
    return field.decimals if field.value_type is ValueType.NUMBER else None


def _listed(names: Sequence[str]) -> str:
    """List names, as many as a cell holds."""
    most = len(names)
    while len(text := named(names, most)) > LONGEST_TEXT:
        most = most * 9 // 10
    return text


def _write(workbook: Any, sheet: Sheet, *, folds: bool = False) -> None:
    """Write a sheet under headings that stay in sight, with a filter on each column, each as wide as it needs."""
    _check_room(len(sheet.lines))
    worksheet = workbook.add_worksheet(sheet.name)
    layout = {"valign": "top", "text_wrap": folds}
    heading = workbook.add_format(layout | {"bold": True})
    styles: dict[int | None, Any] = {None: workbook.add_format(layout)}
    for column, (name, places) in enumerate(zip(sheet.headings, sheet.places, strict=True)):
        worksheet.write_string(0, column, name, heading)
        values = [line[column] for line in sheet.lines]
        for n, value in enumerate(values, 1):
            if isinstance(value, bool):
                worksheet.write_boolean(n, column, value, styles[None])
            elif isinstance(value, float | int):
                seen = places if places is None else seen_places(value, places)
                if seen not in styles:
                    styles[seen] = workbook.add_format(layout | _number_format(seen))
                worksheet.write_number(n, column, number(value), styles[seen])
            elif words := _text(value):
                _check_length(sheet.name, words)
                worksheet.write_string(n, column, words, styles[None])
        widest = max(map(_width, values, [places] * len(values)), default=0)
        worksheet.set_column(column, column, min(max(widest, len(name) + BUTTON) + 1, WIDEST))
    last = len(sheet.lines), len(sheet.headings) - 1
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, *last)
    worksheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, *last)})  # a period of 2024 is no mistake


def _number_format(places: int | None) -> dict[str, str]:
    """Return how Excel writes figures with that many decimals, or as they are."""
    if places is None:
        return {}
    return {"num_format": f"#,##0.{'0' * places}" if places else "#,##0"}


def _text(value: Value) -> str:
    """Return the text of a cell; what cannot be encoded is replaced, as in every other format."""
    return cell(value).encode("utf-8", "replace").decode()


def _width(value: Value, places: int | None) -> int:
    """Return how many characters a value takes, of which those of East Asia take two."""
    if isinstance(value, float | int) and places is not None:
        return len(f"{value:,.{seen_places(value, places)}f}")
    text = cell(value)
    return len(text) + (not text.isascii() and sum(unicodedata.east_asian_width(c) in "FW" for c in text))


def _check_room(lines: int) -> None:
    if lines >= MOST_LINES:
        raise UsageError(f"xlsx has room for {MOST_LINES - 1:,} rows, and these are {lines:,}; name another --format")


def _check_length(sheet: str, text: str) -> None:
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        raise UsageError(
            f"a cell of xlsx holds {LONGEST_TEXT:,} characters, and one on the sheet {sheet} would have {length:,}; "
            "name another --format, or other --fields"
        )
