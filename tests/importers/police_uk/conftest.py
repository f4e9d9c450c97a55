"""What tests of police.uk imports share: a lookup, and the import by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.program import Done, Run
from support.street import LOOKUP, written


@pytest.fixture
def lookup(tmp_path: Path) -> Path:
    """A lookup of two districts, six LSOAs and 9,000 residents."""
    return written(tmp_path / "lookup.csv", LOOKUP)


@pytest.fixture
def command(run: Run, lookup: Path) -> Run:
    """Run the import, by district unless told otherwise: `command(source, "--total", "Both")`."""

    def run_import(
        *arguments: str | Path, areas: Path = lookup, columns: tuple[str, ...] = ("--area-column", "district_name")
    ) -> Done:
        return run("import", "police-uk", *arguments, "--areas", areas, *columns)

    return run_import
