"""Which areas each LSOA lies in, so arranged that rows are counted once however many lookups there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from crimecompare.importers.police_uk.lookup import Area


class Membership(NamedTuple):
    """The areas of LSOAs by their number, through parts: LSOAs that lie in the same areas are one part.

    `lsoas` has the part of each LSOA, `areas` a row for each area that a part lies in: one for each lookup at most.
    """

    lsoas: pl.DataFrame
    areas: pl.DataFrame

    @classmethod
    def of(cls, areas: Sequence[Area]) -> Membership:
        """Divide the LSOAs of all areas into parts."""
        numbers: dict[str, list[int]] = {}
        for number, area in enumerate(areas):
            for lsoa in area.lsoas:
                numbers.setdefault(lsoa, []).append(number)
        parts: dict[tuple[int, ...], int] = {}
        part_of = [parts.setdefault(tuple(some), len(parts)) for some in numbers.values()]
        pairs = {"part": [parts[some] for some in parts for _ in some], "area": [n for some in parts for n in some]}
        schema = {"lsoa": pl.String, "part": pl.UInt32}
        lsoas = pl.DataFrame({"lsoa": list(numbers), "part": part_of}, schema=schema)
        return cls(lsoas, pl.DataFrame(pairs, schema={"part": pl.UInt32, "area": pl.UInt32}))

    def by_area(self, counts: pl.DataFrame, *alike: str) -> pl.DataFrame:
        """Add the `rows` of parts up to those of areas, for each value of the columns `alike`."""
        by_part = counts.group_by("part", *alike).agg(pl.col("rows").sum())
        return by_part.join(self.areas, on="part").group_by("area", *alike).agg(pl.col("rows").sum())
