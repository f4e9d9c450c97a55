"""Spreadsheets made and read by hand, so that tests of either need no library that does it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

Cell = str | float | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(path: Path, sheets: Sheets) -> Path:
    """Write an Excel workbook (ECMA-376, the least of it)."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    listed = "".join(f'<sheet name="{escape(s)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{parts}</Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>')
        file.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        for number, rows in enumerate(sheets.values(), 1):
            file.writestr(f"xl/worksheets/sheet{number}.xml", _xlsx_sheet(rows))
    return path


def _xlsx_sheet(rows: Sequence[Sequence[Cell]]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_xlsx_cell(f"{_letters(c)}{number}", cell) for c, cell in enumerate(row) if cell is not None)
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _letters(column: int) -> str:
    """Name a column, counted from 0: A to Z, then AA to ZZ."""
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def _xlsx_cell(place: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def ods(path: Path, sheets: Sheets) -> Path:
    """Write an OpenDocument spreadsheet (ISO/IEC 26300, the least of it)."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    spaces = " ".join(f'xmlns:{short}="{DOCUMENT}:{short}:1.0"' for short in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{DOCUMENT}:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        file.writestr(
            "content.xml",
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>{tables}'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        text = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    )


def xml_parts(path: Path) -> dict[str, ET.Element]:
    """Read the XML documents that a workbook is made of, by name."""
    with zipfile.ZipFile(path) as file:
        return {name: ET.fromstring(file.read(name)) for name in file.namelist()}  # noqa: S314 - the tests' own


def read_xlsx(path: Path) -> dict[str, list[list[Cell]]]:
    """Read all sheets of a workbook: numbers as numbers, text as text, yes and no as such, empty cells as None.

    It fails for a cell of any other sort, such as a formula, and for a link.
    """
    parts = xml_parts(path)
    texts = ["".join(item.itertext()) for item in parts.get("xl/sharedStrings.xml", ET.Element("none"))]
    names = [sheet.attrib["name"] for sheet in parts["xl/workbook.xml"].iter(f"{{{MAIN}}}sheet")]
    sheets = (parts[f"xl/worksheets/sheet{n}.xml"] for n in range(1, len(names) + 1))
    return {name: _read_sheet(sheet, texts) for name, sheet in zip(names, sheets, strict=True)}


def _read_sheet(sheet: ET.Element, texts: Sequence[str]) -> list[list[Cell]]:
    assert sheet.find(f"{{{MAIN}}}hyperlinks") is None
    lines = []
    for row in sheet.iter(f"{{{MAIN}}}row"):
        line: dict[str, Cell] = {}
        for place in row:
            kind, content = place.attrib.get("t"), [(part.tag, part.text) for part in place]
            ((tag, value),) = content or [(f"{{{MAIN}}}v", None)]
            assert tag == f"{{{MAIN}}}v"
            read = {"s": lambda v: texts[int(v)], "b": lambda v: v == "1", None: lambda v: v and float(v)}[kind]
            line[place.attrib["r"].rstrip("0123456789")] = read(value)
        lines.append(line)
    columns = [_letters(n) for n in range(max(map(len, lines)))]
    return [[line.get(column) for column in columns] for line in lines]
