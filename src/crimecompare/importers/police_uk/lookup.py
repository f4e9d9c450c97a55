"""Lookups: for each LSOA code, the area it is in and how many live there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.files import content
from crimecompare.importers.police_uk.columns import ANY_CODE, WHOLE, LookupColumns, NamedColumns, check_named, choose
from crimecompare.importers.police_uk.records import BLOCK, Block, read_blocks
from crimecompare.profiles.types import check_text
from crimecompare.wording import did_you_mean, printable, quoted

LONGEST_NUMBER = 12
"""Characters of a number of residents, separators included; nowhere has more."""
LARGEST_LOOKUP = BLOCK * 4
"""Bytes; every LSOA of England and Wales with a dozen columns takes 5 MB."""


@dataclass(frozen=True)
class Area:
    """One area of a lookup: its LSOA codes and their residents."""

    name: str
    code: str | None
    population: int
    lsoas: frozenset[str]
    lookup: int


@dataclass(frozen=True)
class ColumnNames:
    """What the user named: for each kind of column none, one for the lookups that have it, or one for each lookup."""

    code: Sequence[str] = ()
    area: Sequence[str] = ()
    population: Sequence[str] = ()
    area_code: Sequence[str] = ()


def read_lookups(paths: Sequence[Path], names: ColumnNames) -> list[Area]:
    """Read every lookup, in order; the areas of each come by name. Raises UnreadableFile and UsageError."""
    blocks = [_whole(path) for path in paths]
    code = _share_out("--code-column", names.code, blocks)
    area = _share_out("--area-column", names.area, blocks)
    population = _share_out("--population-column", names.population, blocks)
    area_code = _share_out("--area-code-column", names.area_code, blocks)
    areas: list[Area] = []
    for number, block in enumerate(blocks):
        named = NamedColumns(code[number], area[number], population[number], area_code[number])
        areas += _areas(block, choose(block.frame, block.name, named), number)
    return areas


def _whole(path: Path) -> Block:
    name = printable(str(path))
    data = content(path, LARGEST_LOOKUP, "a lookup of LSOAs")
    block = next(read_blocks([data], name))
    if block.frame.is_empty():
        raise UnreadableFile(f"{name}: has a heading and no records; one for each LSOA is expected")
    return replace(block, frame=block.frame.with_columns(pl.all().str.strip_chars().replace("", None)))


def _share_out(option: str, columns: Sequence[str], blocks: Sequence[Block]) -> list[str | None]:
    """Tell which of the named columns is meant in which lookup."""
    if len(columns) > 1 and len(columns) != len(blocks):
        raise UsageError(f"{option} is given {len(columns)} times for {len(blocks)} --areas; give it once, or for each")
    if len(columns) == len(blocks):
        for column, block in zip(columns, blocks, strict=True):
            check_named(block.frame, block.name, option, column)
        return list(columns)
    shared = [column if column in block.frame.columns else None for block in blocks for column in columns]
    if columns and not any(shared):
        known = list(dict.fromkeys(c for block in blocks for c in block.frame.columns))
        hint = did_you_mean(columns[0], known)
        raise UsageError(
            f"{option} {quoted(columns[0])} is a column of no lookup ({', '.join(map(quoted, known))}){hint}"
        )
    return shared or [None] * len(blocks)


def _areas(block: Block, columns: LookupColumns, number: int) -> list[Area]:
    """Group the records of one lookup into its areas."""
    _check(block, columns)
    group = columns.area_code if columns.by_code and columns.area_code else columns.area
    if group == columns.area and columns.area_code is not None:
        _one_code_each(block, columns.area, columns.area_code)
    rows = block.frame.filter(pl.col(group).is_not_null()).select(
        pl.col(group).str.replace_all(r"\s+", " ").alias("group"),
        pl.col(columns.area).fill_null(pl.col(group)).str.replace_all(r"\s+", " ").alias("name"),
        pl.col(columns.area_code or columns.area).alias("code"),
        pl.col(columns.population).str.replace_all(",", "", literal=True).cast(pl.Int64).alias("population"),
        pl.col(columns.code).alias("lsoa"),
    )
    grouped = rows.group_by("group").agg(
        pl.col("name").first(), pl.col("code").first(), pl.col("population").sum(), pl.col("lsoa")
    )
    areas = [
        Area(_text(name, block), code if columns.area_code else None, residents, frozenset(lsoas), number)
        for name, code, residents, lsoas in grouped.select("name", "code", "population", "lsoa").iter_rows()
    ]
    for area in areas:
        if area.population == 0:
            raise UnreadableFile(f"{block.name}: {quoted(area.name)} has no residents in {quoted(columns.population)}")
    return sorted(areas, key=lambda area: (area.name.casefold(), area.name, area.code or ""))


def _check(block: Block, columns: LookupColumns) -> None:
    """Refuse records whose code or residents cannot be right."""
    code, residents = block.frame[columns.code], block.frame[columns.population]
    wrong = ~code.str.contains(ANY_CODE).fill_null(value=False)
    block.refuse(wrong, columns.code, "must be the code of an LSOA such as E01018108, not {}")
    block.refuse(~code.is_first_distinct(), columns.code, "must not repeat the code of an earlier line, as {} does")
    right = residents.str.contains(WHOLE).fill_null(value=False) & (residents.str.len_bytes() <= LONGEST_NUMBER)
    block.refuse(~right.fill_null(value=False), columns.population, "must be a whole number of residents, not {}")


def _one_code_each(block: Block, area: str, area_code: str) -> None:
    """Refuse names that stand for several areas: their counts would be added up in silence."""
    codes = block.frame.drop_nulls([area, area_code]).group_by(area).agg(pl.col(area_code).n_unique().alias("codes"))
    shared = codes.filter(pl.col("codes") > 1).sort(area)
    if shared.is_empty():
        return
    values = f"{shared['codes'].sum():,} values of {quoted(area_code)}"
    stand = f"{shared.height:,} names of {quoted(area)} stand for {values}"
    example = f"such as {quoted(shared[area][0])} for {shared['codes'][0]}"
    raise UsageError(f"{block.name}: {stand}, {example}; group by code with --area-code-column {area_code}")


def _text(name: str, block: Block) -> str:
    try:
        return check_text(name)
    except ValueError as error:
        raise UnreadableFile(f"{block.name}: the area name {quoted(name)} {error}") from None
