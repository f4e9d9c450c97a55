"""How much a spreadsheet holds: parts that no writer of spreadsheets makes are taken or refused, and never a crash."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from support.program import Run
from support.workbooks import DOCUMENT, xlsx

NAMESPACES = f'xmlns:table="{DOCUMENT}:table:1.0" xmlns:text="{DOCUMENT}:text:1.0"'
OUTSIDE = (
    "<table:table-row/>",
    '<table:table-cell office:value-type="float"/>',
    "<table:covered-table-cell/>",
    "<text:p>x</text:p><text:s/>",
    "<v>1</v>",
)
"""Rows, cells and contents that belong into a table or a cell."""


@pytest.mark.parametrize("piece", OUTSIDE)
@pytest.mark.parametrize("place", ["<sheetData>", "</sheetData>"])
def test_what_is_outside_of_its_table_is_no_crash(run: Run, tmp_path: Path, piece: str, place: str) -> None:
    """A row without a table or a value without a cell, of either kind of spreadsheet, is passed over or refused."""
    book = xlsx(tmp_path / "t.xlsx", {"A": [["Area", "Rate"], ["Fen", 5]]})
    with zipfile.ZipFile(book) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace("<worksheet ", f'<worksheet {NAMESPACES} xmlns:office="o" ')
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(place, place + piece)
    with zipfile.ZipFile(book, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    done = run("import", "table", book, "--area-column", "Area", "--rate-column", "Rate")
    assert (done.code == 0 and '"Fen"' in done.out) or done.refusal
