"""Chains: what contains an area, found by following `within` through all documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.containment import Circle, follow, in_a_circle
from crimecompare.profiles.documents import Document, Documents
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded

Contained = AreaProfile | Entry
Step = tuple[str | None, str]
"""The file of a document, and what an area in it says that it lies within."""
LONGEST = 3000
"""The most links of a chain: each has a set of all that follow, so that memory grows with the square of them."""
TOO_LONG = f"must not lead through more than {LONGEST:,} areas"


class Chain(NamedTuple):
    """The keys (folded) of what contains an area: its links, nearest first, and all of them; many areas share one."""

    links: Sequence[str]
    keys: frozenset[str]


NO_CHAIN = Chain((), frozenset())


class Chains:
    """What contains areas: looked for in an area's own document first, whose keys mean its own areas, then anywhere."""

    def __init__(self, documents: Documents, look_up: Callable[[str], Entry | None]) -> None:
        """Take what finds the document that an area is in, and the area that a key means anywhere."""
        self._documents = documents
        self._look_up = look_up
        self._known: dict[Step, Chain] = {}

    def of(self, area: Contained) -> Chain:
        """Return the chain of what contains an area, as far as it is known.

        Raises BadProfile for a circle, and for a chain of more than LONGEST links.
        """
        if area.within is None:
            return NO_CHAIN
        found = self._known.get((area.origin, area.within)) or self._walk(area, area.within)
        if folded(area.key) in found.keys:
            raise self._circle(area)
        return found

    def _walk(self, area: Contained, within: str) -> Chain:
        """Follow `within` as far as nobody has yet, and keep the chain from each step of the way."""
        origin, document = area.origin, self._documents.of(area)
        steps: dict[str, Step] = {}
        outer: str | None = within
        found = NO_CHAIN
        while outer is not None:
            if (found := self._known.get((origin, outer), NO_CHAIN)) is not NO_CHAIN:
                break
            if folded(outer) in steps:
                raise self._circle(area)
            steps[folded(outer)] = (origin, outer)
            document, outer = self._container(document, outer)
            origin = document.origin if document else None
        if not found.keys.isdisjoint(steps):
            raise self._circle(area)
        if len(steps) + len(found.links) > LONGEST:
            raise BadProfile(str(area.file), [Problem(area.key, "within", TOO_LONG)])
        for key, step in reversed(steps.items()):
            found = self._known[step] = Chain((key, *found.links), found.keys | {key})
        return found

    def _circle(self, area: Contained) -> BadProfile:
        """Follow `within` from an area, where it is known to lead in a circle, to say along which areas."""
        known = {folded(area.key): (self._documents.of(area), area.within)}

        def outer_of(key: str) -> str | None:
            document, outer = known[key]
            if outer is None:
                return None
            if (contains := folded(outer)) not in known:
                known[contains] = self._container(document, outer)
            return contains

        chain: list[str] = []
        try:
            follow(folded(area.key), outer_of)
        except Circle as circle:
            chain += circle.links[:-1]
        return in_a_circle(str(area.file), area.key, [*chain, str(known[chain[-1]][1])])

    def _container(self, document: Document | None, key: str) -> tuple[Document | None, str | None]:
        """Return the document that an area's container is in, and what that says it lies within itself."""
        if document is not None and key in document.areas:
            return document, document.text(key, "within")
        entry = self._look_up(key)
        return (entry.document, entry.within) if entry else (None, None)
