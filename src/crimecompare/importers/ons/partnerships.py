"""Tables by community safety partnership (C2, C4, C5): which row is of a partnership, of a force or of neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crimecompare.errors import UnreadableFile
from crimecompare.importers.ons.lines import TOTAL, Line, by_code, lines_of, rates_heading, residents_column_of
from crimecompare.importers.ons.notes import marks_in
from crimecompare.importers.ons.recorded import counts_heading
from crimecompare.importers.ons.workbook import OnsTable
from crimecompare.importers.tables.grid import one_line
from crimecompare.importers.tables.headings import Heading
from crimecompare.wording import quoted

FORCE_CODE, FORCE = "Police Force Area code", "Police Force Area name"
CODE, NAME = "Community Safety Partnership code", "Community Safety Partnership name"
AUTHORITY_CODE, AUTHORITY = "Local Authority code", "Local Authority name"
AREAS = (FORCE_CODE, FORCE, CODE, NAME, AUTHORITY_CODE, AUTHORITY)
NAMES = (FORCE, NAME, AUTHORITY)
"""The columns of names, which may refer to a note."""
OFFICIAL = re.compile(r"[EW]\d{8}")


@dataclass(frozen=True)
class ByPartnership:
    """The rows of such a table: partnerships and forces by code, and those that belong to neither."""

    table: OnsTable
    heading: Heading
    partnerships: dict[str, Line]
    forces: dict[str, Line]
    elsewhere: Sequence[Line]


class Rated(NamedTuple):
    """Residents and rate of a row, None where they are not published, and what its marks mean."""

    residents: int | None
    crime_rate: float | None
    remarks: Sequence[str] = ()


def counts_by_partnership(table: OnsTable) -> ByPartnership:
    """Read the rows of a table of counts. Raises UnreadableFile and UsageError."""
    return _sorted_out(table, counts_heading(table, AREAS))


def rates_by_partnership(table: OnsTable) -> ByPartnership:
    """Read the rows of a table of rates and residents. Raises UnreadableFile and UsageError."""
    return _sorted_out(table, rates_heading(table, AREAS))


def rated(line: Line) -> Rated:
    """Read the residents and the rate of a row. Raises UnreadableFile."""
    column = residents_column_of(line.heading)
    residents, rate = line.whole(column), line.rate(TOTAL)
    if residents is not None and residents <= 0:
        raise UnreadableFile(f"{line.where}: {one_line(column)} must be above 0, not {residents:,}")
    words = (line.table.shorthand.get(mark) for cell in (column, TOTAL) for mark in marks_in(line.raw(cell)))
    return Rated(residents, rate, [text for text in words if text])


def _sorted_out(table: OnsTable, heading: Heading) -> ByPartnership:
    lines = lines_of(table, heading)
    partnerships = [line for line in lines if line.text(CODE)]
    forces = [line for line in lines if not line.text(CODE) and not line.text(NAME)]
    of_partnerships = ((line, CODE, NAME, "E22000015") for line in partnerships)
    for line, code, name, example in [*of_partnerships, *((line, FORCE_CODE, FORCE, "E23000023") for line in forces)]:
        if not OFFICIAL.fullmatch(line.text(code)):
            raise UnreadableFile(f"{line.where}: {code} must be one such as {example}, not {quoted(line.text(code))}")
        if not line.text(name):
            raise UnreadableFile(f"{line.where}: {name} must not be empty; the code is {line.text(code)}")
    if not partnerships:
        raise UnreadableFile(f"{table.name}: no row below the heading has a {CODE}")
    elsewhere = [line for line in lines if not line.text(CODE) and line.text(NAME)]
    return ByPartnership(table, heading, by_code(partnerships, CODE), by_code(forces, FORCE_CODE), elsewhere)
