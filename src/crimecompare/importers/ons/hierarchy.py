"""Tables by police force area (P1, P3, P4): the forces, regions and countries, and which of them lies in which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crimecompare.errors import UnreadableFile
from crimecompare.importers.ons.lines import Line, by_code, lines_of, rates_heading
from crimecompare.importers.ons.recorded import counts_heading
from crimecompare.importers.ons.workbook import OnsTable
from crimecompare.wording import listed, quoted

CODE, NAME = "Area Code", "Area Name"
ENGLAND_AND_WALES, ENGLAND, WALES = "K04000001", "E92000001", "W92000004"
REGION = "E12"
FORCES = ("E23", "W15")
COUNTRIES = {ENGLAND_AND_WALES: "England and Wales", ENGLAND: "England", WALES: "Wales"}
TRANSPORT = "British Transport Police"


class Nested(NamedTuple):
    """An area's row, and the code of the area that contains it."""

    line: Line
    within: str | None


@dataclass(frozen=True)
class Hierarchy:
    """The areas of such a table by code, in its order, and British Transport Police, which is in no area."""

    table: OnsTable
    forces: Mapping[str, Nested]
    regions: Mapping[str, Nested]
    countries: Mapping[str, Nested]
    transport: Line | None
    codeless: Sequence[Line]

    @property
    def all(self) -> dict[str, Nested]:
        """Every area, the smaller ones first."""
        return {**self.forces, **self.regions, **self.countries}

    def forces_in(self, code: str) -> list[str]:
        """Return the codes of the forces that lie in an area, however far down."""
        return [force for force in self.forces if code in self._above(force)]

    def _above(self, code: str) -> list[str]:
        above, inner = [], self.all[code].within
        while inner is not None:
            above.append(inner)
            inner = self.all[inner].within
        return above


def rates_by_area(table: OnsTable) -> dict[str, Line]:
    """Read the rows of a table of rates, by code. Raises UnreadableFile and UsageError."""
    lines = lines_of(table, rates_heading(table, (CODE, NAME)))
    return by_code((line for line in lines if line.text(CODE)), CODE)


def read_hierarchy(table: OnsTable) -> Hierarchy:
    """Read a table of counts, whose forces are below their region or Wales. Raises UnreadableFile and UsageError."""
    lines = lines_of(table, counts_heading(table, (CODE, NAME)))
    codeless = [line for line in lines if not line.text(CODE)]
    areas = by_code((line for line in lines if line.text(CODE)), CODE)
    if missing := [f"{name} ({code})" for code, name in COUNTRIES.items() if code not in areas]:
        raise UnreadableFile(f"{table.name}: has no row for {listed(missing, 'or')}")
    within = _containers(areas)
    nested = {code: Nested(line, within[code]) for code, line in areas.items()}
    return Hierarchy(
        table,
        {code: area for code, area in nested.items() if code.startswith(FORCES)},
        {code: area for code, area in nested.items() if code.startswith(REGION)},
        {code: nested[code] for code in (ENGLAND, WALES, ENGLAND_AND_WALES)},
        next((line for line in codeless if line.text(NAME).casefold() == TRANSPORT.casefold()), None),
        [line for line in codeless if line.text(NAME).casefold() != TRANSPORT.casefold()],
    )


def _containers(areas: Mapping[str, Line]) -> dict[str, str | None]:
    """Find out from the order of the rows what contains each area."""
    within: dict[str, str | None] = {}
    last = None
    for code, line in areas.items():
        if not line.text(NAME):
            raise UnreadableFile(f"{line.where}: {NAME} must not be empty; the code is {code}")
        if code in COUNTRIES:
            within[code] = None if code == ENGLAND_AND_WALES else ENGLAND_AND_WALES
            last = code if code == WALES else None
        elif code.startswith(REGION):
            within[code], last = ENGLAND, code
        elif not code.startswith(FORCES):
            raise UnreadableFile(
                f"{line.where}: {CODE} must be that of a police force area, a region, England, Wales "
                f"or both, not {quoted(code)}"
            )
        elif last is None or last[0] != code[0]:
            name = quoted(line.text(NAME))
            raise UnreadableFile(f"{line.where}: the force {name} must be below its region, or below Wales")
        else:
            within[code] = last
    return within
