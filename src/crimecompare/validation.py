"""Validation: every problem in every profile file of a list of paths."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crimecompare import documents, sources
from crimecompare.errors import BadProfile, Problem, UnknownName, UnreadableFile


class Checked(NamedTuple):
    """How many files were read, and the problems found, each with its file."""

    files: int
    problems: Sequence[tuple[str, Problem]]


def check(paths: Sequence[str]) -> Checked:
    """Check files, and all profile files of folders. Raises UnknownName for a path that is not there."""
    files = [file for path in paths for file in _files(Path(path))]
    return Checked(len(files), [(str(file), problem) for file in files for problem in _problems(file)])


def _files(path: Path) -> list[Path]:
    if not os.path.isdir(path):  # noqa: PTH112 - Path's own raises when a name is too long
        if not os.path.exists(path):  # noqa: PTH110 - as above
            raise UnknownName(f"{documents.short(str(path))}: no such file or folder")
        return [path]
    found = [
        Path(folder, name)
        for folder, subfolders, names in os.walk(path)
        if _visible(subfolders)
        for name in sorted(names)
        if Path(name).suffix.lower() in sources.PARSERS and name[0] != "."
    ]
    if not found:
        raise UnknownName(f"{path}: a folder without profiles; it needs a .toml or .json file")
    return found


def _visible(subfolders: list[str]) -> bool:
    """Keep `os.walk` out of hidden folders, and in order of name."""
    subfolders[:] = sorted(name for name in subfolders if name[0] != ".")
    return True


def _problems(file: Path) -> Iterator[Problem]:
    try:
        document = documents.read(file)
    except BadProfile as error:
        yield from error.problems
        return
    except (UnknownName, UnreadableFile) as error:
        yield Problem(None, None, str(error).removeprefix(f"{file}: "))
        return
    for key in document.areas:
        try:
            document.profile(key)
        except BadProfile as error:
            yield from error.problems
