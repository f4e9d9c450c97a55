"""Output: bare values with --get; how a file is written whole is in importers/police_uk/test_output.py."""

import pytest

from crimecompare.reports.excerpt import NOTES_TEXT
from support.every_report import COMMANDS, printed
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")


@pytest.mark.parametrize("report", ["show", "diff", "diff-by-offence", "rank", "list"])
def test_get_prints_the_column(run: Run, report: str) -> None:
    """--get FIELD is the column of that name, one raw value per line, an empty line for null."""
    lines = [line.split("\t") for line in printed(run, report, "tsv").rstrip("\n").split("\n")]
    for field, *values in zip(*lines, strict=True):
        if field == NOTES_TEXT:
            assert run(*COMMANDS[report], "--get", field).refusal.startswith('unknown field "notes_text"')
            continue
        assert run(*COMMANDS[report], "--get", field) == (0, "".join(f"{value}\n" for value in values), "")
