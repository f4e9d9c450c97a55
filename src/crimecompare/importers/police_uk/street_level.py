"""police.uk street-level files and lookups → profiles of the areas that the files cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from crimecompare.errors import UnknownName, UsageError
from crimecompare.importers.imported import Imported
from crimecompare.importers.keys import key_of
from crimecompare.importers.police_uk import crime_types
from crimecompare.importers.police_uk.archive import StreetFile, find, refuse_twice
from crimecompare.importers.police_uk.counts import Counts
from crimecompare.importers.police_uk.coverage import coverage
from crimecompare.importers.police_uk.drafts import drafts
from crimecompare.importers.police_uk.forces import ForceMonths
from crimecompare.importers.police_uk.lookup import Area, ColumnNames, read_lookups
from crimecompare.importers.police_uk.months import Months, period_of
from crimecompare.importers.police_uk.nesting import Nesting
from crimecompare.importers.police_uk.placement import Places
from crimecompare.importers.police_uk.remarks import remarks
from crimecompare.importers.police_uk.rows import Advance, Tally
from crimecompare.importers.police_uk.selection import Selection
from crimecompare.importers.police_uk.tally import count_files, membership
from crimecompare.profiles.parsing import parse_profile
from crimecompare.wording import counted, did_you_mean, named, quoted

SOURCE = (
    "data.police.uk, street-level crime. Contains public sector information licensed under the Open Government "
    "Licence v3.0 (data.police.uk; Office for National Statistics)"
)
IMPORT = "import police-uk"
"""What a message calls the document when an option (such as --source) makes its profiles impossible."""


@dataclass(frozen=True)
class StreetLevelRequest:
    """What is to be imported from where, as the options of `import police-uk` say it."""

    sources: Sequence[Path]
    lookups: Sequence[Path]
    columns: ColumnNames = field(default_factory=ColumnNames)
    population: Sequence[Path] = ()
    kinds: Sequence[str] = ()
    only: Sequence[str] = ()
    months: Months = field(default_factory=Months)
    exclude: Sequence[str] = ()
    total: str | None = None
    population_basis: str | None = None
    source: str = SOURCE
    retrieved: date | None = None
    verbose: bool = False
    monthly_offences: bool = False


def open_sources(request: StreetLevelRequest, archives: ExitStack) -> list[StreetFile]:
    """Find the street-level files of a request that lie in its months. Raises UnreadableFile and UsageError."""
    files = find(request.sources, archives)
    if all(file.month for file in files):
        period_of({file.month for file in files if file.month}, request.months)
    wanted = [file for file in files if file.month is None or request.months.hold(file.month)]
    refuse_twice(wanted)
    return wanted


def import_police_uk(request: StreetLevelRequest, files: Sequence[StreetFile], advance: Advance) -> Imported:
    """Count the rows of `files` by the areas of the lookups, and make a profile of every area that they cover.

    Raises UnreadableFile and UsageError for what cannot be read or counted, UnknownName for a name that is nowhere.
    """
    areas = read_lookups(request.lookups, request.columns, request.population, request.kinds)
    chosen = _chosen(areas, request.only)
    members = membership(areas)
    tally = count_files(files, members, request.months, advance)
    selection = _selection(request, areas, chosen, members, tally)
    if not selection.written:
        raise UsageError(_nothing_covered(selection))
    profiles = [
        parse_profile(key, {field: value for field, value in draft.items() if value is not None}, IMPORT)
        for key, draft in drafts(
            selection,
            request.total,
            _shared(request, selection.counts),
            monthly_offences=request.monthly_offences,
        ).items()
    ]
    wrote = f"Wrote {counted(len(profiles), 'area')}: {named([p.key for p in profiles], between=', ')}."
    return Imported(profiles, [*remarks(selection, tally, request.total, verbose=request.verbose), wrote])


def _selection(
    request: StreetLevelRequest, areas: Sequence[Area], chosen: set[Area], members: pl.DataFrame, tally: Tally
) -> Selection:
    """Find out how far the files cover the areas, and what they have for them."""
    forces = ForceMonths(tally.rows, period_of({month for _, month in tally.rows}, request.months))
    nesting = Nesting(areas)
    extents = coverage(areas, nesting, tally.places, members, forces)
    offences = crime_types.spellings(tally.offences).values()
    counts = Counts.of(extents, tally, forces, crime_types.left_out(request.exclude, offences))
    asked = [extent for extent in extents if extent.area in chosen]
    return Selection(extents, asked, nesting, Places.of(tally.places, members), forces, counts)


def _shared(request: StreetLevelRequest, counts: Counts) -> dict[str, Any]:
    """Fields that are the same in every profile of an import."""
    return {
        "population_basis": request.population_basis,
        "period": counts.forces.period,
        "offence_scope": counts.scope,
        "source": request.source,
        "retrieved": (request.retrieved or date.today()).isoformat(),  # noqa: DTZ011 - the user's own calendar day
    }


def _chosen(areas: Sequence[Area], only: Sequence[str]) -> set[Area]:
    """Pick the areas that `only` names (by name, key or code), or all of them without it. Raises UnknownName."""
    if not only:
        return set(areas)
    named: dict[str, set[Area]] = defaultdict(set)
    for area in areas:
        names = (area.name, area.code, *area.also)
        for name in (*filter(None, names), *map(key_of, (area.name, *area.also))):
            named[name.casefold()].add(area)
    chosen: set[Area] = set()
    for name in only:
        folded = " ".join(name.split()).casefold()
        if folded not in named:
            hint = did_you_mean(name, (area.name for area in areas))
            raise UnknownName(f"no lookup has an area {quoted(name)}{hint}")
        chosen |= named[folded]
    return chosen


def _nothing_covered(selection: Selection) -> str:
    nearest = max(selection.asked, key=lambda extent: extent.share)
    need = "two thirds of an area's LSOAs must have a row, 85% of 20 or more, and two thirds of the months a file"
    return f"the files cover none of the areas ({need}); the nearest is {nearest}"
