"""What tests of ONS imports share: a made workbook, and the import of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.ons_workbook import Book, ons_book
from support.program import Done, Run
from support.workbooks import xlsx


@pytest.fixture
def book() -> Book:
    """The sheets of a made workbook, which a test may change before it imports them."""
    return ons_book()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Where the made workbook is written."""
    return tmp_path / "ons.xlsx"


@pytest.fixture
def command(run: Run, book: Book, workbook: Path) -> Run:
    """Write the workbook as it is now, and import it: `command("--previous")`."""

    def run_import(*options: str | Path) -> Done:
        return run("import", "ons", xlsx(workbook, book), "--retrieved", "2025-04-24", *options)

    return run_import
