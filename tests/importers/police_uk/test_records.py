"""Records: CSV files are read rightly in blocks, or refused with the line."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.errors import UnreadableFile
from crimecompare.importers.police_uk import records

fields = st.text(st.sampled_from("aé, \n\"'x"), max_size=4)
tables = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(fields, min_size=width, max_size=width), max_size=9))


def read(content: bytes, chunk: int, wanted: list[str] | None = None, size: int = 8) -> list[tuple[str | None, ...]]:
    """Read a CSV file in small chunks, and in blocks of about `size` bytes."""
    chunks = [content[start : start + chunk] for start in range(0, len(content), chunk)]
    blocks = records.read_blocks(chunks, "x.csv", wanted, size)
    return [row for block in blocks for row in block.frame.rows()]


class TestRecords:
    """CSV files are read rightly, or refused."""

    @given(
        tables, st.integers(1, 40), st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    )
    def test_what_is_written_is_read(self, rows: list[list[str]], chunk: int, end: str, quoting: int) -> None:
        """Whatever the fields hold and wherever blocks are cut, a table is read back, with null for empty fields."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
        heading = [f"h{n}" for n in range(len(rows[0]) if rows else 2)]
        writer.writerows([heading, *rows])
        expected = [tuple(field or None for field in row) for row in rows]
        assert read(text.getvalue().encode(), chunk) == expected
        assert read(text.getvalue().encode(), chunk, heading[-1:]) == [row[-1:] for row in expected]

    @given(st.text(st.sampled_from('ab ,"\n\r'), max_size=30), st.integers(1, 40))
    def test_anything_is_read_as_python_reads_it(self, text: str, chunk: int) -> None:
        """Any text of separators and quotation marks is read as Python's own reader does, or refused with a line."""
        content = f"h1,h2\n{text}".encode()
        reader = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
        try:
            expected = [tuple(field or None for field in row) for row in reader if row][1:]
        except csv.Error:
            expected = [()]
        if all(len(row) == 2 for row in expected):
            assert read(content, chunk, size=100) == expected
        try:
            assert read(content, chunk) == expected
        except UnreadableFile as error:
            assert re.match(r"x\.csv: line \d+ ", str(error))  # noqa: PT017 - either is right, nothing else is

    @given(st.integers(0, 30), st.integers(1, 100))
    def test_a_bad_record_is_found_on_its_line(self, before: int, chunk: int) -> None:
        """The line that is named is the line of the file, in whichever block it is."""
        content = b"a,b,c\n" + b'1,"2\n2",3\n' * before + b"1,2\n" + b"1,2,3\n" * 5
        with pytest.raises(
            UnreadableFile, match=f"^x.csv: line {2 * before + 2} has 2 fields where the heading has 3$"
        ):
            read(content, chunk)

    def test_a_line_without_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A line that goes on and on is refused before it fills the memory."""
        monkeypatch.setattr(records, "LONGEST_RECORD", 1000)
        with pytest.raises(
            UnreadableFile, match="has a line that does not end, or a quotation mark that is not closed"
        ):
            read(b'a,b\n1,"' + b"x\n" * 1000, 100)
