"""Which areas of an import are written, which the total adds up, and why the others are left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from crimecompare.importers.police_uk.counts import Counts
from crimecompare.importers.police_uk.coverage import Coverage
from crimecompare.importers.police_uk.forces import ForceMonths
from crimecompare.importers.police_uk.nesting import Nesting
from crimecompare.importers.police_uk.placement import Places
from crimecompare.wording import MOST_NAMED, counted, named

NAMED = 5
"""How many left-out areas the caveat of a total names, the largest first."""


def _without_row(extent: Coverage) -> bool:
    return not extent.covered and not extent.rows


def _inside(extent: Coverage) -> bool:
    return not extent.covered and extent.holder is not None


def _few_lsoas(extent: Coverage) -> bool:
    return not extent.covered and not extent.enough_lsoas


REASONS: dict[str, Callable[[Coverage], bool]] = {
    "without a row in these files": _without_row,
    "inside an area that is not covered": _inside,
    "with rows in too few of their LSOAs": _few_lsoas,
    "without data for more than a third of the months": lambda extent: not extent.covered,
    "with LSOAs that have no row, in files that seem to use those of another census": lambda _: True,
}
"""Why an area is not written, each reason with its test; the first that is true is given."""


@dataclass(frozen=True)
class Selection:
    """The areas of an import: all of them as `extents`, those that are `asked` for, and what they hold."""

    extents: Sequence[Coverage]
    asked: Sequence[Coverage]
    nesting: Nesting
    places: Places
    forces: ForceMonths
    counts: Counts

    @cached_property
    def written(self) -> list[Coverage]:
        """Areas that get a profile, of those that are asked for."""
        return [extent for extent in self.asked if self.stands(extent)]

    def stands(self, extent: Coverage) -> bool:
        """Whether the figures of an area can be used.

        Where files and lookup seem to be of two censuses, only areas all of whose LSOAs have a row do.
        """
        return extent.covered and (extent.complete or not self.places.other_census)

    @cached_property
    def of_first_lookup(self) -> list[Coverage]:
        """The areas that a total can add up, since they do not overlap."""
        return [extent for extent in self.extents if extent.area.lookup == 0]

    @cached_property
    def summed(self) -> list[Coverage]:
        """The areas that the total adds up: they lack no month but those that no file holds."""
        return [e for e in self.of_first_lookup if self.stands(e) and len(e.missing) == len(self.forces.nowhere)]

    @property
    def sum_of(self) -> str:
        """Say what the total is the sum of, and how many areas it leaves out."""
        summed = {extent.area for extent in self.summed}
        outside = [extent for extent in self.of_first_lookup if extent.area not in summed]
        lacking = [extent for extent in outside if self.stands(extent)]
        uncovered = [extent for extent in outside if not self.stands(extent)]
        kinds = ((uncovered, "that the files do not cover"), (lacking, "with months missing"))
        without = " and ".join(f"{counted(len(some), 'area')} {what}{_largest(some)}" for some, what in kinds if some)
        return f"The sum of {counted(len(summed), 'area')}{', without ' if without else ''}{without}."

    def left_out(self, *, verbose: bool) -> list[str]:
        """Say how many of the areas asked for are not written, and why.

        Those that some force in the files should cover are named, the nearest to it first; all when `verbose`.
        """
        by_reason: dict[str, list[Coverage]] = {reason: [] for reason in REASONS}
        for extent in self.asked:
            if not self.stands(extent):
                by_reason[next(reason for reason, holds in REASONS.items() if holds(extent))].append(extent)
        return [
            f"Left out {counted(len(extents), 'area')} {reason}{_details(extents, verbose=verbose)}."
            for reason, extents in by_reason.items()
            if extents
        ]

    def lacking(self, *, verbose: bool) -> list[str]:
        """Say how many of the areas that are written lack months that others have, and name them."""
        some = [extent for extent in self.written if len(extent.missing) > len(self.forces.nowhere)]
        if not some:
            return []
        names = [f"{e.area.name} ({len(e.missing)} of {e.months})" for e in some if verbose or e.expected]
        listed = _listed(names, len(some), verbose=verbose)
        own = "its own force" if len(some) == 1 else "their own force"
        return [f"Months without a file of {own} are not counted for {counted(len(some), 'area')}{listed}."]


def _details(extents: Collection[Coverage], *, verbose: bool) -> str:
    told = sorted((e for e in extents if verbose or e.expected), key=lambda e: (-e.share, e.area.name))
    return _listed(list(map(str, told)), len(extents), verbose=verbose)


def _listed(names: Sequence[str], number: int, *, verbose: bool) -> str:
    """List names after a number of areas, and say so where these are not all of them."""
    if not names:
        return ""
    if verbose or len(names) == number:
        return f": {named(names, len(names) if verbose else MOST_NAMED)}"
    return f", such as {'; '.join(names[:MOST_NAMED])}"


def _largest(extents: Sequence[Coverage]) -> str:
    """Name the largest of some areas that a force in the files should cover."""
    names = [e.area.name for e in sorted(extents, key=lambda e: -e.area.population) if e.expected][:NAMED]
    such = "" if len(names) == len(extents) else "such as "
    return f" ({such}{'; '.join(names)})" if names else ""
