"""How far the files cover each area, and which force-months they lack: missing is never zero."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.tally import Tally
from crimecompare.profiles.periods import months_in
from crimecompare.wording import counted

PARTIAL = 0.7
"""Share of a force's median month under which a month's file is probably incomplete."""
NEARLY_ALL = 0.9
"""Share of an area's LSOAs with a row under which its profile says how many have none."""
NOTICEABLE = 0.05
"""Share of an area's rows from which a force beside its own (such as British Transport Police) matters to it."""
MUCH_UNPLACED = 0.05
"""Share of a force's rows without an LSOA from which its areas' profiles say so."""
OTHER_CENSUS = (0.02, 0.5)
"""Shares of rows with an unknown LSOA between which the lookup is probably of another census: the censuses of 2011 and
2021 have about 94 % of their LSOAs in common, and a lookup that lacks most of them is of a few areas only."""


@dataclass(frozen=True)
class Coverage:
    """What the files hold of one area: its rows, and how many of its LSOAs have one."""

    area: Area
    by_force: tuple[tuple[str, int], ...]
    """Rows by force that recorded them, the most first."""
    lsoas_seen: int

    @property
    def rows(self) -> int:
        """How many rows the area has."""
        return sum(rows for _, rows in self.by_force)

    @property
    def force(self) -> str | None:
        """The force that recorded most of the area's rows."""
        return next((force for force, _ in self.by_force), None)

    @property
    def noticed(self) -> list[str]:
        """Forces whose missing rows the area's figures would show: that of most rows, and those of many."""
        return [force for force, rows in self.by_force if force == self.force or rows >= NOTICEABLE * self.rows]

    @property
    def share(self) -> float:
        """Share of the area's LSOAs that have a row, 0 to 1."""
        return self.lsoas_seen / len(self.area.lsoas)

    @property
    def covered(self) -> bool:
        """Whether at least two thirds of the area's LSOAs have a row."""
        return 3 * self.lsoas_seen >= 2 * len(self.area.lsoas)

    def __str__(self) -> str:
        lsoas = f"{self.lsoas_seen:,} of {counted(len(self.area.lsoas), 'LSOA')}"
        return f"{self.area.name} ({counted(self.rows, 'row')} in {lsoas}, {self.share:.0%})"


def coverage(areas: Sequence[Area], tally: Tally) -> list[Coverage]:
    """Tell for each area, in order, how far the files cover it and which forces recorded its rows."""
    rows: dict[int, dict[str, int]] = {}
    for (number, force), count in tally.by_force.items():
        rows.setdefault(number, {})[force] = count
    result = []
    for number, area in enumerate(areas):
        forces = rows.get(number, {})
        ranked = sorted(forces.items(), key=lambda item: (-item[1], item[0]))
        result.append(Coverage(area, tuple(ranked), len(area.lsoas & tally.seen)))
    return result


@dataclass(frozen=True)
class ForceMonths:
    """The rows of each force in each month for which there is a file, over the months of `period`."""

    rows: Mapping[tuple[str, str], int]
    period: str

    @property
    def forces(self) -> list[str]:
        """Every force that has a file, by name."""
        return sorted({force for force, _ in self.rows})

    def present(self, force: str) -> list[str]:
        """Months of the period for which `force` has a file."""
        return [month for month in months_in(self.period) if (force, month) in self.rows]

    def missing(self, force: str) -> list[str]:
        """Months of the period for which `force` has no file."""
        return [month for month in months_in(self.period) if (force, month) not in self.rows]

    def problems(self, force: str) -> list[str]:
        """Sentences about months of `force` that are missing, or have far fewer rows than usual."""
        sentences = []
        if missing := self.missing(force):
            sentences.append(f"There is no file of {force} for {', '.join(missing)}: crimes are missing, not zero.")
        median = statistics.median(self.rows[force, month] for month in self.present(force))
        for month in self.present(force):
            rows = self.rows[force, month]
            if rows < PARTIAL * median:
                usual = f"{rows / median:.0%} of that force's median month"
                sentences.append(
                    f"The file of {force} for {month} has {counted(rows, 'row')}, {usual}; it may be incomplete."
                )
        return sentences


def unplaced(force: str, tally: Tally) -> list[str]:
    """Say when many of the rows of `force` have no LSOA, and so are counted in no area."""
    rows = sum(count for (name, _), count in tally.rows.items() if name == force)
    without = tally.without_lsoa[force]
    if not rows or without < MUCH_UNPLACED * rows:
        return []
    return [f"{without / rows:.1%} of the rows of {force} have no LSOA and are counted in no area."]


def other_census(tally: Tally) -> list[str]:
    """Say when the share of unknown codes suggests that files and lookup are of two censuses."""
    placed = sum(tally.rows.values()) - sum(tally.without_lsoa.values())
    if not placed or not OTHER_CENSUS[0] <= tally.unknown / placed <= OTHER_CENSUS[1]:
        return []
    share = f"{tally.unknown / placed:.1%} of the rows with an LSOA have one that no lookup has"
    why = "the files may use the LSOAs of another census (2011 until about 2020, then 2021), or the lookup lacks areas"
    return [f"{share}: {why}."]


def of_forces(names: Iterable[str], forces: ForceMonths, tally: Tally) -> list[str]:
    """Sentences about what the files of these forces lack."""
    return [sentence for name in names for sentence in (*forces.problems(name), *unplaced(name, tally))]


def caveats(one: Coverage, forces: ForceMonths, tally: Tally) -> list[str]:
    """Sentences that a reader must see beside the figures of one covered area."""
    sentences = of_forces(one.noticed, forces, tally)
    missing = len(one.area.lsoas) - one.lsoas_seen
    if missing:
        sentences += other_census(tally)
    if one.share < NEARLY_ALL:
        sentences.append(f"{missing:,} of its {counted(len(one.area.lsoas), 'LSOA')} have no row in these files.")
    return sentences


def remarks(covered: Iterable[Coverage], forces: ForceMonths, tally: Tally) -> list[str]:
    """Say what whoever runs the import has to know: what was read, what is in no area, and what is missing."""
    rows, without = sum(tally.rows.values()), sum(tally.without_lsoa.values())
    unknown = f"{counted(tally.unknown, 'row')} with one that no lookup has"
    lines = [
        f"Read {counted(tally.files, 'file')} with {counted(rows, 'row')} of {forces.period}.",
        f"In no area: {counted(without, 'row')} without an LSOA, {unknown}.",
    ]
    for force in forces.forces:
        lines += forces.problems(force)
    return lines + other_census(tally) + _left_out([one for one in covered if not one.covered])


def _left_out(areas: Sequence[Coverage]) -> list[str]:
    """Name the areas that are not covered: those that have rows, the nearest to it first, and those that have none."""
    lines = []
    if some := sorted((one for one in areas if one.rows), key=lambda one: (-one.share, one.area.name)):
        lines.append(f"Not covered, so left out: {'; '.join(map(str, some))}.")
    if empty := [one.area.name for one in areas if not one.rows]:
        lines.append(f"Without any row, so left out: {'; '.join(empty)}.")
    return lines
