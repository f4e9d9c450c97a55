"""Markdown: a table that stays whole whatever its cells contain."""

import pytest

from support.every_report import EVERY_REPORT, printed
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")


@EVERY_REPORT
def test_markdown_is_one_table(run: Run, report: str) -> None:
    """Every line of a Markdown table has the same number of unescaped pipes, whatever names hold."""
    blocks = printed(run, report, "markdown").split("\n\n")
    assert blocks[0].startswith("**Recorded crime") == (report not in {"list", "validate"})
    (table,) = (block.splitlines() for block in blocks if block.startswith("| "))
    assert set(table[1]) <= set("|-: ")
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1
    assert all(line.startswith("| ") and line.endswith(" |") for line in table)
