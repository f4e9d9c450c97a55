"""Keys: what every row of a report has, in which order."""

import pytest

from support.every_report import EVERY_REPORT, KEYS, rows_of
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")

ROWS = {"show": 5, "diff": 4, "diff-by-offence": 4, "rank": 4, "list": 6, "validate": 4}
ROWS |= {"trend": 5, "evaluate": 3, "evaluate-by-offence": 6}


@EVERY_REPORT
def test_keys_are_those_of_the_contract(run: Run, report: str) -> None:
    """Every row has every key of the contract, in its order, unknown values as null and never absent."""
    rows = rows_of(run, report)
    assert len(rows) == ROWS[report]
    assert [list(row) for row in rows] == [KEYS[report].split()] * len(rows)
    assert any(value is None for row in rows for value in row.values())
