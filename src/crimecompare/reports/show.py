"""The report of `show`: the figures of areas, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis import caveats
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import Measure, Paragraph, Report, ReportKind, Row, fields
from crimecompare.reports.sentences import of_area
from crimecompare.wording import level

KIND = ReportKind(
    name="show",
    fields=fields(
        order="area name within population crimes crime_rate crime_rate_low crime_rate_high safety_score period "
        "confidence method source notes",
        text="area name within period method source",
        notes="notes",
    ),
    measures=(
        Measure("Area", "name"),
        Measure("Residents", "population", 2, places=0),
        Measure("Crimes", "crimes", 3, places=0),
        Measure("Crimes per\n1,000 a year", "crime_rate", 0, "crime_rate_low", "crime_rate_high", places=1),
        Measure("Safety score\n(0 to 100)", "safety_score", 1),
        Measure("Period", "period", 4),
        Measure("Lies within", "within", 6),
        Measure("Source", "source", beneath=True),
        Measure("Notes", "notes"),
    ),
    downwards=True,
)


def report(profiles: Sequence[AreaProfile], confidence: float) -> Report:
    """Report areas in the order given, with the interval of each rate at that confidence."""
    rows, paragraphs = [], []
    for profile in profiles:
        side = Figures.of(profile)
        interval = side.rate_interval(confidence)
        notes = (*caveats.of_side(side), *caveats.no_population(side), *caveats.stated_by(side))
        values = {
            "area": profile.key,
            "name": profile.name,
            "within": profile.within,
            "population": profile.population,
            "crimes": side.crimes,
            "crime_rate": side.rate,
            "crime_rate_low": interval.low if interval else None,
            "crime_rate_high": interval.high if interval else None,
            "safety_score": profile.safety_score,
            "period": profile.period,
            "confidence": confidence,
            "method": interval.method if interval else None,
            "source": profile.source,
            "notes": notes,
        }
        rows.append(Row(values, label=profile.name))
        paragraphs.append(Paragraph(of_area(side, interval, confidence), notes))
    title = f"Recorded crime and safety score ({level(confidence)} intervals)"
    return Report(KIND, rows, paragraphs, title, confidence=confidence)
