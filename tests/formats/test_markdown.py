"""Markdown: a table that stays whole whatever its cells contain."""

import pytest

from support.every_report import EVERY_REPORT, printed
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")


@EVERY_REPORT
def test_markdown_is_one_table(run: Run, report: str) -> None:
    """Every line of a Markdown table has the same number of unescaped pipes, whatever names hold; a title heads it."""
    title, *blocks = printed(run, report, "markdown").split("\n\n")
    if report not in {"list", "validate"}:
        assert title.startswith("**Recorded crime")
        title = blocks[0]
    table = title.splitlines()
    assert set(table[1]) <= set("|-: ")
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1
    assert all(line.startswith("| ") and line.endswith(" |") for line in table)
