"""The report of `list`: what can be named, and the file each comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.periods import spelled_period
from crimecompare.profiles.types import folded
from crimecompare.reports.fields import Field, ReportKind, Shown, ValueType
from crimecompare.reports.report import Paragraph, Report
from crimecompare.wording import counted


class Listed(NamedTuple):
    """An area that can be named, and whether a nearer place has its key and so hides it."""

    profile: AreaProfile
    shadowed: bool


KIND = ReportKind(
    "list",
    [
        Field("area", "profile.key", Shown("Key", folds=True), ValueType.TEXT),
        Field("name", "profile.name", Shown("Name", 2, folds=True), ValueType.TEXT),
        Field("code", "profile.code", Shown("Code", 9), ValueType.TEXT),
        Field("kind", "profile.kind", Shown("Kind", 8, folds=True), ValueType.TEXT),
        Field("population", "profile.population", Shown("Residents", 4, places=0)),
        Field("crimes", "profile.count", Shown("Crimes", 5, places=0)),
        Field("crime_rate", "profile.rate", Shown("Crimes per\n1,000 a year", 3, places=1)),
        Field("safety_score", "profile.safety_score", Shown("Safety score\n(0 to 100)", 10)),
        Field("period", "profile.period", Shown("Period", 1, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("file", "profile.file", Shown("File", 7, folds=True), ValueType.TEXT),
        Field("shadowed", "shadowed", Shown("Hidden", 1), ValueType.FLAG),
    ],
    is_drawn=False,
)


def report(areas: Sequence[Listed], shown: Sequence[Listed] | None = None, rest: str | None = None) -> Report:
    """Report areas in the order given: all, or those `shown`; `rest` says how to see what a screen has no room for."""
    hidden = sum(area.shadowed for area in areas)
    rows = areas if shown is None else shown
    keys = len({folded(area.profile.key) for area in areas if not area.shadowed})
    times = f", some at several times: {len(areas) - hidden:,} rows" if len(areas) - hidden > keys else ""
    more = [f"{counted(hidden, 'row')} hidden by a nearer area of the same key"] if hidden else []
    more += [f"{counted(len(rows), 'row')} listed"] if len(rows) < len(areas) else []
    said = "; ".join([f"{counted(keys, 'area')} found{times}", *more]) + "."
    return Report(KIND, rows, [Paragraph(said)], rest=rest, headline=f"{counted(keys, 'area')} found")
