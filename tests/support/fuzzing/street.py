"""Street files: what police.uk publishes and the lookups for it, almost right; and the zip archives they come in."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Sequence
from typing import Any

from support.fuzzing.chance import Chance
from support.street import BURGLARY, EVERYWHERE, HEADING, LOOKUP, NORTHAM, NOWHERE, Row, name, street

OFFENCES_OF_STREETS = (BURGLARY, "Anti-social behaviour", "Drugs", "Violence and sexual offences")
OPTIONS = {
    "--from": ("2025-01", "2024-12", "2025-13", "x"),
    "--to": ("2025-02", "2026-01", "2024-01", ""),
    "--only": ("Northam", "abbey", "E07000001", "Northum"),
    "--exclude": (BURGLARY, "Burglry"),
    "--total": ("All", "Northam", "=x"),
    "--kind": ("ward", "=x", ""),
    "--area-column": ("ward_name", "district_name", "x", "population"),
    "--area-code-column": ("ward_code", "district_code", "x"),
    "--code-column": ("lsoa21_code", "ward_code"),
    "--population-column": ("population", "ward_name"),
    "--retrieved": ("2025-03-01", "2025-02-30"),
    "--source": ("police.uk", "", "@x"),
    "--population-basis": ("Census 2021", "a\nb"),
}
"""Options of `import police-uk`, with sound and unsound values; none of these is needed."""
HEADER_FIELDS = {b"PK\x01\x02": 46, b"PK\x03\x04": 30, b"PK\x05\x06": 22}
"""The parts of a zip archive by what they begin with, and how long their fixed fields are (APPNOTE 4.3)."""
EXTREMES = (0, 1, 0x20, 0x40, 0x60, 0x800, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def options(chance: Chance, most: int) -> list[str]:
    """Draw options of `import police-uk`."""
    names = chance.sample([*OPTIONS], chance.randint(0, most))
    return [word for name in names for word in (name, chance.choice(OPTIONS[name][: chance.choice((1, 1, 1, None))]))]


def spoilt_cells(chance: Chance, text: str, words: Sequence[str] = ()) -> bytes:
    """Draw a CSV file from a sound one: cells, headings, rows, delimiters, quotes and line ends, then bytes."""
    rows = [*csv.reader(io.StringIO(text))]
    for _ in range(chance.choice((0, 0, 1, 1, 3))):
        _spoil_row(chance, rows, words)
    written = io.StringIO()
    style: dict[str, Any] = {"delimiter": ",", "lineterminator": "\n"}
    if chance.happens(0.15):
        quoting = chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
        ends = {"delimiter": chance.choice(",,;\t|"), "lineterminator": chance.choice(("\r\n", "\r", "\n\n"))}
        style |= {"quoting": quoting} | ends
    csv.writer(written, **style).writerows(rows)
    encoding = "utf-8" if chance.happens(0.95) else chance.choice(("utf-8-sig", "utf-16", "latin-1", "cp1252"))
    content = written.getvalue().encode(encoding, "replace")
    return chance.mutated(content) if chance.happens(0.25) else content


def _spoil_row(chance: Chance, rows: list[list[str]], words: Sequence[str]) -> None:
    if not rows:
        return
    place = 0 if chance.happens(0.2) else chance.randrange(len(rows))
    row = rows[place]
    match chance.randrange(6):
        case 0 if len(rows) > 1:
            del rows[place]
        case 1:
            rows.insert(place, [*row] if chance.happens(0.5) else chance.some(["", "x", *row], 5))
        case 2 if row:
            del row[chance.randrange(len(row))]
        case 3:
            row.insert(chance.randint(0, len(row)), chance.word())
        case _ if row:
            cell = chance.word() if chance.happens(0.5) else str(chance.number())
            row[chance.randrange(len(row))] = chance.choice(words) if words and chance.happens(0.4) else cell


def lookup(chance: Chance) -> bytes:
    """Draw a lookup of LSOAs."""
    return spoilt_cells(chance, LOOKUP, (*NORTHAM, "Abbey", "1,000", "0", "E05000001", "=1+1"))


def members(chance: Chance) -> dict[str, bytes]:
    """Draw street-level files by their names in an archive."""
    files = {}
    for _ in range(chance.randint(1, 3)):
        month = chance.choice(("2025-01", "2025-02", "2025-01", chance.months()))
        force = "made" if chance.happens(0.9) else chance.word()
        called = name(month, force).replace("\x00", "0")
        files[called if chance.happens(0.9) else chance.sound(chance.word(), "x")] = _street_file(chance, month)
    return files


def _street_file(chance: Chance, month: str) -> bytes:
    rows: list[Row] = [*EVERYWHERE, *chance.some(NOWHERE + EVERYWHERE, 5)]
    rows += [(chance.choice(NORTHAM), chance.choice(OFFENCES_OF_STREETS)) for _ in range(chance.randint(0, 5))]
    text = street(month, rows) if chance.happens(0.95) else HEADING
    if chance.happens(0.6):
        return text.encode()
    return spoilt_cells(chance, text, (*NORTHAM, *OFFENCES_OF_STREETS, "2025-01", "2025-02"))


def zipped(chance: Chance, files: dict[str, bytes]) -> bytes:
    """Draw a zip archive of those files: packed in some way, with hostile fields in its headers, with bytes changed."""
    written = io.BytesIO()
    way = chance.weighted({zipfile.ZIP_STORED: 10, zipfile.ZIP_DEFLATED: 20, zipfile.ZIP_BZIP2: 1, zipfile.ZIP_LZMA: 1})
    with zipfile.ZipFile(written, "w", way) as archive:
        for member, content in files.items():
            archive.writestr(member or "x", content)
        if chance.happens(0.1):
            archive.comment = chance.word().encode()[:65535]
    data = bytearray(written.getvalue())
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        _spoil_header(chance, data)
    return chance.mutated(data, 3) if chance.happens(0.3) else bytes(data)


def _spoil_header(chance: Chance, data: bytearray) -> None:
    """Put an extreme number, or a small change, into one field of one header."""
    mark = chance.choice([*HEADER_FIELDS])
    starts = [n for n in range(len(data) - 3) if data[n : n + 4] == mark]
    if not starts:
        return
    place = chance.choice(starts) + chance.randrange(4, HEADER_FIELDS[mark], 2)
    wide = chance.happens(0.4) and place + 4 <= len(data)
    number = chance.choice(EXTREMES) if chance.happens(0.8) else chance.getrandbits(32)
    packed = struct.pack("<I", number)[: 4 if wide else 2]
    data[place : place + len(packed)] = packed
