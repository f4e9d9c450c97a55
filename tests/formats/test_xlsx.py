"""Excel: workbooks hold what every other format does, open as they are, and run nothing."""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from crimecompare.errors import UsageError
from crimecompare.formats.names import Format, Screen
from crimecompare.formats.writing import pieces
from crimecompare.reports import show
from crimecompare.reports.report import Report
from support.areas import area
from support.every_report import COMMANDS, EVERY_REPORT, NAME, rows_of
from support.program import Run
from support.workbooks import MAIN, read_xlsx, xml_parts

pytestmark = pytest.mark.usefixtures("every_kind_of_area")


def workbook(run: Run, *arguments: str, code: int = 0) -> Path:
    """Write an answer as a workbook."""
    assert run(*arguments, "-o", "answer.xlsx") == (code, "", "")
    return Path("answer.xlsx")


def of_report(run: Run, report: str) -> Path:
    return workbook(run, *COMMANDS[report], code=1 if report == "validate" else 0)


def in_a_cell(value: Any) -> Any:
    """Return what a cell holds for a value of JSON: the value itself, or what is several joined by `;`."""
    if isinstance(value, list) and any(isinstance(item, int) for item in value):
        return ";".join("" if item is None else str(item) for item in value)
    if isinstance(value, list):
        return ";".join(dict.fromkeys(item["code"] if isinstance(item, dict) else item for item in value)) or None
    return value


@EVERY_REPORT
def test_the_first_sheet_is_the_rows(run: Run, report: str) -> None:
    """Under a heading of the keys there are the values of JSON: numbers, text, yes and no, and nothing for null."""
    rows = rows_of(run, report)
    name, sheet = next(iter(read_xlsx(of_report(run, report)).items()))
    assert name == report
    assert sheet == [list(rows[0]), *([in_a_cell(value) for value in row.values()] for row in rows)]


@EVERY_REPORT
def test_the_second_sheet_has_every_note(run: Run, report: str) -> None:
    """Each note stands there in full once, with the rows that have it, or with all."""
    rows = rows_of(run, report)
    heading, *lines = read_xlsx(of_report(run, report))["Notes"]
    assert heading == ["code", "message", "areas"]
    expected = list(dict.fromkeys((n["code"], n["message"]) for row in rows for n in row.get("notes", [])))
    assert [(code, message) for code, message, _ in lines] == expected
    for code, message, areas in lines:
        noted = [row for row in rows if {"code": code, "message": message} in row["notes"]]
        assert areas == "all" or len(str(areas).replace(NAME, "odd").split("; ")) == len(noted)
        assert (areas == "all") == (len(noted) == len(rows))
        assert areas == "all" or all(row["name"] in str(areas) for row in noted)


@EVERY_REPORT
def test_the_third_sheet_says_where_figures_come_from(run: Run, report: str) -> None:
    """There are the title, the sources that stand beneath a table, and the program with its version; no day."""
    sheet = [line[0] for line in read_xlsx(of_report(run, report))["Sources"]]
    printed = run(*COMMANDS[report], "-f", "md").out.replace("\\", "")
    title = f"crimecompare {report}" if report in {"list", "validate"} else printed.split("**")[1]
    sources = [line for line in printed.splitlines() if line.startswith("Source: ")]
    version = run("--version").out.strip()
    assert sheet == [title, *sources, f"Worked out by {version}"]


@EVERY_REPORT
def test_the_same_answer_is_the_same_bytes(run: Run, report: str) -> None:
    """A workbook tells neither when nor where it was made."""
    first = of_report(run, report).read_bytes()
    assert of_report(run, report).read_bytes() == first
    with zipfile.ZipFile("answer.xlsx") as file:
        assert {member.date_time[0] for member in file.infolist()} == {1980}
    properties = xml_parts(Path("answer.xlsx"))["docProps/core.xml"]
    assert {e.text for e in properties if e.tag.endswith(("created", "modified"))} == {"1980-01-01T00:00:00Z"}


