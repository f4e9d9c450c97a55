"""Unknown names: what to say about an area that is not found, or has no figures for the period asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from crimecompare.errors import UnknownName
from crimecompare.profiles import parsers
from crimecompare.profiles.documents import OF_TABLES, TABLES
from crimecompare.profiles.periods import spelled_months
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded_name
from crimecompare.wording import asked, did_you_mean, listed, quoted

MOST_OFFERED = 3


def area(name: str, known: Iterable[Entry]) -> UnknownName:
    """Say that there is no area of that name, and what may be meant: a file here, a table, or one of the `known`."""
    return UnknownName(f"unknown area {quoted(name)}; {_hint(name, known)}")


def _hint(name: str, known: Iterable[Entry]) -> str:
    for suffix in parsers.PARSERS:
        if os.path.isfile(f"{name}{suffix}"):  # noqa: PTH113 - Path's own raises when a name is too long
            file = f".{os.sep}{name}{suffix}"
            return f"there is a file of that name here: write {file}, or look in it with --profiles {file}"
    if Path(name).suffix.lower() in TABLES:
        return OF_TABLES
    return _meant(name, list(known)) or "`crimecompare list` shows all"


def _meant(name: str, known: Sequence[Entry]) -> str:
    """Ask whether a known area was meant: one with a word that starts like that, or one that is spelled nearly so."""
    wanted = f" {folded_name(name)}"
    begun = [e.key for e in known if wanted in f" {folded_name(e.key.replace('-', ' '))} {folded_name(_name_of(e))}"]
    if wanted.strip() and begun:
        first = sorted(begun, key=lambda key: (f" {key.replace('-', ' ')}".startswith(wanted) is False, len(key)))
        return asked(list(map(quoted, first[:MOST_OFFERED]))).removeprefix("; ")
    keys = {_name_of(entry): entry.key for entry in known} | {entry.key: entry.key for entry in known}
    return did_you_mean(name, keys, keys).removeprefix("; ")


def _name_of(entry: Entry) -> str:
    return entry.text("name") or ""


def period(key: str, wanted: str, times: Sequence[Entry], own: str | None = None) -> str:
    """Say that an area has no figures for a period, and for which it has some; its `own` may be in no place."""
    stated = list(dict.fromkeys(filter(None, [*(entry.period for entry in times), own])))
    months = {month for entry in times for month in entry.document.names(entry.key, "monthly_crimes")}
    has = [f"those for {listed(sorted(stated))}"] if stated else []
    has += [f"the months {_spelled(months)}"] if months else []
    said = f"; it has {listed(has)}" if has else "; its period is not stated" if times else ""
    return f"{key} has no figures for {wanted}{said}"


def _spelled(months: set[str]) -> str:
    try:
        return spelled_months(months)
    except ValueError:  # which validation says when the area is asked for
        return f"{min(months)} to {max(months)}"
