"""The report of `list`: what can be named, and the file each comes from."""

from __future__ import annotations

from collections.abc import Iterable

from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import Measure, Paragraph, Report, ReportKind, Row, fields
from crimecompare.wording import counted

KIND = ReportKind(
    name="list",
    fields=fields(
        order="area name population crimes crime_rate safety_score period file shadowed",
        text="area name period file",
        flag="shadowed",
    ),
    measures=(
        Measure("Key", "area"),
        Measure("Name", "name", 1),
        Measure("Residents", "population", 4, places=0),
        Measure("Crimes", "crimes", 5, places=0),
        Measure("Crimes per\n1,000 a year", "crime_rate", 3, places=1),
        Measure("Safety score\n(0 to 100)", "safety_score", 6),
        Measure("Period", "period", 7),
        Measure("File", "file", 2),
        Measure("Shadowed", "shadowed"),
    ),
)


def report(profiles: Iterable[tuple[AreaProfile, bool]]) -> Report:
    """Report profiles, each with whether a nearer place shadows its key."""
    rows = [
        Row(
            {
                "area": profile.key,
                "name": profile.name,
                "population": profile.population,
                "crimes": profile.count,
                "crime_rate": profile.rate,
                "safety_score": profile.safety_score,
                "period": profile.period,
                "file": profile.file,
                "shadowed": shadowed,
            }
        )
        for profile, shadowed in profiles
    ]
    hidden = sum(bool(row.values["shadowed"]) for row in rows)
    shadow = f"; {hidden:,} of them shadowed by a nearer one of the same key" if hidden else ""
    return Report(KIND, rows, [Paragraph(f"{counted(len(rows), 'area')} can be named{shadow}.")])
