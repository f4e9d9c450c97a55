"""The report of `diff --by-offence`: which offences make up a difference, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.intervals import OF_RATIO
from crimecompare.analysis.offences import NOT_BROKEN_DOWN, OffenceShare, spelled_share
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.diff import SIGNS, is_clearly_different, is_judged, of_ratios, of_verdict
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, Judgement, ReportKind, Shown, ValueType
from crimecompare.reports.headlines import headline_of_offences
from crimecompare.reports.pictures import Drawing, Picture
from crimecompare.reports.report import Paragraph, Report
from crimecompare.reports.sentences import begun, in_period
from crimecompare.reports.titles import RECORDED, Title, of_comparisons
from crimecompare.wording import figure, in_sentence, listed, visible

PANEL = Field("panel", "whole.area.label", value_type=ValueType.TEXT)
"""Which area an offence is of."""
CALLED = Field("called", "called", value_type=ValueType.TEXT)
"""What each row is called in a picture."""
LARGEST = 3
"""How many offences the sentence names."""


def _of_verdict(share: OffenceShare) -> Judgement | None:
    return of_verdict(share.comparison)


KIND = ReportKind(
    "diff-by-offence",
    [
        Field("area", "comparison.area.key", value_type=ValueType.TEXT),
        Field("name", "comparison.area.name", Shown("Area", folds=True, varies=True), ValueType.TEXT),
        Field("code", "comparison.area.code", value_type=ValueType.TEXT),
        Field(
            "period", "comparison.area.period", Shown("Period", 2, folds=True, spelled=spelled_period), ValueType.TEXT
        ),
        Field("baseline", "comparison.baseline.key", value_type=ValueType.TEXT),
        Field("baseline_name", "comparison.baseline.name", Shown("Baseline", 2, folds=True), ValueType.TEXT),
        Field(
            "baseline_period",
            "comparison.baseline.period",
            Shown("Baseline's\nperiod", 2, folds=True, spelled=spelled_period),
            ValueType.TEXT,
        ),
        Field("offence", "offence", Shown("Offence", folds=True, spelled=spelled_share), ValueType.TEXT),
        Field("crimes", "comparison.area.crimes", Shown("Crimes", 9, places=0)),
        Field("baseline_crimes", "comparison.baseline.crimes", places=0),
        Field(
            "crime_rate",
            "comparison.area.rate",
            Shown("Crimes per\n1,000 a year", 3, places=2, baseline="baseline_crime_rate"),
        ),
        Field("baseline_crime_rate", "comparison.baseline.rate", places=2),
        Field(
            "excess_crime_rate",
            "comparison.excess_crime_rate",
            Shown("Difference per\n1,000 a year", 1, places=2, signed=True),
            judgement=_of_verdict,
        ),
        Field(
            "rate_ratio",
            "comparison.rate_ratio",
            Shown("Rate\nratio", 5, places=2, null=1),
            interval="comparison.ratio_interval",
        ),
        Field("share_of_excess", "share_of_excess", Shown("Share of\ndifference (%)", 6, places=1, percent=True)),
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
        Field("notes", "comparison.notes", Shown("Notes", NOTES_IMPORTANCE, folds=True), ValueType.NOTES, among=Code),
        Field("source", "comparison.area.source", value_type=ValueType.TEXT),
        Field("baseline_source", "comparison.baseline.source", value_type=ValueType.TEXT),
    ],
    sources=["comparison.area.sources", "comparison.baseline.sources"],
    nothing="counts_nothing",
)


def report(shares: Sequence[OffenceShare], shown: Sequence[OffenceShare] | None = None) -> Report:
    """Report the offences that make up one comparison or several, one after the other: all, or those `shown`.

    Each area of which an offence is shown has a sentence, which is about all its offences.
    """
    rows = shares if shown is None else shown
    broken_down, of_rows = _by_whole(shares), _by_whole(rows)
    wholes = [here[0].whole for here in of_rows.values()]
    only = f": {_named(wholes[0])}" if len(wholes) == 1 else ""
    title = of_comparisons(wholes, f"{RECORDED} by offence{only}")
    return Report(
        KIND,
        rows,
        [Paragraph(_sentence(here[0].whole, broken_down[whole]), _notes(here)) for whole, here in of_rows.items()],
        *title._replace(told=title.told | ({"name"} if only else set())),
        summary=f"{len(wholes):,} areas are broken down, each into the offences that it and its baseline give.",
        headline=headline_of_offences(wholes, _largest(shares) if only else None),
        pictures=_pictures(wholes, title),
    )


def _pictures(wholes: Sequence[Comparison], title: Title) -> list[Picture]:
    """Draw the difference of each offence as a bar, and its ratio beside it; each of several areas has a panel."""
    if not wholes:
        return []
    ratios = of_ratios(KIND, wholes, title)._replace(
        is_clear=_is_clear,
        is_judged=_is_judged,
        panels=PANEL if len(wholes) > 1 else None,
        called=CALLED,
    )
    bars = ratios._replace(
        drawing=Drawing.BARS,
        value=KIND.fields["excess_crime_rate"],
        axis="Difference per 1,000 residents a year",
        is_log=False,
        reference=0,
        sides=("fewer", "more"),
    )
    return [bars, ratios]


def _is_clear(share: OffenceShare) -> bool:
    return is_clearly_different(share.comparison)


def _is_judged(share: OffenceShare) -> bool:
    return is_judged(share.comparison)


def _named(whole: Comparison) -> str:
    """Name the area in a title, which gives the period itself."""
    area = whole.area
    return in_sentence(area.name) if area.label == f"{area.name} ({area.period})" else area.called


def _largest(shares: Sequence[OffenceShare]) -> tuple[str, float] | None:
    """Return the offence with the largest share of a difference, and the share, if any has one."""
    named = [(share.share_of_excess or 0, share.offence) for share in shares if share.offence != NOT_BROKEN_DOWN]
    largest, offence = max(named, default=(0, ""))
    return (offence, largest) if largest > 0 else None


def _by_whole(shares: Sequence[OffenceShare]) -> dict[int, list[OffenceShare]]:
    """Group the offences by the comparison that they break down."""
    together: dict[int, list[OffenceShare]] = {}
    for share in shares:
        together.setdefault(id(share.whole), []).append(share)
    return together


def _notes(parts: Sequence[OffenceShare]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(note for part in parts for note in part.comparison.notes))


def _sentence(whole: Comparison, parts: Sequence[OffenceShare]) -> str:
    excess = whole.excess_crime_rate
    sides = whole.area, whole.baseline
    area, baseline = whole.area.called, whole.baseline.called
    if excess is None:
        names = begun(in_period(*sides), f"{area} compared with {baseline}")
        return f"{names}: the whole difference is not known, so no offence has a share of it."
    more = f"{visible(abs(excess))} {'fewer' if excess < 0 else 'more'} crimes per 1,000 residents"
    total = begun(in_period(*sides), f"{area} recorded {more} than {baseline}")
    pulling = sorted((p for p in parts if (p.share_of_excess or 0) > 0), key=lambda part: -(part.share_of_excess or 0))
    if not pulling:
        return f"{total}, which is not a clear difference, so no offence has a share of it."
    named = [f"{_called(p)} ({figure(100 * (p.share_of_excess or 0))}%)" for p in pulling[:LARGEST]]
    return f"{total}; the largest {'share of it is' if len(named) == 1 else 'shares of it are'} {listed(named)}."


def _called(part: OffenceShare) -> str:
    return "what is not broken down" if part.offence == NOT_BROKEN_DOWN else part.offence
