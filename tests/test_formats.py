"""Formats: every member of `Format` over every report, the keys of the contract, --get and --fail-if."""

import csv
import io
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.formats.names import Format
from crimecompare.formats.values import cell, number

KEYS = {
    "show": "area name within population crimes crime_rate crime_rate_low crime_rate_high safety_score period "
    "confidence method source notes",
    "diff": "area name baseline baseline_name baseline_members population crimes crime_rate crime_rate_low "
    "crime_rate_high baseline_crime_rate excess_crime_rate excess_crime_rate_low excess_crime_rate_high "
    "excess_percent rate_ratio rate_ratio_low rate_ratio_high excess_crimes excess_crimes_low excess_crimes_high "
    "safety_score baseline_safety_score safety_shortfall verdict confidence method notes",
    "diff-by-offence": "area name baseline baseline_name offence crimes baseline_crimes crime_rate "
    "baseline_crime_rate excess_crime_rate rate_ratio rate_ratio_low rate_ratio_high share_of_excess verdict "
    "confidence method notes",
    "rank": "rank area name population crimes crime_rate crime_rate_low crime_rate_high baseline_crime_rate "
    "rate_ratio rate_ratio_low rate_ratio_high excess_crime_rate excess_crimes funnel z safety_score "
    "safety_shortfall confidence method notes",
    "list": "area name population crimes crime_rate safety_score period file shadowed",
    "validate": "file area field problem",
}
COMMANDS = {
    "show": ("show", "areas.toml", "uk"),
    "diff": ("diff", "areas.toml"),
    "diff-by-offence": ("diff", "fen", "odd", "-p", "areas.toml", "-b", "shire", "--by-offence"),
    "rank": ("rank", "areas.toml", "-b", "uk"),
    "list": ("list", "-p", "areas.toml"),
    "validate": ("validate", "bad.toml", "areas.toml"),
}
ROWS = {"show": 5, "diff": 4, "diff-by-offence": 4, "rank": 4, "list": 6, "validate": 4}
MACHINE = [Format.JSON, Format.NDJSON, Format.CSV, Format.TSV]
NAME = '[red]x[/] | "a", b; *c* _d_ `e` <f> é大'
AREAS = """
[areas.fen]
name = "Fenmouth"
population = 20000
crimes = 1500
period = "2025-01/2025-06"
safety_score = 61.5
within = "shire"
caveats = ["Half a year, \\"roughly\\"", "Pipes | and, commas; both"]
offences = { burglary = 500 }

[areas.shire]
name = "Shire"
population = 100000
crimes = 9160
safety_score = 79
offences = { burglary = 3000, arson = 12 }

[areas.odd]
name = '@NAME'
population = 3
crime_rate = 333.333333333333
source = 'tab-free; "quoted", | piped'
offences = { burglary = 1 }

[areas.scored]
name = "Scored only"
safety_score = 50
"""
BAD = '[areas."a|b"]\nname = "=1+1"\ncrime_rate = 9\n[areas.c]\ncrime_rat = 9\n'
every_report = pytest.mark.parametrize("report", [*COMMANDS])


@pytest.fixture(autouse=True)
def files(nothing_of_this_machine: Path) -> None:
    """Give the working directory areas with every kind of value, and a file with problems."""
    (nothing_of_this_machine / "areas.toml").write_text(AREAS.replace("@NAME", NAME), encoding="utf-8")
    (nothing_of_this_machine / "bad.toml").write_text(BAD, encoding="utf-8")


def written(run: Run, report: str, output: str) -> str:
    """Return a report in a format; it must have been answered, if only by no."""
    code, out, err = run(*COMMANDS[report], "-f", output)
    assert (code, err) == (1 if report == "validate" else 0, "")
    assert out.endswith("\n")
    assert "\r" not in out
    return out


def rows_of(run: Run, report: str) -> list[dict[str, Any]]:
    document = json.loads(written(run, report, "json"))
    assert list(document) == ["report", "schema_version", "rows"]
    assert (document["report"], document["schema_version"]) == (report, 1)
    return list(document["rows"])


def in_a_line(value: object) -> str:
    """Write a JSON value as CSV and TSV should: raw, lists as codes or keys joined by `;`."""
    if isinstance(value, list):
        return ";".join(dict.fromkeys(item["code"] if isinstance(item, dict) else item for item in value))
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


@every_report
def test_keys_are_those_of_the_contract(run: Run, report: str) -> None:
    """Every row has every key of the contract, in its order, unknown values as null and never absent."""
    rows = rows_of(run, report)
    assert len(rows) == ROWS[report]
    assert [list(row) for row in rows] == [KEYS[report].split()] * len(rows)
    assert any(value is None for row in rows for value in row.values())


