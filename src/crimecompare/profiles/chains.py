"""Chains: what contains an area, found by following `within` through all documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.containment import Circle, follow, in_a_circle
from crimecompare.profiles.documents import Document, Documents
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded

Contained = AreaProfile | Entry


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
        self._known: dict[tuple[str | None, str], Chain] = {}
        """By the document and what its areas say that they lie within."""

    def of(self, area: Contained) -> Chain:
        """Return the chain of what contains an area, as far as it is known. Raises BadProfile for a circle."""
        if area.within is None:
            return NO_CHAIN
        beside = (area.origin, area.within)
        found = self._known.get(beside)
        if found is None or folded(area.key) in found.keys:
            links = self._contained_by(area)
            found = self._known[beside] = Chain(links, frozenset(links))
        return found

    def _contained_by(self, area: Contained) -> Sequence[str]:
        """Follow `within`; a container is looked for beside what it contains first."""
        known = {folded(area.key): (self._documents.of(area), area.within)}

        def outer_of(key: str) -> str | None:
            document, outer = known[key]
            if outer is None:
                return None
            if (contains := folded(outer)) not in known:
                known[contains] = self._container(document, outer)
            return contains

        try:
            return tuple(follow(folded(area.key), outer_of))
        except Circle as circle:
            *chain, _ = circle.links
            raise in_a_circle(str(area.file), area.key, [*chain, str(known[chain[-1]][1])]) from None

    def _container(self, document: Document | None, key: str) -> tuple[Document | None, str | None]:
        """Return the document that an area's container is in, and what that says it lies within itself."""
        if document is not None and key in document.areas:
            return document, document.text(key, "within")
        entry = self._look_up(key)
        return (entry.document, entry.within) if entry else (None, None)
