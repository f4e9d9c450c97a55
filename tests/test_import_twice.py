"""`import police-uk`: every row counts once, however often and under whatever name the files hold it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from street import (
    ANTI_SOCIAL,
    BURGLARY,
    HEADING,
    LOOKUP,
    NORTHAM,
    SOUTHAM,
    archive,
    folder,
    name,
    street,
    written,
)

EVERYWHERE = [(lsoa, BURGLARY) for lsoa in NORTHAM + SOUTHAM]
JANUARY = street("2025-01", EVERYWHERE)


class TestFiles:
    """The rows of one force and month are counted from one file."""

    def test_copies_are_passed_over(self, importing, refused, tmp_path: Path) -> None:
        """A browser's second download counts neither in a folder nor in an archive, and is refused when named."""
        copy = name("2025-01").replace(".csv", " (1).csv")
        files = {name("2025-01"): JANUARY, copy: JANUARY}
        for source in (folder(tmp_path / "folder", files), archive(tmp_path / "a.zip", files)):
            areas, said = importing(source)
            assert areas["northam"]["crimes"] == 3
            assert "Read 1 file with 6 rows" in said
        named = tmp_path / "folder" / copy
        why = "must be an archive (.zip), a folder or a file that ends in -street.csv"
        assert refused(tmp_path / "folder" / name("2025-01"), named) == f"{named}: {why}"

    def test_an_undated_file_beside_the_dated_one(self, refused, tmp_path: Path) -> None:
        """A file whose name gives no month is known by its rows, and refused where another holds that force's month."""
        dated = written(tmp_path / "2025-01-made-street.csv", JANUARY)
        undated = written(tmp_path / "jan-street.csv", JANUARY)
        assert refused(dated, undated) == (
            f"the Made rows of January 2025 would be counted twice: from {dated} and from {undated}"
        )
        again = written(tmp_path / "again-street.csv", JANUARY)
        assert refused(undated, again) == (
            f"the Made rows of January 2025 would be counted twice: from {undated} and from {again}"
        )

    def test_an_undated_file_of_another_month(self, importing, tmp_path: Path) -> None:
        """It continues the dated files of its force, so that no month is missing; one of another force is no copy."""
        dated = written(tmp_path / "2025-01-made-street.csv", JANUARY)
        more = written(tmp_path / "feb-street.csv", street("2025-02", EVERYWHERE * 2))
        areas, said = importing(dated, more)
        assert areas["northam"]["monthly_crimes"] == {"2025-01": 3, "2025-02": 6}
        assert "missing" not in said
        other = written(tmp_path / "jan-street.csv", street("2025-01", EVERYWHERE, force="Devon & Cornwall Police"))
        assert importing(dated, other)[0]["northam"]["crimes"] == 6

    def test_an_undated_file_without_a_force(self, importing, refused, tmp_path: Path) -> None:
        """Without the column of forces, and where that is blank, the file's name stands for the force."""
        rows = "".join(f"2025-01,{lsoa},{BURGLARY}\n" for lsoa, _ in EVERYWHERE)
        bare = written(tmp_path / "Mine Own-street.csv", f"Month,LSOA code,Crime type\n{rows}")
        blank = folder(tmp_path / "more", {"mine own-street.csv": street("2025-01", EVERYWHERE, force=" ")})
        other = folder(tmp_path / "other", {"mine-street.csv": street("2025-01", EVERYWHERE, force=" ")})
        assert importing(bare, other)[0]["northam"]["crimes"] == 6
        assert refused(bare, blank).startswith("the Mine Own rows of January 2025 would be counted twice: from ")

    def test_forces_are_the_same_in_any_case(self, importing, refused, tmp_path: Path) -> None:
        """Files of one force whose names differ in case are of one force, and of one month are refused."""
        upper = folder(tmp_path / "upper", {"2025-02-MADE-Street.csv": street("2025-02", EVERYWHERE)})
        lower = folder(tmp_path / "lower", {"2025-01-made-street.csv": JANUARY})
        areas, said = importing(upper, lower)
        assert areas["northam"]["monthly_crimes"] == {"2025-01": 3, "2025-02": 3}
        assert "missing" not in said
        twice = folder(tmp_path / "twice", {"2025-01-Made-street.csv": JANUARY})
        assert "would be counted twice" in refused(lower, twice)

    def test_only_what_is_counted_may_not_overlap(self, importing, refused, tmp_path: Path) -> None:
        """Archives that share months outside --from and --to are fine; inside they are refused."""
        months = {m: {name(m): street(m, EVERYWHERE)} for m in ("2025-01", "2025-02", "2025-03")}
        first = archive(tmp_path / "a.zip", months["2025-01"] | months["2025-02"])
        second = archive(tmp_path / "b.zip", months["2025-02"] | months["2025-03"])
        assert importing(first, second, "--from", "2025-03")[0]["northam"]["crimes"] == 3
        assert '"2025-02-made-street.csv" would be counted twice' in refused(first, second, "--from", "2025-02")


