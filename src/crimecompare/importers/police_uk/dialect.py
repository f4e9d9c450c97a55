"""Comma-separated records, read strictly: what Polars is sure to read the same way, and what is wrong on which line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from crimecompare.errors import UnreadableFile
from crimecompare.importers.quotation import csv_fault

FIRST, LAST = itemgetter(0), itemgetter(-1)
BEFORE, AFTER = frozenset(b",\r\n"), frozenset(b",\n")
"""What may follow the end of a quoted field, and what may go before the start of one."""


class Signs(NamedTuple):
    """How many commas are outside quotation marks, and whether any two of these marks stand side by side."""

    separators: int
    doubled: bool


def signs(data: bytes) -> Signs | None:
    """Count the commas outside quotation marks, or give None for what Polars may read in another way.

    That is text which is not UTF-8, a carriage return alone, or a quotation mark that does not enclose a whole field.
    """
    if not data.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    if b'"' not in data:
        return Signs(data.count(b","), doubled=False)
    pieces = data.split(b'"')
    outside = pieces[::2]
    if len(pieces) % 2 == 0 or not _between_fields(outside[1:-1]):
        return None
    if outside[0][-1:] not in {b"", b",", b"\n"} or outside[-1][:1] not in {b"", b",", b"\r", b"\n"}:
        return None
    return Signs(b"".join(outside).count(b","), doubled=b"" in pieces[1:-1])


def _between_fields(pieces: Sequence[bytes]) -> bool:
    """Whether each text between two quotation marks can lie between two quoted fields, or inside one, doubled."""
    held = list(filter(None, pieces))
    return BEFORE.issuperset(map(FIRST, held)) and AFTER.issuperset(map(LAST, held))


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
        raise UnreadableFile(f"{name}: line {start} {csv_fault(error, text)}") from None
