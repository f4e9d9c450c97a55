"""Places: where profiles are looked for (a file, a folder, the bundled profiles), and what each place has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem, UnknownName
from crimecompare.files import ADRIFT, is_adrift
from crimecompare.profiles import parsers
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.documents import Document, Documents
from crimecompare.profiles.periods import Span, parse_period
from crimecompare.profiles.types import folded, folded_name
from crimecompare.wording import listed, quoted

BUNDLED = Path(__file__).parent / "bundled"


class Entry(NamedTuple):
    """One area and the document it is in; with a `window`, its figures for a period whose months the document has."""

    key: str
    document: Document
    window: str | None = None

    def profile(self) -> AreaProfile:
        """Validate and return the area's profile. Raises BadProfile."""
        profile = self.document.profile(self.key)
        if self.window is None:
            return profile
        from crimecompare.profiles.windows import window

        return window(profile, self.window)

    def text(self, field: str) -> str | None:
        """Return what the area says in a field of text, without validating all of it."""
        return self.document.text(self.key, field)

    @property
    def codes(self) -> Sequence[str]:
        """The official codes that the area says it has."""
        return [code for code in (self.text("code"), *self.document.texts(self.key, "other_codes")) if code]

    @property
    def within(self) -> str | None:
        """The key of what the area says contains it."""
        return self.text("within")

    @property
    def origin(self) -> str:
        """The real path of the file that the area is in."""
        return self.document.origin

    @property
    def file(self) -> str:
        """The name of the file that the area is in."""
        return self.document.file

    @property
    def period(self) -> str | None:
        """The period of its figures, where that is stated."""
        return self.window or self.text("period")

    @property
    def span(self) -> Span | None:
        """The months of that period; None when it is not stated or not valid."""
        try:
            return parse_period(self.period) if self.period is not None else None
        except ValueError:
            return None


