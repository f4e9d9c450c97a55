"""The parts that imports are made of: CSV records, lookups and their columns, keys."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from street import LOOKUP, written

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.importers.keys import key_of, unique_keys
from crimecompare.importers.police_uk import records
from crimecompare.importers.police_uk.lookup import Area, ColumnNames, read_lookups
from crimecompare.profiles.types import check_key

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
            UnreadableFile, match="has a line that does not end, or a quotation mark that is never closed"
        ):
            read(b'a,b\n1,"' + b"x\n" * 1000, 100)


class TestKeys:
    """Keys are legal, unique and can be guessed."""

    @given(st.text(min_size=1))
    def test_every_name_has_a_legal_key(self, name: str) -> None:
        """Whatever an area is called, its key is one that the command line takes."""
        assert check_key(key_of(name)) == key_of(name)

    @given(
        st.lists(
            st.tuples(st.sampled_from(["Abbey", "abbey", "St. Ives", "St Ives", "?"]), st.none() | st.text(max_size=2))
        )
    )
    def test_keys_are_unique(self, areas: list[tuple[str, str | None]]) -> None:
        """No two areas have the same key, also not beside keys that are taken."""
        keys = unique_keys(areas, taken=["abbey", "area"])
        assert len({*keys, "abbey", "area"}) == len(areas) + 2
        assert all(check_key(key) for key in keys)

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("East Cambridgeshire", "east-cambridgeshire"),
            ("Bristol, City of", "bristol-city-of"),
            ("King's Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
            ("King\N{RIGHT SINGLE QUOTATION MARK}s Lynn", "kings-lynn"),
            ("Rhondda Cynon Taf", "rhondda-cynon-taf"),
            ("Ynys Môn", "ynys-môn"),
            ("Longlands & Beechwood (East)", "longlands-beechwood-east"),
            ("x.json", "x-json"),
            ("-", "area"),
        ],
    )
    def test_keys_can_be_guessed(self, name: str, key: str) -> None:
        """A key is the name in lower case, with hyphens."""
        assert key_of(name) == key


CHOOSE = ": choose one with --area-column; its columns are"
COLUMNS = '"lsoa21_code", "ward_code", "ward_name", "district_code", "district_name", "population"'


def lookup(folder: Path, text: str, **names: list[str]) -> list[Area]:
    """Read one lookup."""
    return read_lookups([written(folder / "lookup.csv", text)], ColumnNames(**names))


class TestLookups:
    """Lookups are read when they can mean one thing only."""

    def test_columns_are_found(self, tmp_path: Path) -> None:
        """Where one column only can be meant, none need be named, and a sibling gives the code."""
        heading = "\ufeffLSOA21CD,LSOA21NM,LAD24CD,LAD24NM,FID,Population"
        records = ('E01000001,A 1,E07000001,Ely,1,"1,954"', "W01000002,A 2,E07000001,Ely,2,46")
        text = "\n".join([heading, *records])
        (area,) = lookup(tmp_path, text)
        assert (area.name, area.code, area.population) == ("Ely", "E07000001", 2000)
        assert area.lsoas == {"E01000001", "W01000002"}

    @pytest.mark.parametrize(
        ("text", "names", "message"),
        [
            (
                LOOKUP,
                {},
                f'2 columns could hold the area names ("ward_name", "district_name"){CHOOSE} {COLUMNS}',
            ),
            (
                "a,b\nx,1\n",
                {},
                'no column holds LSOA codes (E01… or W01…): choose one with --code-column; its columns are "a", "b"',
            ),
            (
                "lsoa,area\nE01000001,Ely\n",
                {},
                'or name a file of residents with --population; its columns are "lsoa", "area"',
            ),
            (
                "lsoa,area,n,m\nE01000001,Ely,1,2\n",
                {},
                '2 columns could hold the residents ("n", "m"): choose one with --population-column',
            ),
            (
                LOOKUP,
                {"code": ["ward_code"]},
                'the column "ward_code" holds no LSOA codes (E01… or W01…); its columns are "lsoa21_code", "ward_code"',
            ),
            (LOOKUP, {"area": ["x", "y"]}, "--area-column is given 2 times for 1 --areas; give it once, or for each"),
            (
                "lsoa,area,n\nE01000001,Ely,1\nE01000001,Ely,1\n",
                {},
                'line 3: lsoa must not repeat the code of an earlier line, as "E01000001" does',
            ),
            (
                "lsoa,area,n\nE01000001,Ely,1\nE01000002,Ely,n/a\nE01000003,Ely,1\n",
                {},
                'line 3: n must be a whole number of residents, not "n/a"',
            ),
            (
                "lsoa,area,n\nE01000001,Ely,1\nE01000002,Ely,\nE01000003,Ely,1\n",
                {},
                'line 3: n must be a whole number of residents, not ""',
            ),
            (
                "lsoa,area,n\nE01000001,Ely,1\nE0100000,Ely,1\nE01000003,Ely,1\n",
                {},
                'line 3: lsoa must be the code of an LSOA such as E01018108, not "E0100000"',
            ),
            ("lsoa,area,n\nE01000001,Ely,0\n", {}, 'nobody lives in "Ely", and rates are per resident'),
            ("lsoa,area,n\nE01000001,=Ely,1\n", {}, 'the area name "=Ely" must not start with ='),
            ("lsoa,area,n\n", {}, "has a heading and no records; one for each LSOA is expected"),
            ("", {}, "is empty; a lookup of LSOAs is expected"),
            (LOOKUP, {"population": ["residents"]}, '--population-column "residents" is not one of its columns'),
        ],
    )
    def test_refusals(self, tmp_path: Path, text: str, names: dict[str, list[str]], message: str) -> None:
        """What cannot be meant, or is no number of residents, is refused with its line or the columns there are."""
        with pytest.raises((UnreadableFile, UsageError), match=re.escape(message)):
            lookup(tmp_path, text, **names)

    def test_a_column_is_named_once_or_for_each(self, tmp_path: Path) -> None:
        """A named column is meant in the lookups that have it; named once per lookup, each has its own."""
        first = written(tmp_path / "first.csv", LOOKUP)
        second = written(tmp_path / "second.csv", "code,part,n\nE01000001,Town,1954\nE01000002,Town,1000\n")
        for area in (["district_name"], ["district_name", "part"]):
            assert {a.name for a in read_lookups([first, second], ColumnNames(area=area))} == {
                "Northam",
                "Southam, City of",
                "Town",
            }
        wards = read_lookups(
            [first, first], ColumnNames(area=["district_name", "ward_name"], area_code=["district_code", "ward_code"])
        )
        assert [(a.lookup, a.name) for a in wards] == [
            (0, "Northam"),
            (0, "Southam, City of"),
            (1, "Abbey"),
            (1, "Abbey"),
            (1, "Castle"),
            (1, "Mill"),
        ]

    def test_a_column_that_no_lookup_has(self, tmp_path: Path) -> None:
        """A column named once for several lookups must be in one of them."""
        first = written(tmp_path / "first.csv", LOOKUP)
        with pytest.raises(
            UsageError,
            match=r'^--area-column "distric": none of the --areas files has it; they have .*; did you mean distric',
        ):
            read_lookups([first, first], ColumnNames(area=["distric"]))

    def test_a_lookup_that_is_too_large(self, tmp_path: Path) -> None:
        """What is far larger than any lookup is not read."""
        large = tmp_path / "large.csv"
        with large.open("wb") as file:
            file.truncate(1 << 27)
        with pytest.raises(
            UnreadableFile, match=r"large\.csv: is too large \(134,217,728 bytes\) for a lookup of LSOAs$"
        ):
            read_lookups([large], ColumnNames())

    def test_lsoas_in_no_area(self, tmp_path: Path) -> None:
        """An LSOA whose area is empty is in no area."""
        (area,) = lookup(tmp_path, "lsoa,area,n\nE01000001,Ely,1\nE01000002,,5\nE01000003,Ely,2\n")
        assert (area.lsoas, area.population) == ({"E01000001", "E01000003"}, 3)
