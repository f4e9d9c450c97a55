"""Document: one profile file, parsed but not yet validated, and how a path becomes one."""

from __future__ import annotations

import errno
import os
import stat
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from crimecompare import files
from crimecompare.errors import BadProfile, CrimecompareError, Problem, UnknownName, UnreadableFile, UsageError
from crimecompare.profiles import parsers
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.containment import Circles, in_a_circle
from crimecompare.profiles.parsing import parse_profile
from crimecompare.profiles.types import STANDARD_INPUT, formula_start
from crimecompare.wording import printable, quoted

STANDARD_INPUT_FILE = "standard input"
ENVELOPE = {"areas", "$schema"}
"""What a document of several areas may have beside them: the pointer to a schema that editors use."""

REPORT = {"report", "schema_version", "rows"}
"""What an answer in JSON has, which is easily written into a folder of profiles."""

FOLDER = "is a folder, not a profile file; name a file in it, or use --profiles"
SUFFIX = f"must end in {' or '.join(parsers.PARSERS)}"
TABLES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
"""The suffixes of tables, which are not profiles but can be made into profiles."""
OF_TABLES = "to make profiles from a table, use `crimecompare import table`"
IRREGULAR = "is not a regular file; pipe it into `-` instead"


class Located(Protocol):
    """An area that says which file it is from."""

    @property
    def origin(self) -> str | None:
        """The real path of that file, or None."""


@dataclass(frozen=True)
class Document:
    """The areas of one file by key, as plain data; each is validated when it is asked for.

    `file` is what the document is called in messages and lists, `origin` its real path, which tells it from others.
    """

    file: str
    origin: str
    areas: dict[str, Any]

    def profile(self, key: str) -> AreaProfile:
        """Validate and return one area. Raises BadProfile."""
        if key == STANDARD_INPUT and self.origin != STANDARD_INPUT:
            raise BadProfile(
                self.file, [Problem(key, None, f"a key must not be {quoted(key)}, which means standard input")]
            )
        self._refuse_circle(key)
        return parse_profile(key, self.areas[key], self.file, self.origin)

    def text(self, key: str, field: str) -> str | None:
        """Return what an area says in a field of text, without validating all of it."""
        data = self.areas[key]
        said = data.get(field) if isinstance(data, dict) else None
        return said if isinstance(said, str) else None

    def texts(self, key: str, field: str) -> list[str]:
        """Return what an area says in a field that is a list of texts, without validating all of it."""
        said = self._said(key, field)
        return [text for text in said if isinstance(text, str)] if isinstance(said, list) else []

    def names(self, key: str, field: str) -> list[str]:
        """Return the names in a field of an area that is a table, without validating all of it."""
        said = self._said(key, field)
        return [*said] if isinstance(said, dict) else []

    def _said(self, key: str, field: str) -> Any:
        data = self.areas[key]
        return data.get(field) if isinstance(data, dict) else None

    def _refuse_circle(self, key: str) -> None:
        if self._outer_here(key) is not None and (loop := self._circles.loop(key)):
            raise in_a_circle(self.file, key, loop.links)

    @cached_property
    def _circles(self) -> Circles:
        """What `within` leads in a circle, followed within this file."""
        return Circles(self._outer_here)

    def _outer_here(self, key: str) -> str | None:
        outer = self.text(key, "within")
        return outer if outer in self.areas else None


class Documents:
    """The documents read so far; none is read twice, however its path is written."""

    def __init__(self) -> None:
        """Start with none."""
        self._read: dict[tuple[str, str], Document] = {}
        """By real path and by the stem of the path as written: a link may give a single area another key."""
        self._by_origin: dict[str, Document] = {}

    def of(self, area: Located) -> Document | None:
        """Return the document that an area is in, if it was read here."""
        return self._by_origin.get(area.origin or "")

    def read(self, path: Path, called: str | None = None) -> Document:
        """Read a profile file, `called` that in messages and lists (its path, without it).

        Raises UnknownName when it is missing, UnreadableFile or BadProfile when it is no document.
        """
        file = called or as_named(path)
        origin = os.path.realpath(path)
        if (known := self._read.get((origin, path.stem))) is not None:
            return known if known.file == file else replace(known, file=file)
        if path.suffix.lower() not in parsers.PARSERS:
            raise _unsuitable(path, short(file))
        return self._keep(_document(_content(path, file), path.suffix.lower(), file, origin, path.stem), path.stem)

    def read_standard_input(self) -> Document:
        """Read a profile document from standard input. A single profile has the key `-`. Raises UsageError twice."""
        if STANDARD_INPUT in self._by_origin:
            raise UsageError("`-` is given twice, but standard input can be read only once")
        if sys.stdin is None:
            raise UnreadableFile("standard input is closed; pipe a profile document into it")
        try:
            content = sys.stdin.buffer.read()
        except OSError as error:
            raise UnreadableFile(f"standard input: {error.strerror}") from None
        return self._keep(_document(content, "", STANDARD_INPUT_FILE, STANDARD_INPUT, STANDARD_INPUT), "")

    def _keep(self, document: Document, stem: str) -> Document:
        self._read[document.origin, stem] = self._by_origin[document.origin] = document
        return document


def _document(content: bytes, suffix: str, file: str, origin: str, stem: str) -> Document:
    """Parse what a file holds; `stem` is the key of its area if it holds a single one."""
    data = parsers.parse(content, suffix, file)
    if data.keys() == REPORT:
        raise UnreadableFile(f"{file}: is a report, not a profile; keep reports out of folders of profiles")
    if "areas" not in data:
        return Document(file, origin, {stem: {name: value for name, value in data.items() if name != "$schema"}})
    areas = data["areas"]
    if not isinstance(areas, dict):
        raise BadProfile(file, [Problem(None, "areas", "must be a table of profiles by key")])
    if not areas:
        raise BadProfile(file, [Problem(None, "areas", "must hold at least one area")])
    if beside := sorted(data.keys() - ENVELOPE):
        raise BadProfile(file, [Problem(None, beside[0], "must be inside an area when there is a table `areas`")])
    return Document(file, origin, areas)


def _content(path: Path, file: str) -> bytes:
    try:
        return files.read(path)
    except files.Irregular as other:
        problem = FOLDER if stat.S_ISDIR(other.mode) else IRREGULAR
        raise UnreadableFile(f"{file}: {problem}") from None
    except OSError as error:
        raise _unopened(error, short(file)) from None


def _unsuitable(path: Path, file: str) -> CrimecompareError:
    """Say what is wrong with a path that does not end like a profile file, which may not exist at all."""
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        return _unopened(error, file, "file or folder")
    if not is_folder and path.suffix.lower() in TABLES:
        return UnreadableFile(f"{file}: {SUFFIX}; {OF_TABLES}")
    return UnreadableFile(f"{file}: {FOLDER if is_folder else SUFFIX}")


def _unopened(error: OSError, file: str, wanted: str = "file") -> CrimecompareError:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return UnknownName(f"{file}: no such {wanted}")
    if error.errno == errno.ENXIO:  # a socket
        return UnreadableFile(f"{file}: {IRREGULAR}")
    return UnreadableFile(f"{file}: cannot be read: {error.strerror}")


def as_named(path: Path) -> str:
    """Return what a file is called in messages and lists: its path on one line, which no spreadsheet would run."""
    name = printable(str(path))
    return f".{os.sep}{name}" if formula_start(name) else name


def short(file: str) -> str:
    """Keep a message about an overlong path on one line."""
    return file if len(file) <= 300 else f"{file[:100]}… ({len(file):,} characters)"  # noqa: PLR2004 - about four lines
