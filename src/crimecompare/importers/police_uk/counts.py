"""The crimes of each area by offence and by month, and what is counted as a crime."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from crimecompare.importers.police_uk.coverage import Coverage, ForceMonths
from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.tally import Tally

ANTI_SOCIAL = "Anti-social behaviour"

Nested = dict[int, dict[str, int]]


@dataclass(frozen=True)
class Counts:
    """Crimes by area: `offences` are counted and `excluded` ones are not."""

    offences: Sequence[str]
    excluded: Sequence[str]
    forces: ForceMonths
    _numbers: dict[Area, int]
    _by_offence: Nested
    _by_month: Nested

    @classmethod
    def of(cls, areas: Sequence[Area], tally: Tally, forces: ForceMonths, excluded: Sequence[str]) -> Counts:
        """Take the counts of a tally over `areas`, without the `excluded` offences."""
        offences = sorted(tally.offences - set(excluded))
        counts = tally.counts.filter(pl.col("offence").is_in(offences))
        numbers = {area: number for number, area in enumerate(areas)}
        return cls(offences, excluded, forces, numbers, _nested(counts, "offence"), _nested(counts, "month"))

    def by_offence(self, area: Area) -> dict[str, int]:
        """Count the crimes by offence: 0 for one that stands elsewhere in the files."""
        counts = self._by_offence.get(self._numbers[area], {})
        return {offence: counts.get(offence, 0) for offence in self.offences}

    def by_month(self, extent: Coverage) -> dict[str, int]:
        """Count the crimes by month, for the months for which the area's own force has a file: missing is not zero."""
        counts = self._by_month.get(self._numbers[extent.area], {})
        return {month: counts.get(month, 0) for month in self.forces.present(extent.force or "")}

    @property
    def scope(self) -> str:
        """What is counted, in words."""
        others = [offence for offence in self.excluded if offence != ANTI_SOCIAL]
        verb = "excluding" if ANTI_SOCIAL in self.excluded else "including"
        scope = f"police.uk street-level crime {verb} {ANTI_SOCIAL.casefold()}"
        return f"{scope}; not counted: {', '.join(others)}" if others else scope


def _nested(counts: pl.DataFrame, column: str) -> Nested:
    nested: Nested = defaultdict(dict)
    for area, name, rows in counts.group_by("area", column).agg(pl.col("rows").sum()).iter_rows():
        nested[area][name] = rows
    return nested
