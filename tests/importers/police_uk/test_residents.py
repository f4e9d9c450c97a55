"""Residents: from files of their own, as the ONS publishes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.street import JANUARY, LOOKUP, NORTHAM, SOUTHAM, archive, name, written


class TestPopulation:
    """Residents from files of their own, as the ONS publishes them."""

    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        return archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})

    @pytest.fixture
    def bare(self, tmp_path: Path) -> Path:
        """A lookup that says nothing of residents."""
        text = "\n".join(line.split(",", 3)[0] + ",Town" for line in LOOKUP.splitlines()[1:])
        return written(tmp_path / "bare.csv", f"LSOA21CD,LAD24NM\n{text}\n")

    def people(self, path: Path, *numbers: int, heading: str = "Total population") -> Path:
        lines = [f"{lsoa},{lsoa} name,2021,{n}\n" for lsoa, n in zip(NORTHAM + SOUTHAM, numbers, strict=False)]
        return written(path, f"LSOA code,LSOA name,Year,{heading}\n{''.join(lines)}")

    def test_residents_of_their_own_file(self, importing, tmp_path: Path, source: Path, bare: Path) -> None:
        """The lookup needs no residents, and those of a file are used; several files are put together."""
        whole = self.people(tmp_path / "whole.csv", 1, 20, 300, 4000, 50000, 600000)
        areas, _ = importing(source, "--population", whole, areas=bare, columns=())
        assert areas["town"]["population"] == 654321
        half = self.people(tmp_path / "half.csv", 1, 20, 300)
        lines = whole.read_text().splitlines(keepends=True)
        rest = written(tmp_path / "rest.csv", "".join([lines[0], *lines[4:]]))
        files = ("--population", half, "--population", rest)
        assert importing(source, *files, areas=bare, columns=())[0] == areas

    def test_they_come_before_those_of_a_lookup(self, importing, tmp_path: Path, source: Path) -> None:
        """A lookup's own column of residents is not looked at when --population is given."""
        people = self.people(tmp_path / "p.csv", *[10] * 6)
        areas, _ = importing(source, "--population", people)
        assert [area["population"] for area in areas.values()] == [30, 30]

    def test_columns_can_be_named(self, importing, refused, tmp_path: Path, source: Path, bare: Path) -> None:
        """--population-column then means the files of residents, and --code-column whichever file has it."""
        people = self.people(tmp_path / "p.csv", *[10] * 6, heading="Value")
        message = refused(source, "--population", people, areas=bare, columns=())
        assert message == (
            f'{people}: 2 columns could hold the residents ("Year", "Value"): choose one with --population-column; '
            'its columns are "LSOA code", "LSOA name", "Year", "Value"'
        )
        options = ("--population", people, "--population-column", "Value", "--code-column", "LSOA code")
        assert importing(source, *options, areas=bare, columns=())[0]["town"]["population"] == 60
        message = refused(source, *options[:2], "--population-column", "Number", areas=bare, columns=())
        assert message.startswith(f'{people}: --population-column "Number" is not one of its columns ("LSOA code", ')

    def test_residents_that_are_missing(self, refused, tmp_path: Path, source: Path, bare: Path) -> None:
        """An LSOA of the lookup without residents is refused, with how many there are and where."""
        people = self.people(tmp_path / "p.csv", 1, 2, 3, 4)
        assert refused(source, "--population", people, areas=bare, columns=()) == (
            f'{bare}: no --population file has the residents of 2 LSOAs, such as "E01000005" in "Town"; '
            "give those of every LSOA in the lookup, of the same census"
        )
        assert refused(source, areas=bare, columns=()) == (
            f"{bare}: no column holds residents: choose one with --population-column, or name a file of residents with "
            '--population; its columns are "LSOA21CD", "LAD24NM"'
        )

    def test_files_that_do_not_agree(self, refused, tmp_path: Path, source: Path, bare: Path) -> None:
        """Two files with different residents for one LSOA are refused, and so is one that has it twice."""
        one, two = self.people(tmp_path / "1.csv", *[10] * 6), self.people(tmp_path / "2.csv", *[11] * 6)
        message = refused(source, "--population", one, "--population", two, areas=bare, columns=())
        assert message == (
            f'the residents of "E01000001" differ: 10 in {one} and 11 in {two}; 6 LSOAs in all; use files that agree'
        )
        twice = written(tmp_path / "3.csv", one.read_text() + "E01000001,x,2021,10\n")
        message = refused(source, "--population", twice, areas=bare, columns=())
        assert message == f'{twice}: line 8: LSOA code must not repeat the code of an earlier line, as "E01000001" does'

    def test_an_input_is_never_overwritten(self, refused, tmp_path: Path, source: Path, bare: Path) -> None:
        """A file of residents is refused as the output before anything is read."""
        people = self.people(tmp_path / "p.csv", *[10] * 6)
        message = refused(source, "--population", people, "-o", people, areas=bare, columns=())
        assert message == f"--output {people}: is {people}, which is read; name another file"
