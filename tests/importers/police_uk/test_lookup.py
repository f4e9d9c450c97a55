"""Lookups: which LSOAs lie in which area, and which columns say so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.importers.police_uk.lookup import Area, ColumnNames, read_lookups
from support.street import LOOKUP, written

CHOOSE = ": choose one with --area-column; its columns are"
COLUMNS = '"lsoa21_code", "ward_code", "ward_name", "district_code", "district_name", "population"'


def areas_of(folder: Path, text: str, **names: list[str]) -> list[Area]:
    """Read one lookup."""
    return read_lookups([written(folder / "lookup.csv", text)], ColumnNames(**names))


class TestLookups:
    """Lookups are read when they can mean one thing only."""

    def test_columns_are_found(self, tmp_path: Path) -> None:
        """Where one column only can be meant, none need be named, and a sibling gives the code."""
        heading = "\ufeffLSOA21CD,LSOA21NM,LAD24CD,LAD24NM,FID,Population"
        records = ('E01000001,A 1,E07000001,Ely,1,"1,954"', "W01000002,A 2,E07000001,Ely,2,46")
        text = "\n".join([heading, *records])
        (area,) = areas_of(tmp_path, text)
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
                'the column "ward_code" has no LSOA codes (E01… or W01…); its columns are "lsoa21_code", "ward_code"',
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
            ("lsoa,area,n\nE01000001,Ely,0\n", {}, '"Ely" has no residents, and rates are per resident'),
            ("lsoa,area,n\nE01000001,=Ely,1\n", {}, 'the area name "=Ely" must not start with ='),
            ("lsoa,area,n\n", {}, "has a heading and no records; one for each LSOA is expected"),
            ("", {}, "is empty; a lookup of LSOAs is expected"),
            (LOOKUP, {"population": ["residents"]}, '--population-column "residents" is not one of its columns'),
        ],
    )
    def test_refusals(self, tmp_path: Path, text: str, names: dict[str, list[str]], message: str) -> None:
        """What cannot be meant, or is no number of residents, is refused with its line or the columns there are."""
        with pytest.raises((UnreadableFile, UsageError), match=re.escape(message)):
            areas_of(tmp_path, text, **names)

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
            match=r'^--area-column "distric" is in none of the --areas files; they have .*; did you mean "distric',
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
        (area,) = areas_of(tmp_path, "lsoa,area,n\nE01000001,Ely,1\nE01000002,,5\nE01000003,Ely,2\n")
        assert (area.lsoas, area.population) == ({"E01000001", "E01000003"}, 3)
