"""police.uk street-level files and lookups → profiles of the areas that the files cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crimecompare.errors import UnknownName, UsageError
from crimecompare.importers.imported import Imported
from crimecompare.importers.keys import key_of
from crimecompare.importers.police_uk.archive import StreetFile, find
from crimecompare.importers.police_uk.counts import ANTI_SOCIAL, Counts
from crimecompare.importers.police_uk.coverage import Coverage, ForceMonths, coverage, remarks
from crimecompare.importers.police_uk.drafts import Covered, drafts
from crimecompare.importers.police_uk.lookup import Area, ColumnNames, read_lookups
from crimecompare.importers.police_uk.tally import Advance, Months, count_files
from crimecompare.profiles.area import parse_profile
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
    only: Sequence[str] = ()
    months: Months = field(default_factory=Months)
    exclude: Sequence[str] = ()
    total: str | None = None
    population_basis: str | None = None
    source: str = SOURCE
    retrieved: date | None = None


def open_sources(request: StreetLevelRequest, archives: ExitStack) -> list[StreetFile]:
    """Find the street-level files of a request that lie in its months. Raises UnreadableFile and UsageError."""
    files = find(request.sources, archives)
    if all(file.month for file in files):
        _period({file.month for file in files if file.month}, request.months)
    return [file for file in files if file.month is None or request.months.hold(file.month)]


def import_police_uk(request: StreetLevelRequest, files: Sequence[StreetFile], advance: Advance) -> Imported:
    """Count the rows of `files` by the areas of the lookups, and make a profile of every area that they cover.

    Raises UnreadableFile and UsageError for what cannot be read or counted, UnknownName for a name that is nowhere.
    """
    areas = read_lookups(request.lookups, request.columns)
    chosen = _chosen(areas, request.only)
    tally = count_files(files, areas, request.months, advance)
    forces = ForceMonths(tally.rows, _period({month for _, month in tally.rows}, request.months))
    extents = coverage(areas, tally)
    wanted = [extent for extent, area in zip(extents, areas, strict=True) if area in chosen]
    written = [extent for extent in wanted if extent.covered]
    if not written:
        raise UsageError(_nothing_covered(wanted))
    counts = Counts.of(areas, tally, forces, _excluded(request.exclude, tally.offences))
    profiles = [
        parse_profile(key, {field: value for field, value in draft.items() if value is not None}, IMPORT)
        for key, draft in drafts(
            Covered(extents, written, counts, tally), request.total, _shared(request, counts)
        ).items()
    ]
    wrote = f"Wrote {counted(len(profiles), 'area')}: {named([p.key for p in profiles], between=', ')}."
    return Imported(profiles, [*remarks(wanted, forces, tally), wrote])


def _shared(request: StreetLevelRequest, counts: Counts) -> dict[str, Any]:
    """Fields that every profile of an import has alike."""
    return {
        "population_basis": request.population_basis,
        "period": counts.forces.period,
        "offence_scope": counts.scope,
        "source": request.source,
        "retrieved": (request.retrieved or date.today()).isoformat(),  # noqa: DTZ011 - the user's own calendar day
    }


def _period(found: set[str], months: Months) -> str:
    """Say which period the counts cover. Raises UsageError where months that are asked for have no file at all."""
    inside = sorted(month for month in found if months.hold(month))
    if not inside:
        have = f"; they hold {min(found)} to {max(found)}" if found else ""
        raise UsageError(
            f"no file holds a month from {months.first or 'the first'} to {months.last or 'the last'}{have}"
        )
    for option, asked, has in (("--from", months.first, inside[0]), ("--to", months.last, inside[-1])):
        if asked not in (None, has):
            raise UsageError(
                f"{option} {asked}: no file holds that month, and missing is not zero; the nearest is {has}"
            )
    first, last = inside[0], inside[-1]
    if first == last:
        return first
    whole_year = first[:4] == last[:4] and first.endswith("-01") and last.endswith("-12")
    return first[:4] if whole_year else f"{first}/{last}"


def _chosen(areas: Sequence[Area], only: Sequence[str]) -> set[Area]:
    """Pick the areas that `only` names (by name, key or code), or all of them without it. Raises UnknownName."""
    if not only:
        return set(areas)
    named: dict[str, set[Area]] = defaultdict(set)
    for area in areas:
        for name in filter(None, (area.name, key_of(area.name), area.code)):
            named[name.casefold()].add(area)
    chosen: set[Area] = set()
    for name in only:
        folded = " ".join(name.split()).casefold()
        if folded not in named:
            hint = did_you_mean(name, (area.name for area in areas))
            raise UnknownName(f"--only {quoted(name)}: no lookup has an area of that name{hint}")
        chosen |= named[folded]
    return chosen


def _excluded(names: Sequence[str], offences: Iterable[str]) -> list[str]:
    """Match the offences to leave out with those that the files hold. Raises UnknownName."""
    known = {offence.casefold(): offence for offence in [ANTI_SOCIAL, *offences]}
    for name in names:
        if name.casefold() not in known:
            listed = ", ".join(sorted(known.values()))
            hint = did_you_mean(name, known.values()) or f"; the offences are {listed}"
            raise UnknownName(f"--exclude {quoted(name)}: no such offence stands in these files{hint}")
    return sorted({known[name.casefold()] for name in names})


def _nothing_covered(wanted: Sequence[Coverage]) -> str:
    most = max(wanted, key=lambda extent: extent.share)
    need = "at least two thirds of an area's LSOAs must have a row"
    return f"the files cover none of the areas ({need}); the nearest is {most}"
