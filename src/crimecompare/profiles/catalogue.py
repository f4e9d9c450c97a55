"""Catalogue: where profiles are found, and which ones a name means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem, UnknownName, UsageError
from crimecompare.profiles import documents, parsers
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.documents import Document
from crimecompare.profiles.types import STANDARD_INPUT, folded
from crimecompare.wording import did_you_mean, quoted

BUNDLED = Path(__file__).parent / "bundled"
ENVIRONMENT = "CRIMECOMPARE_PROFILES"
WILDCARDS = frozenset("*?[")


class Entry(NamedTuple):
    """One area that can be named, and the document it is in."""

    key: str
    document: Document

    def profile(self) -> AreaProfile:
        """Validate and return the area's profile. Raises BadProfile."""
        return self.document.profile(self.key)


class Place:
    """A profile file, or a folder of them (its `*.toml` and `*.json`, not hidden, not recursively)."""

    def __init__(self, path: Path, *, required: bool = True) -> None:
        """Remember the path; a place that is not `required` may be missing."""
        self.path = path
        self.required = required

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every area of the place by key. Raises BadProfile when a key stands twice, naming both files."""
        entries: dict[str, Entry] = {}
        for file in self._files:
            document = self._read(file)
            for key in document.areas:
                if key in entries:
                    first = entries[key].document.file
                    raise BadProfile(document.file, [Problem(key, None, f"the same key stands in {first}; rename one")])
                entries[key] = Entry(key, document)
        return entries

    def find(self, name: str) -> Entry | None:
        """Return the area of that key, which must match exactly or else, and only once, but for case."""
        if name in self.entries:
            return self.entries[name]
        found = self._folded.get(folded(name), [])
        if len(found) > 1:
            raise UnknownName(f"{quoted(name)} may be {' or '.join(found)} in {self.path}; write the key exactly")
        return self.entries[found[0]] if found else None

    def _read(self, file: Path) -> Document:
        return documents.read(file)

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for key in self.entries:
            keys.setdefault(folded(key), []).append(key)
        return keys

    @cached_property
    def _files(self) -> list[Path]:
        if not os.path.isdir(self.path):  # noqa: PTH112 - Path's own raises when a name is too long
            if self.required or os.path.exists(self.path):  # noqa: PTH110 - as above
                return [self.path]
            return []
        files = profile_files(self.path)
        if not files and self.required:
            raise UnknownName(f"{self.path}: a folder without profiles; it needs a .toml or .json file")
        return files


class BundledPlace(Place):
    """The profiles that ship with the package: one area to a file, so that a search opens none in vain."""

    def find(self, name: str) -> Entry | None:
        """Return the bundled area of that key, without regard to case."""
        file = next((file for file in self._files if file.stem == folded(name)), None)
        return Entry(file.stem, self._read(file)) if file else None

    def _read(self, file: Path) -> Document:
        """Call a bundled file the same wherever the package is installed."""
        return documents.read(file, f"bundled/{file.name}")


def profile_files(folder: Path) -> list[Path]:
    """List the profile files of a folder by name, hidden ones left out. Raises UnknownName when it cannot be read."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in parsers.PARSERS and p.name[0] != ".")
    except OSError as error:
        raise UnknownName(f"{folder}: cannot be read: {error.strerror}") from None


