"""CSV files with a record for each LSOA: read whole, and checked for codes and residents that cannot be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.files import content
from crimecompare.importers.police_uk.columns import ANY_CODE, WHOLE, check_named
from crimecompare.importers.police_uk.records import BLOCK, Block, read_blocks
from crimecompare.wording import did_you_mean, printable, quoted

LONGEST_NUMBER = 12
"""Characters of a number of residents, separators included; nowhere has more."""
LARGEST = BLOCK * 4
"""Bytes; every LSOA of England and Wales with a dozen columns takes 5 MB."""


def read_whole(path: Path, what: str) -> Block:
    """Read such a file, `what` in messages, with blanks stripped and null for an empty field. Raises UnreadableFile."""
    name = printable(str(path))
    block = next(read_blocks([content(path, LARGEST, what)], name))
    if block.frame.is_empty():
        raise UnreadableFile(f"{name}: has a heading and no records; one for each LSOA is expected")
    return replace(block, frame=block.frame.with_columns(pl.all().str.strip_chars().replace("", None)))


def share_out(option: str, columns: Sequence[str], blocks: Sequence[Block], files: str) -> list[str | None]:
    """Return which of the named columns is meant in which of the blocks, which `files` options named.

    One column is meant in every file that has it, several in one file each. Raises UsageError.
    """
    each_its_own(option, columns, len(blocks), files)
    if len(columns) == len(blocks):
        for column, block in zip(columns, blocks, strict=True):
            check_named(block.frame, block.name, option, column)
        return list(columns)
    shared = [column if column in block.frame.columns else None for block in blocks for column in columns]
    if columns and not any(shared):
        known = list(dict.fromkeys(c for block in blocks for c in block.frame.columns))
        hint = did_you_mean(columns[0], known)
        listed = ", ".join(map(quoted, known))
        raise UsageError(f"{option} {quoted(columns[0])} is in none of the {files} files; they have {listed}{hint}")
    return shared or [None] * len(blocks)


def each_its_own(option: str, values: Sequence[str], number: int, files: str) -> list[str | None]:
    """Return the value of an option for each of a number of files: one for all, one each, or none.

    Raises UsageError for any other number of values.
    """
    if len(values) > 1 and len(values) != number:
        raise UsageError(f"{option} is given {len(values)} times for {number} {files}; give it once, or for each")
    return list(values) if len(values) == number else [*values, None][:1] * number


def check_codes(block: Block, column: str) -> None:
    """Refuse a record whose code is not one, or that of an earlier record. Raises UnreadableFile."""
    code = block.frame[column]
    wrong = ~code.str.contains(ANY_CODE).fill_null(value=False)
    block.refuse(wrong, column, "must be the code of an LSOA such as E01018108, not {}")
    block.refuse(~code.is_first_distinct(), column, "must not repeat the code of an earlier line, as {} does")


def check_residents(block: Block, column: str) -> None:
    """Refuse a record whose residents are not a whole number. Raises UnreadableFile."""
    residents = block.frame[column]
    right = residents.str.contains(WHOLE).fill_null(value=False) & (residents.str.len_bytes() <= LONGEST_NUMBER)
    block.refuse(~right.fill_null(value=False), column, "must be a whole number of residents, not {}")
