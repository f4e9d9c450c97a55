"""Hostile spreadsheets: small files that made their reader hang, take all memory or end the process."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from crimecompare.importers.tables.extent import MOST_SHARED
from crimecompare.importers.tables.package import LARGEST_UNPACKED
from support.hostile import SHEET, excel_of, old_excel_of, open_document_of, replaced
from support.program import Run
from support.street import written
from support.workbooks import MAIN, xlsx

COLUMNS = ("--area-column", "area", "--crimes-column", "crimes")
EXCEL = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>area</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>crimes</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ely</t></is></c><c r="B2"><v>5</v></c></row>'
)


def _text(words: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


FIVE = 'office:value-type="float" office:value="5"'
OPEN = (
    f"<table:table-row>{_text('area')}{_text('crimes')}</table:table-row>"
    f"<table:table-row>{_text('Ely')}<table:table-cell {FIVE}/></table:table-row>"
)
ALL_ROWS = '<table:table-row table:number-rows-repeated="1048570">'
ALL_COLUMNS = 'table:number-columns-repeated="16384"'
FAR = "too many to read; delete what is far from the table"


def _one(place: str) -> str:
    return f'<row><c r="{place}"><v>1</v></c></row>'


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a table that ends between rows": (
        lambda path: open_document_of(path / "t.ods", OPEN, end=""),
        '"content.xml" is not well-formed XML: no element found at line 1, column ',
    ),
    "two distant cells": (
        lambda path: excel_of(path / "t.xlsx", EXCEL + _one("XFD1048576")),
        f'"{SHEET}" has cells up to row 1,048,576 and column 16,384, {FAR}',
    ),
    "a row 0": (
        lambda path: excel_of(path / "t.xlsx", EXCEL + _one("A0")),
        f'"{SHEET}" has a cell called "A0", which no sheet has',
    ),
    "a column that no sheet has": (
        lambda path: excel_of(path / "t.xlsx", EXCEL + _one("ZZZ1")),
        f'"{SHEET}" has a cell called "ZZZ1", which no sheet has',
    ),
    "a row that no sheet has": (
        lambda path: excel_of(path / "t.xlsx", EXCEL + '<row r="99999999999"><c><v>1</v></c></row>'),
        f'"{SHEET}" has "99999999999" where a whole number up to 1,048,576 must be',
    ),
    "a document type with entities": (
        lambda path: replaced(
            excel_of(path / "t.xlsx", EXCEL), {SHEET: f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="{MAIN}"/>'}
        ),
        f'"{SHEET}" has a document type, which could make it grow without end',
    ),
    "one long text in many cells": (
        lambda path: excel_of(
            path / "t.xlsx",
            EXCEL + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 20003)),
            {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{"x" * 32000}</t></si></sst>'},
        ),
        "its cells hold more than 536,870,912 characters",
    ),
    "a shared text that is not there": (
        lambda path: excel_of(path / "t.xlsx", EXCEL + '<row r="3"><c r="A3" t="s"><v>7</v></c></row>'),
        "a cell has the shared text 7, and there are 0",
    ),
    "more shared texts than cells have": (
        lambda path: excel_of(
            path / "t.xlsx",
            EXCEL,
            {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"<si/>" * (MOST_SHARED + 1)}</sst>'},
        ),
        "it has more than 2,000,000 shared texts; delete the sheets that are not needed",
    ),
    "a sheet within a list of texts": (
        lambda path: excel_of(path / "t.xlsx", EXCEL, {SHEET: "<x><sst/><sheetData/></x>"}),
        f'"{SHEET}" is a list of texts and a sheet at once',
    ),
    "a bomb": (
        lambda path: excel_of(path / "t.xlsx", EXCEL, {"xl/styles.xml": b" " * (LARGEST_UNPACKED + 1)}),
        "it unpacks to more than 512 MB",
    ),
    "cells that are repeated": (
        lambda path: open_document_of(
            path / "t.ods", f"{OPEN}{ALL_ROWS}<table:table-cell {FIVE} {ALL_COLUMNS}/></table:table-row>"
        ),
        f'"content.xml" has cells up to row 1,048,572 and column 16,384, {FAR}',
    ),
    "a cell below rows that are repeated": (
        lambda path: open_document_of(
            path / "t.ods", OPEN + f"{ALL_ROWS}<table:table-cell/></table:table-row>" * 50 + OPEN
        ),
        f'"content.xml" has cells up to row 52,428,503 and column 2, {FAR}',
    ),
    "more columns than there are": (
        lambda path: open_document_of(
            path / "t.ods",
            f'{OPEN}<table:table-row><table:table-cell table:number-columns-repeated="9999999"/></table:table-row>',
        ),
        '"content.xml" has "9999999" where a whole number up to 16,384 must be',
    ),
    "blanks without end": (
        lambda path: open_document_of(path / "t.ods", OPEN.replace("Ely", 'E<text:s text:c="999999999"/>')),
        '"content.xml" has "999999999" where a whole number up to 536,870,912 must be',
    ),
    "a table within a table": (
        lambda path: open_document_of(
            path / "t.ods",
            f"<table:table-row><table:table-cell><table:table>{OPEN}</table:table></table:table-cell></table:table-row>",
        ),
        '"content.xml" has a table within a table',
    ),
    "distant cells of an old workbook": (
        lambda path: old_excel_of(path / "t.xls", [(0, 0), (65535, 65535)]),
        "it is damaged, or takes more memory than any should",
    ),
}


@pytest.fixture
def command(run: Run) -> Run:
    """Run `import table`."""
    return lambda *arguments, **named: run("import", "table", *arguments, **named)


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_harm_the_reader_never_reaches_it(refused, tmp_path: Path, case: str) -> None:
    """It is refused in one line that says what is wrong."""
    make, message = REFUSED[case]
    book = make(tmp_path)
    said = refused(book, *COLUMNS)
    assert said.startswith(f"{book}: cannot be read as a spreadsheet: {message}")


def test_the_workbook_of_ons_is_checked_as_well(run, tmp_path: Path) -> None:
    """`import ons` refuses the same."""
    book = excel_of(tmp_path / "t.xlsx", EXCEL + _one("XFD1048576"))
    assert run("import", "ons", book).refusal.endswith(FAR)


@pytest.mark.parametrize(
    "book",
    [
        lambda path: excel_of(path / "t.xlsx", f'{EXCEL}<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
        lambda path: excel_of(path / "t.xlsx", EXCEL.replace(' r="A1"', "").replace(' r="B1"', "")),
        lambda path: excel_of(path / "t.xlsx", f"{EXCEL}{_one('A1048576')}"),
        lambda path: open_document_of(
            path / "t.ods", f"{OPEN}{ALL_ROWS}<table:table-cell {ALL_COLUMNS}/></table:table-row>"
        ),
    ],
    ids=["formats far away", "cells without a place", "the last row of a column", "empty rows to the end"],
)
def test_only_cells_that_hold_something_count(importing, tmp_path: Path, book: Callable[[Path], Path]) -> None:
    """What is empty takes no room however far away it is, and a whole column is no more than a table can be."""
    areas, _ = importing(book(tmp_path), *COLUMNS)
    assert areas["ely"]["crimes"] == 5


def test_old_workbooks_are_read(refused, tmp_path: Path) -> None:
    """A workbook of Excel 97 is read apart; this one has figures, and no heading."""
    book = old_excel_of(tmp_path / "t.xls", [(0, 0), (1, 1)])
    assert refused(book, *COLUMNS) == f'{book}: A: no row has a heading "area"'


@pytest.mark.parametrize("file", ["t.xlsx", "t.ods", "t.xls", "t.xlsb"])
def test_every_cut_of_a_workbook_is_one_line(refused, tmp_path: Path, file: str) -> None:
    """Wherever a workbook is cut off, and whatever byte is another, it is refused, or read, and never worse."""
    whole = xlsx(tmp_path / "whole.xlsx", {"A": [["area", "crimes"], ["Ely", 5]]}).read_bytes()
    for size in range(40, len(whole), len(whole) // 4):
        assert refused(written(tmp_path / file, whole[:size]), *COLUMNS).startswith(f"{tmp_path / file}: ")


def test_a_part_with_strange_flags_is_damaged(refused, tmp_path: Path) -> None:
    """A part that is patched data (flag bit 5), which no library unpacks, is refused."""
    book = excel_of(tmp_path / "t.xlsx", EXCEL)
    with zipfile.ZipFile(book) as file:
        name = file.namelist()[0].encode()
    data = bytearray(book.read_bytes())
    for mark, flags, title in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = data.find(mark)
        assert data[at + title : at + title + len(name)] == name
        data[at + flags] |= 0x20
    said = refused(written(book, bytes(data)), *COLUMNS)
    assert said == f"{book}: cannot be read as a spreadsheet: it is damaged (compressed patched data (flag bit 5))"
