"""CSV bytes → frames of text columns, block by block, refusing anything malformed, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl

from crimecompare.errors import UnreadableFile
from crimecompare.importers.police_uk.dialect import signs, walk
from crimecompare.wording import did_you_mean, quoted

BLOCK = 16 << 20
"""Bytes parsed at a time: enough for Polars to be fast, and little enough that Ctrl-C need not wait for it."""
LONGEST_RECORD = 4 * BLOCK
"""Bytes after which a line that does not end is refused rather than kept in memory."""
UNWANTED = "\n"
"""Begins the name of a column that is not kept; no heading contains it, since headings are put on one line."""
MARK = b"\xef\xbb\xbf"
"""UTF-8's byte order mark, which Excel writes in front."""


@dataclass(frozen=True)
class Block:
    """Some records of a file: `frame` has the wanted columns as text, and null where a field is empty."""

    frame: pl.DataFrame
    name: str
    first_line: int
    data: bytes

    def line(self, record: int) -> int:
        """Line of the file (from 1) on which the `record`-th record of this block (from 0) starts."""
        lines = (line for line, _ in walk(self.data, self.name, self.first_line))
        return next(islice(lines, record, None))

    def refuse(self, wrong: pl.Series, column: str, problem: str) -> None:
        """Raise UnreadableFile at the first record for which `wrong` is true.

        `problem` says what is wrong with `column`; `{}` in it becomes the value of the record.
        """
        if wrong.any():
            record = wrong.arg_max() or 0
            value = quoted(self.frame[column][record] or "")
            raise UnreadableFile(f"{self.name}: line {self.line(record)}: {column} {problem.replace('{}', value)}")


def read_blocks(
    chunks: Iterable[bytes],
    name: str,
    wanted: Sequence[str] | None = None,
    size: int = BLOCK,
    optional: Sequence[str] = (),
) -> Iterator[Block]:
    """Parse a comma-separated file, called `name` in messages, as `chunks` of its bytes arrive.

    The first record is the heading; `wanted` columns are kept, or all without it, and those `optional` ones that are
    there. Every record must have as many fields as the heading. A block has about `size` bytes or more, as the chunks
    come. Raises UnreadableFile for bytes that are not UTF-8, a wanted column that is missing or there twice, a wrong
    number of fields, a quotation mark out of place, or an empty file.
    """
    pieces = _whole_records(chunks, name, size)
    first = next(pieces, b"").removeprefix(MARK)
    if not first.strip():
        expected = f"a heading with {', '.join(wanted)}" if wanted else "a heading and records"
        raise UnreadableFile(f"{name}: is empty; {expected} is expected")
    end = _first_record(first)
    heading = _heading(first[:end], name)
    single = [column for column in heading if column and heading.count(column) == 1]
    kept = single if wanted is None else [*wanted, *(column for column in optional if column in single)]
    places = _places(heading, kept, name)
    line, data = 1 + first[:end].count(b"\n"), first[end:]
    while True:
        yield Block(_frame(data, name, line, len(heading), places), name, line, data)
        following = next(pieces, b"")
        if not following:
            return
        line, data = line + data.count(b"\n"), following


def _whole_records(chunks: Iterable[bytes], name: str, size: int) -> Iterator[bytes]:
    """Cut the bytes where a record ends, so that no block needs the next one."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk if rest else chunk
        end = _last_record(data) if len(data) >= size else 0
        if end:
            yield data[:end]
        rest = data[end:]
        if len(rest) > LONGEST_RECORD:
            raise UnreadableFile(f"{name}: has a line that does not end, or a quotation mark that is not closed")
    if rest:
        yield rest


def _last_record(data: bytes) -> int:
    """Offset after the last line end of `data` that is not inside quotation marks."""
    end = data.rfind(b"\n") + 1
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        previous = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', previous, end)
        end = previous
    return end


def _first_record(data: bytes) -> int:
    """Offset after the first line end of `data` that is not inside quotation marks."""
    start, quotes = 0, 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        quotes += data.count(b'"', start, end)
        if quotes % 2 == 0:
            return end
        start = end
    return len(data)


def _heading(record: bytes, name: str) -> list[str]:
    rows = [row for _, row in walk(record, name, 1)]
    return [" ".join(field.split()) for field in rows[0]] if rows else []


def _places(heading: Sequence[str], wanted: Sequence[str], name: str) -> dict[str, int]:
    """Where in the record each wanted column is."""
    for column in wanted:
        if column not in heading:
            known = ", ".join(map(quoted, heading))
            hint = did_you_mean(column, heading)
            raise UnreadableFile(f"{name}: has no column {quoted(column)}; its columns are {known}{hint}")
        if heading.count(column) > 1:
            raise UnreadableFile(f"{name}: the column {quoted(column)} is twice in the heading; keep one")
    return {column: heading.index(column) for column in wanted}


def _frame(data: bytes, name: str, line: int, width: int, places: dict[str, int]) -> pl.DataFrame:
    """Parse whole records: by Polars, or one by one where something is odd, which finds the line that is wrong."""
    if not data:
        return pl.DataFrame(schema=dict.fromkeys(places, pl.String))
    quick = _quick_frame(data, width, places)
    return quick if quick is not None else _careful_frame(data, name, line, width, places)


def _quick_frame(data: bytes, width: int, places: dict[str, int]) -> pl.DataFrame | None:
    """Parse with Polars, or give None unless it is certain that every record has `width` fields.

    Polars fills a short record with nulls and, when it need not read the last column, cuts a long one. It reads the
    last column here, so that no record can be long; then the number of separators shows whether one is short.
    """
    found = signs(data) if width > 1 else None
    if found is None:
        return None
    ended = (
        data if data.endswith(b"\n") else data + b"\n"
    )  # without it some releases accept a last record that is too long
    names = {place: column for column, place in places.items()}
    schema = {names.get(place, f"{UNWANTED}{place}"): pl.String for place in range(width)}
    columns = sorted({*places.values(), width - 1})
    try:
        frame = pl.read_csv(
            ended, has_header=False, schema=schema, columns=columns, separator=",", quote_char='"', encoding="utf8"
        )
    except pl.exceptions.PolarsError:
        return None
    if found.separators != frame.height * (width - 1):
        return None
    if width - 1 not in names:
        frame.drop_in_place(frame.columns[-1])
    return frame.with_columns(pl.all().replace("", None)) if found.doubled else frame


def _careful_frame(data: bytes, name: str, line: int, width: int, places: dict[str, int]) -> pl.DataFrame:
    """Parse record by record. Raises UnreadableFile with the line of the first one that is wrong."""
    columns: dict[str, list[str | None]] = {column: [] for column in places}
    for number, row in walk(data, name, line):
        if len(row) != width:
            raise UnreadableFile(f"{name}: line {number} has {len(row)} fields where the heading has {width}")
        for column, place in places.items():
            columns[column].append(row[place] or None)
    return pl.DataFrame(columns, schema=dict.fromkeys(places, pl.String))
