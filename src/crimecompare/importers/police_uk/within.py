"""Which area lies within which: one of an earlier lookup, or the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crimecompare.importers.keys import key_of
from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.nesting import Nesting


class Within:
    """Which area lies in which, given the `keys` of those that are written and those `summed` as the total."""

    def __init__(
        self, nesting: Nesting, keys: Mapping[Area, str], summed: Sequence[Area], total_key: str | None
    ) -> None:
        """`total_key` is None when there is no total."""
        self._nesting, self._keys, self._total_key = nesting, keys, total_key
        self._taken = {*keys.values(), total_key}
        self._total = frozenset[str]().union(*(area.lsoas for area in summed))

    def key(self, area: Area) -> str | None:
        """Return the key of the nearest area of an earlier lookup that holds all of `area`, else of the total, or None.

        The total comes before an area that is not written, so that everything in the total leads up to the total.
        """
        for holder in self._nesting.holders(area):
            if holder in self._keys or not self._in_total(area):
                return self._keys.get(holder) or self._unwritten(holder)
        return self._total_key if self._in_total(area) else None

    def _unwritten(self, holder: Area) -> str | None:
        """Return the key that an import of `holder` would give it, unless another area has it here."""
        key = key_of(holder.name)
        return None if key in self._taken else key

    def _in_total(self, area: Area) -> bool:
        return self._total_key is not None and area.lsoas <= self._total
