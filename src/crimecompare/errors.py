"""The failures a user can mend: each prints as one line and ends in exit code 2."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

FIRST_FEW = 3
"""How many problems a message names."""
LONGEST_NAME = 80
"""How much of a name somebody typed a message repeats."""


class CrimecompareError(Exception):
    """What the user asked for cannot be answered; the message says what would be right."""


class UsageError(CrimecompareError):
    """The question itself cannot be asked in this way."""


class UnknownName(CrimecompareError):
    """An area, a field or a file that is not there."""


class UnreadableFile(CrimecompareError):
    """A file that cannot be read as a profile document at all."""


class Incomparable(CrimecompareError):
    """Two areas that cannot be compared as asked."""


class Problem(NamedTuple):
    """One thing wrong in one profile: which field, and what would be right."""

    area: str | None
    field: str | None
    problem: str

    def __str__(self) -> str:
        area = f'area "{self.area}"' if self.area is not None else None
        return ": ".join(filter(None, (area, self.field, self.problem)))


class BadProfile(CrimecompareError):
    """A profile document with problems; `problems` holds every one that was found."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        """Keep all `problems` of `file`; the message names the first few and counts the rest."""
        self.file = file
        self.problems = tuple(problems)
        first = "; ".join(map(str, self.problems[:FIRST_FEW]))
        more = len(self.problems) - FIRST_FEW
        rest = f"; and {more:,} more, which `crimecompare validate` lists" if more > 0 else ""
        super().__init__(f"{file}: {first}{rest}")


def shown(name: str) -> str:
    """Quote a name for a message: on one line, printable and not longer than a line."""
    text = printable(name)
    if len(text) > LONGEST_NAME:
        return f'"{text[:LONGEST_NAME]}…" ({len(name):,} characters)'
    return f'"{text}"'


def printable(text: str) -> str:
    """Escape what a terminal or a tab-separated line would act on (control characters, lone surrogates)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """End a message about an unknown `name` with the nearest known ones, or with nothing."""
    if len(name) > LONGEST_NAME:
        return ""
    import difflib  # noqa: PLC0415 - for a mistake only

    by_fold = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(name.casefold(), by_fold, n=3)
    return f"; did you mean {' or '.join(by_fold[n] for n in near)}?" if near else ""
