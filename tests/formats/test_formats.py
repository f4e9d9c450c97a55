"""Formats: what every member of `Format` keeps of every report."""

import re

import pytest

from crimecompare.formats.names import PICTURES, Format
from support.every_report import IN_TEXT, MACHINE, NAME, printed, rows_of, words_printed
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")


@IN_TEXT
def test_no_format_loses_a_caveat(run: Run, report: str, output: Format) -> None:
    """What every note of every row says is in every format, and its code where programs read."""
    notes = [note for row in rows_of(run, report) for note in row.get("notes", [])]
    shown = " ".join(words_printed(printed(run, report, output), output).split())
    assert (notes == []) == (report in {"list", "validate"})
    assert all(set(note) == {"code", "message"} for note in notes)
    for note in notes:
        assert output not in MACHINE or note["code"] in shown
        escaped = note["message"].replace('"', '""') if output is Format.CSV else note["message"]
        escaped = escaped.removesuffix(".") if output in PICTURES else escaped  # the rows that have it may follow
        assert escaped in shown


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
    assert escaped.get(output, NAME) in printed(run, report, output)


@pytest.mark.parametrize(
    ("output", "empty"),
    [
        ("json", '{"report": "validate", "schema_version": 2, "rows": []}\n'),
        ("ndjson", ""),
        ("csv", "file,area,field,problem\n"),
        ("tsv", "file\tarea\tfield\tproblem\n"),
        ("sentence", "1 file checked: no problems.\n"),
        ("table", "1 file checked: no problems.\n"),
    ],
)
def test_no_rows_is_the_header_alone(run: Run, output: str, empty: str) -> None:
    """Without rows there is the header alone, or an empty list."""
    assert run("validate", "areas.toml", "-f", output) == (0, empty, "")
