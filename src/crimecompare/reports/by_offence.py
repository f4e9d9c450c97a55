"""The report of `diff --by-offence`: which offences an excess consists of, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.intervals import OF_RATIO
from crimecompare.analysis.offences import NOT_BROKEN_DOWN, OffenceShare
from crimecompare.reports.diff import SIGNS, common_baseline, of_verdict
from crimecompare.reports.fields import Field, Judgement, Paragraph, Report, ReportKind, Shown, ValueType
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
        Field("baseline", "comparison.baseline.key", value_type=ValueType.TEXT),
        Field("baseline_name", "comparison.baseline.name", value_type=ValueType.TEXT),
        Field("offence", "offence", Shown("Offence", folds=True), ValueType.TEXT),
        Field("crimes", "comparison.area.crimes", Shown("Crimes", 5, places=0)),
        Field("baseline_crimes", "comparison.baseline.crimes"),
        Field(
            "crime_rate",
            "comparison.area.rate",
            Shown("Crimes per\n1,000 a year", 2, places=2, baseline="baseline_crime_rate"),
        ),
        Field("baseline_crime_rate", "comparison.baseline.rate"),
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
    ],
)


def report(shares: Sequence[OffenceShare]) -> Report:
    """Report the offences that one comparison or several, one after the other, consist of."""
    broken_down = [list(parts) for _, parts in groupby(shares, key=lambda share: id(share.whole))]
    baseline = common_baseline([parts[0].whole for parts in broken_down])
    return Report(
        KIND,
        shares,
        [Paragraph(_sentence(parts[0].whole, parts), _notes(parts)) for parts in broken_down],
        f"Recorded crime by offence against the baseline {baseline or ''}".rstrip(),
        baseline or "Baseline",
        shares[0].comparison.confidence,
    )


def _notes(parts: Sequence[OffenceShare]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(note for part in parts for note in part.comparison.notes))


def _sentence(whole: Comparison, parts: Sequence[OffenceShare]) -> str:
    excess = whole.excess_crime_rate
    names = f"{whole.area.label} against the baseline {whole.baseline.label}"
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
