"""What the user of an import must know: what was read, what is in no area, what is missing, what is left out."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from crimecompare.importers.police_uk.gaps import no_file, no_file_at_all, partial_files
from crimecompare.importers.police_uk.placement import Places
from crimecompare.importers.police_uk.rows import Tally
from crimecompare.importers.police_uk.selection import Selection
from crimecompare.profiles.periods import spelled_period
from crimecompare.wording import counted, figure, listed

SMALL = 5
"""LSOAs of the median area from which a lookup can judge by itself whether its areas are covered."""


def remarks(selection: Selection, tally: Tally, total: str | None, *, verbose: bool) -> list[str]:
    """Say all that must be known, counts first; `verbose` names every area that is left out."""
    forces = selection.forces
    rows = counted(sum(tally.rows.values()), "row")
    when = spelled_period(forces.period)
    lines = [f"Read {counted(tally.read, 'file')} with {rows} for {when}.", *_not_counted(selection.places)]
    lines += no_file_at_all(forces)
    for force in forces.forces:
        lines += [*no_file(force, forces.missing(force)), *partial_files(force, forces, forces.months)]
    lines += _small_areas(selection) + _other_census(selection) + selection.left_out(verbose=verbose)
    lines += selection.lacking(verbose=verbose)
    if total and len(selection.summed) < len(selection.of_first_lookup):
        lines.append(f"{total}: {selection.sum_of}")
    return lines


def _not_counted(places: Places) -> Sequence[str]:
    said = []
    if number := sum(places.without_lsoa.values()):
        said.append(f"{counted(number, 'row')} {'has' if number == 1 else 'have'} no LSOA")
    if number := places.unknown:
        said.append(f"{counted(number, 'row')} {'has' if number == 1 else 'have'} an LSOA that is in no lookup")
    return [f"Not counted: {listed(said)}."] if said else []


def _small_areas(selection: Selection) -> list[str]:
    """Say that districts should come first when the areas of the first lookup are too small to be judged alone."""
    median = statistics.median(len(extent.area.lsoas) for extent in selection.of_first_lookup)
    if median >= SMALL:
        return []
    size = f"The areas of the first lookup are small (median: {counted(median, 'LSOA')})"
    why = "too small to tell a quiet area from one whose force has no file"
    return [f"{size}, {why}: name a lookup of districts first."]


def _other_census(selection: Selection) -> list[str]:
    """Say that files and lookup seem to be of two censuses, when an area is left out for it."""
    share = selection.places.other_census
    if not share or all(extent.complete for extent in selection.asked if extent.covered):
        return []
    rows = f"{figure(100 * share)}% of the rows with an LSOA have one that is in no lookup, though its district is"
    why = "the files seem to use the LSOAs of another census (2011 until about 2020, then 2021)"
    return [f"{rows}: {why}. Only areas all of whose LSOAs have a row are written."]
