"""Validation: every problem in every profile file of a list of paths."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem, UnknownName, UnreadableFile
from crimecompare.profiles import documents, parsers
from crimecompare.profiles.containment import Circles, in_a_circle
from crimecompare.profiles.documents import Document
from crimecompare.profiles.places import empty_folder
from crimecompare.wording import quoted


class Checked(NamedTuple):
    """How many files were read, and the problems found, each with its file."""

    files: int
    problems: Sequence[tuple[str, Problem]]


def files_of(paths: Sequence[str]) -> list[Path]:
    """Return the files that are named, and all profile files of folders, each once.

    Raises UnknownName for a path that is not there, UnreadableFile for a folder that cannot be read.
    """
    named = [file for path in paths for file in _walked(Path(path) if path else None)]
    return list({os.path.realpath(file): file for file in reversed(named)}.values())[::-1]


def check(files: Sequence[Path]) -> Checked:
    """Check files: each by itself, then whether `within` leads in a circle."""
    problems: list[tuple[str, Problem]] = []
    read: list[Document] = []
    for file in files:
        try:
            document = documents.Documents().read(file)
        except BadProfile as error:
            problems += [(error.file, problem) for problem in error.problems]
        except (UnknownName, UnreadableFile) as error:
            name = documents.as_named(file)
            problems.append((name, Problem(None, None, str(error).removeprefix(f"{name}: "))))
        else:
            read.append(document)
            problems += [(document.file, problem) for problem in _problems(document)]
    return Checked(len(files), [*problems, *_wide_circles(read)])


def _problems(document: Document) -> Iterator[Problem]:
    for key in document.areas:
        try:
            document.profile(key)
        except BadProfile as error:
            yield from error.problems


def _wide_circles(read: Sequence[Document]) -> Iterator[tuple[str, Problem]]:
    """Yield circles of `within` that lead through several files; one inside a file is among its own problems."""
    home: dict[str, Document] = {}
    for document in read:
        home |= {key: document for key in document.areas if key not in home}

    def outer_of(key: str) -> str | None:
        outer = home[key].text(key, "within")
        return outer if outer in home else None

    circles = Circles(outer_of)
    across: dict[int, bool] = {}
    for key, document in home.items():
        loop = circles.loop(key)
        if loop is None or loop.keys[loop.start] != key:
            continue
        if id(loop.keys) not in across:  # which all areas of one circle share
            across[id(loop.keys)] = len({home[link].origin for link in loop.keys}) > 1
        if across[id(loop.keys)]:
            yield from ((document.file, problem) for problem in in_a_circle("", key, loop.links).problems)


def _walked(path: Path | None) -> list[Path]:
    if path is None or not os.path.isdir(path):  # noqa: PTH112 - Path's own raises when a name is too long
        if path is None or not os.path.exists(path):  # noqa: PTH110 - as above
            raise UnknownName(f"{documents.short(str(path or quoted('')))}: no such file or folder")
        return [path]
    seen = {os.path.realpath(path)}
    found = [
        Path(folder, name)
        for folder, subfolders, names in os.walk(path, onerror=_refuse, followlinks=True)
        if _visible(folder, subfolders, seen)
        for name in sorted(names)
        if Path(name).suffix.lower() in parsers.PARSERS and name[0] != "."
    ]
    if not found:
        raise empty_folder(path)
    return found


def _refuse(error: OSError) -> None:
    """Refuse a folder that cannot be read, in which there may be any file."""
    raise UnreadableFile(
        f"{documents.short(documents.as_named(Path(error.filename)))}: cannot be read: {error.strerror}"
    )


def _visible(folder: str, subfolders: list[str], seen: set[str]) -> bool:
    """Keep `os.walk` out of hidden folders and of those `seen`, to which links may lead back, and in order of name."""
    real = {name: os.path.realpath(Path(folder, name)) for name in sorted(subfolders) if name[0] != "."}
    subfolders[:] = [name for name, path in real.items() if path not in seen]
    seen.update(real.values())
    return True
