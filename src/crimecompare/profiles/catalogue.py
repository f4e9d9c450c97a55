"""Catalogue: where profiles are found, and which ones a name means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from crimecompare.errors import BadProfile, Problem, UnknownName, UsageError
from crimecompare.profiles import parsers
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.containment import Circle, follow, in_a_circle
from crimecompare.profiles.documents import Document, Documents
from crimecompare.profiles.places import BUNDLED, BundledPlace, Entry, Place
from crimecompare.profiles.types import STANDARD_INPUT, folded
from crimecompare.wording import did_you_mean, quoted

ENVIRONMENT = "CRIMECOMPARE_PROFILES"
WILDCARDS = frozenset("*?[")


class Catalogue:
    """The places where areas are looked up, nearest first."""

    def __init__(self, profiles: Iterable[str | Path] = (), *, users_folder: Path | None = None) -> None:
        """Line up the places: those named, those of $CRIMECOMPARE_PROFILES, the user's folder, the bundled ones."""
        environment = filter(None, os.environ.get(ENVIRONMENT, "").split(os.pathsep))
        self._documents = Documents()
        self._kinds_of_place: Sequence[Sequence[Place]] = [
            [Place(Path(path), self._documents) for path in profiles],
            [Place(Path(path), self._documents) for path in environment],
            [Place(users_folder, self._documents, required=False)] if users_folder else [],
            [BundledPlace(BUNDLED, self._documents)],
        ]
        self.places = [place for places in self._kinds_of_place for place in places]
        self._containers: dict[tuple[str | None, str], frozenset[str]] = {}
        """What contains the areas of a document that say that they lie within a key."""
        self._found: dict[str, Entry | None] = {}

    def entries(self) -> Iterator[tuple[Entry, bool]]:
        """Yield every area that can be named, nearest place first, and whether a nearer one shadows it."""
        seen: set[str] = set()
        for place in self.places:
            yield from ((entry, folded(entry.key) in seen) for entry in place.entries.values())
            seen |= set(map(folded, place.entries))

    def entries_of(self, name: str) -> list[Entry]:
        """Return the areas that an argument means: a key, a file's areas in file order, `-`, or a pattern's matches.

        Raises UnknownName when there are none.
        """
        if name == STANDARD_INPUT:
            document = self._documents.read_standard_input()
        elif is_path(name):
            document = self._documents.read(Path(name))
        elif is_pattern(name):
            return self._matching(name)
        else:
            return [self.find(name)]
        return [Entry(key, document) for key in document.areas]

    def profiles_of(self, name: str) -> list[AreaProfile]:
        """Return the validated profiles of the areas that an argument means. Raises BadProfile."""
        return list(profiles(self.entries_of(name)))

    def members_of(self, name: str) -> list[AreaProfile]:
        """Return what `profiles_of` does; a folder stands for all its areas. Raises UnknownName for an empty one."""
        if is_path(name) and os.path.isdir(name):  # noqa: PTH112 - Path's own raises when a name is too long
            return list(profiles(Place(Path(name), self._documents).entries.values()))
        return self.profiles_of(name)

    def nearest(self) -> list[Entry]:
        """Return all areas of the places named, or else of the nearest kind of place that has any."""
        for places in self._kinds_of_place:
            entries: dict[str, Entry] = {}
            for entry in (entry for place in places for entry in place.entries.values()):
                entries.setdefault(folded(entry.key), entry)
            if entries:
                return list(entries.values())
        return []

    def find(self, key: str) -> Entry:
        """Return the area of that key from the nearest place that has it. Raises UnknownName with the nearest keys."""
        found = self._look_up(key)
        if found is None:
            known = [entry.key for entry, _ in self.entries()]
            raise UnknownName(
                f"unknown area {quoted(key)}{did_you_mean(key, known) or '; `crimecompare list` shows all'}"
            )
        return found

    def containers(self, area: AreaProfile) -> frozenset[str]:
        """Return the keys (folded) of the areas that contain this one, as far as they are known.

        Raises BadProfile when they lead in a circle.
        """
        if area.within is None:
            return frozenset()
        beside = (area.origin, area.within)
        if beside not in self._containers or folded(area.key) in self._containers[beside]:
            self._containers[beside] = self._contained_by(area)
        return self._containers[beside]

    def _contained_by(self, area: AreaProfile) -> frozenset[str]:
        """Follow `within`; a container is looked for beside what it contains first: a file's keys mean its areas."""
        known = {folded(area.key): (self._documents.of(area), area.within)}

        def outer_of(key: str) -> str | None:
            document, outer = known[key]
            if outer is None:
                return None
            if (contains := folded(outer)) not in known:
                known[contains] = self._container(document, outer)
            return contains

        try:
            return frozenset(follow(folded(area.key), outer_of))
        except Circle as circle:
            *chain, _ = circle.links
            raise in_a_circle(str(area.file), area.key, [*chain, str(known[chain[-1]][1])]) from None

    def _container(self, document: Document | None, key: str) -> tuple[Document | None, str | None]:
        """Return the document that an area's container is in, and what that says it lies within itself."""
        if document is not None and key in document.areas:
            return document, document.within(key)
        entry = self._look_up(key)
        return (entry.document, entry.document.within(entry.key)) if entry else (None, None)

    def _look_up(self, key: str) -> Entry | None:
        if key not in self._found:
            self._found[key] = next((entry for place in self.places if (entry := place.find(key))), None)
        return self._found[key]

    def _matching(self, pattern: str) -> list[Entry]:
        from fnmatch import fnmatchcase

        wanted = folded(pattern)
        found = [e for e, is_shadowed in self.entries() if not is_shadowed and fnmatchcase(folded(e.key), wanted)]
        if not found:
            raise UnknownName(f"no area matches {quoted(pattern)}; `crimecompare list` shows all")
        return found


def profiles(entries: Iterable[Entry]) -> Iterator[AreaProfile]:
    """Validate areas one by one, and in the end raise BadProfile with all problems in the first bad file, if any is."""
    problems: dict[str, list[Problem]] = {}
    for entry in entries:
        try:
            yield entry.profile()
        except BadProfile as error:
            problems.setdefault(error.file, []).extend(error.problems)
    if problems:
        raise BadProfile(*next(iter(problems.items())))


def is_path(name: str) -> bool:
    """Whether an argument names a file rather than a key: it has a path separator or a profile file's suffix."""
    separators = [os.sep, *([os.altsep] if os.altsep else [])]
    return any(s in name for s in separators) or Path(name).suffix.lower() in parsers.PARSERS


def is_pattern(name: str) -> bool:
    """Whether an argument is a shell pattern, which no key can be."""
    return not WILDCARDS.isdisjoint(name)


def load(area: str, *, profiles: Iterable[str | Path] = ()) -> AreaProfile:
    """Load one area as the command line would: by key, or from a profile file.

    Looks in `profiles` (files or folders), then in $CRIMECOMPARE_PROFILES, then among the bundled profiles.
    Raises CrimecompareError when the area is unknown, refused, or one of several in a file.
    """
    catalogue = Catalogue(profiles)
    entries = catalogue.entries_of(area)
    if len(entries) > 1:
        keys = ", ".join(entry.key for entry in entries[:5])
        raise UsageError(f"{area} holds {len(entries):,} areas ({keys}, …); load one by key with profiles=[…]")
    return entries[0].profile()
