"""police.uk street-level files and lookups → profiles of the areas that the files cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from crimecompare.errors import UnknownName, UsageError, did_you_mean, shown
from crimecompare.importers.archive import StreetFile, find
from crimecompare.importers.coverage import Coverage, ForceMonths, caveats, coverage, remarks
from crimecompare.importers.imported import Imported
from crimecompare.importers.keys import key_of, unique_keys
from crimecompare.importers.lookup import Area, ColumnNames, read_lookups
from crimecompare.importers.tally import Advance, Months, Tally, count_files
from crimecompare.importers.wording import counted, named
from crimecompare.profiles import AreaProfile, parse_profile

ANTI_SOCIAL = "Anti-social behaviour"
SOURCE = (
    "data.police.uk, street-level crime. Contains public sector information licensed under the Open Government "
    "Licence v3.0 (data.police.uk; Office for National Statistics)"
)
NAMED = 5
"""How many left-out areas the caveat of a total names, the largest first."""


@dataclass(frozen=True)
class Request:
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


def open_sources(request: Request, archives: ExitStack) -> list[StreetFile]:
    """Find the street-level files of a request that lie in its months. Raises UnreadableFile and UsageError."""
    files = find(request.sources, archives)
    if all(file.month for file in files):
        _period({file.month for file in files if file.month}, request.months)
    return [file for file in files if file.month is None or request.months.hold(file.month)]


def import_police_uk(request: Request, files: Sequence[StreetFile], advance: Advance) -> Imported:
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
    figures = _Figures(areas, tally, forces, _excluded(request.exclude, tally.offences))
    documents = _documents(request, written, extents, figures)
    source = ", ".join(dict.fromkeys(file.name for file in files[:1]))
    profiles = [parse_profile(key, data, source) for key, data in documents.items()]
    return Imported(profiles, [*remarks(wanted, forces, tally), f"Wrote {counted(len(documents), 'area')}: {named(list(documents), between=', ')}."])


def _period(found: set[str], months: Months) -> str:
    """Say which period the counts cover. Raises UsageError where months that are asked for have no file at all."""
    inside = sorted(month for month in found if months.hold(month))
    if not inside:
        have = f"; they hold {min(found)} to {max(found)}" if found else ""
        raise UsageError(f"no file holds a month from {months.first or 'the first'} to {months.last or 'the last'}{have}")
    for option, asked, has in (("--from", months.first, inside[0]), ("--to", months.last, inside[-1])):
        if asked not in (None, has):
            raise UsageError(f"{option} {asked}: no file holds that month, and missing is not zero; the nearest is {has}")
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
            raise UnknownName(f"--only {shown(name)}: no lookup has an area of that name{hint}")
        chosen |= named[folded]
    return chosen


def _excluded(names: Sequence[str], offences: Iterable[str]) -> list[str]:
    """Match the offences to leave out with those that the files hold. Raises UnknownName."""
    known = {offence.casefold(): offence for offence in [ANTI_SOCIAL, *offences]}
    for name in names:
        if name.casefold() not in known:
            listed = ", ".join(sorted(known.values()))
            hint = did_you_mean(name, known.values()) or f"; the offences are {listed}"
            raise UnknownName(f"--exclude {shown(name)}: no such offence stands in these files{hint}")
    return sorted({known[name.casefold()] for name in names})


def _nothing_covered(wanted: Sequence[Coverage]) -> str:
    most = max(wanted, key=lambda extent: extent.share)
    need = "at least two thirds of an area's LSOAs must have a row"
    return f"the files cover none of the areas ({need}); the nearest is {most}"


class _Figures:
    """Counts of every area, ready for profiles."""

    def __init__(self, areas: Sequence[Area], tally: Tally, forces: ForceMonths, excluded: Sequence[str]) -> None:
        self.tally, self.forces, self.excluded = tally, forces, excluded
        self.offences = sorted(tally.offences - set(excluded))
        counts = tally.counts.filter(pl.col("offence").is_in(self.offences))
        self._numbers = {area: number for number, area in enumerate(areas)}
        self._by_offence = _nested(counts, "offence")
        self._by_month = _nested(counts, "month")

    def by_offence(self, area: Area) -> dict[str, int]:
        """Crimes by offence, 0 for one that the files hold elsewhere."""
        counts = self._by_offence.get(self._numbers[area], {})
        return {offence: counts.get(offence, 0) for offence in self.offences}

    def by_month(self, extent: Coverage) -> dict[str, int]:
        """Crimes by month, for the months for which the area's own force has a file."""
        counts = self._by_month.get(self._numbers[extent.area], {})
        return {month: counts.get(month, 0) for month in self.forces.present(extent.force or "")}

    @property
    def scope(self) -> str:
        """What is counted, in words."""
        others = [offence for offence in self.excluded if offence != ANTI_SOCIAL]
        verb = "excluding" if ANTI_SOCIAL in self.excluded else "including"
        scope = f"police.uk street-level crime {verb} {ANTI_SOCIAL.casefold()}"
        return f"{scope}; not counted: {', '.join(others)}" if others else scope


