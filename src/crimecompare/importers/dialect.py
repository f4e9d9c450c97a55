"""Comma-separated records by the strict reading: what Polars is sure to read alike, and what is wrong on which line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from crimecompare.errors import UnreadableFile, printable


def shape(data: bytes) -> tuple[int, int] | None:
    """Count records and separators outside quotation marks; None for what Polars may read in another way."""
    if not data.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None  # a line end to some readers, and not to Polars
    open_end = not data.endswith(b"\n")
    if b'"' not in data:
        return data.count(b"\n") + open_end, data.count(b",")
    pieces = data.split(b'"')
    outside = pieces[::2]
    if len(pieces) % 2 == 0 or not all(map(_between_fields, outside[1:-1])):
        return None
    if outside[0][-1:] not in {b"", b",", b"\n"} or outside[-1][:1] not in {b"", b",", b"\r", b"\n"}:
        return None
    return sum(p.count(b"\n") for p in outside) + open_end, sum(p.count(b",") for p in outside)


def _between_fields(piece: bytes) -> bool:
    """Whether text between two quotation marks can stand between two quoted fields (or inside one, where doubled)."""
    return not piece or (piece[0] in b",\r\n" and piece[-1] in b",\n")


def walk(data: bytes, name: str, line: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank, with the line it starts on; `line` is that of the first."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        raise UnreadableFile(f"{name}: line {at} is not UTF-8; save the file as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = line
    try:
        for row in reader:
            if row:
                yield start, row
            start = line + reader.line_num
    except csv.Error as error:
        raise UnreadableFile(f"{name}: line {start} is not valid CSV: {printable(str(error))}") from None
