"""Sums that should be right and are not: a remark for each, since the figures are written as they are published."""

from __future__ import annotations

from collections.abc import Iterator

from crimecompare.importers.ons.called import police_name, region_name
from crimecompare.importers.ons.hierarchy import ENGLAND_AND_WALES, NAME, Hierarchy
from crimecompare.importers.ons.lines import TOTAL
from crimecompare.importers.ons.publication import Publication


def discrepancies(read: Publication) -> Iterator[str]:
    """Say where two tables give a force different crimes, and where parts do not add up to the whole."""
    areas = read.hierarchy
    for code, line in read.counts.forces.items():
        other = areas.forces[code].line
        here, there = line.whole(TOTAL), other.whole(TOTAL)
        if here is not None and there is not None and here != there:
            tables = f"table {line.table.label} gives {here:,} crimes, and table {other.table.label} {there:,}"
            yield f"{police_name(other.raw(NAME))}: {tables}; the first is written."
    for code in (*areas.regions, *areas.countries):
        yield from _sum_of(code, areas)


def _sum_of(code: str, areas: Hierarchy) -> Iterator[str]:
    parts = [area.line for area in areas.all.values() if area.within == code]
    if code == ENGLAND_AND_WALES and areas.transport:
        parts.append(areas.transport)
    counts, line = [part.whole(TOTAL) for part in parts], areas.all[code].line
    known = [count for count in counts if count is not None]
    if len(known) == len(counts) and sum(known) != line.whole(TOTAL):
        adds = f"has {line.whole(TOTAL):,} crimes in table {line.table.label}, and its parts {sum(known):,}"
        yield f"{region_name(line.raw(NAME))} {adds}; both are written as they are published."
