"""How far the files cover each area, which forces are its own, and which months it lacks: missing is never zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from crimecompare.importers.police_uk.forces import TRANSPORT, ForceMonths
from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.membership import Membership
from crimecompare.importers.police_uk.months import too_many_missing
from crimecompare.importers.police_uk.nesting import Nesting
from crimecompare.wording import counted

NOTICEABLE = 0.05
"""Share of an area's rows from which a force beside its own (such as British Transport Police) matters to it."""
OWN = 20
"""One in so many of an area's LSOAs makes the force with most rows in them one of its own: 5 %."""
ENOUGH, ENOUGH_OF_MANY, MANY = (2, 3), (17, 20), 20
"""Share of an area's LSOAs that must have a row: two thirds, and 85 % from 20 LSOAs on. Of any district that its force
covered, the lowest share in a month was 0.89; two thirds would cover England with a quarter of it silent."""
WITHIN_REACH = 0.5
"""Share of its LSOAs with a row from which some force in the files is expected to cover an area."""


@dataclass(frozen=True)
class Coverage:
    """What the files hold of one area: its rows, how many of its LSOAs have one, and the months it lacks."""

    area: Area
    by_force: Sequence[tuple[str, int]]
    """Rows by force that recorded them, the most first."""
    lsoas_seen: int
    """LSOAs with a row; rows of the British Transport Police do not count, since they cover no area."""
    own: Sequence[str]
    """Forces with most rows in 5 % or more of its LSOAs, or those of the area of an earlier lookup that it lies in."""
    missing: Sequence[str]
    """Months of the period for which one of its own forces has no file."""
    months: int
    """How many months the period has."""
    holder: Coverage | None = None
    """The area of an earlier lookup that it lies in: covered or not together with it."""

    @property
    def rows(self) -> int:
        """How many rows the area has."""
        return sum(rows for _, rows in self.by_force)

    @property
    def noticed(self) -> list[str]:
        """Forces whose missing rows the area's figures would show: its own, and those with many rows."""
        noticeable = NOTICEABLE * self.rows
        others = [force for force, rows in self.by_force if rows >= noticeable]
        return list(dict.fromkeys([*self.own, *others]))

    @property
    def share(self) -> float:
        """Share of the area's LSOAs that have a row, 0 to 1."""
        return self.lsoas_seen / len(self.area.lsoas)

    @property
    def complete(self) -> bool:
        """Whether every one of its LSOAs has a row."""
        return self.lsoas_seen == len(self.area.lsoas)

    @property
    def enough_lsoas(self) -> bool:
        """Whether so many of its LSOAs have a row that its own force must be among the files."""
        part, whole = ENOUGH_OF_MANY if len(self.area.lsoas) >= MANY else ENOUGH
        return whole * self.lsoas_seen >= part * len(self.area.lsoas)

    @property
    def enough_months(self) -> bool:
        """Whether the area has two thirds of the months or more."""
        return not too_many_missing(len(self.missing), self.months)

    @property
    def covered(self) -> bool:
        """Whether its figures can be used: when those of the area around it can, else by its own LSOAs and months."""
        return self.holder.covered if self.holder else self.enough_lsoas and self.enough_months

    @property
    def expected(self) -> bool:
        """Whether some force in the files should cover it, so that a reader would expect it."""
        return self.holder is None and self.share >= WITHIN_REACH

    def __str__(self) -> str:
        if self.enough_lsoas and not self.enough_months:
            return f"{self.area.name} (no file for {len(self.missing)} of {counted(self.months, 'month')})"
        if not self.rows:
            return self.area.name
        lsoas = f"{self.lsoas_seen:,} of {counted(len(self.area.lsoas), 'LSOA')}"
        return f"{self.area.name} ({counted(self.rows, 'row')} in {lsoas}, {self.share:.0%})"


def coverage(
    areas: Sequence[Area], nesting: Nesting, places: pl.DataFrame, members: Membership, forces: ForceMonths
) -> list[Coverage]:
    """Return for each area, in order, how far the `places` of a tally cover it, and which months it lacks."""
    placed = places.join(members.lsoas, on="lsoa")
    recorded, led = _rows_by_force(placed, members), _lsoas_by_force(placed, members)
    result: dict[Area, Coverage] = {}
    for number, area in enumerate(areas):
        holders = nesting.holders(area)
        holder = result[holders[-1]] if holders else None
        lsoas = led[number]
        own = holder.own if holder else [force for force, of_force in lsoas if OWN * of_force >= len(area.lsoas)]
        missing = holder.missing if holder else _missing(own, forces)
        seen = sum(of_force for _, of_force in lsoas)
        result[area] = Coverage(area, recorded[number], seen, own, missing, len(forces.months), holder)
    return list(result.values())


def _missing(own: Sequence[str], forces: ForceMonths) -> list[str]:
    return sorted({*forces.nowhere}.union(*map(forces.missing, own)))


def _rows_by_force(placed: pl.DataFrame, members: Membership) -> dict[int, list[tuple[str, int]]]:
    """Count the rows of each area, by its number, for each force, the most first."""
    rows = members.by_area(placed, "force")
    return _grouped(rows.sort("area", "rows", "force", descending=[False, True, False]))


def _lsoas_by_force(placed: pl.DataFrame, members: Membership) -> dict[int, list[tuple[str, int]]]:
    """Count the LSOAs of each area, by its number, in which each force has most rows."""
    of_area_forces = placed.filter(pl.col("force") != TRANSPORT).sort("rows", "force", descending=[True, False])
    leading = of_area_forces.unique("lsoa", keep="first", maintain_order=True)
    lsoas = members.by_area(leading.with_columns(pl.lit(1, pl.UInt32).alias("rows")), "force")
    return _grouped(lsoas.sort("area", "force"))


def _grouped(counts: pl.DataFrame) -> dict[int, list[tuple[str, int]]]:
    grouped: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for area, force, count in counts.rows():
        grouped[area].append((force, count))
    return grouped
