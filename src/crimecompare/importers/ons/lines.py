"""The rows of a table below its heading, and their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crimecompare.errors import UnreadableFile
from crimecompare.importers.ons.workbook import OnsTable
from crimecompare.importers.tables.cells import number_in
from crimecompare.importers.tables.grid import one_line
from crimecompare.importers.tables.headings import Heading, find_heading
from crimecompare.profiles.types import LARGEST
from crimecompare.wording import quoted

TOTAL = "Total recorded crime (excluding fraud)"
RESIDENTS = re.compile(r"population figures\b.*?\b(mid-\d{4})\b(?:.*?\b(rounded to [\d,]*\d))?", re.IGNORECASE)
"""The heading of residents: which year's, and how they are rounded."""


@dataclass(frozen=True)
class Line:
    """One row of a table, and its number."""

    table: OnsTable
    heading: Heading
    number: int
    cells: Sequence[str]

    @property
    def where(self) -> str:
        """Where the row is, for a message."""
        return self.table.grid.at(self.number)

    def raw(self, column: str) -> str:
        """Return a cell as it is."""
        return self.heading.cell(self.cells, column)

    def text(self, column: str) -> str:
        """Return a cell on one line, without `[note n]`."""
        return one_line(self.raw(column))

    def figure(self, column: str) -> float | None:
        """Return the figure in a cell, None where it is missing. Raises UnreadableFile."""
        try:
            number = number_in(self.raw(column))
        except ValueError as error:
            raise UnreadableFile(f"{self.where}: {one_line(column)} {error}") from None
        if number is not None and abs(number) >= LARGEST:
            raise UnreadableFile(f"{self.where}: {one_line(column)} must have at most 15 digits")
        return number

    def rate(self, column: str) -> float | None:
        """Return the rate in a cell, None where it is missing. Raises UnreadableFile."""
        number = self.figure(column)
        if number is not None and number < 0:
            raise UnreadableFile(f"{self.where}: {one_line(column)} must be 0 or more, not {number}")
        return number

    def whole(self, column: str) -> int | None:
        """Return the count in a cell, which may be negative, None where it is missing. Raises UnreadableFile."""
        number = self.figure(column)
        if number is not None and not isinstance(number, int):
            raise UnreadableFile(f"{self.where}: {one_line(column)} must be a whole number, not {number}")
        return number


def heading_of(table: OnsTable, named: Sequence[str], also: Callable[[str], bool] = lambda _: False) -> Heading:
    """Find the heading of a table by the columns named, and place those, too, for whose text `also` holds.

    Raises UsageError for a column that is not there, or is there twice.
    """
    heading = find_heading(table.grid, named)
    texts = [one_line(cell) for cell in table.grid.rows[heading.index][1]]
    return find_heading(table.grid, [*named, *(text for text in texts if also(text))])


def rates_heading(table: OnsTable, areas: Sequence[str]) -> Heading:
    """Find the heading of a table of rates: `areas`, residents and the rate of all crimes.

    Raises UnreadableFile and UsageError.
    """
    heading = heading_of(table, [*areas, TOTAL], lambda text: bool(RESIDENTS.match(text)))
    if len([column for column in heading.places if RESIDENTS.match(column)]) != 1:
        where = table.grid.at(table.grid.rows[heading.index][0])
        example = '"Population figures (mid-2022) - rounded to 100"'
        raise UnreadableFile(f"{where}: there must be one column of residents, headed as in {example}")
    return heading


def residents_column_of(heading: Heading) -> str:
    """Return the heading of residents in a table of rates."""
    return next(column for column in heading.places if RESIDENTS.match(column))


def residents_basis(heading: Heading) -> list[str]:
    """Say which residents a table of rates has: ["mid-2022", "rounded to 100"]."""
    match = RESIDENTS.match(residents_column_of(heading))
    return [text for text in match.groups() if text] if match else []


def lines_of(table: OnsTable, heading: Heading) -> list[Line]:
    """Return the rows below a heading; one with a single cell filled is a remark beneath the table."""
    rows = table.grid.rows[heading.index + 1 :]
    return [Line(table, heading, n, cells) for n, cells in rows if sum(1 for cell in cells if cell.strip()) > 1]


def by_code(lines: Iterable[Line], column: str) -> dict[str, Line]:
    """Index rows by their code. Raises UnreadableFile where two have the same."""
    found: dict[str, Line] = {}
    for line in lines:
        code = line.text(column)
        if code in found:
            raise UnreadableFile(f"{line.where}: has the code {quoted(code)}, as row {found[code].number} has")
        found[code] = line
    return found
