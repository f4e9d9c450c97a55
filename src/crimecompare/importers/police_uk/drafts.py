"""Covered areas → the fields of their profiles, and those of their total."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from crimecompare.errors import UsageError
from crimecompare.importers.keys import key_of, unique_keys
from crimecompare.importers.police_uk.counts import Counts
from crimecompare.importers.police_uk.coverage import Coverage, caveats, of_forces, other_census
from crimecompare.importers.police_uk.tally import Tally
from crimecompare.importers.police_uk.within import Within
from crimecompare.wording import counted, named, quoted

NAMED = 5
"""How many left-out areas the caveat of a total names, the largest first."""

Draft = dict[str, Any]
"""Fields of a profile; None for what is not known."""


@dataclass(frozen=True)
class Covered:
    """The areas of an import: all of them as `extents`, those that are `written`, and what they hold."""

    extents: Sequence[Coverage]
    written: Sequence[Coverage]
    counts: Counts
    tally: Tally

    @property
    def summed(self) -> list[Coverage]:
        """Covered areas of the first lookup: the total is their sum."""
        return [extent for extent in self.extents if extent.area.lookup == 0 and extent.covered]

    @property
    def left_out(self) -> list[Coverage]:
        """Areas of the first lookup that are not covered, the largest first."""
        others = (extent for extent in self.extents if extent.area.lookup == 0 and not extent.covered)
        return sorted(others, key=lambda extent: -extent.area.population)


def drafts(covered: Covered, total: str | None, shared: Draft) -> dict[str, Draft]:
    """Draft the profiles by key: lookup by lookup, and the one called `total` last; `shared` fields are in each.

    Raises UsageError when there is nothing to sum, or the total is called like an area.
    """
    keys = dict(zip(covered.written, unique_keys([(e.area.name, e.area.code) for e in covered.written]), strict=True))
    total_key = _total_key(total, keys.values(), covered) if total else None
    within = Within(
        [extent.area for extent in covered.extents],
        {extent.area: key for extent, key in keys.items()},
        [extent.area for extent in covered.summed],
        total_key,
    )
    result = {key: _area(covered, extent, within.key(extent.area)) | shared for extent, key in keys.items()}
    if total and total_key:
        result[total_key] = _total(covered, total) | shared
    return result


def _area(covered: Covered, extent: Coverage, within: str | None) -> Draft:
    by_offence = covered.counts.by_offence(extent.area)
    return {
        "name": extent.area.name,
        "code": extent.area.code,
        "within": within,
        "population": extent.area.population,
        "crimes": sum(by_offence.values()),
        "offences": by_offence,
        "monthly_crimes": covered.counts.by_month(extent),
        "caveats": caveats(extent, covered.counts.forces, covered.tally),
    }


def _total_key(name: str, keys: Collection[str], covered: Covered) -> str:
    key = key_of(name)
    if key in keys:
        raise UsageError(f"--total {quoted(name)}: an area has that name already; choose another")
    if not covered.summed:
        raise UsageError(f"--total {quoted(name)}: the files cover no area of the first lookup")
    return key


def _total(covered: Covered, name: str) -> Draft:
    """Add up the covered areas of the first lookup: crimes and residents alike."""
    summed, counts = covered.summed, covered.counts
    of_areas = [counts.by_offence(extent.area) for extent in summed]
    months = [counts.by_month(extent) for extent in summed]
    in_all = [month for month in months[0] if all(month in others for others in months)]
    by_offence = {offence: sum(area[offence] for area in of_areas) for offence in counts.offences}
    return {
        "name": name,
        "population": sum(extent.area.population for extent in summed),
        "crimes": sum(by_offence.values()),
        "offences": by_offence,
        "monthly_crimes": {month: sum(area[month] for area in months) for month in in_all},
        "caveats": [*_sum_of(covered), *_problems(covered)],
    }


def _sum_of(covered: Covered) -> list[str]:
    outside = [extent.area.name for extent in covered.left_out]
    without = f"; without {named(outside, NAMED)}, which the files do not cover" if outside else ""
    return [f"The sum of {counted(len(covered.summed), 'area')}{without}."]


def _problems(covered: Covered) -> list[str]:
    """Say what the files lack of the sum: each force counts, for a small share of one area adds up over many."""
    forces = sorted({force for extent in covered.summed for force, _ in extent.by_force})
    incomplete = any(extent.lsoas_seen < len(extent.area.lsoas) for extent in covered.summed)
    census = other_census(covered.tally) if incomplete else []
    return of_forces(forces, covered.counts.forces, covered.tally) + census
