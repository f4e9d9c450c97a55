"""Unknown names: what to say about an area that is not found, or has no figures for the period asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from crimecompare.errors import UnknownName
from crimecompare.profiles import parsers
from crimecompare.profiles.documents import OF_TABLES, TABLES
from crimecompare.profiles.places import Entry, Place
from crimecompare.wording import did_you_mean, listed, quoted

KeysOf = Callable[[Place, str], Sequence[str]]


def area(name: str, known: Iterable[Entry]) -> UnknownName:
    """Say that there is no area of that name, and what may be meant: a file here, a table, or one of the `known`."""
    return UnknownName(f"unknown area {quoted(name)}; {_hint(name, known)}")


def _hint(name: str, known: Iterable[Entry]) -> str:
    for suffix in parsers.PARSERS:
        if os.path.isfile(f"{name}{suffix}"):  # noqa: PTH113 - Path's own raises when a name is too long
            return f"to name the file here, write .{os.sep}{name}{suffix}"
    if Path(name).suffix.lower() in TABLES:
        return OF_TABLES
    entries = list(known)
    names = [text for entry in entries if (text := entry.text("name"))] + [entry.key for entry in entries]
    return did_you_mean(name, names).removeprefix("; ") or "`crimecompare list` shows all"


def period(key: str, wanted: str, times: Sequence[Entry]) -> str:
    """Say that an area has no figures for a period, and for which it has some."""
    stated = list(dict.fromkeys(entry.period for entry in times if entry.period))
    months = sorted({month for entry in times for month in entry.document.names(entry.key, "monthly_crimes")})
    has = [f"those for {listed(sorted(stated))}"] if stated else []
    has += [f"the months {months[0]} to {months[-1]}"] if months else []
    said = f"; it has {listed(has)}" if has else "; its period is not stated" if times else ""
    return f"{key} has no figures for {wanted}{said}"
