"""What `import ons` writes and says."""

from __future__ import annotations

import json
from pathlib import Path

from support.ons_workbook import CAMBRIDGESHIRE, put, row_with
from support.workbooks import ods


class TestDocument:
    """The profile file."""

    def test_a_line_for_each_area(self, command):
        """Two releases can be compared line by line, and each line is an area, with a comma."""
        lines = command().out.splitlines()
        assert (lines[0], lines[-1], len(lines)) == ('{"areas": {', "}}", 17 + 2)
        areas = [json.loads("{" + line.removesuffix(",") + "}") for line in lines[1:-1]]
        assert {key: area for one in areas for key, area in one.items()} == json.loads("\n".join(lines))["areas"]
        assert ": " not in lines[1].split('"source"', maxsplit=1)[0]

    def test_a_file(self, importing, command, tmp_path: Path):
        """-o writes the same bytes, and what was said stays on standard error."""
        printed = command().out
        _, said = importing("-o", tmp_path / "x.json", read=tmp_path / "x.json")
        assert (tmp_path / "x.json").read_text(encoding="utf-8") == printed
        assert said.startswith("Read 17 areas")

    def test_any_spreadsheet(self, run, command, book, tmp_path: Path):
        """A workbook saved as OpenDocument gives the same areas."""
        printed = command().out
        done = run("import", "ons", ods(tmp_path / "ons.ods", book), "--retrieved", "2025-04-24")
        assert done.out == printed

    def test_other_imports_are_for_reading(self, run, tmp_path: Path):
        """An import of a table has a line for each field, as before."""
        (tmp_path / "t.csv").write_text("area,crimes\nEly,3\n")
        done = run("import", "table", tmp_path / "t.csv", "--area-column", "area", "--crimes-column", "crimes")
        assert done.out.startswith('{\n  "areas": {\n    "ely": {\n      "name": "Ely",\n')

    def test_the_areas_can_be_compared(self, run, importing, tmp_path: Path):
        """What is written is found by key and taken apart: a force without its partnership."""
        importing("-o", tmp_path / "x.json", read=tmp_path / "x.json")
        done = run("diff", "fenland", "-b", "cambridgeshire-police", "--exclude-self", "-p", tmp_path / "x.json",
                   "--get", "baseline_crime_rate")  # fmt: skip
        assert done.out == "110\n"
        assert run("validate", tmp_path / "x.json").code == 0


class TestRemarks:
    """What is said on standard error."""

    def test_what_was_read_and_what_is_in_no_area(self, command, workbook):
        """Rows without a partnership and British Transport Police are counted, and residents that are left out said."""
        read, elsewhere, transport, without = command().err.splitlines()
        kinds = "7 community safety partnerships, 5 police force areas, 2 regions, 3 countries"
        assert read == f"Read 17 areas ({kinds}) for 2024 from {workbook}."
        rows = "4 rows without a partnership code (Unassigned and Manchester Airport) with 351 crimes"
        assert elsewhere == f"Counted in their force but in no partnership: {rows}."
        assert transport == "British Transport Police (50 crimes) is counted in England and Wales only."
        why = "for the reason in their caveats"
        assert without == f"Written without residents, {why}: City of London; City of London Police."

    def test_what_is_none_is_not_said(self, command, book):
        """Without such rows and such police there is nothing to say of them."""
        for sheet in ("Table C2", "Table C4"):
            book[sheet] = [row for row in book[sheet] if "nassigned" not in str(row) and "Airport" not in str(row)]
        put(book, "Table P1", "British Transport Police", "Total", None)
        said = command().err
        assert "Not counted" not in said
        assert "is counted in England and Wales only" not in said

    def test_tables_that_disagree(self, command, book):
        """A force with other crimes in P1 than in C2 is written as in C2, and named."""
        put(book, "Table C2", CAMBRIDGESHIRE, "Total", 3101)
        put(book, "Table C2", CAMBRIDGESHIRE, "Robbery", 164)
        done = command()
        assert json.loads(done.out)["areas"]["cambridgeshire-police"]["crimes"] == 3101
        assert done.err.splitlines()[-1] == (
            "Cambridgeshire Police: table C2 gives 3,101 crimes, and table P1 3,100; the first is written."
        )

    def test_a_table_that_is_silent(self, command, book):
        """Where P1 gives no total of a force that C2 has, there is nothing to disagree with."""
        put(book, "Table P1", CAMBRIDGESHIRE, "Total", None)
        done = command()
        assert json.loads(done.out)["areas"]["cambridgeshire-police"]["crimes"] == 3100
        assert "both are written" not in done.err
        assert "the former" not in done.err

    def test_parts_that_do_not_add_up(self, command, book):
        """A region that is not the sum of its forces is written as published, and said."""
        put(book, "Table P1", "E12000007", "Total", 6300)
        put(book, "Table P1", "E12000007", "Robbery", 426)
        assert command().err.splitlines()[-2:] == [
            "London has 6,300 crimes in table P1, and its parts 6,200; both are written as they are published.",
            "England has 10,500 crimes in table P1, and its parts 10,600; both are written as they are published.",
        ]

    def test_a_row_without_a_code(self, command, book):
        """A row of P1 whose area nobody can know is named."""
        rows = book["Table P1"]
        rows.append([None, "Made Police", *rows[row_with(book, "Table P1", "London")][2:]])
        assert command().err.splitlines()[-1] == "Not read: Made Police (table P1, row 16), which has no code."

    def test_remarks_beneath_a_table(self, command, book):
        """A line of text below the rows is no row."""
        for sheet in ("Table C2", "Table C4", "Table P1", "Table P3"):
            book[sheet].append(["End of the table"])
        assert command().code == 0
