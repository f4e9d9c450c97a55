"""Inputs: the files that an answer is made from, over which it is never written."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from crimecompare.cli.against import BASELINE
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import is_path
from crimecompare.profiles.places import profile_files
from crimecompare.profiles.types import STANDARD_INPUT


def files_read(known: Catalogue, names: Iterable[str]) -> Iterator[Path]:
    """Yield the files of a catalogue, and those that areas and baselines of these names are read from.

    Raises UnknownName for a place that has no profiles.
    """
    yield from known.files()
    for name in (*names, os.environ.get(BASELINE, "")):
        if name == STANDARD_INPUT:
            yield Path("/dev/stdin")  # where a shell may have put a file
        elif is_path(name) and os.path.isdir(name):  # noqa: PTH112 - Path's own raises when a name is too long
            yield from profile_files(Path(name))
        elif is_path(name):
            yield Path(name)
