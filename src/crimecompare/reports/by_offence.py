"""The report of `diff --by-offence`: which offences an excess consists of, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.intervals import OF_RATIO
from crimecompare.analysis.offences import NOT_BROKEN_DOWN, OffenceShare
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.diff import SIGNS, of_verdict
from crimecompare.reports.fields import Field, Judgement, Paragraph, Report, ReportKind, Shown, ValueType
from crimecompare.reports.sentences import in_period
from crimecompare.reports.titles import of_comparisons
from crimecompare.wording import figure, percent

LARGEST = 3
"""How many offences the sentence names."""


def _of_verdict(share: OffenceShare) -> Judgement | None:
    return of_verdict(share.comparison)


KIND = ReportKind(
    "diff-by-offence",
    [
        Field("area", "comparison.area.key", value_type=ValueType.TEXT),
        Field("name", "comparison.area.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("code", "comparison.area.code", value_type=ValueType.TEXT),
        Field(
            "period", "comparison.area.period", Shown("Period", 5, folds=True, spelled=spelled_period), ValueType.TEXT
        ),
        Field("baseline", "comparison.baseline.key", value_type=ValueType.TEXT),
        Field("baseline_name", "comparison.baseline.name", Shown("Baseline", 2, folds=True), ValueType.TEXT),
        Field(
            "baseline_period",
            "comparison.baseline.period",
            Shown("Baseline's\nperiod", 5, folds=True, spelled=spelled_period),
            ValueType.TEXT,
        ),
        Field("offence", "offence", Shown("Offence", folds=True), ValueType.TEXT),
        Field("crimes", "comparison.area.crimes", Shown("Crimes", 5, places=0)),
        Field("baseline_crimes", "comparison.baseline.crimes", places=0),
        Field(
            "crime_rate",
            "comparison.area.rate",
            Shown("Crimes per\n1,000 a year", 2, places=2, baseline="baseline_crime_rate"),
        ),
        Field("baseline_crime_rate", "comparison.baseline.rate", places=2),
        Field(
            "excess_crime_rate",
            "comparison.excess_crime_rate",
            Shown("Excess per\n1,000 a year", 1, places=2, signed=True),
            judgement=_of_verdict,
        ),
        Field(
            "rate_ratio",
            "comparison.rate_ratio",
            Shown("Rate\nratio", 4, places=2, null=1),
            interval="comparison.ratio_interval",
        ),
        Field("share_of_excess", "share_of_excess", Shown("Share of\nexcess", 3, places=3)),
        Field(
            "verdict",
            "comparison.verdict",
            Shown("Verdict", signs=SIGNS),
            ValueType.TEXT,
            among=Verdict,
            judgement=_of_verdict,
        ),
        Field("confidence", "comparison.confidence"),
        Field("method", "comparison.method", value_type=ValueType.TEXT, among=OF_RATIO),
        Field("notes", "comparison.notes", Shown("Notes", folds=True), ValueType.NOTES, among=Code),
        Field("source", "comparison.area.source", value_type=ValueType.TEXT),
        Field("baseline_source", "comparison.baseline.source", value_type=ValueType.TEXT),
    ],
    sources=["comparison.area.sources", "comparison.baseline.sources"],
)


def report(shares: Sequence[OffenceShare], shown: Sequence[OffenceShare] | None = None) -> Report:
    """Report the offences that one comparison or several, one after the other, consist of: all, or those `shown`.

    A sentence is about all offences of an area of which any is shown.
    """
    rows = shares if shown is None else shown
    broken_down, of_rows = _by_whole(shares), _by_whole(rows)
    return Report(
        KIND,
        rows,
        [Paragraph(_sentence(here[0].whole, broken_down[whole]), _notes(here)) for whole, here in of_rows.items()],
        *of_comparisons("Recorded crime by offence", [here[0].whole for here in of_rows.values()]),
        rows[0].comparison.confidence if rows else None,
    )


def _by_whole(shares: Sequence[OffenceShare]) -> dict[int, list[OffenceShare]]:
    """Put together what is broken down from one comparison."""
    together: dict[int, list[OffenceShare]] = {}
    for share in shares:
        together.setdefault(id(share.whole), []).append(share)
    return together


def _notes(parts: Sequence[OffenceShare]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(note for part in parts for note in part.comparison.notes))


def _sentence(whole: Comparison, parts: Sequence[OffenceShare]) -> str:
    excess = whole.excess_crime_rate
    names = f"{in_period(whole.area, whole.baseline)}{whole.area.label} against the baseline {whole.baseline.label}"
    if excess is None:
        return f"{names}: the whole excess is not known, so no offence has a share of it."
    total = f"{names}: {figure(excess, 1, signed=True)} crimes per 1,000 residents"
    pulling = sorted((p for p in parts if (p.share_of_excess or 0) > 0), key=lambda part: -(part.share_of_excess or 0))
    if not pulling:
        return f"{total}, which is not a clear difference, so no offence has a share of it."
    named = [f"{_called(p)} ({percent(100 * (p.share_of_excess or 0))})" for p in pulling[:LARGEST]]
    return f"{total}; the largest {'share of it is' if len(named) == 1 else 'shares of it are'} {', '.join(named)}."


def _called(part: OffenceShare) -> str:
    return "what is not broken down" if part.offence == NOT_BROKEN_DOWN else part.offence
