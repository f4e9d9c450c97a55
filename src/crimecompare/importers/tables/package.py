"""The archive that a spreadsheet is: checked part by part, and packed again with nothing in it that was not checked."""

from __future__ import annotations

import io
import zipfile

from crimecompare.importers.tables.extent import Extent, Unfit
from crimecompare.importers.zipped import FAULTS, damage

LARGEST_UNPACKED = 512 << 20
"""Bytes; a sheet of a million rows and ten columns takes 400 million."""
MOST_PARTS = 10_000
EXCEL = ("xl/", "_rels/", "[content_types].xml")
OPEN_DOCUMENT = ("mimetype", "content.xml", "meta-inf/manifest.xml")
"""The parts that a reader takes: not pictures, macros and the like."""
TEXT = (".xml", ".rels")


def is_package(data: bytes) -> bool:
    """Whether a spreadsheet is an archive of XML, as those of Excel since 2007 and of OpenDocument are."""
    return data.startswith(b"PK") and not _is_binary(data)


def checked(data: bytes) -> bytes:
    """Return the parts of a spreadsheet that a reader needs, all well-formed and none too large. Raises Unfit."""
    try:
        return _checked(data)
    except (*FAULTS, OSError) as error:
        no_archive = "File is not a zip file" in str(error)
        raise Unfit("it is cut off, or not a spreadsheet" if no_archive else f"it is {damage(error)}") from None


def _checked(data: bytes) -> bytes:
    extent, left, packed = Extent(), LARGEST_UNPACKED, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as again:
        parts = {member.filename: member for member in archive.infolist()}
        if len(parts) > MOST_PARTS:
            raise Unfit(f"it has {len(parts):,} parts, and no spreadsheet has more than {MOST_PARTS:,}")
        for name, member in parts.items():
            if not _is_needed(name):
                continue
            with archive.open(member) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise Unfit(f"it unpacks to more than {LARGEST_UNPACKED >> 20:,} MB")
            if name.casefold().endswith(TEXT):
                extent.add(name, content)
            again.writestr(zipfile.ZipInfo(name), content)
    extent.check_texts()
    return packed.getvalue()


def _is_needed(name: str) -> bool:
    plain = name.replace("\\", "/").lstrip("/").casefold()
    return plain in OPEN_DOCUMENT or (plain.startswith(EXCEL) and plain.endswith(TEXT))


def _is_binary(data: bytes) -> bool:
    """Whether it is an archive of Excel's binary parts (.xlsb)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.bin" in archive.namelist()
    except (*FAULTS, OSError):
        return False
