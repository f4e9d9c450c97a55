"""Tables: official ones that are almost right, as CSV, TSV, XLSX and ODS, the XML of these included."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from support.fuzzing.chance import Chance
from support.fuzzing.street import zipped
from support.ons_workbook import ons_book
from support.workbooks import Cell, ods, xlsx

HEADINGS = (
    "Force\nname",
    "Area  code [note 2]",
    "Area\nname",
    "Total recorded crime",
    "Robbery [note 3]",
    "Residents",
)
ROWS: list[list[Cell]] = [
    ["Table C2: recorded crime by area [note 1]", None, None, None, None, None],
    [*HEADINGS],
    ["Made Police ", None, None, 15_500, 42, 20_000],
    ["Made Police", "E07000001", "Fen & land [note 4]", 7691, 12, 10_000],
    ["Made Police", "E07000002", "Bristol, City of ", 7809, "[u1]", "10,000"],
    ["Made Police", None, "Unassigned", "[x]", "[x]", None],
    ["Source: made", None, None, None, None, None],
]
NAMED = ("--area-column", "area name")
MORE: Mapping[str, tuple[str, ...]] = {
    "--code-column": ("area code", "Area  code", "x"),
    "--crimes-column": ("total recorded crime", "Robbery"),
    "--rate-column": ("Total recorded crime", "Residents"),
    "--population-column": ("Residents", "Force name"),
    "--offence-column": ("Robbery", "Residents", "x"),
    "--sheet": ("Table C2", "Sheet1", " table  c2", "x"),
    "--period": ("2024", "2024-13", "2024-04/2025-03"),
    "--kind": ("ward", "=x"),
    "--source": ("made", ""),
}
NASTY_XML = (
    "<v>1e400</v>", "<v>NaN</v>", "<v></v>", "<v>-0</v>", '<c r="XFD1048576"><v>1</v></c>', '<c r="A0"><v>1</v></c>',
    '<c r="ZZZZ99"><v>1</v></c>', '<c r=""><v>1</v></c>', '<c t="s"><v>99999</v></c>', '<c t="e"><v>#REF!</v></c>',
    '<c t="b"><v>7</v></c>', '<c t="d"><v>2024-13-45</v></c>', "<c><f>1+1</f><v>2</v></c>", '<row r="1048577"/>',
    '<row r="-1"/>', "<is><t>x</t></is>", "&unknown;", "&#0;", "<!--", "<![CDATA[", "]]>", "<table:table-row>",
    "</sheetData>",
    '<table:table-row table:number-rows-repeated="1048576"/>',
    '<table:table-cell table:number-columns-repeated="16384"/>',
    '<table:table-cell table:number-columns-repeated="0"/>',
    '<table:table-cell office:value-type="float" office:value="x"/>',
    "<table:covered-table-cell/>", '<mergeCell ref="A1:XFD9"/>', '<dimension ref="A1:XFD1048576"/>', "\ud7ff", "\x00",
    "\x0b",
)  # fmt: skip
"""Pieces of XML that spreadsheets have, or that readers of them trip over."""


def drawn_rows(chance: Chance) -> list[list[Cell]]:
    """Draw the rows of a table."""
    drawn = [[*row] for row in ROWS]
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        row = chance.choice(drawn)
        if chance.happens(0.8) and row:
            row[chance.randrange(len(row))] = _cell(chance)
        elif chance.happens(0.5):
            drawn.insert(chance.randrange(len(drawn)), [_cell(chance) for _ in range(chance.randint(0, 8))])
        else:
            drawn.remove(row)
    return drawn or [[]]


def _cell(chance: Chance) -> Cell:
    drawn = chance.number() if chance.happens(0.4) else chance.word()
    return drawn if drawn is None or isinstance(drawn, str | float) else str(drawn)


def drawn_table(chance: Chance) -> tuple[str, bytes]:
    """Draw a table file, and the ending of its name."""
    suffix = chance.choice((".csv", ".tsv", ".xlsx", ".xlsx", ".ods", ".ods"))
    drawn = drawn_rows(chance)
    if suffix in {".csv", ".tsv"}:
        text = io.StringIO()
        csv.writer(text, delimiter="," if suffix == ".csv" else "\t").writerows(drawn)
        content = text.getvalue().encode()
        content = chance.mutated(content) if chance.happens(0.3) else content
    else:
        sheets = {"Notes": [["Notes"]]} if chance.happens(0.2) else {}
        content = spreadsheet(chance, ods if suffix == ".ods" else xlsx, sheets | {"Table C2": drawn})
    if chance.happens(0.04):
        suffix = chance.choice((".xls", ".xlsb", ".xlsm", ".xlsx", ".ods", ".csv"))
    return suffix, content


def ons_workbook(chance: Chance) -> bytes:
    """Draw a workbook in the shape of ONS's."""
    book: dict[str, Any] = ons_book()
    for _ in range(chance.choice((0, 0, 1, 1, 3))):
        sheet = chance.choice([*book])
        row = chance.choice(book[sheet])
        if chance.happens(0.05):
            del book[sheet]
        elif row:
            row[chance.randrange(len(row))] = _cell(chance)
    return spreadsheet(chance, xlsx, book)


def spreadsheet(chance: Chance, write: Callable[[Path, Any], Path], sheets: Mapping[str, Any]) -> bytes:
    """Draw a spreadsheet of those sheets, with hostile XML and hostile zip headers."""
    with tempfile.TemporaryDirectory() as folder:
        content = write(Path(folder, "book"), sheets).read_bytes()
    if chance.happens(0.35):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((0, 1, 1, 2))):
        part = chance.choice([*parts])
        parts[part] = _spoilt_xml(chance, parts[part])
    if chance.happens(0.05):
        del parts[chance.choice([*parts])]
    if chance.happens(0.2):
        return zipped(chance, parts)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def _spoilt_xml(chance: Chance, content: bytes) -> bytes:
    """Cut XML at a tag, put a piece in, change an attribute, or change bytes."""
    text = content.decode("utf-8", "replace")  # a part may be spoilt twice
    tags = [match.start() for match in re.finditer("<", text)] + [len(text)]
    attributes = [*re.finditer('="([^"]*)"', text)]
    match chance.randrange(6):
        case 0:
            return text[: chance.choice(tags)].encode()
        case 1 | 2:
            place = chance.choice(tags)
            return (text[:place] + chance.choice(NASTY_XML) + text[place:]).encode("utf-8", "replace")
        case 3 | 4 if attributes:
            found = chance.choice(attributes)
            value = chance.word() if chance.happens(0.5) else str(chance.number())
            value = value.replace('"', "").replace("<", "").replace("&", "")
            return (text[: found.start(1)] + value + text[found.end(1) :]).encode("utf-8", "replace")
        case _:
            return chance.mutated(content, 2)
