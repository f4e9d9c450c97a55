"""One official table → profiles of the areas in its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crimecompare.errors import UnreadableFile, UsageError, did_you_mean, shown
from crimecompare.importers.figures import figure
from crimecompare.importers.grid import Grid, folded, read_grid
from crimecompare.importers.imported import Imported
from crimecompare.importers.keys import unique_keys
from crimecompare.importers.wording import counted
from crimecompare.profiles import AreaProfile, parse_profile


@dataclass(frozen=True)
class Columns:
    """The headings that are meant, as the user names them."""

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
class Request:
    """Which table is to be imported, and what its figures are, as the options of `import table` say it."""

    path: Path
    columns: Columns
    sheet: str | None = None
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


def import_table(request: Request) -> Imported:
    """Make a profile of each row that has an area and a figure. Raises UnreadableFile, UsageError and BadProfile."""
    columns = request.columns
    if columns.crimes is None and columns.rate is None:
        raise UsageError("name the column of the figures: --crimes-column for counts, --rate-column for rates, or both")
    grid = read_grid(request.path, request.sheet)
    start, places = _heading(grid, columns.named)
    subtotals = empty = 0
    rows: list[_Row] = []
    for number, cells in grid.rows[start + 1 :]:
        if not any(cell.strip() for cell in cells):
            continue
        if not folded(_cell(cells, places[columns.area])):
            subtotals += 1
            continue
        row = _row(grid, number, cells, columns, places, len(grid.rows[start][1]))
        if row.figures.get("crimes") is None and row.figures.get("crime_rate") is None:
            empty += 1
            continue
        rows.append(row)
    single = _one_row_each(rows)
    if not single:
        several = "; each area stands in several rows: keep one for each" if rows else ""
        raise UnreadableFile(f"{grid.name}: no row below the heading can be imported{several}")
    skipped = f"{counted(subtotals, 'row')} without an area (subtotals) and {counted(empty, 'row')} without a figure"
    remarks = [f"Read {counted(len(single), 'area')} from {grid.name}; skipped {skipped}."]
    if several := list(dict.fromkeys(row.name for row in rows if row not in single)):
        why = "they stand in several rows, which can be neither chosen from nor added up"
        remarks.append(f"Left out, because {why}: {'; '.join(several)}.")
    return Imported(list(_profiles(request, grid, single)), remarks)


def _heading(grid: Grid, named: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Find the first row that has all the named headings, and where each of them stands."""
    wanted = {name: folded(name).casefold() for name in named}
    best: tuple[int, int, list[str]] = (-1, 0, [])
    for index, (_, cells) in enumerate(grid.rows):
        heading = [folded(cell).casefold() for cell in cells]
        found = sum(name in heading for name in wanted.values())
        if found == len(wanted):
            _refuse_ambiguous(grid, index, heading, wanted)
            return index, {name: heading.index(text) for name, text in wanted.items()}
        if found > best[0]:
            best = (found, index, cells)
    raise UsageError(_no_heading(grid, wanted, best[1], best[2]))


def _no_heading(grid: Grid, wanted: dict[str, str], index: int, cells: Sequence[str]) -> str:
    headings = [folded(cell) for cell in cells if folded(cell)]
    have = {heading.casefold() for heading in headings}
    lacking = next(name for name, text in wanted.items() if text not in have)
    if len(have & set(wanted.values())) == 0:
        return f"{grid.name}: no row has a heading {shown(lacking)}"
    hint = did_you_mean(folded(lacking), headings) or f"; it has {', '.join(map(shown, headings))}"
    return f"{grid.at(grid.rows[index][0])}: the heading has no {shown(lacking)}{hint}"


def _refuse_ambiguous(grid: Grid, index: int, heading: Sequence[str], wanted: dict[str, str]) -> None:
    for name, text in wanted.items():
        if heading.count(text) > 1:
            raise UsageError(f"{grid.at(grid.rows[index][0])}: the heading has {shown(name)} twice")


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _row(grid: Grid, number: int, cells: Sequence[str], columns: Columns, places: dict[str, int], width: int) -> _Row:
    """Read one row's area and figures. Raises UnreadableFile with its number and the column."""

    def value(column: str | None) -> float | None:
        if column is None:
            return None
        try:
            return figure(_cell(cells, places[column]))
        except ValueError as error:
            raise UnreadableFile(f"{grid.at(number)}: {folded(column)} {error}") from None

    offences = {folded(column): value(column) for column in columns.offences}
    known = {offence: count for offence, count in offences.items() if count is not None}
    figures = {
        "population": value(columns.population),
        "crimes": value(columns.crimes),
        "crime_rate": value(columns.rate),
        "offences" if columns.crimes else "offence_rates": known or None,
    }
    if len(cells) != width and any(figures.values()):
        raise UnreadableFile(f"{grid.at(number)}: has {len(cells)} fields where the heading has {width}")
    code = folded(_cell(cells, places[columns.code])) if columns.code else ""
    return _Row(number, folded(_cell(cells, places[columns.area])), code or None, figures)


def _one_row_each(rows: Sequence[_Row]) -> list[_Row]:
    """Keep the rows whose area has no other row: parts of an area in several rows are not the area."""
    often = Counter((row.name.casefold(), row.code) for row in rows)
    return [row for row in rows if often[row.name.casefold(), row.code] == 1]


def _profiles(request: Request, grid: Grid, rows: Sequence[_Row]) -> Iterator[AreaProfile]:
    source = f"{request.path.name}, {grid.sheet}" if grid.sheet else request.path.name
    shared = {
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