def _nested(counts: pl.DataFrame, column: str) -> dict[int, dict[str, int]]:
    nested: dict[int, dict[str, int]] = defaultdict(dict)
    for area, name, rows in counts.group_by("area", column).agg(pl.col("rows").sum()).iter_rows():
        nested[area][name] = rows
    return nested


def _documents(
    request: Request, written: Sequence[Coverage], extents: Sequence[Coverage], figures: _Figures
) -> dict[str, dict[str, Any]]:
    """Profile documents by key: the written areas, lookup by lookup, and the total last."""
    keys = dict(zip(written, unique_keys([(e.area.name, e.area.code) for e in written]), strict=True))
    summed = [extent for extent in extents if extent.area.lookup == 0 and extent.covered]
    total_key = _total_key(request.total, keys.values(), summed) if request.total else None
    shared = {
        "population_basis": request.population_basis,
        "period": figures.forces.period,
        "offence_scope": figures.scope,
        "source": request.source,
        "retrieved": (request.retrieved or date.today()).isoformat(),  # noqa: DTZ011 - the user's own calendar day
    }
    within = _Within(extents, {extent.area: key for extent, key in keys.items()}, summed, total_key)
    documents: dict[str, dict[str, Any]] = {}
    for extent, key in keys.items():
        by_offence = figures.by_offence(extent.area)
        documents[key] = {
            "name": extent.area.name,
            "code": extent.area.code,
            "within": within.key(extent.area),
            "population": extent.area.population,
            "crimes": sum(by_offence.values()),
            "offences": by_offence,
            "monthly_crimes": figures.by_month(extent),
            "caveats": caveats(extent, figures.forces, figures.tally),
            **shared,
        }
    if request.total and total_key:
        documents[total_key] = _total(request.total, summed, extents, figures) | shared
    return {key: {field: value for field, value in data.items() if value is not None} for key, data in documents.items()}


def _total_key(name: str, keys: Iterable[str], summed: Sequence[Coverage]) -> str:
    key = key_of(name)
    if key in keys:
        raise UsageError(f"--total {shown(name)}: an area has that name already; choose another")
    if not summed:
        raise UsageError(f"--total {shown(name)}: the files cover no area of the first lookup")
    return key


def _total(
    name: str, summed: Sequence[Coverage], extents: Sequence[Coverage], figures: _Figures
) -> dict[str, Any]:
    """The sum of the covered areas of the first lookup: crimes and residents alike."""
    by_offence = {o: sum(figures.by_offence(e.area)[o] for e in summed) for o in figures.offences}
    months = [figures.by_month(extent) for extent in summed]
    shared_months = [m for m in months[0] if all(m in other for other in months)]
    outside = [extent.area for extent in extents if extent.area.lookup == 0 and not extent.covered]
    largest = [area.name for area in sorted(outside, key=lambda area: -area.population)]
    without = f"; without {named(largest, NAMED)}, which the files do not cover" if outside else ""
    sentences = [f"The sum of {counted(len(summed), 'area')}{without}."]
    for force in sorted({extent.force for extent in summed if extent.force}):
        sentences += figures.forces.problems(force)
    return {
        "name": name,
        "population": sum(extent.area.population for extent in summed),
        "crimes": sum(by_offence.values()),
        "offences": by_offence,
        "monthly_crimes": {month: sum(counts[month] for counts in months) for month in shared_months},
        "caveats": sentences,
    }


class _Within:
    """Which area contains which: one of an earlier lookup, or the total."""

    def __init__(
        self, extents: Sequence[Coverage], keys: Mapping[Area, str], summed: Sequence[Coverage], total_key: str | None
    ) -> None:
        self._keys, self._total_key = keys, total_key
        self._total = frozenset[str]().union(*(extent.area.lsoas for extent in summed))
        self._holder: dict[tuple[int, str], Area] = {
            (extent.area.lookup, lsoa): extent.area for extent in extents for lsoa in extent.area.lsoas
        }

    def key(self, area: Area) -> str | None:
        """Key of the nearest area of an earlier lookup that holds all LSOAs of `area`, else of the total, else None."""
        any_lsoa = next(iter(area.lsoas))
        for lookup in reversed(range(area.lookup)):
            holder = self._holder.get((lookup, any_lsoa))
            if holder and area.lsoas <= holder.lsoas and (holder in self._keys or not self._in_total(area)):
                return self._keys.get(holder, key_of(holder.name))
        return self._total_key if self._in_total(area) else None

    def _in_total(self, area: Area) -> bool:
        return self._total_key is not None and area.lsoas <= self._total
