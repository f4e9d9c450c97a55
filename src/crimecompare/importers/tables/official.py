"""One official table → profiles of the areas in its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.importers.imported import Imported
from crimecompare.importers.keys import unique_keys
from crimecompare.importers.tables.cells import number_in
from crimecompare.importers.tables.grid import Grid, one_line, read_grid
from crimecompare.importers.tables.headings import Heading, find_heading
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.parsing import parse_profile
from crimecompare.wording import counted, listed


@dataclass(frozen=True)
class TableColumns:
    """The headings of the columns, as the user names them."""

    area: str
    code: str | None = None
    population: str | None = None
    crimes: str | None = None
    rate: str | None = None
    offences: Sequence[str] = ()

    @property
    def named(self) -> list[str]:
        """Every heading that has to be found."""
        one = (self.area, self.code, self.population, self.crimes, self.rate)
        return [*filter(None, one), *self.offences]


@dataclass(frozen=True)
class TableRequest:
    """Which table is to be imported, and what its figures are, as the options of `import table` say it."""

    path: Path
    columns: TableColumns
    sheet: str | None = None
    kind: str | None = None
    period: str | None = None
    offence_scope: str | None = None
    population_basis: str | None = None
    source: str | None = None
    retrieved: date | None = None


@dataclass(frozen=True)
class _Row:
    number: int
    name: str
    code: str | None
    figures: dict[str, Any]

    @property
    def label(self) -> str:
        """The area's name and, where there is one, its code: several areas may have one name."""
        return f"{self.name} ({self.code})" if self.code else self.name


def import_table(request: TableRequest) -> Imported:
    """Make a profile of each row that has an area and a figure. Raises UnreadableFile, UsageError and BadProfile."""
    columns = request.columns
    if columns.crimes is None and columns.rate is None:
        raise UsageError("name the column of the figures: --crimes-column for counts, --rate-column for rates, or both")
    grid = read_grid(request.path, request.sheet)
    heading = find_heading(grid, columns.named)
    found = _read(grid, heading, columns)
    single = _one_row_each(found.rows)
    if not single:
        why = "; each area is in more than one row: keep one for each" if found.rows else ""
        raise UnreadableFile(f"{grid.name}: no row below the heading can be imported{why}")
    return Imported(list(_profiles(request, grid, single)), _remarks(grid, found, single))


def _remarks(grid: Grid, found: _Found, single: Sequence[_Row]) -> list[str]:
    kinds = ((found.subtotals, "without an area (subtotals)"), (found.empty, "without a figure"))
    skipped = listed([f"{counted(number, 'row')} {what}" for number, what in kinds if number])
    remarks = [f"Read {counted(len(single), 'area')} from {grid.name}{f'; skipped {skipped}' if skipped else ''}."]
    kept = set(map(id, single))
    if several := list(dict.fromkeys(row.label for row in found.rows if id(row) not in kept)):
        why = "each is in more than one row, and the tool cannot tell which to use"
        remarks.append(f"Left out because {why}: {'; '.join(several)}.")
    return remarks


@dataclass
class _Found:
    """The rows with an area and a figure, and how many have none."""

    rows: list[_Row] = field(default_factory=list)
    subtotals: int = 0
    empty: int = 0


def _read(grid: Grid, heading: Heading, columns: TableColumns) -> _Found:
    found = _Found()
    for number, cells in grid.rows[heading.index + 1 :]:
        if not any(cell.strip() for cell in cells):
            continue
        name = one_line(heading.cell(cells, columns.area))
        if not name:
            found.subtotals += 1
            continue
        figures = _figures(grid.at(number), heading, cells, columns)
        code = one_line(heading.cell(cells, columns.code)) if columns.code else ""
        if figures["crimes"] is None and figures["crime_rate"] is None:
            found.empty += 1
        else:
            found.rows.append(_Row(number, name, code or None, figures))
    return found


def _figures(where: str, heading: Heading, cells: Sequence[str], columns: TableColumns) -> dict[str, Any]:
    """Read one row's figures, None where missing. Raises UnreadableFile with the column."""

    def value(column: str | None) -> float | None:
        try:
            return number_in(heading.cell(cells, column)) if column else None
        except ValueError as error:
            raise UnreadableFile(f"{where}: {one_line(column or '')} {error}") from None

    offences = {one_line(column): value(column) for column in columns.offences}
    known = {offence: count for offence, count in offences.items() if count is not None}
    figures = {
        "population": value(columns.population),
        "crimes": value(columns.crimes),
        "crime_rate": value(columns.rate),
        "offences" if columns.crimes else "offence_rates": known or None,
    }
    if len(cells) != heading.width and any(figure is not None for figure in figures.values()):
        raise UnreadableFile(f"{where} has {len(cells)} fields where the heading has {heading.width}")
    return figures


def _one_row_each(rows: Sequence[_Row]) -> list[_Row]:
    """Keep the rows whose area has no other row: one of several rows may be only a part of the area."""
    often = Counter((row.name.casefold(), row.code) for row in rows)
    return [row for row in rows if often[row.name.casefold(), row.code] == 1]


def _profiles(request: TableRequest, grid: Grid, rows: Sequence[_Row]) -> Iterator[AreaProfile]:
    source = f"{request.path.name}, {grid.sheet}" if grid.sheet else request.path.name
    shared = {
        "kind": request.kind,
        "period": request.period,
        "population_basis": request.population_basis if request.columns.population else None,
        "offence_scope": request.offence_scope,
        "source": request.source or source,
        "retrieved": (request.retrieved or date.today()).isoformat(),  # noqa: DTZ011 - the user's own calendar day
    }
    keys = unique_keys([(row.name, row.code) for row in rows])
    for key, row in zip(keys, rows, strict=True):
        data = {"name": row.name, "code": row.code, **row.figures, **shared}
        known = {field: value for field, value in data.items() if value is not None}
        yield parse_profile(key, known, f"{grid.name}: {grid.counted} {row.number}")
