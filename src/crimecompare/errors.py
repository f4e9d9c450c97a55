"""The failures a user can mend: each prints as one line and ends in exit code 2."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

FIRST_FEW = 3
"""How many problems a message names."""


class CrimecompareError(Exception):
    """What the user asked for cannot be answered; the message says what would be right.

    `parameter` is the parameter of a function that the message names, since the command line calls it differently.
    """

    def __init__(self, message: str, parameter: str | None = None) -> None:
        """Keep the message, and the parameter that it names."""
        super().__init__(message)
        self.parameter = parameter


class UsageError(CrimecompareError):
    """A question that cannot be asked in this way."""


class UnknownName(CrimecompareError):
    """An area, a field, a command or a file that does not exist."""


class UnreadableFile(CrimecompareError):
    """A file that cannot be read as a profile document at all."""


class UnwritableFile(CrimecompareError):
    """A file, or the standard output, that cannot be written."""


class Undecided(CrimecompareError):
    """A condition that cannot be judged, because the value is unknown."""


class Incomparable(CrimecompareError):
    """Two areas that cannot be compared as asked."""


class Dated(NamedTuple):
    """The key of an area, and the period that its figures are of, where that is stated."""

    key: str
    period: str | None


class PeriodsApart(Incomparable):
    """A part that cannot be taken out of a whole, since their figures are for different periods."""

    def __init__(self, message: str, part: Dated, whole: Dated) -> None:
        """Keep the message, and which figures the part and the whole are."""
        super().__init__(message)
        self.part = part
        self.whole = whole


class AnotherTime(Incomparable):
    """An area that cannot be compared with itself at another time by these figures."""


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
        first = "; ".join(map(str, self.problems[:FIRST_FEW])).replace("?; ", "? ")
        more = len(self.problems) - FIRST_FEW
        rest = f"; and {more:,} more, which `crimecompare validate` lists" if more > 0 else ""
        super().__init__(f"{file}: {first}{rest}")
