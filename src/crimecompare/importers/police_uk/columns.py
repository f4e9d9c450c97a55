"""Which column of a lookup is meant, when it is named and when it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.wording import did_you_mean, quoted

LSOA = r"^[EW]01[0-9]{6}$"
"""Codes of lower layer super output areas of England and Wales (ONS, Register of Geographic Codes)."""
ANY_CODE = r"^[A-Z][0-9]{8}$"
"""Official codes of any kind and country of the United Kingdom."""
WHOLE = r"^[0-9]{1,3}(,[0-9]{3})+$|^[0-9]+$"
MOST = 0.5
"""Share of the values that must look right for a column to be chosen, so that a single mistake is reported."""
RESIDENTS = re.compile("popul|resident", re.IGNORECASE)
SIBLINGS = ((re.compile("name$", re.IGNORECASE), ("code", "Code", "CODE")), (re.compile("NM$"), ("CD",)))
"""How the heading of names becomes that of their codes: `ward24_name` and `ward24_code`, `WD24NM` and `WD24CD`."""


@dataclass(frozen=True)
class LookupColumns:
    """Headings of one lookup: the LSOA's code, and the name and, where there is one, code of its area."""

    code: str
    area: str
    area_code: str | None
    by_code: bool


@dataclass(frozen=True)
class NamedColumns:
    """The headings that a user named, each None where none was."""

    code: str | None = None
    area: str | None = None
    population: str | None = None
    area_code: str | None = None


def choose(frame: pl.DataFrame, file: str, named: NamedColumns) -> LookupColumns:
    """Return which columns of the lookup `file` are meant. Raises UsageError, listing them, where several can be."""
    code = code_column(frame, file, named.code)
    area = named.area or _name_of(frame, named.area_code)
    if area is None:
        area = named.area_code or _only(frame, _areas(frame, code), file, "area names", "--area-column")
    return LookupColumns(code, area, named.area_code or code_of(area, frame.columns), bool(named.area_code))


def code_column(frame: pl.DataFrame, file: str, named: str | None) -> str:
    """Return which column has the LSOA codes. Raises UnreadableFile and UsageError."""
    codes = _looking_like(frame, LSOA)
    code = named or _only(frame, codes, file, "LSOA codes (E01… or W01…)", "--code-column")
    if code not in codes:
        raise UnreadableFile(
            f"{file}: the column {quoted(code)} has no LSOA codes (E01… or W01…); its columns are {_listed(frame)}"
        )
    return code


def residents_column(frame: pl.DataFrame, file: str, named: str | None, instead: str = "") -> str:
    """Return which column has the residents; `instead` says what else the user can do. Raises UsageError."""
    numbers = _looking_like(frame, WHOLE)
    residents = [column for column in numbers if RESIDENTS.search(column)]
    return named or _only(frame, residents or numbers, file, "residents", f"--population-column{instead}")


def code_of(area: str, columns: Sequence[str]) -> str | None:
    """Heading of the codes that belong to the names in the column `area`, if there is one."""
    for ending, codes in SIBLINGS:
        for code in codes:
            sibling = ending.sub(code, area)
            if sibling != area and sibling in columns:
                return sibling
    return None


def _name_of(frame: pl.DataFrame, area_code: str | None) -> str | None:
    """Heading of the names that belong to the codes in the column `area_code`, if there is one."""
    return next((c for c in frame.columns if area_code and code_of(c, frame.columns) == area_code), None)


def check_named(frame: pl.DataFrame, file: str, option: str, column: str | None) -> None:
    """Refuse a named column that the lookup lacks. Raises UsageError."""
    if column is not None and column not in frame.columns:
        hint = did_you_mean(column, frame.columns)
        raise UsageError(f"{file}: {option} {quoted(column)} is not one of its columns ({_listed(frame)}){hint}")


def _only(frame: pl.DataFrame, candidates: Sequence[str], file: str, what: str, option: str) -> str:
    if len(candidates) == 1:
        return candidates[0]
    several = f"{len(candidates)} columns could hold the {what} ({', '.join(map(quoted, candidates))})"
    found = several if candidates else f"no column holds {what}"
    raise UsageError(f"{file}: {found}: choose one with {option}; its columns are {_listed(frame)}")


def _listed(frame: pl.DataFrame) -> str:
    return ", ".join(map(quoted, frame.columns))


def _areas(frame: pl.DataFrame, code: str) -> list[str]:
    """Find the columns that can name areas: text that is not a code and that some LSOAs share."""
    others = {code, *_looking_like(frame, WHOLE), *_looking_like(frame, ANY_CODE)}
    named = [c for c in frame.columns if c not in others and frame[c].null_count() < frame.height]
    shared = [c for c in named if frame[c].n_unique() < frame.height]
    return shared or named


def _looking_like(frame: pl.DataFrame, pattern: str) -> list[str]:
    def share(column: str) -> float:
        values = frame[column].drop_nulls()
        return float(values.str.contains(pattern).sum()) / max(len(values), 1)

    return [column for column in frame.columns if share(column) > MOST]