def test_another_program_reads_it(run: Run) -> None:
    """A reader that shares no code with the writer finds the sheets, numbers as numbers and Welsh names intact."""
    Path("wales.toml").write_text(
        '[areas.ynys-mon]\nname = "Ynys Môn, Tŷ Ŵyl"\ncrimes = 5\npopulation = 70\ncode = "0123"\n'
        '[areas.b]\nname = "B"\ncrimes = 90\npopulation = 700\n',
        encoding="utf-8",
    )
    book = fastexcel.read_excel(workbook(run, "show", "wales.toml"))
    assert book.sheet_names == ["show", "Notes", "Sources"]
    table = book.load_sheet(0).to_polars()
    assert table["name"].to_list() == ["Ynys Môn, Tŷ Ŵyl", "B"]
    assert table["code"].to_list() == ["0123", None]
    assert table["crimes"].to_list() == [5, 90]
    assert table["crime_rate"].to_list() == [71.4285714286, 128.571428571]


HOSTILE = [
    "=1+1",
    "{=1+1}",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "http://x.example",
    "mailto:x@y",
    "internal:Notes!A1",
    "1e5",
    "007",
]


def test_no_cell_is_a_formula_or_a_link(run: Run) -> None:
    """Text is text, whatever it begins with; what a profile may not hold at all is reported as text, too."""
    areas = [f'[areas."{name}"]\ncrimes = 5\nsource = "x"\ncaveats = ["_x0041_ {name[1:]}"]\n' for name in HOSTILE]
    Path("hostile.toml").write_text("".join(areas))
    sheet = read_xlsx(workbook(run, "validate", "hostile.toml", code=1))["validate"]
    assert {line[1] for line in sheet[1:]} == set(HOSTILE)
    Path("linked.toml").write_text('name = "a"\ncrimes = 5\nsource = "http://x.example"\ncaveats = ["_x0041_"]\n')
    sheets = read_xlsx(workbook(run, "show", "linked.toml"))
    assert sheets["show"][1][-1] == "http://x.example"
    assert "_x0041_" in [line[1].replace("_x005F_", "_") for line in sheets["Notes"] if isinstance(line[1], str)]


def test_figures_are_written_as_people_are_shown_them(run: Run) -> None:
    """Counts have no decimals, rates and percentages one, ratios two; scores and levels are as they are."""
    formats = number_formats(workbook(run, "diff", "wisbech"))
    expected = {
        "population crimes excess_crimes excess_crimes_low": "#,##0",
        "crime_rate crime_rate_high baseline_crime_rate excess_crime_rate_low excess_percent": "#,##0.0",
        "rate_ratio rate_ratio_low": "#,##0.00",
        "safety_score baseline_safety_score safety_shortfall confidence": "General",
    }
    assert {name: formats[name] for names in expected for name in names.split()} == {
        name: written for names, written in expected.items() for name in names.split()
    }


def test_a_small_figure_is_not_written_as_nothing(run: Run) -> None:
    """Shares, which people are shown in percent, have two decimals more, and figures as many as show what they are."""
    formats = number_formats(workbook(run, "diff", "fenland", "--by-offence"))
    assert formats["share_of_excess"] == "#,##0.000"
    alone = number_formats(workbook(run, "diff", "fenland", "--offence", "homicide"))
    assert alone["baseline_crime_rate"] == "#,##0.0000"


def number_formats(path: Path) -> dict[str, str]:
    """Return how the figures in the first line of each column are written, by heading."""
    built_in = {"0": "General", "3": "#,##0", "4": "#,##0.00"}
    styles, sheet = (xml_parts(path)[f"xl/{name}.xml"] for name in ("styles", "worksheets/sheet1"))
    own = {f.attrib["numFmtId"]: f.attrib["formatCode"] for f in styles.iter(f"{{{MAIN}}}numFmt")}
    cells = styles.find(f"{{{MAIN}}}cellXfs")
    assert cells is not None
    ids = [style.attrib["numFmtId"] for style in cells]
    row = list(sheet.iter(f"{{{MAIN}}}row"))[1]
    numbers = {cell.attrib["r"][:-1]: ids[int(cell.attrib.get("s", "0"))] for cell in row if "t" not in cell.attrib}
    columns = {cell.attrib["r"][:-1]: n for n, cell in enumerate(next(sheet.iter(f"{{{MAIN}}}row")))}
    heading = next(iter(read_xlsx(path).values()))[0]
    return {str(heading[columns[c]]): (built_in | own)[n] for c, n in numbers.items()}


