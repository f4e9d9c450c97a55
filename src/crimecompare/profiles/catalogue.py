"""Catalogue: where profiles are found, and which ones a name means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chain_of
from pathlib import Path
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem, UnknownName, UsageError
from crimecompare.profiles import unknown
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.chains import Chains
from crimecompare.profiles.documents import Document, Documents
from crimecompare.profiles.naming import asked_for, is_path, is_pattern
from crimecompare.profiles.periods import parse_period
from crimecompare.profiles.places import BUNDLED, BundledPlace, Entry, Place
from crimecompare.profiles.types import STANDARD_INPUT, folded
from crimecompare.wording import listed, quoted

ENVIRONMENT = "CRIMECOMPARE_PROFILES"


class Meant(NamedTuple):
    """What an argument means: its areas, and those that a pattern matches but that lack the period asked for.

    It `names_one` when it is a key, a code, a name or a file of a single area.
    """

    entries: Sequence[Entry]
    lacking: Sequence[Entry] = ()
    names_one: bool = False


class Catalogue:
    """The places where areas are looked up, nearest first."""

    def __init__(self, profiles: Iterable[str | Path] = (), *, users_folder: Path | None = None) -> None:
        """List the places: those named, those of $CRIMECOMPARE_PROFILES, the user's folder, the bundled profiles."""
        environment = filter(None, os.environ.get(ENVIRONMENT, "").split(os.pathsep))
        self._documents = Documents()
        self._kinds_of_place: Sequence[Sequence[Place]] = [
            [Place(Path(path), self._documents) for path in profiles],
            [Place(Path(path), self._documents) for path in environment],
            [Place(users_folder, self._documents, required=False)] if users_folder else [],
            [BundledPlace(BUNDLED, self._documents)],
        ]
        self.places = [place for places in self._kinds_of_place for place in places]
        self._found: dict[str, Entry | None] = {}
        self._chains = Chains(self._documents, self._look_up)

    def files(self) -> list[Path]:
        """Return the user's profile files, in all places. Raises UnknownName for a place that is named and has none."""
        return [file for places in self._kinds_of_place[:-1] for place in places for file in place.files]

    def entries(self) -> Iterator[tuple[Entry, bool]]:
        """Yield every area for each of its periods, nearest place first, and whether a nearer place has its key."""
        seen: set[str] = set()
        for place in self.places:
            entries = list(place.entries())
            yield from ((entry, folded(entry.key) in seen) for entry in entries)
            seen |= {folded(entry.key) for entry in entries}

    def latest(self) -> Iterator[Entry]:
        """Yield every area that a key means, nearest place first, each once, with its latest figures."""
        seen: set[str] = set()
        for place in self.places:
            entries = [entry for entry in place.latest() if folded(entry.key) not in seen]
            yield from entries
            seen |= {folded(entry.key) for entry in entries}

    def meant(self, argument: str) -> Meant:
        """Return what an argument means: an area by key, code or name, a pattern's matches, a file's areas, or `-`.

        With @PERIOD they are the figures for that period. Raises UnknownName when there are none, UsageError for an
        argument that cannot be understood.
        """
        asked = asked_for(argument)
        if asked.text == STANDARD_INPUT:
            return _all_of(self._documents.read_standard_input())
        if is_path(asked.text):
            return _all_of(self._documents.read(Path(asked.text)))
        if is_pattern(asked.text):
            return self._matching(asked.text, asked.period)
        entry = self.find(asked.text)
        return Meant([entry if asked.period is None else self._at(entry.key, asked.period)], names_one=True)

    def profiles_of(self, argument: str) -> list[AreaProfile]:
        """Return the validated profiles of the areas that an argument means. Raises BadProfile, and as `meant` does."""
        return list(profiles(self.meant(argument).entries))

    def members_of(self, argument: str) -> list[AreaProfile]:
        """Return what `profiles_of` does; a folder means all its areas. Raises UnknownName for an empty one."""
        return list(profiles(self.entries_of(argument)))

    def entries_of(self, argument: str) -> Sequence[Entry]:
        """Return the areas that an argument means; a folder means all its areas. Raises what `meant` does."""
        if is_path(argument) and os.path.isdir(argument):  # noqa: PTH112 - Path's own raises when a name is too long
            return list(Place(Path(argument), self._documents).latest())
        return self.meant(argument).entries

    def parts_of(self, whole: Entry) -> list[Entry]:
        """Return the areas that say they lie directly within another: of its own document first, then of all places."""
        key, found = folded(whole.key), dict[str, Entry]()
        own = (Entry(key, whole.document) for key in whole.document.areas)
        for entry in chain_of(own, self.latest()):
            if entry.within is not None and folded(entry.within) == key:
                found.setdefault(folded(entry.key), entry)
        return list(found.values())

    def nearest(self) -> list[Entry]:
        """Return all areas of the places named, or else of the first other place that has any."""
        for places in self._kinds_of_place:
            entries: dict[str, Entry] = {}
            for entry in (entry for place in places for entry in place.latest()):
                entries.setdefault(folded(entry.key), entry)
            if entries:
                return list(entries.values())
        return []

    def find(self, name: str) -> Entry:
        """Return the latest figures of the area of that key, code or name, from the nearest place that has it.

        All places are searched for a key, then all for a code, then all for a name. Raises UnknownName with the nearest
        names, and where a code or a name is shared.
        """
        found = self._look_up(name)
        for called, keys_of in (("code", Place.keys_of_code), ("name", Place.keys_of_name)):
            if found is None:
                found = self._by_another_name(name, called, keys_of)
        if found is None:
            raise unknown.area(name, self.latest())
        return found

    def at(self, key: str, period: str, beside: AreaProfile | None = None) -> Entry | None:
        """Return an area's figures for a period from the nearest place that has them, or None.

        Within a place a profile of that period comes first, then one whose months add up to it. The document that
        `beside` is in is searched before all others.
        """
        if beside is not None and (entry := self.beside(beside, key, period)) is not None:
            return entry
        found = (_of_period(place.times(key), period) for place in self.places)
        return next((entry for entry in found if entry is not None), None)

    def beside(self, area: AreaProfile, key: str, period: str) -> Entry | None:
        """Return the figures of a period that the document which an area is in has of an area, or None."""
        own = self._documents.of(area)
        return _of_period([Entry(key, own)], period) if own is not None and key in own.areas else None

    def times_of(self, key: str) -> list[Entry]:
        """Return all figures for the area of that key, nearest place first, latest first in each."""
        return [entry for place in self.places for entry in place.times(key)]

    def containers(self, area: AreaProfile | Entry) -> frozenset[str]:
        """Return the keys (folded) of the areas that contain this one, as far as they are known.

        Raises BadProfile when they lead in a circle.
        """
        return self._chains.of(area).keys

    def chain(self, area: AreaProfile | Entry) -> Sequence[str]:
        """Return the keys (folded) of the areas that contain this one, nearest first. Raises what `containers` does."""
        return self._chains.of(area).links

    def _at(self, key: str, period: str) -> Entry:
        found = self.at(key, period)
        if found is None:
            raise UnknownName(unknown.period(key, period, self.times_of(key)))
        return found

    def _by_another_name(self, name: str, called: str, keys_of: unknown.KeysOf) -> Entry | None:
        """Return the area of that code or name in the nearest place that has one. Raises UnknownName for several."""
        for place in self.places:
            keys = keys_of(place, name)
            if len(keys) > 1:
                raise UnknownName(f"{quoted(name)} is the {called} of {listed(keys)}; write the key")
            if keys:
                return place.find(keys[0])
        return None

    def _look_up(self, key: str) -> Entry | None:
        if key not in self._found:
            self._found[key] = next((entry for place in self.places if (entry := place.find(key))), None)
        return self._found[key]

    def _matching(self, pattern: str, period: str | None) -> Meant:
        from fnmatch import fnmatchcase

        wanted = folded(pattern)
        found = [entry for entry in self.latest() if fnmatchcase(folded(entry.key), wanted)]
        if not found:
            raise UnknownName(f"no area matches {quoted(pattern)}; `crimecompare list` shows all")
        if period is None:
            return Meant(found)
        then = [(entry, self.at(entry.key, period)) for entry in found]
        if not any(entry for _, entry in then):
            raise UnknownName(f"no area that matches {quoted(pattern)} has figures for {period}")
        return Meant([entry for _, entry in then if entry], [latest for latest, entry in then if entry is None])