class Catalogue:
    """The places where areas are looked up, nearest first."""

    def __init__(self, profiles: Iterable[str | Path] = (), *, users_folder: Path | None = None) -> None:
        """Line up the places: those named, those of $CRIMECOMPARE_PROFILES, the user's folder, the bundled ones."""
        environment = filter(None, os.environ.get(ENVIRONMENT, "").split(os.pathsep))
        self._kinds_of_place: Sequence[Sequence[Place]] = [
            [Place(Path(path)) for path in profiles],
            [Place(Path(path)) for path in environment],
            [Place(users_folder, required=False)] if users_folder else [],
            [BundledPlace(BUNDLED)],
        ]
        self.places = [place for places in self._kinds_of_place for place in places]
        self._opened: dict[str, Document] = {}
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
            document = self._standard_input()
        elif is_path(name):
            document = self._file(name)
        elif is_pattern(name):
            return self._matching(name)
        else:
            return [self.find(name)]
        return [Entry(key, document) for key in document.areas]

    def profiles_of(self, name: str) -> list[AreaProfile]:
        """Return the validated profiles of the areas that an argument means. Raises BadProfile."""
        return profiles(self.entries_of(name))

    def members_of(self, name: str) -> list[AreaProfile]:
        """Return what `profiles_of` does; a folder stands for all its areas. Raises UnknownName for an empty one."""
        if is_path(name) and os.path.isdir(name):  # noqa: PTH112 - Path's own raises when a name is too long
            return profiles(map(self._remembered, Place(Path(name)).entries.values()))
        return self.profiles_of(name)

    def nearest(self) -> list[Entry]:
        """Return all areas of the places named, or else of the nearest kind of place that has any."""
        for places in self._kinds_of_place:
            entries: dict[str, Entry] = {}
            for entry in (entry for place in places for entry in place.entries.values()):
                entries.setdefault(folded(entry.key), entry)
            if entries:
                return [self._remembered(entry) for entry in entries.values()]
        return []

    def find(self, key: str) -> Entry:
        """Return the area of that key from the nearest place that has it. Raises UnknownName with the nearest keys."""
        found = self._look_up(key)
        if found is None:
            known = [entry.key for entry, _ in self.entries()]
            raise UnknownName(
                f"unknown area {quoted(key)}{did_you_mean(key, known) or '; `crimecompare list` shows all'}"
            )
        return self._remembered(found)

    def containers(self, area: AreaProfile) -> list[str]:
        """Return the keys (folded) of the areas that contain this one, nearest first, as far as they are known.

        Raises BadProfile when they lead in a circle.
        """
        chain = [folded(area.key)]
        document, outer = self._opened.get(area.origin or ""), area.within
        while outer is not None:
            if (key := folded(outer)) in chain:
                circle = " within ".join([*chain, outer])
                raise BadProfile(str(area.file), [Problem(area.key, "within", f"must not lead in a circle: {circle}")])
            chain.append(key)
            document, outer = self._next_container(document, outer)
        return chain[1:]

    def lies_within(self, area: AreaProfile, container: AreaProfile) -> bool:
        """Whether `within`, followed any number of steps, leads from the area to the container's key."""
        return folded(container.key) in self.containers(area)

    def _next_container(self, document: Document | None, key: str) -> tuple[Document | None, str | None]:
        """Look for a container beside what it contains first: a file's keys mean the file's areas."""
        if document is not None and key in document.areas:
            return document, document.within(key)
        entry = self._look_up(key)
        return (entry.document, entry.document.within(entry.key)) if entry else (None, None)

    def _remembered(self, entry: Entry) -> Entry:
        self._opened.setdefault(entry.document.origin, entry.document)
        return entry

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
        return [self._remembered(entry) for entry in found]

    def _file(self, name: str) -> Document:
        document = documents.read(Path(name))
        return self._opened.setdefault(document.origin, document)

    def _standard_input(self) -> Document:
        if STANDARD_INPUT in self._opened:
            raise UsageError("`-` is given twice, but standard input can be read only once")
        document = documents.read_standard_input()
        self._opened[document.origin] = document
        return document


def profiles(entries: Iterable[Entry]) -> list[AreaProfile]:
    """Validate areas. Raises BadProfile with the problems of all that are in the first bad file."""
    valid: list[AreaProfile] = []
    problems: dict[str, list[Problem]] = {}
    for entry in entries:
        try:
            valid.append(entry.profile())
        except BadProfile as error:
            problems.setdefault(error.file, []).extend(error.problems)
    if problems:
        raise BadProfile(*next(iter(problems.items())))
    return valid


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
