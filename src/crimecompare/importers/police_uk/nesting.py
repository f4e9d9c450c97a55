"""Which areas of earlier lookups hold all of an area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crimecompare.importers.police_uk.lookup import Area


class Nesting:
    """Which area of each lookup an LSOA lies in."""

    def __init__(self, areas: Sequence[Area]) -> None:
        """Take all areas of all lookups."""
        self._holders: dict[Area, list[Area]] = {}
        self._area_of: dict[int, dict[str, Area]] = {}
        for area in areas:
            self._area_of.setdefault(area.lookup, {}).update(dict.fromkeys(area.lsoas, area))

    def holders(self, area: Area) -> Sequence[Area]:
        """Return the areas of earlier lookups in which all of `area` lies, the nearest lookup first."""
        if area not in self._holders:
            self._holders[area] = list(self._found(area))
        return self._holders[area]

    def _found(self, area: Area) -> Iterator[Area]:
        any_lsoa = next(iter(area.lsoas))
        for lookup in reversed(range(area.lookup)):
            holder = self._area_of.get(lookup, {}).get(any_lsoa)
            if holder and area.lsoas <= holder.lsoas:
                yield holder