def _all_of(document: Document) -> Meant:
    return Meant([Entry(key, document) for key in document.areas], names_one=len(document.areas) == 1)


def _of_period(times: Sequence[Entry], period: str) -> Entry | None:
    """Return an area's figures for a period: those of just that period, else months that add up to it."""
    from crimecompare.profiles.windows import holds

    span = parse_period(period)
    whole = (entry for entry in times if entry.span == span)
    months = (entry._replace(window=period) for entry in times if holds(entry.document.areas[entry.key], period))
    return next(whole, None) or next(months, None)


def profiles(entries: Iterable[Entry]) -> Iterator[AreaProfile]:
    """Validate areas one by one; at the end raise BadProfile with all problems of the first bad file, if any."""
    problems: dict[str, list[Problem]] = {}
    for entry in entries:
        try:
            yield entry.profile()
        except BadProfile as error:
            problems.setdefault(error.file, []).extend(error.problems)
    if problems:
        raise BadProfile(*next(iter(problems.items())))


def load(area: str, *, profiles: Iterable[str | Path] = ()) -> AreaProfile:
    """Load one area as the command line would: by key, code or name, with @PERIOD or without, or from a profile file.

    Looks in `profiles` (files or folders), then in $CRIMECOMPARE_PROFILES, then among the bundled profiles.
    Raises CrimecompareError when the area is unknown, refused, or one of several in a file.
    """
    entries = Catalogue(profiles).meant(area).entries
    if len(entries) > 1:
        keys = ", ".join(entry.key for entry in entries[:5])
        raise UsageError(f"{area} has {len(entries):,} areas ({keys}, …); load one by its key, with profiles=[…]")
    return entries[0].profile()
