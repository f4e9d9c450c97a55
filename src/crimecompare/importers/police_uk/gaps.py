"""Sentences about what the files lack, for the profiles concerned and for the user of the import."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable, Sequence

from crimecompare.importers.police_uk.coverage import Coverage
from crimecompare.importers.police_uk.forces import ForceMonths, force_name
from crimecompare.importers.police_uk.placement import Places
from crimecompare.profiles.periods import spelled_months
from crimecompare.wording import counted

PARTIAL = 0.7
"""Share of a force's median month under which a month's file is probably incomplete."""
NEARLY_ALL = 0.9
"""Share of an area's LSOAs with a row under which its profile says how many have none."""
MUCH_UNPLACED = 0.05
"""Share of a force's rows without an LSOA from which its areas' profiles say so."""


def no_file(force: str, months: Collection[str]) -> list[str]:
    """Say for which of some months, if any, a force has no file."""
    when = spelled_months(months)
    return [f"No {force_name(force)} file for {when}: those crimes are missing, not zero."] if months else []


def no_file_at_all(forces: ForceMonths) -> list[str]:
    """Say for which months of the period no force has a file."""
    if not forces.nowhere:
        return []
    return [f"No file of any force for {spelled_months(forces.nowhere)}: those crimes are missing, not zero."]


def partial_files(force: str, forces: ForceMonths, months: Collection[str]) -> list[str]:
    """Say which of some months have far fewer rows of a force than is usual for it."""
    rows = {month: forces.rows[force, month] for month in forces.present(force)}
    median = statistics.median(rows.values())
    return [
        f"The {force_name(force)} file for {spelled_months([month])} has {counted(count, 'row')}, "
        f"{count / median:.0%} of that force's median month: it may be incomplete."
        for month, count in rows.items()
        if month in months and count < PARTIAL * median
    ]


def unplaced(force: str, places: Places) -> list[str]:
    """Say when many of the rows of a force have no LSOA, and so are counted in no area."""
    rows, without = places.by_force.get(force, 0), places.without_lsoa.get(force, 0)
    if not rows or without < MUCH_UNPLACED * rows:
        return []
    return [f"{without / rows:.1%} of the {force_name(force)} rows have no LSOA and are counted in no area."]


class Gaps:
    """What the files lack, as caveats; thousands of areas share a force, whose sentences are made once."""

    def __init__(self, forces: ForceMonths, places: Places) -> None:
        """Take what the files have."""
        self._forces, self._places = forces, places
        self._said: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def of_area(self, extent: Coverage) -> list[str]:
        """Say what a reader must know beside a covered area's figures, but for its field `months_missing`."""
        months = [month for month in self._forces.months if month not in extent.missing]
        sentences = self.of_forces(extent.noticed, months)
        if extent.share < NEARLY_ALL:
            missing = len(extent.area.lsoas) - extent.lsoas_seen
            sentences.append(
                f"{missing:,} of its {counted(len(extent.area.lsoas), 'LSOA')} have no row in these files."
            )
        return sentences

    def of_forces(self, names: Iterable[str], months: Sequence[str]) -> list[str]:
        """Say what the files of some forces lack of some months."""
        return [sentence for name in names for sentence in self._of_force(name, tuple(months))]

    def _of_force(self, name: str, months: tuple[str, ...]) -> list[str]:
        if (name, months) not in self._said:
            lacking = [month for month in self._forces.missing(name) if month in months]
            partial = partial_files(name, self._forces, months)
            self._said[name, months] = [*no_file(name, lacking), *partial, *unplaced(name, self._places)]
        return self._said[name, months]
