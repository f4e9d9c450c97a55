"""The report of `show`: the figures of areas, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from crimecompare.analysis import caveats
from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.comparison import CONFIDENCE
from crimecompare.analysis.figures import Figures, figures_of
from crimecompare.analysis.intervals import OF_COUNT, Interval, Method
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, ReportKind, Shown, ValueType
from crimecompare.reports.headlines import headline_of_areas
from crimecompare.reports.pictures import Drawing, Picture, rate_axis
from crimecompare.reports.report import FEW, Paragraph, Report
from crimecompare.reports.sentences import of_area, of_many_areas
from crimecompare.reports.titles import of_areas
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
        Field("area", "figures.key", value_type=ValueType.TEXT),
        Field("name", "figures.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("code", "figures.code", value_type=ValueType.TEXT),
        Field("kind", "figures.kind", Shown("Kind", 32, folds=True, varies=True), ValueType.TEXT),
        Field("within", "figures.within", Shown("Part of", 7, later=1), ValueType.TEXT),
        Field("period", "figures.period", Shown("Period", 4, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("offence", "figures.offence", value_type=ValueType.TEXT),
        Field("population", "figures.population", Shown("Residents", 5, places=0)),
        Field("crimes", "figures.crimes", Shown("Crimes", 2, places=0)),
        Field(
            "crime_rate",
            "figures.rate",
            Shown("Crimes per\n1,000 a year", 1, places=1, finer=True),
            interval="interval",
        ),
        Field("safety_score", "figures.safety_score", Shown("Safety score\n(0 to 100)", 3)),
        Field("confidence", "confidence"),
        Field("method", "method", value_type=ValueType.TEXT, among=OF_COUNT),
        Field("notes", "notes", Shown("Notes", NOTES_IMPORTANCE, folds=True, later=1), ValueType.NOTES, among=Code),
        Field("source", "figures.source", value_type=ValueType.TEXT),
    ],
    label="figures.label",
    sources=["figures.sources"],
)


def shown(areas: Iterable[AreaProfile | Figures], confidence: float = CONFIDENCE) -> list[ShownArea]:
    """Return areas as they are shown, with the interval of each rate at that confidence."""
    return [ShownArea(figures_of(area), confidence) for area in areas]


def report(rows: Sequence[ShownArea]) -> Report:
    """Report areas in the order given, all with intervals at one confidence."""
    confidence = rows[0].confidence if rows else CONFIDENCE
    offence = rows[0].figures.offence if rows else None
    title = of_areas([row.figures for row in rows])
    kind = KIND.of(offence)
    return Report(
        kind,
        rows,
        [Paragraph(of_area(row.figures, row.interval, confidence), row.notes) for row in rows],
        f"{title.text} ({level(confidence)} intervals)",
        title.told,
        confidence=confidence,
        summary=of_many_areas([row.figures for row in rows]) if len(rows) > FEW else "",
        headline=headline_of_areas([row.figures for row in rows]),
        pictures=[Picture(Drawing.FOREST, kind.fields["crime_rate"], rate_axis(offence))],
    )
