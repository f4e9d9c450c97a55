"""What the places of the rows show: how many are in no area, and whether files and lookup are of two censuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

OTHER_CENSUS = (0.02, 0.5)
"""Shares of rows with an unknown LSOA of a known district between which files and lookup are probably of two censuses:
those of 2011 and 2021 have about 94 % of their LSOAs in common."""
LAST_WORD = r"\s+\S+$"
"""What tells the LSOAs of a district apart: the 012A of "Fenland 012A"."""


@dataclass(frozen=True)
class Places:
    """The rows of all files by where they lie."""

    by_force: Mapping[str, int]
    """Rows by force."""
    without_lsoa: Mapping[str, int]
    """Rows by force that carry no LSOA."""
    unknown: int
    """Rows whose LSOA is in no lookup."""
    other_census: float
    """Share of the rows with an LSOA that point to another census than the lookup's, 0 to 1; 0 when too few or many do.

    They have a code that no lookup has, and the name of an LSOA whose district also has rows with known codes. So the
    rows of a neighbour, or those that a lookup of few areas lacks, are not taken for it.
    """

    @classmethod
    def of(cls, places: pl.DataFrame, members: pl.DataFrame) -> Places:
        """Take the places of a tally, and the LSOAs that the lookups have."""
        by_force: Counter[str] = Counter(dict(places.group_by("force").agg(pl.col("rows").sum()).iter_rows()))
        nowhere = places.filter(pl.col("lsoa").is_null()).group_by("force").agg(pl.col("rows").sum())
        placed = places.filter(pl.col("lsoa").is_not_null())
        unknown = placed.join(members, on="lsoa", how="anti")
        share = 0.0
        if not unknown.is_empty():
            known = placed.join(members, on="lsoa", how="semi")
            share = _of_known_districts(unknown, known) / int(placed["rows"].sum())
        suspected = OTHER_CENSUS[0] <= share <= OTHER_CENSUS[1]
        return cls(by_force, dict(nowhere.iter_rows()), int(unknown["rows"].sum()), share if suspected else 0.0)


def _of_known_districts(unknown: pl.DataFrame, known: pl.DataFrame) -> int:
    """Count the rows of unknown LSOAs whose name, without its last word, is also that of known ones."""
    districts = _with_district(known).select("district").unique()
    return int(_with_district(unknown).join(districts, on="district", how="semi")["rows"].sum())


def _with_district(places: pl.DataFrame) -> pl.DataFrame:
    name = pl.col("name").str.strip_chars()
    named = places.filter(name.str.contains(LAST_WORD).fill_null(value=False))
    return named.with_columns(name.str.replace(LAST_WORD, "").alias("district"))
