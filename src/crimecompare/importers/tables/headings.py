"""Which row of a table is its heading, and where the named columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crimecompare.errors import UsageError
from crimecompare.importers.tables.grid import Grid, one_line
from crimecompare.wording import did_you_mean, quoted


@dataclass(frozen=True)
class Heading:
    """Which row (from 0) is the heading, how wide it is, and where each named column is."""

    index: int
    width: int
    places: dict[str, int]

    def cell(self, cells: Sequence[str], column: str) -> str:
        """Return what a row has in a named column."""
        place = self.places[column]
        return cells[place] if place < len(cells) else ""


def find_heading(grid: Grid, named: Sequence[str]) -> Heading:
    """Find the first row that has all the named headings. Raises UsageError, from the row that has most of them."""
    wanted = {name: one_line(name).casefold() for name in named}
    nearest, most = 0, -1
    for index, (_, cells) in enumerate(grid.rows):
        heading = [one_line(cell).casefold() for cell in cells]
        found = sum(name in heading for name in wanted.values())
        if found == len(wanted):
            _refuse_ambiguous(grid, index, heading, wanted)
            return Heading(index, len(cells), {name: heading.index(text) for name, text in wanted.items()})
        if found > most:
            nearest, most = index, found
    raise UsageError(_no_heading(grid, wanted, nearest))


def _no_heading(grid: Grid, wanted: dict[str, str], index: int) -> str:
    number, cells = grid.rows[index]
    headings = [one_line(cell) for cell in cells if one_line(cell)]
    have = {heading.casefold() for heading in headings}
    lacking = next(name for name, text in wanted.items() if text not in have)
    if len(have & set(wanted.values())) == 0:
        return f"{grid.name}: no row has a heading {quoted(lacking)}"
    hint = did_you_mean(one_line(lacking), headings) or f"; it has {', '.join(map(quoted, headings))}"
    return f"{grid.at(number)}: the heading has no {quoted(lacking)}{hint}"


def _refuse_ambiguous(grid: Grid, index: int, heading: Sequence[str], wanted: dict[str, str]) -> None:
    for name, text in wanted.items():
        if heading.count(text) > 1:
            raise UsageError(f"{grid.at(grid.rows[index][0])}: the heading has {quoted(name)} twice; keep one")