@every_report
def test_machine_formats_say_the_same(run: Run, report: str) -> None:
    """NDJSON has the rows of JSON, a line each; CSV and TSV have their values, under a header of the keys."""
    rows = rows_of(run, report)
    assert [json.loads(line) for line in written(run, report, "ndjson").splitlines()] == rows
    lines = [KEYS[report].split(), *([in_a_line(value) for value in row.values()] for row in rows)]
    assert list(csv.reader(io.StringIO(written(run, report, "csv")), strict=True)) == lines
    assert [line.split("\t") for line in written(run, report, "tsv").rstrip("\n").split("\n")] == lines


@every_report
def test_numbers_have_twelve_digits(run: Run, report: str) -> None:
    """Numbers are numbers, to 12 significant digits, whole ones without a point, and never NaN or infinite."""
    document = json.loads(written(run, report, "json"), parse_float=str, parse_constant=pytest.fail)
    for row in document["rows"]:
        for value in row.values():
            if isinstance(value, str) and value.replace(".", "").replace("-", "").isdigit() and "." in value:
                assert not value.endswith(".0")
                assert len(value.replace(".", "").lstrip("-0")) <= 12


@every_report
@pytest.mark.parametrize("output", [*Format])
def test_no_format_loses_a_caveat(run: Run, report: str, output: Format) -> None:
    """Every note of every row is in every format: its code where programs read, its message where people do."""
    notes = [note for row in rows_of(run, report) for note in row.get("notes", [])]
    shown = " ".join(written(run, report, output).replace("\\", "").split())
    assert (notes == []) == (report in {"list", "validate"})
    assert all(set(note) == {"code", "message"} for note in notes)
    for note in notes:
        assert (note["code"] if output in MACHINE else note["message"]) in shown


@pytest.mark.parametrize("report", ["show", "diff", "diff-by-offence", "rank", "list"])
@pytest.mark.parametrize("output", [Format.TABLE, *MACHINE, Format.MARKDOWN])
def test_names_are_printed_as_they_are(run: Run, report: str, output: Format) -> None:
    """A name with markup, quotes, pipes and wide characters comes out of every format as it went in, but escaped."""
    escaped = {
        Format.JSON: NAME.replace('"', '\\"'),
        Format.NDJSON: NAME.replace('"', '\\"'),
        Format.CSV: NAME.replace('"', '""'),
        Format.MARKDOWN: re.sub(r"([\[\]|*_`<>])", r"\\\1", NAME),
    }
    assert escaped.get(output, NAME) in written(run, report, output)


@every_report
def test_markdown_is_one_table(run: Run, report: str) -> None:
    """Every line of a Markdown table has the same number of unescaped pipes, whatever names hold."""
    table = written(run, report, "markdown").split("\n\n", maxsplit=1)[0].splitlines()
    assert set(table[1]) <= set("|-: ")
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1
    assert all(line.startswith("| ") and line.endswith(" |") for line in table)


@pytest.mark.parametrize(
    ("output", "empty"),
    [
        ("json", '{"report": "validate", "schema_version": 1, "rows": []}\n'),
        ("ndjson", ""),
        ("csv", "file,area,field,problem\n"),
        ("tsv", "file\tarea\tfield\tproblem\n"),
        ("sentence", "1 file checked: no problem.\n"),
        ("table", "1 file checked: no problem.\n"),
    ],
)
def test_no_rows_is_the_header_alone(run: Run, output: str, empty: str) -> None:
    """Without rows there is the header alone, or an empty list."""
    assert run("validate", "areas.toml", "-f", output) == (0, empty, "")


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_number_keeps_twelve_digits(value: float) -> None:
    """A number is written to 12 significant digits and reads back as such, whole ones as integers, whole."""
    read = json.loads(cell(value))
    assert read == number(value)
    assert math.isclose(read, value, rel_tol=1e-11)
    assert isinstance(read, int) == (read == int(read))
    assert not isinstance(value, int) or read == value


@pytest.mark.parametrize("report", ["show", "diff", "diff-by-offence", "rank", "list"])
def test_get_prints_the_column(run: Run, report: str) -> None:
    """--get FIELD is the column of that name, one raw value per line, an empty line for null."""
    lines = [line.split("\t") for line in written(run, report, "tsv").rstrip("\n").split("\n")]
    for field, *values in zip(*lines, strict=True):
        assert run(*COMMANDS[report], "--get", field) == (0, "".join(f"{value}\n" for value in values), "")
