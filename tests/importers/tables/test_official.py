"""`crimecompare import table`: one law for every file format, and what official tables look like."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.hostile import excel_of
from support.street import unprivileged, written
from support.workbooks import Cell, Sheets, ods, xlsx

NOTES: list[list[Cell]] = [["Notes"], ["[x] is not available"]]
COUNTS: list[list[Cell]] = [
    ["Table C2: recorded crime by area [note 1]", None, None, None, None],
    ["This worksheet contains one table.", None, None, None, None],
    [
        "Force\nname",
        "Area  code [note 2]",
        "Area\nname",
        "Total recorded crime\n (excluding fraud)",
        "Robbery [note 3]",
    ],
    ["Made Police ", None, None, 15500, 42],
    ["Made Police", "E07000001", "Fen & land [note 4]", 7691, 12],
    ["Made Police", "E07000002", "Bristol, City of ", 7809, "[u1]"],
    ["Made Police", None, "Unassigned", "[x]", "[x]"],
    [None, None, None, None, None],
    ["Source: made", None, None, None, None],
]
COLUMNS = ("--area-column", "area name", "--code-column", "Area code")
TOTAL = "Total recorded crime (excluding fraud)"


def _separated(path: Path, sheets: Sheets, delimiter: str) -> Path:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=delimiter).writerows(list(sheets.values())[-1])
    return path


def _csv(folder: Path, sheets: Sheets) -> tuple[Path, tuple[str, ...]]:
    return _separated(folder / "t.csv", sheets, ","), ()


def _tsv(folder: Path, sheets: Sheets) -> tuple[Path, tuple[str, ...]]:
    return _separated(folder / "t.tsv", sheets, "\t"), ()


def _xlsx(folder: Path, sheets: Sheets) -> tuple[Path, tuple[str, ...]]:
    return xlsx(folder / "t.xlsx", sheets), ("--sheet", " table  c2")


def _ods(folder: Path, sheets: Sheets) -> tuple[Path, tuple[str, ...]]:
    return ods(folder / "t.ods", sheets), ("--sheet", "Table C2 ")


Writer = Callable[[Path, Sheets], tuple[Path, tuple[str, ...]]]
FORMATS = {"csv": _csv, "tsv": _tsv, "xlsx": _xlsx, "ods": _ods}


@pytest.fixture(params=FORMATS.values(), ids=FORMATS)
def sheet(request, tmp_path: Path) -> Callable[[list[list[Cell]]], tuple[str | Path, ...]]:
    """Write a table in one of the formats, beside another sheet where there can be one."""

    def write(rows: list[list[Cell]]) -> tuple[str | Path, ...]:
        path, options = request.param(tmp_path, {"Notes": NOTES, "Table C2 ": rows})
        return path, *options

    return write


@pytest.fixture
def command(run):
    """Run the import."""
    return lambda *arguments: run("import", "table", *arguments, "--retrieved", "2025-03-01")


class TestOfficialTables:
    """The same table in every format."""

    def test_counts(self, importing, sheet) -> None:
        """Title rows above, notes and line breaks in headings, subtotals, [x] and rows without figures: as in C2."""
        arguments = sheet(COUNTS)
        scope = ("--offence-scope", "recorded crime excluding fraud")
        areas, said = importing(*arguments, *COLUMNS, "--crimes-column", TOTAL, "--offence-column", "robbery", *scope)
        about = {"offence_scope": scope[1], "retrieved": "2025-03-01"}
        source = arguments[0].name + (", Table C2" if arguments[1:] else "")
        assert areas == {
            "fen-land": {
                "name": "Fen & land",
                "crimes": 7691,
                "offences": {"robbery": 12},
                "code": "E07000001",
                "source": source,
                **about,
            },
            "bristol-city-of": {
                "name": "Bristol, City of",
                "crimes": 7809,
                "code": "E07000002",
                "source": source,
                **about,
            },
        }
        assert "Read 2 areas from " in said
        assert "skipped 2 rows without an area (subtotals) and 1 row without a figure." in said

    def test_rates(self, importing, sheet) -> None:
        """Rates with a rounded population, and offences as rates: as in C4."""
        rows: list[list[Cell]] = [
            ["Area name", "Population figures\n - rounded to 100", "Rate", "Robbery"],
            ["Fenland", "103,000", 74.644538264, 0.494977435],
            ["Elsewhere", "[X]", "[x]", "[x]"],
        ]
        named = ("--population-column", "Population figures - rounded to 100", "--rate-column", "rate")
        options = ("--offence-column", "Robbery", "--population-basis", "mid-2022", "--period", "2024")
        areas, _ = importing(*sheet(rows), "--area-column", "Area name", *named, *options)
        assert [*areas] == ["fenland"]
        fenland = areas["fenland"]
        assert (fenland["crime_rate"], fenland["population"]) == (74.644538264, 103_000)
        assert fenland["offence_rates"] == {"Robbery": 0.494977435}
        assert (fenland["population_basis"], fenland["period"]) == ("mid-2022", "2024")

    def test_a_rate_beside_crimes_may_be_rounded(self, importing, refused, sheet) -> None:
        """A published rate and the crimes over a rounded population may differ a little, and not much."""
        rows: list[list[Cell]] = [["area", "people", "crimes", "rate"], ["Fenland", 103_000, 7691, 74.644538264]]
        options = ("--area-column", "area", "--population-column", "people", "--crimes-column", "crimes")
        areas, _ = importing(*sheet(rows), *options, "--rate-column", "rate")
        assert (areas["fenland"]["crimes"], areas["fenland"]["crime_rate"]) == (7691, 74.644538264)
        rows[1][3] = 90
        message = refused(*sheet(rows), *options, "--rate-column", "rate")
        assert 'area "fenland": crime_rate: must agree with crimes, population and period' in message

    def test_an_area_in_several_rows_is_left_out(self, importing, refused, sheet) -> None:
        """Parts of an area in several rows are not the area; without any other row there is nothing to import."""
        rows: list[list[Cell]] = [["Area", "Crimes"], ["Poole", 10], ["Dorset", 20], ["poole", 30]]
        areas, said = importing(*sheet(rows), "--area-column", "Area", "--crimes-column", "Crimes")
        assert [*areas] == ["dorset"]
        assert "Left out because each is in more than one row, and the tool cannot tell which to use: Poole" in said
        message = refused(*sheet([rows[0], rows[1], rows[1]]), "--area-column", "Area", "--crimes-column", "Crimes")
        assert message.endswith(
            "no row below the heading can be imported; each area is in more than one row: keep one for each"
        )

    def test_an_area_that_is_left_out_is_named_with_its_code(self, importing, sheet) -> None:
        """Of two areas of one name, the report tells by the code which one was left out."""
        rows: list[list[Cell]] = [["Area", "Code", "Crimes"], ["A", "E1", 1], ["A", "E1", 2], ["A", "E2", 3]]
        options = ("--area-column", "Area", "--code-column", "Code", "--crimes-column", "Crimes")
        areas, said = importing(*sheet(rows), *options)
        assert [area["code"] for area in areas.values()] == ["E2"]
        assert "cannot tell which to use: A (E1)." in said

    def test_areas_of_one_name_get_their_codes(self, importing, sheet) -> None:
        """Two areas whose keys fall together are told apart by their codes."""
        rows: list[list[Cell]] = [
            ["Area", "Code", "Crimes"],
            ["St. Ives", "E1", 10],
            ["St Ives", "E2", 20],
            ["Ely", "E3", 30],
        ]
        areas, _ = importing(
            *sheet(rows), "--area-column", "Area", "--code-column", "Code", "--crimes-column", "Crimes"
        )
        assert [*areas] == ["st-ives-e1", "st-ives-e2", "ely"]


class TestRefusals:
    """One line, with the row and the column."""

    def test_a_figure_that_is_none(self, refused, sheet) -> None:
        """A cell that is neither a number nor a known sign for a missing one names its row and column."""
        rows = [row[:] for row in COUNTS]
        rows[4][3] = "7.691,0"
        arguments = sheet(rows)
        assert refused(*arguments, *COLUMNS, "--crimes-column", TOTAL).endswith(
            f'5: {TOTAL} must be a number, not "7.691,0"'
            if arguments[1:]
            else f'8: {TOTAL} must be a number, not "7.691,0"'
        )

    def test_headings_that_are_not_there(self, refused, sheet) -> None:
        """A heading that no row has is named, with the nearest of the row that has the others."""
        arguments = sheet(COUNTS)
        assert refused(*arguments, *COLUMNS, "--crimes-column", "Total recorded crimes").endswith(
            f'the heading has no "Total recorded crimes"; did you mean "{TOTAL}"?'
        )
        assert refused(*arguments, "--area-column", "Nowhere", "--crimes-column", "No").endswith(
            'no row has a heading "Nowhere"'
        )
        rows: list[list[Cell]] = [["Area", "Crimes", "Crimes [note 1]"], ["Ely", 1, 2]]
        message = refused(*sheet(rows), "--area-column", "Area", "--crimes-column", "Crimes")
        assert message.endswith('the heading has "Crimes" twice; keep one')

    def test_no_figure_is_asked_for(self, refused, sheet) -> None:
        """Neither counts nor rates named: nothing to import."""
        assert refused(*sheet(COUNTS), *COLUMNS).startswith("name the column of the figures: --crimes-column")

    def test_an_empty_source(self, refused, sheet) -> None:
        """A source that is given but empty is refused and not taken for absent."""
        message = refused(*sheet(COUNTS), *COLUMNS, "--crimes-column", TOTAL, "--source", "")
        assert message == "--source must not be empty; leave it out instead"

    def test_sheets(self, refused, tmp_path: Path) -> None:
        """Of several sheets one has to be named, and rightly; a text file has none."""
        book = xlsx(tmp_path / "t.xlsx", {"Notes": NOTES, "Table C2 ": COUNTS})
        figures = ("--area-column", "Area name", "--crimes-column", TOTAL)
        assert refused(book, *figures) == f'{book}: has 2 sheets; choose one with --sheet: "Notes", "Table C2"'
        assert refused(book, "--sheet", "Table C9", *figures).endswith(
            'has no sheet "Table C9"; did you mean "Table C2"?'
        )
        plain, _ = _csv(tmp_path, {"": COUNTS})
        assert (
            refused(plain, "--sheet", "x", *figures) == f"{plain}: --sheet is for spreadsheets; this file has no sheets"
        )

    @pytest.mark.parametrize(
        ("file", "content", "message"),
        [
            ("t.csv", b"", "is empty; a table with a heading is expected"),
            ("t.xlsx", b"", "is empty; a table with a heading is expected"),
            ("t.txt", b"x", "must end in .csv, .tsv, .xlsx, .ods, .xlsm, .xlsb or .xls"),
            ("t.csv", b"area,crimes\nCaf\xe9,1\n", "line 2 is not UTF-8; save the file as UTF-8"),
            ("t.csv", b"area,crimes\nEly,1,954\n", "line 2 has 3 fields where the heading has 2"),
            ("t.csv", b'area,crimes\nEly,"1\n', 'line 2 has a quotation mark (") that is never closed'),
            ("t.csv", b'"area,crimes\n' + b"Ely,1\n" * 30_000, 'line 1 has a quotation mark (") that is never closed'),
            (
                "t.csv",
                b'area,crimes\n"' + b"x" * 140_000 + b'",1\n',
                "line 2 has a cell of more than 131,072 characters",
            ),
            ("t.csv", b"area,crimes\nEly,[x]\n", "no row below the heading can be imported"),
            ("t.csv", b"area,crimes\nEly,1.5\n", 'line 2: area "ely": crimes: must be a whole number, not 1.5'),
            ("t.csv", b"area,crimes\n=Ely,1\n", 'must not start with = (a spreadsheet would run it), as "=Ely" does'),
        ],
    )
    def test_bad_files(self, refused, tmp_path: Path, file: str, content: bytes, message: str) -> None:
        """A file that cannot be read, or holds what a profile refuses, is named with the line."""
        path = written(tmp_path / file, content)
        said = refused(path, "--area-column", "area", "--crimes-column", "crimes")
        assert said.startswith(f"{path}: ")
        assert said.endswith(message)

    @pytest.mark.parametrize("file", ["t.xlsx", "t.ods", "t.xls"])
    def test_broken_spreadsheets(self, refused, tmp_path: Path, file: str) -> None:
        """What only looks like a spreadsheet is refused in one line."""
        whole = xlsx(tmp_path / "whole.xlsx", {"A": COUNTS}).read_bytes()
        for content in (b"nothing", whole[: len(whole) // 2], b"PK\x05\x06" + bytes(18)):
            path = written(tmp_path / file, content)
            said = refused(path, "--area-column", "area", "--crimes-column", "crimes")
            assert said.startswith(f"{path}: cannot be read as a spreadsheet: ")

    def test_a_csv_file_by_another_name(self, refused, tmp_path: Path) -> None:
        """CSV that is called .xls is told from a workbook that is damaged."""
        path = written(tmp_path / "t.xls", "area,crimes\nEly,1\n")
        why = "it is not an Excel or OpenDocument file; if it is CSV, name it .csv"
        said = refused(path, "--area-column", "area", "--crimes-column", "crimes")
        assert said == f"{path}: cannot be read as a spreadsheet: {why}"

    def test_a_cell_of_no_kind(self, refused, tmp_path: Path) -> None:
        """What the reader of workbooks finds is the reason, without the names of its parts."""
        rows = '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'
        path = excel_of(tmp_path / "t.xlsx", rows)
        said = refused(path, "--area-column", "area", "--crimes-column", "crimes")
        assert said.startswith(f"{path}: cannot be read as a spreadsheet: it is damaged (Unknown cell 't' attribute")

    @pytest.mark.parametrize("sheet", [(), ("--sheet", "A")])
    def test_a_workbook_without_a_sheet(self, refused, tmp_path: Path, sheet: tuple[str, ...]) -> None:
        """There is none to choose."""
        path = xlsx(tmp_path / "t.xlsx", {})
        said = refused(path, *sheet, "--area-column", "area", "--crimes-column", "crimes")
        assert said == f"{path}: has no sheet that can be read"

    def test_missing_file(self, importing, refused, tmp_path: Path) -> None:
        """A file that is not there, or may not be read, and a folder are no tables."""
        figures = ("--area-column", "area", "--crimes-column", "crimes")
        assert refused(tmp_path / "no.csv", *figures) == f"{tmp_path / 'no.csv'}: no such file or folder"
        folder = tmp_path / "folder.csv"
        folder.mkdir()
        assert refused(folder, *figures).startswith(f"{folder}: must be a file, a table with a heading, and not")
        closed = written(tmp_path / "t.csv", "area,crimes\nEly,1\n")
        importing(closed, *figures)  # loads all modules, for the other user may not
        closed.chmod(0)
        with unprivileged(tmp_path):
            assert refused(closed, *figures) == f"{closed}: cannot be read: Permission denied"

    def test_one_sheet_need_not_be_named(self, run, tmp_path: Path) -> None:
        """The only sheet of a workbook is meant, and -o takes the profiles."""
        book, target = xlsx(tmp_path / "t.xlsx", {"A": COUNTS}), tmp_path / "out.json"
        done = run("import", "table", book, "--area-column", "Area name", "--crimes-column", TOTAL, "-o", target)
        assert (done.code, done.out) == (0, "")
        assert [*json.loads(target.read_text())["areas"]] == ["fen-land", "bristol-city-of"]

    def test_the_table_is_never_overwritten(self, refused, tmp_path: Path) -> None:
        """The table itself is refused as the output, and stays as it was."""
        table = written(tmp_path / "t.csv", "area,crimes\nEly,1\n")
        said = refused(table, "--area-column", "area", "--crimes-column", "crimes", "-o", table)
        assert said == f"--output {table}: is {table}, which is read; name another file"
        assert table.read_text() == "area,crimes\nEly,1\n"
