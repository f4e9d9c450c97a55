"""Peers: the areas among which an area has its place: those of its kind, or else what lies beside it in one area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.errors import UnknownName
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import asked_for
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded
from crimecompare.wording import in_sentence

FEWEST_PLACED = 3
"""Among fewer areas than these none has a place."""
AMONG_ITS_KIND = "Its place among others of its kind"


class Peers(NamedTuple):
    """Names of areas, the one in question first, what their section is called, and what it needs if they are few."""

    names: Sequence[str]
    called: str
    needed: str


def peers_of(known: Catalogue, argument: str, entry: Entry) -> Peers:
    """Return the areas of the same kind in the nearest place, or else the other parts of what contains the area.

    They are named so that their figures are of the period that the argument asks for, if it asks for one.
    """
    kind, around = entry.text("kind"), _around(known, entry)
    of_kind = [o for o in known.nearest() if o.text("kind") == kind and not _overlap(known, entry, o)] if kind else []
    alike = f"other areas of its kind ({kind})" if kind else "areas like it"
    needed = f"This needs figures of at least two {alike}, or of two others within the same larger area."
    named = _named(known, argument, entry, of_kind)
    if len(named) >= FEWEST_PLACED or around is None:
        return Peers(named, AMONG_ITS_KIND, needed)
    beside = _named(known, argument, entry, known.parts_of(around))
    if len(beside) < FEWEST_PLACED:
        return Peers(named, AMONG_ITS_KIND, needed)
    return Peers(beside, f"Its place within {in_sentence(around.text('name') or around.key)}", needed)


def _overlap(known: Catalogue, entry: Entry, other: Entry) -> bool:
    """Whether one of two areas contains the other, which is then none of its peers."""
    return folded(other.key) in known.containers(entry) or folded(entry.key) in known.containers(other)


def _around(known: Catalogue, entry: Entry) -> Entry | None:
    """Return the area that an area says it is part of, if anything is known of it."""
    try:
        return known.find(entry.within) if entry.within is not None else None
    except UnknownName:
        return None


def _named(known: Catalogue, argument: str, entry: Entry, others: Sequence[Entry]) -> list[str]:
    period, own = asked_for(argument).period, folded(entry.key)
    keys = [other.key for other in others if folded(other.key) != own]
    if period is None:
        return [argument, *keys]
    return [argument, *(f"{key}@{period}" for key in keys if known.at(key, period) is not None)]
