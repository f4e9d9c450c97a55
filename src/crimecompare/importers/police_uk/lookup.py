"""Lookups: for each LSOA code, the area it is in and the number of residents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.importers.police_uk.columns import LookupColumns, NamedColumns, choose
from crimecompare.importers.police_uk.lsoa_file import check_codes, each_its_own, read_whole, share_out
from crimecompare.importers.police_uk.records import Block
from crimecompare.importers.police_uk.residents import agreed, read_population, residents_of, with_residents
from crimecompare.profiles.types import check_text
from crimecompare.wording import counted, quoted


@dataclass(frozen=True, eq=False)
class Area:
    """One area of a lookup: its LSOA codes and their residents, what a later lookup calls it, and its kind.

    It is equal to itself only, since thousands of areas are looked up by it over and over.
    """

    name: str
    code: str | None
    population: int
    lsoas: frozenset[str]
    lookup: int
    also: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True)
class ColumnNames:
    """What the user named: for each kind of column none, one for the files that have it, or one for each file."""

    code: Sequence[str] = ()
    area: Sequence[str] = ()
    population: Sequence[str] = ()
    area_code: Sequence[str] = ()


def read_lookups(
    paths: Sequence[Path], names: ColumnNames, population: Sequence[Path] = (), kinds: Sequence[str] = ()
) -> list[Area]:
    """Read every lookup, in order, and the residents from them or from the `population` files; areas come by name.

    There is one of the `kinds` of areas for all lookups, one for each, or none. An area that a later lookup gives with
    the same LSOAs is not given again. Raises UnreadableFile and UsageError.
    """
    kind = each_its_own("--kind", kinds, len(paths), "--areas")
    lookups = [read_whole(path, "a lookup of LSOAs") for path in paths]
    people = read_population(population)
    named = _named(names, lookups, people)
    counted = list(zip([*lookups, *people], named, strict=True))[len(lookups) if people else 0 :]
    instead = "" if people else ", or name a file of residents with --population"
    residents = agreed([residents_of(block, columns, instead) for block, columns in counted])
    areas: list[Area] = []
    for number, (block, columns) in enumerate(zip(lookups, named, strict=False)):
        found = _areas(block, choose(block.frame, block.name, columns), residents)
        areas += (Area(*fields, lookup=number, kind=kind[number]) for fields in found)
    return _once(areas)


def _named(names: ColumnNames, lookups: Sequence[Block], people: Sequence[Block]) -> list[NamedColumns]:
    """Return which columns are named in each lookup, and then in each file of residents."""
    files = "--areas and --population" if people else "--areas"
    nothing = [None] * len(people)
    code = share_out("--code-column", names.code, [*lookups, *people], files)
    area = [*share_out("--area-column", names.area, lookups, "--areas"), *nothing]
    area_code = [*share_out("--area-code-column", names.area_code, lookups, "--areas"), *nothing]
    if people:
        of_people = share_out("--population-column", names.population, people, "--population")
        population = [*([None] * len(lookups)), *of_people]
    else:
        population = share_out("--population-column", names.population, lookups, "--areas")
    return [NamedColumns(*columns) for columns in zip(code, area, population, area_code, strict=True)]


def _areas(
    block: Block, columns: LookupColumns, residents: pl.DataFrame
) -> list[tuple[str, str | None, int, frozenset[str]]]:
    """Group the records of one lookup into the name, code, residents and LSOAs of its areas."""
    check_codes(block, columns.code)
    group = columns.area_code if columns.by_code and columns.area_code else columns.area
    if group == columns.area and columns.area_code is not None:
        _one_code_each(block, columns.area, columns.area_code)
    rows = block.frame.filter(pl.col(group).is_not_null()).select(
        pl.col(group).str.replace_all(r"\s+", " ").alias("group"),
        pl.col(columns.area).fill_null(pl.col(group)).str.replace_all(r"\s+", " ").alias("name"),
        pl.col(columns.area_code or columns.area).alias("code"),
        pl.col(columns.code).alias("lsoa"),
    )
    grouped = (
        with_residents(rows, residents, block.name)
        .group_by("group")
        .agg(pl.col("name").first(), pl.col("code").first(), pl.col("residents").sum(), pl.col("lsoa"))
    )
    areas = [
        (_text(name, block), code if columns.area_code else None, people, frozenset(lsoas))
        for name, code, people, lsoas in grouped.select("name", "code", "residents", "lsoa").rows()
    ]
    for name, _, people, _ in areas:
        if people == 0:
            raise UnreadableFile(f"{block.name}: {quoted(name)} has no residents, and rates are per resident")
    return sorted(areas, key=lambda area: (area[0].casefold(), area[0], area[1] or ""))


def _once(areas: Iterable[Area]) -> list[Area]:
    """Keep the first of the areas that have the same LSOAs, with the names and codes of the others."""
    kept: dict[frozenset[str], Area] = {}
    for area in areas:
        first = kept.setdefault(area.lsoas, area)
        if first is not area:
            others = (other for other in (area.name, area.code) if other)
            kept[area.lsoas] = replace(first, also=(*first.also, *others))
    return list(kept.values())


def _one_code_each(block: Block, area: str, area_code: str) -> None:
    """Refuse names that several areas share: their counts would be added up without notice."""
    codes = block.frame.drop_nulls([area, area_code]).group_by(area).agg(pl.col(area_code).n_unique().alias("codes"))
    shared = codes.filter(pl.col("codes") > 1).sort(area)
    if shared.is_empty():
        return
    values = f"{shared['codes'].sum():,} values of {quoted(area_code)}"
    shared_by = f"{counted(shared.height, 'name')} of {quoted(area)} {'has' if shared.height == 1 else 'have'} {values}"
    example = f"such as {quoted(shared[area][0])} for {shared['codes'][0]}"
    raise UsageError(f"{block.name}: {shared_by}, {example}; group by code with --area-code-column {area_code}")


def _text(name: str, block: Block) -> str:
    try:
        return check_text(name)
    except ValueError as error:
        raise UnreadableFile(f"{block.name}: the area name {quoted(name)} {error}") from None
