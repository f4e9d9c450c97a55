"""The report of `show`: the figures of areas, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter as of

from crimecompare.analysis import caveats
from crimecompare.analysis.caveats import Code, Note
from crimecompare.analysis.comparison import CONFIDENCE
from crimecompare.analysis.figures import Figures, figures_of
from crimecompare.analysis.intervals import Interval, Method
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports.fields import Field, Paragraph, Report, ReportKind, Shown, ValueType
from crimecompare.reports.sentences import of_area
from crimecompare.wording import level


class ShownArea:
    """The figures of one area, with the interval of their rate at a confidence."""

    def __init__(self, figures: Figures, confidence: float = CONFIDENCE) -> None:
        """Take the figures."""
        self.figures = figures
        self.confidence = confidence

    @cached_property
    def interval(self) -> Interval | None:
        """The interval of the rate, or None without a count and person-years."""
        return self.figures.rate_interval(self.confidence)

    @property
    def method(self) -> Method | None:
        """The method of that interval."""
        return self.interval.method if self.interval else None

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What must be said beside the figures."""
        return tuple(caveats.of_shown(self.figures))


KIND = ReportKind(
    "show",
    [
        Field("area", of("figures.key"), value_type=ValueType.TEXT),
        Field("name", of("figures.name"), Shown("Area", folds=True), ValueType.TEXT),
        Field("within", of("figures.within"), Shown("Lies within", 6, later=1), ValueType.TEXT),
        Field("population", of("figures.population"), Shown("Residents", 2, places=0)),
        Field("crimes", of("figures.crimes"), Shown("Crimes", 3, places=0)),
        Field("crime_rate", of("figures.rate"), Shown("Crimes per\n1,000 a year", places=1), interval=of("interval")),
        Field("safety_score", of("figures.safety_score"), Shown("Safety score\n(0 to 100)", 1)),
        Field("period", of("figures.period"), Shown("Period", 4), ValueType.TEXT),
        Field("confidence", of("confidence")),
        Field("method", of("method"), value_type=ValueType.TEXT, among=Method),
        Field("source", of("figures.source"), Shown("Source", beneath=True, later=1), ValueType.TEXT),
        Field("notes", of("notes"), Shown("Notes", folds=True, later=1), ValueType.NOTES, among=Code),
    ],
    label=of("figures.label"),
)


def report(areas: Sequence[AreaProfile] | Sequence[Figures], confidence: float = CONFIDENCE) -> Report:
    """Report areas in the order given, with the interval of each rate at that confidence."""
    rows = [ShownArea(figures_of(area), confidence) for area in areas]
    return Report(
        KIND,
        rows,
        [Paragraph(of_area(row.figures, row.interval, confidence), row.notes) for row in rows],
        f"Recorded crime and safety score ({level(confidence)} intervals)",
        confidence=confidence,
    )
