"""The crimes of each area by offence and by month, without the months that it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from crimecompare.importers.police_uk.coverage import Coverage
from crimecompare.importers.police_uk.crime_types import scope, spellings
from crimecompare.importers.police_uk.forces import ForceMonths
from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.rows import COUNTS, Tally

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
    _monthly: pl.DataFrame

    @classmethod
    def of(cls, extents: Sequence[Coverage], tally: Tally, forces: ForceMonths, excluded: Sequence[str]) -> Counts:
        """Take the counts of a tally, without the `excluded` offences and the months that an area lacks.

        What neighbouring forces recorded in such a month would look like all of its crimes.
        """
        shown = spellings(tally.offences)
        offences = sorted({*shown.values()} - {*excluded})
        lacking = _lacking(extents)
        counted = tally.counts.join(lacking, on=["area", "month"], how="anti")
        counts = counted.with_columns(pl.col("offence").replace(shown)).filter(pl.col("offence").is_in(offences))
        numbers = {extent.area: number for number, extent in enumerate(extents)}
        return cls(offences, excluded, forces, numbers, _nested(counts, "offence"), _nested(counts, "month"), counts)

    def by_offence(self, area: Area) -> dict[str, int]:
        """Count the crimes by offence: 0 for one that is only elsewhere in the files."""
        counts = self._by_offence.get(self._numbers[area], {})
        return {offence: counts.get(offence, 0) for offence in self.offences}

    def by_month(self, extent: Coverage) -> dict[str, int]:
        """Count the crimes by month, for the months that the area has: missing is not zero."""
        counts = self._by_month.get(self._numbers[extent.area], {})
        return {month: counts.get(month, 0) for month in self.forces.months if month not in extent.missing}

    @cached_property
    def _by_both(self) -> dict[int, dict[str, dict[str, int]]]:
        nested: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        both = self._monthly.group_by("area", "offence", "month").agg(pl.col("rows").sum())
        for area, offence, month, rows in both.iter_rows():
            nested[area][offence][month] = rows
        return nested

    def by_offence_and_month(self, extent: Coverage) -> dict[str, dict[str, int]]:
        """Count the crimes by offence and month, for the months that the area has: 0 for what is only elsewhere."""
        counts = self._by_both.get(self._numbers[extent.area], {})
        months = list(self.by_month(extent))
        return {
            offence: {month: counts.get(offence, {}).get(month, 0) for month in months} for offence in self.offences
        }

    @property
    def scope(self) -> str:
        """What is counted, in words."""
        return scope(self.excluded)


def _lacking(extents: Sequence[Coverage]) -> pl.DataFrame:
    """List the months that each area lacks, by the area's number."""
    pairs = [(number, month) for number, extent in enumerate(extents) for month in extent.missing]
    return pl.DataFrame(pairs, schema={"area": COUNTS["area"], "month": pl.String}, orient="row")


def _nested(counts: pl.DataFrame, column: str) -> Nested:
    nested: Nested = defaultdict(dict)
    for area, name, rows in counts.group_by("area", column).agg(pl.col("rows").sum()).iter_rows():
        nested[area][name] = rows
    return nested
