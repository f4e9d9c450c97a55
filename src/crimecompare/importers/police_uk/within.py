"""Which area lies within which: one of an earlier lookup, or the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crimecompare.importers.keys import key_of
from crimecompare.importers.police_uk.lookup import Area


class Within:
    """Knows every area of the lookups, the `keys` of those that are written, and which are `summed` as the total."""

    def __init__(
        self, areas: Sequence[Area], keys: Mapping[Area, str], summed: Sequence[Area], total_key: str | None
    ) -> None:
        """Take areas by lookup; `total_key` is None when there is no total."""
        self._keys, self._total_key = keys, total_key
        self._total = frozenset[str]().union(*(area.lsoas for area in summed))
        self._holder = {(area.lookup, lsoa): area for area in areas for lsoa in area.lsoas}

    def key(self, area: Area) -> str | None:
        """Return the key of the nearest area of an earlier lookup that holds all of `area`, else of the total, or None.

        An area that is not written stands aside for the total, so that everything in the total leads up to it.
        """
        any_lsoa = next(iter(area.lsoas))
        for lookup in reversed(range(area.lookup)):
            holder = self._holder.get((lookup, any_lsoa))
            if holder and area.lsoas <= holder.lsoas and (holder in self._keys or not self._in_total(area)):
                return self._keys.get(holder, key_of(holder.name))
        return self._total_key if self._in_total(area) else None

    def _in_total(self, area: Area) -> bool:
        return self._total_key is not None and area.lsoas <= self._total
