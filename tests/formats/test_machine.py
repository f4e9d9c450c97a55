"""Formats for programs: the same rows in each, and numbers as numbers."""

import csv
import io
import json

import pytest

from support.every_report import EVERY_REPORT, KEYS, printed, rows_of
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")


def in_a_line(value: object) -> str:
    """Write a JSON value as CSV and TSV should: raw, lists as codes, keys or figures joined by `;`."""
    if isinstance(value, list) and any(isinstance(item, int | float) for item in value):
        return ";".join(map(in_a_line, value))
    if isinstance(value, list):
        return ";".join(dict.fromkeys(item["code"] if isinstance(item, dict) else item for item in value))
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


@EVERY_REPORT
def test_machine_formats_say_the_same(run: Run, report: str) -> None:
    """NDJSON has the rows of JSON, a line each; CSV and TSV have their values, under a header of the keys.

    What their notes say, which JSON has beside the codes, is the last column there.
    """
    rows = rows_of(run, report)
    assert [json.loads(line) for line in printed(run, report, "ndjson").splitlines()] == rows
    lines = [KEYS[report].split(), *([in_a_line(value) for value in row.values()] for row in rows)]
    if "notes" in lines[0]:
        said = (" | ".join(dict.fromkeys(note["message"] for note in row["notes"])) for row in rows)
        lines = [[*line, text] for line, text in zip(lines, ["notes_text", *said], strict=True)]
    assert list(csv.reader(io.StringIO(printed(run, report, "csv")), strict=True)) == lines
    assert [line.split("\t") for line in printed(run, report, "tsv").rstrip("\n").split("\n")] == lines


@EVERY_REPORT
def test_numbers_have_twelve_digits(run: Run, report: str) -> None:
    """Numbers are numbers, to 12 significant digits, whole ones without a point, and never NaN or infinite."""
    document = json.loads(printed(run, report, "json"), parse_float=str, parse_constant=pytest.fail)
    for row in document["rows"]:
        for value in row.values():
            if isinstance(value, str) and value.replace(".", "").replace("-", "").isdigit() and "." in value:
                assert not value.endswith(".0")
                assert len(value.replace(".", "").lstrip("-0")) <= 12
