"""The report of `list`: what can be named, and the file each comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crimecompare.profiles.area import AreaProfile
from crimecompare.reports.fields import Field, Paragraph, Report, ReportKind, Shown, ValueType
from crimecompare.wording import counted


class Listed(NamedTuple):
    """An area that can be named, and whether a nearer place shadows its key."""

    profile: AreaProfile
    shadowed: bool


KIND = ReportKind(
    "list",
    [
        Field("area", "profile.key", Shown("Key", folds=True), ValueType.TEXT),
        Field("name", "profile.name", Shown("Name", 1, folds=True), ValueType.TEXT),
        Field("population", "profile.population", Shown("Residents", 4, places=0)),
        Field("crimes", "profile.count", Shown("Crimes", 5, places=0)),
        Field("crime_rate", "profile.rate", Shown("Crimes per\n1,000 a year", 3, places=1)),
        Field("safety_score", "profile.safety_score", Shown("Safety score\n(0 to 100)", 6)),
        Field("period", "profile.period", Shown("Period", 7), ValueType.TEXT),
        Field("file", "profile.file", Shown("File", 2, folds=True), ValueType.TEXT),
        Field("shadowed", "shadowed", Shown("Shadowed"), ValueType.FLAG),
    ],
)


def report(areas: Iterable[Listed]) -> Report:
    """Report areas in the order given."""
    rows = list(areas)
    hidden = sum(row.shadowed for row in rows)
    shadow = f"; {hidden:,} of them shadowed by a nearer one of the same key" if hidden else ""
    return Report(KIND, rows, [Paragraph(f"{counted(len(rows), 'area')} can be named{shadow}.")])
