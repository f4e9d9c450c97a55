"""The workbook: its tables, found by the first cell of their sheets, the year that each covers, and its notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from crimecompare.errors import UnreadableFile
from crimecompare.importers.ons.notes import Notes, shorthand_of
from crimecompare.importers.tables.grid import Grid, one_line, read_sheets
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, NAMES, Span, month_text
from crimecompare.wording import listed, printable, quoted

TITLE = re.compile(r"table\s+([a-z]\d+)\s*:", re.IGNORECASE)
YEAR_ENDING = re.compile(rf"year ending ({'|'.join(NAMES)}) (\d{{4}})", re.IGNORECASE)
WORKBOOK = "Police force area data tables"


@dataclass(frozen=True)
class OnsTable:
    """One table of the workbook, such as C2, with its title and the year that this names."""

    label: str
    title: str
    grid: Grid

    @property
    def name(self) -> str:
        """What messages call the table."""
        return self.grid.name

    @cached_property
    def span(self) -> Span:
        """The months that the title names. Raises UnreadableFile."""
        match = YEAR_ENDING.search(self.title)
        if match is None:
            why = f'must name its year, as in "year ending December 2024", unlike {quoted(self.title)}'
            raise UnreadableFile(f"{self.name}: the title {why}")
        month = [name.casefold() for name in NAMES].index(match[1].casefold())
        last = int(match[2]) * MONTHS_IN_A_YEAR + month
        return Span(last - MONTHS_IN_A_YEAR + 1, last)

    @property
    def period(self) -> str:
        """The year as a profile spells it: "2024", or "2024-04/2025-03"."""
        first, last = map(month_text, self.span)
        return last[:4] if first[:4] == last[:4] else f"{first}/{last}"

    @property
    def year_ending(self) -> str:
        """The year as ONS names it: "year ending December 2024"."""
        year, month = divmod(self.span.last, MONTHS_IN_A_YEAR)
        return f"year ending {NAMES[month]} {year:04}"

    @cached_property
    def shorthand(self) -> dict[str, str]:
        """What the marks in its cells mean, in its own words."""
        return shorthand_of(self.grid)


@dataclass(frozen=True)
class Workbook:
    """The tables that were asked for, by label, and the notes."""

    name: str
    tables: dict[str, OnsTable]
    notes: Notes


def read_workbook(path: Path, needed: Sequence[str]) -> Workbook:
    """Read the workbook. Raises UnreadableFile, naming the tables that are needed and not there."""
    name, grids = printable(str(path)), read_sheets(path)
    tables: dict[str, OnsTable] = {}
    for grid in grids:
        title = _first_cell(grid)
        match = TITLE.match(title)
        if match is None or (label := match[1].upper()) not in needed:
            continue
        if label in tables:
            raise UnreadableFile(f"{name}: {tables[label].grid.sheet} and {grid.sheet} are both titled table {label}")
        tables[label] = OnsTable(label, title, grid)
    if missing := [label for label in needed if label not in tables]:
        lacking = f"has no table {listed(missing, 'or')}"
        told = f'whose tables begin like "Table {missing[0]}: …"'
        raise UnreadableFile(f'{name}: {lacking}; it must be ONS\'s workbook "{WORKBOOK}", {told}')
    return Workbook(name, tables, Notes.of([grid for grid in grids if _first_cell(grid).casefold() == "notes"]))


def _first_cell(grid: Grid) -> str:
    """Return the first cell of a sheet that has anything in it."""
    return next((one_line(cells[0]) for _, cells in grid.rows if cells and cells[0].strip()), "")
