"""The user's own folder of profiles, in which a broken file is no reason to fail as long as it is not needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from crimecompare.errors import BadProfile, CrimecompareError, UnknownName, UnreadableFile
from crimecompare.profiles.documents import Documents
from crimecompare.profiles.places import Entry, Place


class UsersPlace(Place):
    """The user's own folder, which may be missing: a broken file in it may have any name that no other file has."""

    def __init__(self, path: Path, documents: Documents, warn: Callable[[str], object]) -> None:
        """Remember the path, and what takes a warning about a file that is not needed."""
        super().__init__(path, documents, required=False)
        self._warn = warn
        self._warned = False

    def times(self, key: str) -> Sequence[Entry]:
        """Return what a place does. Raises what reading a broken file does, but only where no other has the key."""
        return self._found(Place.times(self._sound[0], key))

    def more_times(self, key: str) -> Sequence[Entry]:
        """Return what a place does; a broken file is only warned of, since the area is found."""
        return self._found(Place.times(self._sound[0], key), is_found=True)

    def keys_of_code(self, code: str) -> Sequence[str]:
        """Return what a place does. Raises what `times` does."""
        return self._found(self._sound[0].keys_of_code(code))

    def keys_of_name(self, name: str) -> Sequence[str]:
        """Return what a place does. Raises what `times` does."""
        return self._found(self._sound[0].keys_of_name(name))

    def _found(self, found: Sequence[Any], *, is_found: bool = False) -> Sequence[Any]:
        broken = self._sound[1]
        if broken and not (found or is_found):
            raise broken[0]
        for error in () if self._warned else broken:
            self._warn(f"Left out a file of your own folder: {error}")
        self._warned = True
        return found

    @cached_property
    def _sound(self) -> tuple[Place, list[CrimecompareError]]:
        """What can be read of the folder, and what is wrong with the rest."""
        sound, broken = Place(self.path, self._documents), list[CrimecompareError]()
        sound.files = []
        for file in self.files:
            try:
                self._documents.read(file)
            except (BadProfile, UnknownName, UnreadableFile) as error:
                broken.append(error)
            else:
                sound.files.append(file)
        return sound, broken