class TestCells:
    """What is spelled in two ways is one thing."""

    def test_one_offence_in_several_spellings(self, importing, tmp_path: Path) -> None:
        """Blanks and capitals make no other offence: the commonest spelling stands, and --exclude takes any."""
        spelled = ["Burglary ", "burglary", " BURGLARY", "Anti-Social  Behaviour"]
        rows = EVERYWHERE + [(NORTHAM[0], offence) for offence in spelled]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
        areas, _ = importing(source)
        assert areas["northam"]["offences"] == {"Anti-Social Behaviour": 1, BURGLARY: 6}
        assert areas["southam-city-of"]["offences"] == {"Anti-Social Behaviour": 0, BURGLARY: 3}
        areas, _ = importing(source, "--exclude", ANTI_SOCIAL, "--total", "Both")
        assert areas["both"]["offences"] == {BURGLARY: 9}
        assert areas["both"]["offence_scope"].endswith("excluding anti-social behaviour")

    def test_blank_cells_hold_nothing(self, importing, refused, tmp_path: Path) -> None:
        """A cell of blanks is no LSOA, blanks round a code do not matter, and a blank offence is refused."""
        rows = [*EVERYWHERE, (" ", BURGLARY), ("  ", BURGLARY), (f" {NORTHAM[0]} ", BURGLARY)]
        areas, said = importing(archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)}))
        assert areas["northam"]["crimes"] == 4
        assert "Not counted: 2 rows without an LSOA." in said
        source = written(tmp_path / "2025-01-made-street.csv", f"{JANUARY}{',' * HEADING.count(',')}\n")
        assert refused(source).endswith('line 8: Month is "" in a file whose name says 2025-01')
        source = written(tmp_path / "2025-01-made-street.csv", street("2025-01", [*EVERYWHERE, (NORTHAM[0], " ")]))
        assert refused(source).endswith("line 8: Crime type is empty; every row has an offence")


class TestAreas:
    """One area has one key, and one number of residents."""

    def imported(self, run, tmp_path: Path, second: str, *options: str) -> dict[str, dict]:
        source = archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})
        lookups = [written(tmp_path / f"{n}.csv", text) for n, text in enumerate((LOOKUP, second))]
        columns = ("--areas", lookups[0], "--areas", lookups[1], "--area-column", "district_name")
        return json.loads(run("import", "police-uk", source, *columns, *options).out)["areas"]

    def test_the_first_lookup_has_the_plain_key(self, run, tmp_path: Path) -> None:
        """A ward that is called like a district gets its code behind its key, the district does not."""
        wards = "code,ward_code,ward_name,residents\nE01000001,E05000001,Northam,1954\nE01000004,,Southam,2000\n"
        areas = self.imported(run, tmp_path, wards)
        assert {key: area.get("code") for key, area in areas.items()} == {
            "northam": "E07000001",
            "southam-city-of": "E07000002",
            "northam-e05000001": "E05000001",
            "southam": None,
        }

    def test_the_same_lsoas_are_the_same_area(self, run, tmp_path: Path) -> None:
        """A ward that is a whole district is not written twice, and can be named as either."""
        ward = "code,ward_code,ward_name,residents\n" + "".join(
            f"{lsoa},E05000009,Whole Ward,{residents}\n"
            for lsoa, residents in zip(NORTHAM, (1954, 1000, 1046), strict=True)
        )
        assert [*self.imported(run, tmp_path, ward)] == ["northam", "southam-city-of"]
        for only in ("Whole Ward", "whole-ward", "E05000009"):
            assert [*self.imported(run, tmp_path, ward, "--only", only)] == ["northam"]

    def test_what_is_not_written_has_no_key_of_another(self, run, tmp_path: Path) -> None:
        """A ward called like its district, written without it, is not said to be within itself."""
        ward = "code,ward_code,ward_name,residents\nE01000001,E05000001,Northam,1954\n"
        areas = self.imported(run, tmp_path, ward, "--only", "E05000001")
        assert [*areas] == ["northam"]
        assert "within" not in areas["northam"]

    def test_residents_must_agree(self, refused, tmp_path: Path, lookup: Path) -> None:
        """Two lookups that give an LSOA different residents are refused, naming both."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})
        towns = written(tmp_path / "towns.csv", "code,area,residents\nE01000001,Town,1955\n")
        assert refused(source, "--areas", towns) == (
            f'residents of "E01000001" differ: 1,955 in {towns} and 1,954 in {lookup}; use files that agree'
        )


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
            f'residents of "E01000001" differ: 10 in {one} and 11 in {two}; 6 LSOAs in all; use files that agree'
        )
        twice = written(tmp_path / "3.csv", one.read_text() + "E01000001,x,2021,10\n")
        message = refused(source, "--population", twice, areas=bare, columns=())
        assert message == f'{twice}: line 8: LSOA code must not repeat the code of an earlier line, as "E01000001" does'

    def test_an_input_is_never_overwritten(self, refused, tmp_path: Path, source: Path, bare: Path) -> None:
        """A file of residents is refused as the output before anything is read."""
        people = self.people(tmp_path / "p.csv", *[10] * 6)
        message = refused(source, "--population", people, "-o", people, areas=bare, columns=())
        assert message == f"--output {people}: is {people}, which is read; name another file"
