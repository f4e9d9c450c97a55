"""Places: where profiles are looked for (a file, a folder, the package's own), and what each of them has."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem, UnknownName
from crimecompare.profiles import parsers
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.documents import Document, Documents
from crimecompare.profiles.types import folded
from crimecompare.wording import quoted

BUNDLED = Path(__file__).parent / "bundled"


class Entry(NamedTuple):
    """One area that can be named, and the document it is in."""

    key: str
    document: Document

    def profile(self) -> AreaProfile:
        """Validate and return the area's profile. Raises BadProfile."""
        return self.document.profile(self.key)


class Place:
    """A profile file, or a folder of them (its `*.toml` and `*.json`, not hidden, not recursively)."""

    def __init__(self, path: Path, documents: Documents, *, required: bool = True) -> None:
        """Remember the path; a place that is not `required` may be missing."""
        self.path = path
        self.required = required
        self._documents = documents

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
        wanted = folded(name)
        if wanted not in self._folded:
            return None
        found = [key for key in self.entries if folded(key) == wanted]
        if len(found) > 1:
            raise UnknownName(f"{quoted(name)} may be {' or '.join(found)} in {self.path}; write the key exactly")
        return self.entries[found[0]]

    def _read(self, file: Path) -> Document:
        return self._documents.read(file)

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(map(folded, self.entries))

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
        return self._documents.read(file, f"bundled/{file.name}")


def profile_files(folder: Path) -> list[Path]:
    """List the profile files of a folder by name, hidden ones left out. Raises UnknownName when it cannot be read."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in parsers.PARSERS and p.name[0] != ".")
    except OSError as error:
        raise UnknownName(f"{folder}: cannot be read: {error.strerror}") from None
