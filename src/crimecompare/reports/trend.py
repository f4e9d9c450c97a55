"""The report of `trend`: areas in a year and in the year before, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.codes import Code
from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.intervals import OF_CHANGE
from crimecompare.analysis.trend import Trend
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.change_headlines import headline_of_trends
from crimecompare.reports.change_pictures import of_trends
from crimecompare.reports.change_sentences import of_many_trends, of_trend
from crimecompare.reports.diff import SIGNS, is_clearly_different, is_judged, of_verdict
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, ReportKind, Shown, ValueType
from crimecompare.reports.pictures import ratio_forest
from crimecompare.reports.report import FEW, Paragraph, Report
from crimecompare.reports.titles import RECORDED, Title, of_what

KIND = ReportKind(
    "trend",
    [
        Field("area", "area.key", value_type=ValueType.TEXT),
        Field("name", "area.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("code", "area.code", value_type=ValueType.TEXT),
        Field("kind", "area.kind", Shown("Kind", 32, folds=True, varies=True), ValueType.TEXT),
        Field("within", "area.within", value_type=ValueType.TEXT),
        Field("offence", "area.offence", value_type=ValueType.TEXT),
        Field("first", "first", value_type=ValueType.TEXT),
        Field("last", "last", value_type=ValueType.TEXT),
        Field("monthly", "monthly", Shown("Crimes by month", 30), ValueType.SERIES),
        Field("before", "before", Shown("Before", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("after", "after", Shown("After", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("crimes_before", "crimes_before", Shown("Crimes\nbefore", 4, places=0)),
        Field("crimes_after", "crimes_after", Shown("Crimes\nafter", 3, places=0)),
        Field(
            "change_percent",
            "change_percent",
            Shown("Change\n(%)", places=1, signed=True),
            judgement=of_verdict,
        ),
        Field("change_ratio", "change_ratio", Shown("Ratio", 1, places=2, null=1), interval="ratio_interval"),
        Field(
            "crime_rate",
            "crime_rate",
            Shown("Crimes per\n1,000 a year", 5, places=1, finer=True),
            interval="rate_interval",
        ),
        Field("dispersion", "dispersion", places=2),
        Field("verdict", "verdict", Shown("Verdict", signs=SIGNS), ValueType.TEXT, among=Verdict, judgement=of_verdict),
        Field("confidence", "confidence"),
        Field("method", "method", value_type=ValueType.TEXT, among=OF_CHANGE),
        Field("notes", "notes", Shown("Notes", NOTES_IMPORTANCE, folds=True), ValueType.NOTES, among=Code),
        Field("source", "area.source", value_type=ValueType.TEXT),
    ],
    label="area.label",
    sources=["area.sources"],
)


def report(trends: Sequence[Trend]) -> Report:
    """Report trends in the order given."""
    offence = trends[0].area.offence if trends else None
    title = _title(trends)
    kind = KIND.of(offence)
    of_years = "Ratio of the crimes in a year to those in the year before"
    field, against = kind.fields["change_ratio"], "as in the year before"
    ratios = ratio_forest(field, of_years, against, is_clearly_different, is_judged)
    return Report(
        kind,
        trends,
        [Paragraph(of_trend(one), one.notes) for one in trends],
        title.text,
        title.told,
        confidence=trends[0].confidence if trends else None,
        summary=of_many_trends(trends) if len(trends) > FEW else "",
        headline=headline_of_trends(trends),
        pictures=of_trends(ratios, trends),
    )


def _title(trends: Sequence[Trend]) -> Title:
    """Head a report about a year and the one before, which are named where they are those of all areas."""
    subject = of_what(trends[0].area.offence if trends else None, RECORDED)
    both = {(one.before, one.after) for one in trends}
    if len(both) != 1:
        return Title(f"{subject} in a year and in the year before", frozenset())
    ((before, after),) = both
    named = f"{subject} in {spelled_period(after)} compared with {spelled_period(before)}"
    return Title(named, frozenset(["before", "after"]))