class Place:
    """A profile file, or a folder of them (its `*.toml` and `*.json`, not hidden, not recursively)."""

    def __init__(self, path: Path, documents: Documents, *, required: bool = True) -> None:
        """Remember the path; a place that is not `required` may be missing."""
        self.path = path
        self.required = required
        self._documents = documents

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The documents of the place by name. Raises BadProfile when two have a key for the same time."""
        documents = list(map(self._read, self.files))
        seen: dict[str, list[Entry]] = {}
        for document in documents if len(documents) > 1 else ():
            for key in document.areas:
                entry = Entry(key, document)
                _refuse_twice(entry, seen.get(key, ()))
                seen.setdefault(key, []).append(entry)
        return documents

    def entries(self) -> Iterator[Entry]:
        """Yield every area of the place, for each period that it has figures for: by file, in the order of the file."""
        return (Entry(key, document) for document in self.documents for key in document.areas)

    def latest(self) -> Iterator[Entry]:
        """Yield every area of the place once, with its latest figures."""
        if len(self.documents) == 1:
            return self.entries()
        keys = dict.fromkeys(key for document in self.documents for key in document.areas)
        return (self._times(key)[0] for key in keys)

    def find(self, key: str) -> Entry | None:
        """Return the latest figures of the area of that key; upper and lower case matter only where two keys match.

        Raises UnknownName when several match.
        """
        return next(iter(self.times(key)), None)

    def times(self, key: str) -> Sequence[Entry]:
        """Return all figures of the place for the area of that key, latest first. Raises what `find` does."""
        if exact := self._times(key):
            return exact
        wanted = folded(key)
        if wanted not in self._folded:
            return []
        found = list(dict.fromkeys(k for document in self.documents for k in document.areas if folded(k) == wanted))
        if len(found) > 1:
            raise UnknownName(
                f"{quoted(key)} may be {listed(list(map(quoted, found)), 'or')} in {self.path}; write the key exactly"
            )
        return self._times(found[0])

    def more_times(self, key: str) -> Sequence[Entry]:
        """Return what `times` does, of an area that is found already, here or elsewhere."""
        return self.times(key)

    def keys_of_code(self, code: str) -> Sequence[str]:
        """Return the keys of the areas that have an official code, without regard to case."""
        return self._codes.get(folded(code), ())

    def keys_of_name(self, name: str) -> Sequence[str]:
        """Return the keys of the areas of that name, without regard to case and accents."""
        return self._names.get(folded_name(name), ())

    def _times(self, key: str) -> list[Entry]:
        found = [Entry(key, document) for document in self.documents if key in document.areas]
        return found if len(found) < 2 else sorted(found, key=_recency, reverse=True)  # noqa: PLR2004 - nothing to sort

    def _read(self, file: Path) -> Document:
        return self._documents.read(file)

    def _is_there(self) -> bool:
        """Whether there is anything at the path. Raises UnknownName where that cannot be seen."""
        try:
            os.lstat(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise UnknownName(f"{self.path}: cannot be read: {error.strerror}") from None
        return True

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(folded(key) for document in self.documents for key in document.areas)

    @cached_property
    def _codes(self) -> Mapping[str, Sequence[str]]:
        return _keys_by((folded(code), entry.key) for entry in self.entries() for code in entry.codes)

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        return _keys_by((folded_name(entry.text("name") or ""), entry.key) for entry in self.entries())

    @cached_property
    def files(self) -> list[Path]:
        """The profile files of the place. Raises UnknownName when it must have some and has not."""
        if not os.path.isdir(self.path):  # noqa: PTH112 - Path's own raises when a name is too long
            if self.required or self._is_there():
                return [self.path]
            return []
        files = profile_files(self.path)
        if not files and self.required:
            raise empty_folder(self.path)
        return files


class BundledPlace(Place):
    """The profiles that come with the package; only the files that a search needs are read.

    An area with a file of its own is found by the file's name; the others are in one file a year, the latest first.
    """

    def find(self, key: str) -> Entry | None:
        """Return the latest figures of the bundled area of that key, without regard to case."""
        wanted = folded(key)
        own = next((file for file in self.files if file.stem == wanted and file.suffix == ".toml"), None)
        if own is not None:
            return Entry(own.stem, self._read(own))
        years = (self._read(file) for file in self.files if file.suffix == ".json")
        return next((Entry(wanted, document) for document in years if wanted in document.areas), None)

    def _read(self, file: Path) -> Document:
        """Read a bundled file once, and call it the same wherever the package is installed."""
        if file not in self._at_hand:
            self._at_hand[file] = self._documents.read(file, f"bundled/{file.name}")
        return self._at_hand[file]

    @cached_property
    def _at_hand(self) -> dict[Path, Document]:
        return {}

    @cached_property
    def files(self) -> list[Path]:
        """The files of single areas, and those of a year each, the latest first."""
        files = profile_files(self.path)
        years = [file for file in files if file.suffix == ".json"]
        return [*years[::-1], *(file for file in files if file not in years)]


def _recency(entry: Entry) -> tuple[int, int]:
    return (entry.span.last, entry.span.first) if entry.span else (-1, -1)


def _refuse_twice(entry: Entry, others: Sequence[Entry]) -> None:
    """Refuse an area whose period does not tell it from others of its key. Raises BadProfile."""
    for other in others:
        here, there = entry.span, other.span
        if here is None or there is None or (here.first <= there.last and there.first <= here.last):
            problem = f"the same key is in {other.file}; rename one, or give both periods that do not overlap"
            raise BadProfile(entry.file, [Problem(entry.key, None, problem)])


def _keys_by(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Group keys by text, each once."""
    keys: dict[str, dict[str, None]] = {}
    for text, key in pairs:
        keys.setdefault(text, {})[key] = None
    return {text: list(found) for text, found in keys.items()}


def empty_folder(path: Path) -> UnknownName:
    """Return the refusal of a folder that has no profile file."""
    if not path.is_absolute() and is_adrift():
        return UnknownName(ADRIFT)
    return UnknownName(f"{path}: a folder without profiles; it needs a .toml or .json file")


def profile_files(folder: Path) -> list[Path]:
    """List the profile files of a folder by name, hidden ones left out. Raises UnknownName when it cannot be read."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in parsers.PARSERS and p.name[0] != ".")
    except OSError as error:
        raise UnknownName(f"{folder}: cannot be read: {error.strerror}") from None
