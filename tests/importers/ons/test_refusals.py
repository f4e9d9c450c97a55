"""What an ONS workbook must not be: one line each, with the table, the row and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.ons_workbook import Book, put, row_with
from support.street import written

FENLAND, NEWPORT = "E22000015", "W14000015"
IS_NOT = '; it must be ONS\'s workbook "Police force area data tables", whose tables begin like "Table {}: …"'


def without(book: Book, sheet: str, text: str) -> None:
    """Delete the first row that has `text` in a cell."""
    del book[sheet][row_with(book, sheet, text)]


def twice(book: Book, sheet: str, text: str) -> None:
    """Repeat the first row that has `text` in a cell, at the end of a sheet."""
    book[sheet].append([*book[sheet][row_with(book, sheet, text)]])


def add_column(book: Book, sheet: str, heading: str) -> None:
    """Add a column at the end of a table."""
    rows = book[sheet]
    start = 3 if sheet.startswith("Table C2") else 2
    for row in rows[start:]:
        row.append(heading if row is rows[start] else 1)


# Each changes the made workbook, and the message follows "ons.xlsx: ".
CHANGES = {
    "one table is missing": (
        lambda book: book.pop("Table C4"),
        "has no table C4" + IS_NOT.format("C4"),
    ),
    "several tables are missing": (
        lambda book: [book.pop(sheet) for sheet in ("Table C2", "Table C4", "Table P1")],
        "has no table C2, C4 or P1" + IS_NOT.format("C2"),
    ),
    "another workbook": (
        lambda book: [book.pop(sheet) for sheet in [*book] if sheet != "Cover_sheet"],
        "has no table C2, C4, P1 or P3" + IS_NOT.format("C2"),
    ),
    "a table twice": (
        lambda book: book.update({"Old": book["Table C2"]}),
        "Table C2 and Old are both titled table C2",
    ),
    "a title without a year": (
        lambda book: book["Table C2"].__setitem__(0, ["Table C2: Crimes, 2024"]),
        'Table C2: the title must name its year, as in "year ending December 2024", unlike "Table C2: Crimes, 2024"',
    ),
    "a title of another year": (
        lambda book: book["Table P1"].__setitem__(0, ["Table P1: Crimes, year ending March 2024"]),
        (
            "Table P1: the title says year ending March 2024, and must say "
            "the year of table C4 (year ending December 2024)"
        ),
    ),
    "an unknown column": (
        lambda book: add_column(book, "Table C2", "Cyber crime [note 3]"),
        (
            'Table C2: row 4: the column "Cyber crime" must be one of the 19 offences that add up to the total, or '
            "Violence against the person, Theft offences or Burglary"
        ),
    ),
    "a column that is spelled otherwise": (
        lambda book: put(book, "Table C2", "Local Authority code", "Robbery", "Robberys"),
        (
            'Table C2: row 4: the column "Robberys" must be one of the 19 offences that add up to the total, or '
            'Violence against the person, Theft offences or Burglary; did you mean "Robbery"?'
        ),
    ),
    "a column that is missing": (
        lambda book: put(book, "Table P1", "Area Code", "Robbery", None),
        'Table P1: row 4: the column "Robbery" is missing; it must be there once',
    ),
    "a column under two names": (
        lambda book: put(book, "Table P1", "Area Code", "Theft offences", "All other theft offences"),
        'Table P1: row 4: the column "All other theft offences" is there twice; it must be there once',
    ),
    "a column twice": (
        lambda book: put(book, "Table P1", "Area Code", "Theft offences", "Robbery"),
        'Table P1: row 4: the heading has "Robbery" twice; keep one',
    ),
    "no total": (
        lambda book: put(book, "Table C2", "Local Authority code", "Total", "All crime"),
        'Table C2: row 4: the heading has no "Total recorded crime (excluding fraud)"; it has ',
    ),
    "no heading": (
        lambda book: book["Table P3"].__delitem__(2),
        'Table P3: no row has a heading "Area Code"',
    ),
    "no residents": (
        lambda book: put(book, "Table C4", "Local Authority code", "Population", "Residents"),
        (
            "Table C4: row 3: there must be one column of residents, headed as in "
            '"Population figures (mid-2022) - rounded to 100"'
        ),
    ),
    "offences that do not add up": (
        lambda book: put(book, "Table C2", FENLAND, "Robbery", 106),
        "Table C2: row 6: the 19 offences of Fenland add up to 2,001, and its total is 2,000; these must be equal",
    ),
    "offences of a region that do not add up": (
        lambda book: put(book, "Table P1", "E12000007", "Total", 6201),
        "Table P1: row 10: the 19 offences of London add up to 6,200, and its total is 6,201; these must be equal",
    ),
    "known offences that are more than all": (
        lambda book: [
            put(book, "Table C2", FENLAND, "Robbery", "[x]"),
            put(book, "Table C2", FENLAND, "Homicide", 2000),
        ],
        "Table C2: row 6: the 18 offences of Fenland add up to 3,790, and its total is 2,000; these must be equal",
    ),
    "a total that is missing": (
        lambda book: put(book, "Table C2", FENLAND, "Total", None),
        "Table C2: row 6: the total of Fenland must be a count of crimes; it is missing",
    ),
    "a negative total": (
        lambda book: put(book, "Table P1", "E12000007", "Total", -5),
        "Table P1: row 10: the total of London must be a count of crimes; it is −5",
    ),
    "a count that is not whole": (
        lambda book: put(book, "Table C2", FENLAND, "Robbery", 5.5),
        "Table C2: row 6: Robbery must be a whole number, not 5.5",
    ),
    "a count that is no number": (
        lambda book: put(book, "Table C2", FENLAND, "Total", "many"),
        'Table C2: row 6: Total recorded crime (excluding fraud) must be a number, not "many"',
    ),
    "a rate below zero": (
        lambda book: put(book, "Table P3", "WALES", "Total", -1.5),
        "Table P3: row 12: Total recorded crime (excluding fraud) must be 0 or more, not -1.5",
    ),
    "a number beyond all reason": (
        lambda book: put(book, "Table P3", "WALES", "Total", "1e400"),
        "Table P3: row 12: Total recorded crime (excluding fraud) must have at most 15 digits",
    ),
    "no residents at all": (
        lambda book: put(book, "Table C4", FENLAND, "Population", 0),
        "Table C4: row 5: Population figures (mid-2022) - rounded to 100 must be above 0, not 0",
    ),
    "a rate that is not that of the crimes": (
        lambda book: put(book, "Table C4", FENLAND, "Total", 90),
        'area "fenland": crime_rate: must agree with crimes, population and period (100.0 per 1,000 a year), unlike 90',
    ),
    "a code twice among partnerships": (
        lambda book: twice(book, "Table C2", FENLAND),
        'Table C2: row 20: has the code "E22000015", as row 6 has',
    ),
    "a code twice among forces": (
        lambda book: book["Table C4"].append([*book["Table C4"][3]]),
        'Table C4: row 19: has the code "E23000023", as row 4 has',
    ),
    "a code twice among areas": (
        lambda book: twice(book, "Table P1", "London"),
        'Table P1: row 16: has the code "E12000007", as row 10 has',
    ),
    "a partnership without a rate": (
        lambda book: without(book, "Table C4", FENLAND),
        'Table C4: has no row with the code "E22000015", which is in table C2, row 6, for Fenland',
    ),
    "a partnership without crimes": (
        lambda book: without(book, "Table C2", FENLAND),
        'Table C2: has no row with the code "E22000015", which is in table C4, row 5, for Fenland',
    ),
    "a force that is not among the areas": (
        lambda book: put(book, "Table C2", NEWPORT, "Police Force Area code", "W15000099"),
        'Table P1: has no row with the code "W15000099", which is in table C2, row 11, for Newport',
    ),
    "a force without a row": (
        lambda book: without(book, "Table C2", "Norfolk [note 4]"),
        'Table C2: has no row with the code "E23000024", which is in table P1, row 9, for Norfolk',
    ),
    "a region without a published rate": (
        lambda book: without(book, "Table P3", "WALES"),
        'Table P3: has no row with the code "W92000004", which is in table P1, row 13, for WALES',
    ),
    "a country that is missing": (
        lambda book: without(book, "Table P1", "WALES"),
        "Table P1: has no row for Wales (W92000004)",
    ),
    "a force above every region": (
        lambda book: book["Table P1"].insert(4, book["Table P1"].pop(row_with(book, "Table P1", "Gwent"))),
        'Table P1: row 5: the force "Gwent" must be below its region, or below Wales',
    ),
    "a force of Wales in a region": (
        lambda book: book["Table P1"].insert(7, book["Table P1"].pop(row_with(book, "Table P1", "Gwent"))),
        'Table P1: row 8: the force "Gwent" must be below its region, or below Wales',
    ),
    "an area of another kind": (
        lambda book: put(book, "Table P1", "London", "Area Code", "N92000002"),
        (
            "Table P1: row 10: Area Code must be that of a police force area, a region, England, Wales or both, not "
            '"N92000002"'
        ),
    ),
    "an area without a name": (
        lambda book: put(book, "Table P1", "London", "Area Name", " "),
        "Table P1: row 10: Area Name must not be empty; the code is E12000007",
    ),
    "a partnership without a name": (
        lambda book: put(book, "Table C2", FENLAND, "Community Safety Partnership name", None),
        "Table C2: row 6: Community Safety Partnership name must not be empty; the code is E22000015",
    ),
    "a code that is none": (
        lambda book: put(book, "Table C2", FENLAND, "Community Safety Partnership code", "22000015"),
        'Table C2: row 6: Community Safety Partnership code must be one such as E22000015, not "22000015"',
    ),
    "figures of no area": (
        lambda book: put(book, "Table C2", "Metropolitan Police", "Police Force Area code", None),
        'Table C2: row 13: Police Force Area code must be one such as E23000023, not ""',
    ),
    "no partnership": (
        lambda book: book["Table C2"].__setitem__(slice(4, None), []),
        "Table C2: no row below the heading has a Community Safety Partnership code",
    ),
    "two areas of one name": (
        lambda book: put(book, "Table C2", FENLAND, "Community Safety Partnership name", "newport"),
        'newport (E07000010) and Newport (W06000022) must not have the same name, "Newport"',
    ),
    "two areas of one key": (
        lambda book: put(book, "Table C2", FENLAND, "Community Safety Partnership name", "East-of England"),
        'East-of England (E07000010) and East of England (E12000006) must not have the same key, "east-of-england"',
    ),
    "two areas of one code": (
        lambda book: put(book, "Table C2", FENLAND, "Local Authority code", NEWPORT),
        'Fenland (W14000015) and Newport (W06000022) must not have the same code, "W14000015"',
    ),
    "a name that a spreadsheet would run": (
        lambda book: put(book, "Table C2", FENLAND, "Community Safety Partnership name", "=Fenland"),
        'area "fenland": name: must not start with = (a spreadsheet would run it), as "=Fenland" does',
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_workbook_that_is_not_as_it_should_be(refused, book, workbook, change):
    """Whatever is wrong is said in one line, and nothing is written."""
    make, message = CHANGES[change]
    make(book)
    said = refused()
    assert said.startswith(f"{workbook}: ")
    assert said.removeprefix(f"{workbook}: ").startswith(message)
    assert message.endswith("it has ") or said == f"{workbook}: {message}"


def test_the_year_before_needs_tables_of_its_own(refused, book, workbook):
    """The message names those of the year that was asked for."""
    del book["Table P4 "], book["Table C5"]
    assert refused("--previous") == f"{workbook}: has no table C5 or P4{IS_NOT.format('C5')}"


def test_the_year_before_must_be_the_one_before(refused, book, workbook):
    """Counts of the current year are not taken for those of the year before."""
    book["Table C5"][0] = ["Table C5: Crimes, year ending December 2024"]
    told = "the title says year ending December 2024, and must say the year before table C4 (year ending December 2024)"
    assert refused("--previous") == f"{workbook}: Table C5: {told}"


class TestFiles:
    """Files that are no workbook, and places where nothing can be written."""

    @pytest.mark.parametrize("name", ["ons.csv", "ons.tsv", "ons.pdf", "ons"])
    def test_another_kind_of_file(self, run, tmp_path: Path, name: str):
        """One table in a text file cannot be the workbook."""
        file = written(tmp_path / name, "a,b\n1,2\n")
        kinds = ".xlsx, .ods, .xlsm, .xlsb or .xls"
        assert run("import", "ons", file).refusal == f"{file}: must be a spreadsheet, and end in {kinds}"

    def test_no_file(self, run, tmp_path: Path):
        """A workbook that is not there is named."""
        assert run("import", "ons", tmp_path / "x.xlsx").refusal == f"{tmp_path}/x.xlsx: no such file or folder"

    def test_a_folder(self, run, tmp_path: Path):
        """A folder is no workbook, whatever it is called."""
        (tmp_path / "x.xlsx").mkdir()
        assert "must be a file" in run("import", "ons", tmp_path / "x.xlsx").refusal

    def test_a_broken_workbook(self, run, tmp_path: Path):
        """Something else that is called .xlsx is said to be no spreadsheet."""
        file = written(tmp_path / "x.xlsx", "not a zip archive")
        assert run("import", "ons", file).refusal.startswith(f"{file}: cannot be read as a spreadsheet: ")

    def test_a_date_that_is_none(self, run, workbook):
        """--retrieved takes a date."""
        refusal = run("import", "ons", workbook, "--retrieved", "yesterday").refusal
        assert refusal == '--retrieved must be a date such as 2025-12-31, not "yesterday"'

    def test_the_place_is_checked_before_the_work(self, refused, book, tmp_path: Path):
        """Where nothing can be written, nothing is read: the output is refused before the workbook is."""
        book.clear()
        book["A"] = []
        assert (
            refused("-o", tmp_path / "no" / "x.json")
            == f"{tmp_path}/no/x.json: cannot be written: No such file or directory"
        )
        assert refused("-o", tmp_path / "x.csv").startswith(f"--output {tmp_path}/x.csv: must end in .json")
        assert refused("-o", tmp_path / "ons.xlsx").startswith(f"--output {tmp_path}/ons.xlsx: is {tmp_path}/ons.xlsx")

    def test_a_failure_leaves_the_file_that_was_there(self, refused, book, tmp_path: Path):
        """A workbook that cannot be read costs nobody an earlier import."""
        before = written(tmp_path / "x.json", "before")
        del book["Table C2"]
        refused("-o", before)
        assert before.read_text() == "before"
