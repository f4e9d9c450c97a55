"""Covered areas → the fields of their profiles, and those of their total."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import Any

from crimecompare.errors import UsageError
from crimecompare.importers.keys import key_of, unique_keys
from crimecompare.importers.police_uk.coverage import Coverage
from crimecompare.importers.police_uk.gaps import area_caveats, force_caveats
from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.selection import Selection
from crimecompare.importers.police_uk.within import Within
from crimecompare.wording import quoted

Draft = dict[str, Any]
"""Fields of a profile; None for what is not known."""


def drafts(
    selection: Selection, total: str | None, shared: Draft, *, monthly_offences: bool = False
) -> dict[str, Draft]:
    """Draft the profiles by key: lookup by lookup, and the one called `total` last; `shared` fields are in each.

    With `monthly_offences` each has its counts by offence and month as well, which are long.
    Raises UsageError when there is nothing to sum, or the total is called like an area.
    """
    keys = _keys(selection.written)
    total_key = _total_key(total, keys.values(), selection) if total else None
    within = Within(selection.nesting, keys, [extent.area for extent in selection.summed], total_key)
    result = {
        keys[extent.area]: _area(selection, extent, within.key(extent.area)) | shared for extent in selection.written
    }
    if total and total_key:
        result[total_key] = _total(selection, total) | shared
    if monthly_offences:
        for extent in selection.written:
            result[keys[extent.area]]["monthly_offences"] = selection.counts.by_offence_and_month(extent)
        if total_key:
            result[total_key]["monthly_offences"] = _monthly_offences_of_total(selection)
    return result


def _monthly_offences_of_total(selection: Selection) -> dict[str, dict[str, int]]:
    of_areas = [selection.counts.by_offence_and_month(extent) for extent in selection.summed]
    return {
        offence: {month: sum(area[offence][month] for area in of_areas) for month in months}
        for offence, months in of_areas[0].items()
    }


def _keys(written: Collection[Coverage]) -> dict[Area, str]:
    """Give each area its key, the first lookup first, so that an area of a later one gets its code added."""
    keys: dict[Area, str] = {}
    for _, of_lookup in groupby((extent.area for extent in written), key=lambda area: area.lookup):
        areas = list(of_lookup)
        keys |= zip(areas, unique_keys([(area.name, area.code) for area in areas], keys.values()), strict=True)
    return keys


def _area(selection: Selection, extent: Coverage, within: str | None) -> Draft:
    by_offence = selection.counts.by_offence(extent.area)
    return {
        "name": extent.area.name,
        "kind": extent.area.kind,
        "code": extent.area.code,
        "within": within,
        "population": extent.area.population,
        "crimes": sum(by_offence.values()),
        "months_missing": extent.missing,
        "offences": by_offence,
        "monthly_crimes": selection.counts.by_month(extent),
        "caveats": area_caveats(extent, selection.forces, selection.places),
    }


def _total_key(name: str, keys: Collection[str], selection: Selection) -> str:
    key = key_of(name)
    if key in keys:
        raise UsageError(f"--total {quoted(name)}: an area already has that name; choose another")
    if not selection.summed:
        lacking = "; the covered ones have months missing" if any(e.covered for e in selection.of_first_lookup) else ""
        raise UsageError(f"--total {quoted(name)}: the files cover no area of the first lookup in every month{lacking}")
    return key


def _total(selection: Selection, name: str) -> Draft:
    """Add up the areas that the total holds: crimes and residents alike."""
    summed, counts = selection.summed, selection.counts
    of_areas = [counts.by_offence(extent.area) for extent in summed]
    months = [counts.by_month(extent) for extent in summed]
    by_offence = {offence: sum(area[offence] for area in of_areas) for offence in counts.offences}
    forces = sorted({force for extent in summed for force, _ in extent.by_force})
    return {
        "name": name,
        "population": sum(extent.area.population for extent in summed),
        "crimes": sum(by_offence.values()),
        "months_missing": selection.forces.nowhere,
        "offences": by_offence,
        "monthly_crimes": {month: sum(area[month] for area in months) for month in months[0]},
        "caveats": [
            selection.sum_of,  # each force matters here, since small shares of many areas add up
            *force_caveats(forces, list(months[0]), selection.forces, selection.places),
        ],
    }