@EVERY_REPORT
def test_headings_stay_in_sight_and_filter(run: Run, report: str) -> None:
    """The heading of each sheet is frozen, has a filter over all rows, and every column has room for its heading."""
    path = of_report(run, report)
    for n, lines in enumerate(read_xlsx(path).values(), 1):
        sheet = xml_parts(path)[f"xl/worksheets/sheet{n}.xml"]
        (pane,) = sheet.iter(f"{{{MAIN}}}pane")
        (kept,) = sheet.iter(f"{{{MAIN}}}autoFilter")
        assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")
        assert kept.attrib["ref"].startswith("A1")
        assert kept.attrib["ref"].endswith(str(len(lines))) or len(lines) == 1
        widths = {
            column: float(c.attrib["width"])
            for c in sheet.iter(f"{{{MAIN}}}col")
            for column in range(int(c.attrib["min"]), int(c.attrib["max"]) + 1)
        }
        for column, heading in enumerate(lines[0], 1):
            assert widths[column] >= min(len(str(heading)), 60)


def test_fields_are_the_columns(run: Run) -> None:
    """--fields chooses the columns of the first sheet; the notes stay, and their text is a column where it is named."""
    sheets = read_xlsx(workbook(run, "diff", "areas.toml", "--fields", "name,notes_text,crime_rate_low"))
    names = [row["name"] for row in rows_of(run, "diff")]
    assert sheets["diff"][0] == ["name", "notes_text", "crime_rate_low"]
    assert [line[0] for line in sheets["diff"][1:]] == names
    assert NAME in names
    assert len(sheets["Notes"]) > 1


def test_no_row_is_a_heading_alone(run: Run) -> None:
    """An answer without rows is a workbook, too."""
    sheets = read_xlsx(workbook(run, "show", "uk", "--where", "name==Nowhere"))
    assert [len(lines) for lines in sheets.values()] == [1, 1, 2]


def test_what_a_sheet_has_no_room_for_is_refused(run: Run) -> None:
    """More rows than a sheet has, and a text longer than a cell holds, are refused by name and nothing is written."""
    many = Report(show.KIND, range(2**20))
    with pytest.raises(UsageError, match="xlsx has room for 1,048,575 rows, and these are 1,048,576"):
        list(pieces(many, Format.XLSX, Screen()))
    Path("long.json").write_text(json.dumps({"name": "A", "crimes": 5, "source": "é" * 40000}))
    refusal = run("show", "long.json", "-o", "answer.xlsx").refusal
    assert refusal.startswith("a cell of xlsx holds 32,767 characters, and one on the sheet show would have 40,000; ")
    assert not Path("answer.xlsx").exists()


def test_a_list_of_areas_is_cut_where_a_cell_ends() -> None:
    """A note of more areas than a cell can name counts the rest; the codes beside the rows tell which."""
    names = [f"{'x' * 100}{n}" for n in range(1000)]
    areas = [area(f"a{n}", name=name, crimes=5 + 90 * (n == 0)) for n, name in enumerate(names)]
    Path("many.xlsx").write_bytes(b"".join(pieces(show.report(show.shown(areas)), Format.XLSX, Screen())))
    listed = {line[0]: str(line[2]) for line in read_xlsx(Path("many.xlsx"))["Notes"]}
    assert listed["no-population"] == "all"
    assert 20_000 < len(listed["small-count"]) <= 32_767
    assert listed["small-count"].endswith(" more")


def test_without_the_package_the_line_that_installs_it_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where XlsxWriter is missing, one line says how this Python gets it, before anything is read."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "crimecompare.formats.xlsx", raising=False)
    for options in (("-o", "answer.xlsx"), ("-f", "xlsx", "-o", "answer")):
        assert run("show", "missing.toml", *options).refusal == (
            f"xlsx needs XlsxWriter; install it with: {sys.executable} -m pip install XlsxWriter"
        )
