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
from crimecompare.importers.police_uk.membership import Membership
from crimecompare.importers.police_uk.rows import Tally

Nested = dict[str, dict[int, int]]
"""Crimes by offence or month, and by the number of an area."""


@dataclass(frozen=True)
class Counts:
    """Crimes by area: `offences` are counted and `excluded` ones are not."""

    offences: Sequence[str]
    excluded: Sequence[str]
    forces: ForceMonths
    _numbers: dict[Area, int]
    _by_offence: Nested
    _by_month: Nested
    _parts: pl.DataFrame
    _members: Membership

    @classmethod
    def of(
        cls,
        extents: Sequence[Coverage],
        tally: Tally,
        members: Membership,
        forces: ForceMonths,
        excluded: Sequence[str],
    ) -> Counts:
        """Take the counts of a tally, without the `excluded` offences and the months that an area lacks.

        What neighbouring forces recorded in such a month would look like all of its crimes.
        """
        shown = spellings(tally.offences)
        offences = sorted({*shown.values()} - {*excluded})
        named = tally.counts.with_columns(pl.col("offence").replace(shown)).filter(pl.col("offence").is_in(offences))
        numbers = {extent.area: number for number, extent in enumerate(extents)}
        lacking = _lacking(extents)
        by_month = members.by_area(named, "month").join(lacking, on=["area", "month"], how="anti")
        by_offence = _by_offence(named, members, lacking)
        return cls(offences, excluded, forces, numbers, by_offence, _nested(by_month, "month"), named, members)

    def by_offence(self, area: Area) -> dict[str, int]:
        """Count the crimes by offence: 0 for one that is only elsewhere in the files."""
        number, counts = self._numbers[area], self._by_offence
        return {offence: counts[offence].get(number, 0) if offence in counts else 0 for offence in self.offences}

    def by_month(self, extent: Coverage) -> dict[str, int]:
        """Count the crimes by month, for the months that the area has: missing is not zero."""
        number, counts = self._numbers[extent.area], self._by_month
        months = [month for month in self.forces.months if month not in extent.missing]
        return {month: counts[month].get(number, 0) if month in counts else 0 for month in months}

    @cached_property
    def _by_both(self) -> dict[int, dict[str, dict[str, int]]]:
        nested: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        both = self._members.by_area(self._parts, "offence", "month").select("area", "offence", "month", "rows")
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
    return pl.DataFrame(pairs, schema={"area": pl.UInt32, "month": pl.String}, orient="row")


def _by_offence(counts: pl.DataFrame, members: Membership, lacking: pl.DataFrame) -> Nested:
    """Count by area and offence: all rows, less those of the months that an area lacks, which are few."""
    without = counts.filter(pl.col("month").is_in(lacking["month"].unique().to_list()))
    unwanted = members.by_area(without, "offence", "month").join(lacking, on=["area", "month"], how="semi")
    less = unwanted.select("area", "offence", -pl.col("rows").cast(pl.Int64))
    every = pl.concat([members.by_area(counts, "offence").cast({"rows": pl.Int64}), less])
    return _nested(every.group_by("area", "offence").agg(pl.col("rows").sum()) if less.height else every, "offence")


def _nested(counts: pl.DataFrame, column: str) -> Nested:
    parts = counts.partition_by(column, as_dict=True).items()
    return {
        str(name): dict(zip(part["area"].to_list(), part["rows"].to_list(), strict=True)) for (name,), part in parts
    }
