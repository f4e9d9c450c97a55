"""One year of the workbook: its tables together, whose areas must be the same in all of them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crimecompare.errors import UnreadableFile
from crimecompare.importers.ons import partnerships as by
from crimecompare.importers.ons.hierarchy import NAME, Hierarchy, rates_by_area, read_hierarchy
from crimecompare.importers.ons.lines import Line
from crimecompare.importers.ons.notes import Notes
from crimecompare.importers.ons.partnerships import ByPartnership, counts_by_partnership, rates_by_partnership
from crimecompare.importers.ons.workbook import OnsTable, Workbook
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR
from crimecompare.wording import quoted


class Edition(NamedTuple):
    """The labels of the tables that one year's figures are in."""

    counts: str
    areas: str
    rates: str
    published_rates: str | None = None

    @property
    def needed(self) -> list[str]:
        """All of them, in order."""
        return sorted(filter(None, self))


CURRENT = Edition("C2", "P1", "C4", "P3")
PREVIOUS = Edition("C5", "P4", "C4")
"""The year before, whose rates nobody publishes; residents are those of the current year."""


@dataclass(frozen=True)
class Publication:
    """Counts and rates by partnership, counts by area, and the rates that ONS publishes of areas, if it does."""

    name: str
    counts: ByPartnership
    rates: ByPartnership
    hierarchy: Hierarchy
    published_rates: Mapping[str, Line] | None
    notes: Notes

    @property
    def table(self) -> OnsTable:
        """The table that says which year it is."""
        return self.counts.table

    @property
    def release(self) -> OnsTable:
        """The table that says which release of the workbook it is."""
        return self.rates.table

    @property
    def is_of_the_year_before(self) -> bool:
        """Whether the counts are of the year before the release."""
        return self.table.span != self.release.span

    def partnerships_of(self, force: str) -> list[str]:
        """Return the codes of a force's partnerships."""
        return [code for code, line in self.counts.partnerships.items() if line.text(by.FORCE_CODE) == force]

    def rates_of_force(self, force: str) -> Line:
        """Return the row of a force's rate: its own, or its only partnership's."""
        return self.rates.forces.get(force) or self.rates.partnerships[self.partnerships_of(force)[0]]


def publication(workbook: Workbook, edition: Edition) -> Publication:
    """Read the tables of an edition. Raises UnreadableFile and UsageError for what they must not be."""
    tables = workbook.tables
    _check_years(tables, edition)
    read = Publication(
        workbook.name,
        counts_by_partnership(tables[edition.counts]),
        rates_by_partnership(tables[edition.rates]),
        read_hierarchy(tables[edition.areas]),
        rates_by_area(tables[edition.published_rates]) if edition.published_rates else None,
        workbook.notes,
    )
    _check_partnerships(read)
    _check_forces(read)
    if read.published_rates is not None and edition.published_rates:
        wholes = {**read.hierarchy.regions, **read.hierarchy.countries}
        for code, area in wholes.items():
            _refuse_missing(code, read.published_rates, tables[edition.published_rates], area.line, NAME)
    return read


def _check_years(tables: Mapping[str, OnsTable], edition: Edition) -> None:
    release = tables[edition.rates]
    for label in edition.needed:
        table, earlier = tables[label], MONTHS_IN_A_YEAR if edition == PREVIOUS and label != edition.rates else 0
        if table.span.last != release.span.last - earlier:
            right = f"the {'year before' if earlier else 'year of'} table {release.label}"
            told = f"the title says {table.year_ending}, and must say {right} ({release.year_ending})"
            raise UnreadableFile(f"{table.name}: {told}")


def _check_partnerships(read: Publication) -> None:
    for code, line in read.counts.partnerships.items():
        _refuse_missing(code, read.rates.partnerships, read.rates.table, line, by.NAME)
        _refuse_missing(line.text(by.FORCE_CODE), read.hierarchy.forces, read.hierarchy.table, line, by.NAME)
    for code, line in read.rates.partnerships.items():
        _refuse_missing(code, read.counts.partnerships, read.counts.table, line, by.NAME)


def _check_forces(read: Publication) -> None:
    """Refuse a force that has no row of its own in the tables by partnership, and is not its only partnership."""
    for table in (read.counts, read.rates):
        for code, line in table.forces.items():
            _refuse_missing(code, read.hierarchy.forces, read.hierarchy.table, line, by.FORCE)
        for code, area in read.hierarchy.forces.items():
            if len(read.partnerships_of(code)) != 1:
                _refuse_missing(code, table.forces, table.table, area.line, NAME)


def _refuse_missing(code: str, rows: Container[str], table: OnsTable, needed_by: Line, name: str) -> None:
    if code not in rows:
        place = f"table {needed_by.table.label}, row {needed_by.number}, for {needed_by.text(name)}"
        raise UnreadableFile(f"{table.name}: has no row with the code {quoted(code)}, which is in {place}")
