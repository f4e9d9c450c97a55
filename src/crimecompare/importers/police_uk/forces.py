"""Police forces: how police.uk names them in files, how people do, and the months for which each has a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crimecompare.profiles.periods import months_in

TRANSPORT = "btp"
"""British Transport Police, which polices lines and stations and has no area of its own."""
SPELLED = {TRANSPORT: "British Transport Police", "dyfed-powys": "Dyfed-Powys"}
"""Forces whose name cannot be derived from the name of the file."""
REPORTERS = {"british-transport-police": TRANSPORT, "police-service-of-northern-ireland": "northern-ireland"}
"""The same for the column "Reported by"."""
SORTS = frozenset({"police", "constabulary", "service", "force"})
SMALL = frozenset({"and", "of"})


def force_name(force: str) -> str:
    """Name a force as people do: "avon-and-somerset" is "Avon and Somerset"."""
    return SPELLED.get(force) or " ".join(w if w in SMALL else w.capitalize() for w in force.split("-"))


def force_of(reporter: str) -> str:
    """Name a force as files do: "Devon & Cornwall Police" is "devon-and-cornwall"."""
    words = re.findall(r"\w+", reporter.casefold().replace("&", " and "))
    if known := REPORTERS.get("-".join(words)):
        return known
    while len(words) > 1 and words[-1] in SORTS:
        words.pop()
    return "-".join(words)


@dataclass(frozen=True)
class ForceMonths:
    """The rows of each force in each month for which there is a file, over the months of `period`."""

    rows: Mapping[tuple[str, str], int]
    period: str

    @cached_property
    def forces(self) -> list[str]:
        """Every force that has a file, by name."""
        return sorted({force for force, _ in self.rows})

    @cached_property
    def months(self) -> list[str]:
        """Every month of the period."""
        return months_in(self.period)

    @cached_property
    def nowhere(self) -> list[str]:
        """Months of the period for which no force has a file."""
        held = {month for _, month in self.rows}
        return [month for month in self.months if month not in held]

    def present(self, force: str) -> list[str]:
        """Months of the period for which `force` has a file."""
        return [month for month in self.months if (force, month) in self.rows]

    def missing(self, force: str) -> list[str]:
        """Months of the period for which `force` has no file though another has one."""
        return self._missing[force]

    @cached_property
    def _missing(self) -> dict[str, list[str]]:
        held = [month for month in self.months if month not in self.nowhere]
        return {force: [month for month in held if (force, month) not in self.rows] for force in self.forces}
