"""Table files (CSV, TSV, XLSX, ODS and the older Excel formats) → rows of cells, as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.files import content, status
from crimecompare.importers import engine
from crimecompare.importers.quotation import csv_fault
from crimecompare.importers.tables.extent import Unfit
from crimecompare.importers.tables.sheets import sheets_of
from crimecompare.wording import did_you_mean, listed, printable, quoted

TABLE = "a table with a heading"
LARGEST_TABLE = 256 << 20
"""Bytes; official tables of every offence and area take some ten million."""
NOTE = re.compile(r" ?\[ ?notes?(?![a-z])[^\[\]]*\]", re.IGNORECASE)
"""A reference to notes in any spelling, as in `[note 3]`, `[note1]` or `[notes 7, 8]`, where blanks are single."""


@dataclass(frozen=True)
class Grid:
    """The cells of one table, row by row, each row with its number; `name` is what messages call it."""

    name: str
    rows: list[tuple[int, list[str]]]
    counted: str
    """What a row's number counts: "line" or "row"."""
    sheet: str | None = None

    def at(self, number: int) -> str:
        """Say where a row is, for a message."""
        return f"{self.name}: {self.counted} {number}"


def one_line(text: str) -> str:
    """Put a heading or a name on one line with single blanks, without `[note n]`."""
    plain = " ".join(text.split())
    return " ".join(NOTE.sub("", plain).split()) if "[" in plain else plain


def read_grid(path: Path, sheet: str | None) -> Grid:
    """Read one table. Raises UnreadableFile, and UsageError for a sheet that is not there or not named."""
    name = printable(str(path))
    status(path)
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        raise UnreadableFile(f"{name}: must end in {listed(list(READERS), 'or')}")
    return reader(path, name, sheet)


def read_sheets(path: Path) -> list[Grid]:
    """Read every sheet of a spreadsheet, in order. Raises UnreadableFile."""
    name = printable(str(path))
    status(path)
    if READERS.get(path.suffix.casefold()) is not _spreadsheet:
        spreadsheets = [suffix for suffix, reader in READERS.items() if reader is _spreadsheet]
        raise UnreadableFile(f"{name}: must be a spreadsheet, and end in {listed(spreadsheets, 'or')}")
    return _sheets(path, name, list)


def _comma(path: Path, name: str, sheet: str | None) -> Grid:
    return _text(path, name, sheet, ",")


def _tab(path: Path, name: str, sheet: str | None) -> Grid:
    return _text(path, name, sheet, "\t")


def _text(path: Path, name: str, sheet: str | None, delimiter: str) -> Grid:
    if sheet is not None:
        raise UsageError(f"{name}: --sheet is for spreadsheets; this file has no sheets")
    data = content(path, LARGEST_TABLE, TABLE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"{name}: line {line} is not UTF-8; save the file as UTF-8") from None
    reader, rows, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [], 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(f"{name}: line {line} {csv_fault(error, text)}") from None
    return Grid(name, rows, "line")


def _spreadsheet(path: Path, name: str, sheet: str | None) -> Grid:
    return _sheets(path, name, lambda names: [_sheet(names, sheet, name)])[0]


def _sheets(path: Path, name: str, chosen: Callable[[list[str]], list[str]]) -> list[Grid]:
    """Read the sheets of a spreadsheet that are `chosen` from its names."""
    engine.require("polars", "fastexcel")
    data = content(path, LARGEST_TABLE, TABLE)
    try:
        sheets = sheets_of(data, chosen)
    except Unfit as error:
        raise UnreadableFile(f"{name}: cannot be read as a spreadsheet: {error}") from None
    grids = []
    for sheet, rows in sheets.items():
        title = printable(sheet.strip())
        grids.append(Grid(f"{name}: {title}", list(enumerate(rows, start=1)), "row", title))
    return grids


def _sheet(names: list[str], wanted: str | None, file: str) -> str:
    """Find the sheet that is meant, without regard to blanks and case."""
    if not names:
        raise UnreadableFile(f"{file}: has no sheet that can be read")
    sheets = ", ".join(quoted(name.strip()) for name in names)
    if wanted is None:
        if len(names) == 1:
            return names[0]
        raise UsageError(f"{file}: has {len(names)} sheets; choose one with --sheet: {sheets}")
    found = [name for name in names if one_line(name).casefold() == one_line(wanted).casefold()]
    if len(found) != 1:
        hint = did_you_mean(wanted, (name.strip() for name in names)) or f"; it has {sheets}"
        raise UsageError(f"{file}: has no sheet {quoted(wanted)}{hint}")
    return found[0]


READERS: dict[str, Callable[[Path, str, str | None], Grid]] = {
    ".csv": _comma,
    ".tsv": _tab,
    ".xlsx": _spreadsheet,
    ".ods": _spreadsheet,
    ".xlsm": _spreadsheet,
    ".xlsb": _spreadsheet,
    ".xls": _spreadsheet,
}
