"""The report of `diff`: areas compared with a baseline, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from crimecompare.analysis.codes import Code
from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.intervals import OF_RATIO
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, Judgement, ReportKind, Shown, ValueType
from crimecompare.reports.headlines import headline_of_comparisons
from crimecompare.reports.pictures import DIFFERENT, LOG_SCALE, Drawing, Picture
from crimecompare.reports.report import FEW, Paragraph, Report
from crimecompare.reports.sentences import of_comparison, of_many_comparisons
from crimecompare.reports.titles import Title, of_comparisons

SIGNS = {Verdict.HIGHER: "▲ ", Verdict.LOWER: "▼ "}
"""The sign before a verdict."""


class WithVerdict(Protocol):
    """A result that says whether something differs."""

    @property
    def verdict(self) -> Verdict:
        """The verdict."""


def of_verdict(result: WithVerdict) -> Judgement | None:
    """Judge what differs clearly."""
    return {Verdict.HIGHER: Judgement.WORSE, Verdict.LOWER: Judgement.BETTER}.get(result.verdict)


def _of_shortfall(comparison: Comparison) -> Judgement | None:
    """Judge a score: it has no interval, so any gap counts, but not where the crime is not clearly different."""
    shortfall = comparison.safety_shortfall
    if not shortfall or comparison.verdict is Verdict.SIMILAR:
        return None
    return Judgement.WORSE if shortfall > 0 else Judgement.BETTER


KIND = ReportKind(
    "diff",
    [
        Field("area", "area.key", value_type=ValueType.TEXT),
        Field("name", "area.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("code", "area.code", value_type=ValueType.TEXT),
        Field("kind", "area.kind", Shown("Kind", 32, folds=True, varies=True), ValueType.TEXT),
        Field("within", "area.within", value_type=ValueType.TEXT),
        Field("period", "area.period", Shown("Period", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("offence", "area.offence", value_type=ValueType.TEXT),
        Field("baseline", "baseline.key", value_type=ValueType.TEXT),
        Field("baseline_name", "baseline.name", Shown("Baseline", 2, folds=True), ValueType.TEXT),
        Field("baseline_members", "baseline.members", value_type=ValueType.KEYS),
        Field(
            "baseline_period",
            "baseline.period",
            Shown("Baseline's\nperiod", 2, folds=True, spelled=spelled_period),
            ValueType.TEXT,
        ),
        Field("population", "area.population", Shown("Residents", 30, places=0)),
        Field("crimes", "area.crimes", Shown("Crimes", 9, places=0)),
        Field(
            "crime_rate",
            "area.rate",
            Shown("Crimes per\n1,000 a year", 3, places=1, baseline="baseline_crime_rate", finer=True),
            interval="rate_interval",
        ),
        Field("baseline_crime_rate", "baseline.rate", places=1),
        Field(
            "excess_crime_rate",
            "excess_crime_rate",
            Shown("Difference per\n1,000 a year", 1, places=1, signed=True, null=0, finer=True),
            interval="excess_rate_interval",
            judgement=of_verdict,
        ),
        Field("excess_percent", "excess_percent", Shown("Difference\n(%)", 31, places=1, signed=True)),
        Field("rate_ratio", "rate_ratio", Shown("Rate\nratio", 5, places=2, null=1), interval="ratio_interval"),
        Field(
            "excess_crimes",
            "excess_crimes",
            Shown("Difference in\ncrimes a year", 6, places=0, signed=True, null=0),
            interval="excess_crimes_interval",
            judgement=of_verdict,
        ),
        Field(
            "safety_score",
            "area.safety_score",
            Shown("Safety score\n(0 to 100)", 8, baseline="baseline_safety_score"),
        ),
        Field("baseline_safety_score", "baseline.safety_score"),
        Field(
            "safety_shortfall",
            "safety_shortfall",
            Shown("Points\nbelow", 7),
            judgement=_of_shortfall,
        ),
        Field(
            "verdict",
            "verdict",
            Shown("Verdict", signs=SIGNS),
            ValueType.TEXT,
            among=Verdict,
            judgement=of_verdict,
        ),
        Field("confidence", "confidence"),
        Field("method", "method", value_type=ValueType.TEXT, among=OF_RATIO),
        Field("notes", "notes", Shown("Notes", NOTES_IMPORTANCE, folds=True), ValueType.NOTES, among=Code),
        Field("source", "area.source", value_type=ValueType.TEXT),
        Field("baseline_source", "baseline.source", value_type=ValueType.TEXT),
    ],
    label="area.label",
    sources=["area.sources", "baseline.sources"],
)


def report(comparisons: Sequence[Comparison]) -> Report:
    """Report comparisons in the order given."""
    paragraphs = [Paragraph(of_comparison(c), c.notes) for c in comparisons]
    offence = comparisons[0].area.offence if comparisons else None
    title = of_comparisons(comparisons)
    confidence = comparisons[0].confidence if comparisons else None
    summary = of_many_comparisons(comparisons) if len(comparisons) > FEW else ""
    headline = headline_of_comparisons(comparisons)
    kind = KIND.of(offence)
    pictures = [of_ratios(kind, comparisons, title)] if comparisons else []
    return Report(
        kind, comparisons, paragraphs, *title, confidence, summary=summary, headline=headline, pictures=pictures
    )


def of_ratios(kind: ReportKind, comparisons: Sequence[Comparison], title: Title) -> Picture:
    """Draw the rate ratio of each row of a kind of report about comparisons with one baseline, or with one each."""
    against = comparisons[0].baseline.called if title.baseline else "its baseline"
    return Picture(
        Drawing.FOREST,
        kind.fields["rate_ratio"],
        f"Rate ratio to {against} {LOG_SCALE}",
        is_log=True,
        reference=1,
        reference_name=title.baseline,
        sides=("lower", "higher"),
        is_clear=is_clearly_different,
        is_judged=is_judged,
        key=DIFFERENT,
    )


def is_judged(comparison: Comparison) -> bool:
    """Whether there is a verdict on whether chance explains the difference."""
    return comparison.verdict is not Verdict.UNTESTED


def is_clearly_different(comparison: Comparison) -> bool:
    """Whether the verdict is that the area is higher or lower."""
    return comparison.verdict in {Verdict.HIGHER, Verdict.LOWER}
