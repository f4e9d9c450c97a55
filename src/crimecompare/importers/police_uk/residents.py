"""How many people live in each LSOA, from the lookups or from files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from crimecompare.errors import UnreadableFile
from crimecompare.importers.police_uk.columns import NamedColumns, code_column, residents_column
from crimecompare.importers.police_uk.lsoa_file import check_codes, check_residents, read_whole
from crimecompare.importers.police_uk.records import Block
from crimecompare.wording import counted, quoted


def read_population(paths: Sequence[Path]) -> list[Block]:
    """Read the files that say how many live in each LSOA. Raises UnreadableFile."""
    return [read_whole(path, "residents by LSOA") for path in paths]


def residents_of(block: Block, named: NamedColumns, instead: str = "") -> pl.DataFrame:
    """Return the residents of a file by LSOA, with the file's name; `instead` says where else they can come from.

    Raises UnreadableFile and UsageError.
    """
    code = code_column(block.frame, block.name, named.code)
    population = residents_column(block.frame, block.name, named.population, instead)
    check_codes(block, code)
    check_residents(block, population)
    return block.frame.select(
        pl.col(code).alias("lsoa"),
        pl.col(population).str.replace_all(",", "", literal=True).cast(pl.Int64).alias("residents"),
        pl.lit(block.name).alias("file"),
    )


def agreed(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Put the residents of several files together. Raises UnreadableFile where two files differ about an LSOA."""
    every = pl.concat(frames)
    together = every.unique("lsoa", keep="first", maintain_order=True)
    if together.height == every.height:
        return together
    beside = every.join(together, on="lsoa", suffix="_first")
    unlike = beside.filter(pl.col("residents") != pl.col("residents_first")).sort("lsoa")
    if not unlike.is_empty():
        first = unlike.row(0, named=True)
        numbers = f"{first['residents_first']:,} in {first['file_first']} and {first['residents']:,} in {first['file']}"
        others = f"; {counted(unlike.height, 'LSOA')} in all" if unlike.height > 1 else ""
        raise UnreadableFile(
            f"the residents of {quoted(first['lsoa'])} differ: {numbers}{others}; use files that agree"
        )
    return together


def with_residents(rows: pl.DataFrame, residents: pl.DataFrame, file: str) -> pl.DataFrame:
    """Add its residents to each LSOA of a lookup. Raises UnreadableFile where they are not known."""
    both = rows.join(residents.select("lsoa", "residents"), on="lsoa", how="left")
    without = both.filter(pl.col("residents").is_null()).sort("lsoa")
    if not without.is_empty():
        example = f"such as {quoted(without['lsoa'][0])} in {quoted(without['name'][0])}"
        raise UnreadableFile(
            f"{file}: no --population file has the residents of {counted(without.height, 'LSOA')}, {example}; "
            "give those of every LSOA in the lookup, of the same census"
        )
    return both
