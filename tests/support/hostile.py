"""Spreadsheets that were never saved by an office: parts written by hand, to be as wrong as a test needs."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from support.workbooks import DOCUMENT, MAIN, ods, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def replaced(book: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a workbook anew with other parts, or more."""
    with zipfile.ZipFile(book) as file:
        kept = {name: file.read(name) for name in file.namelist()} | parts
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in kept.items():
            file.writestr(name, content)
    return book


def excel_of(path: Path, rows: str, more: dict[str, str | bytes] | None = None) -> Path:
    """Write an Excel workbook with one sheet, whose rows are given as XML."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return replaced(xlsx(path, {"A": []}), {SHEET: sheet, **(more or {})})


def open_document_of(path: Path, rows: str, end: str = "</table:table>") -> Path:
    """Write an OpenDocument spreadsheet with one table, whose rows are given as XML."""
    spaces = " ".join(f'xmlns:{short}="{DOCUMENT}:{short}:1.0"' for short in ("office", "table", "text"))
    ends = f"{end}</office:spreadsheet></office:body></office:document-content>" if end else ""
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="A">{rows}{ends}'
    )
    return replaced(ods(path, {"A": []}), {"content.xml": content})


def old_excel_of(path: Path, places: list[tuple[int, int]]) -> Path:
    """Write a workbook of Excel 97 (MS-XLS in MS-CFB, the least of it) with a 1 at some rows and columns, from 0."""
    start, end = _record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), _record(0x000A, b"")
    sheet = start.replace(b"\x05\x00", b"\x10\x00", 1)
    sheet += b"".join(_record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in places) + end
    named = _record(0x0085, struct.pack("<IHBB", 0, 0, 1, 0) + b"A")
    named = _record(0x0085, struct.pack("<IHBB", len(start + named + end), 0, 1, 0) + b"A")
    stream = (start + named + end + sheet).ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    free, last = 0xFFFFFFFF, 0xFFFFFFFE
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0, 0) + struct.pack("<I", free) * 108
    links = [0xFFFFFFFD, last, *range(3, sectors + 2), last]
    table = b"".join(struct.pack("<I", link) for link in links).ljust(512, b"\xff")
    entries = _entry("Root Entry", 5, 1, last, 0) + _entry("Workbook", 2, free, 2, len(stream))
    path.write_bytes(header + table + entries.ljust(512, b"\0") + stream.ljust(512 * sectors, b"\0"))
    return path


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _entry(name: str, kind: int, child: int, sector: int, size: int) -> bytes:
    text, none = name.encode("utf-16-le"), 0xFFFFFFFF
    entry = text.ljust(64, b"\0") + struct.pack("<HBBIII36x", len(text) + 2, kind, 1, none, none, child)
    return entry + struct.pack("<IQ", sector, size)
