"""Crimes of one row: the total, and the 19 offences that add up to it, by the same names for every table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crimecompare.errors import UnreadableFile
from crimecompare.importers.ons.lines import TOTAL, Line, heading_of
from crimecompare.importers.ons.notes import marks_in
from crimecompare.importers.ons.workbook import OnsTable
from crimecompare.importers.tables.grid import one_line
from crimecompare.importers.tables.headings import Heading
from crimecompare.wording import did_you_mean, figure, listed, quoted

OFFENCES = (
    "Homicide", "Death or serious injury caused by illegal driving", "Violence with injury", "Violence without injury",
    "Stalking and harassment", "Sexual offences", "Robbery", "Residential burglary", "Non-residential burglary",
    "Vehicle offences", "Theft from the person", "Bicycle theft", "Shoplifting", "All other theft offences",
    "Criminal damage and arson", "Drug offences", "Possession of weapons offences", "Public order offences",
    "Miscellaneous crimes against society",
)  # fmt: skip
"""The finest offences that do not overlap, as table C2 names them."""
ALSO_CALLED = {
    "Death or serious injury - unlawful driving": "Death or serious injury caused by illegal driving",
    "Other theft offences": "All other theft offences",
    "Miscellaneous crimes": "Miscellaneous crimes against society",
}
"""What tables P1 and P4 call three of them."""
SUBTOTALS = ("Violence against the person", "Theft offences", "Burglary")
_NAMES = {name.casefold(): name for name in OFFENCES} | {old.casefold(): new for old, new in ALSO_CALLED.items()}


class Recorded(NamedTuple):
    """The crimes of a row: all of them, those of each offence where these are counts, and what is to be said."""

    crimes: int
    offences: Mapping[str, int]
    remarks: Sequence[str]


def counts_heading(table: OnsTable, areas: Sequence[str]) -> Heading:
    """Find the heading of a table of counts, whose columns are `areas`, the total, offences and subtotals.

    Raises UnreadableFile for a column that is none of these, and for an offence that has none, or two.
    """
    heading = heading_of(table, [*areas, TOTAL], lambda text: text.casefold() in _NAMES)
    where = table.grid.at(table.grid.rows[heading.index][0])
    known = {name.casefold() for name in (*areas, TOTAL, *SUBTOTALS)} | _NAMES.keys()
    for text in map(one_line, table.grid.rows[heading.index][1]):
        if text and text.casefold() not in known:
            hint = did_you_mean(text, [*OFFENCES, *SUBTOTALS])
            kinds = f"one of the {len(OFFENCES)} offences that add up to the total, or {listed(SUBTOTALS, 'or')}"
            raise UnreadableFile(f"{where}: the column {quoted(text)} must be {kinds}{hint}")
    offences = [_NAMES[column.casefold()] for column in heading.places if column.casefold() in _NAMES]
    for offence in OFFENCES:
        if (often := offences.count(offence)) != 1:
            what = "is there twice" if often else "is missing"
            raise UnreadableFile(f"{where}: the column {quoted(offence)} {what}; it must be there once")
    return heading


def recorded(line: Line, name: str) -> Recorded:
    """Read the crimes of the area `name`. Raises UnreadableFile where they are not counts or do not add up."""
    total = line.whole(TOTAL)
    if total is None or total < 0:
        what = "missing" if total is None else figure(total, 0)
        raise UnreadableFile(f"{line.where}: the total of {name} must be a count of crimes; it is {what}")
    counts = {_NAMES[c.casefold()]: line.whole(c) for c in line.heading.places if c.casefold() in _NAMES}
    known = {offence: count for offence in OFFENCES if (count := counts[offence]) is not None}
    added = sum(known.values())
    if added != total and (len(known) == len(OFFENCES) or added > total):
        sums = f"add up to {added:,}, and its total is {total:,}; these must be equal"
        raise UnreadableFile(f"{line.where}: the {len(known)} offences of {name} {sums}")
    return _recorded(line, total, known)


def _recorded(line: Line, total: int, known: dict[str, int]) -> Recorded:
    """Leave out offences where one is negative, which the publisher allows but a count cannot be."""
    remarks = list(_explained(line))
    if negative := [f"{figure(count, 0)} for {offence}" for offence, count in known.items() if count < 0]:
        why = "crimes of earlier times were cancelled or moved"
        remarks.append(f"Crimes by offence are left out, because ONS gives {listed(negative)}: {why}.")
        known = {}
    return Recorded(total, known, remarks)


def _explained(line: Line) -> list[str]:
    """Say what the marks in the cells of a row mean, as its table says it, beginning with the offence."""
    said = []
    for column in line.heading.places:
        offence = _NAMES.get(column.casefold())
        if offence or column == TOTAL:
            words = filter(None, map(line.table.shorthand.get, marks_in(line.raw(column))))
            said += [f"{offence}: {text}" if offence else text for text in words]
    return said
