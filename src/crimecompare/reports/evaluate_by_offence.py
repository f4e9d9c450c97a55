"""The report of `evaluate --by-offence`: each offence of an area before and after, against controls, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.intervals import OF_CHANGE
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.change_headlines import headline_of_offence_changes
from crimecompare.reports.change_sentences import of_offences
from crimecompare.reports.diff import SIGNS, of_verdict
from crimecompare.reports.evaluate import of_changes, of_windows
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, ReportKind, Shown, ValueType
from crimecompare.reports.report import Paragraph, Report
from crimecompare.reports.titles import RECORDED
from crimecompare.wording import in_sentence

KIND = ReportKind(
    "evaluate-by-offence",
    [
        Field("area", "area.key", value_type=ValueType.TEXT),
        Field("name", "area.name", Shown("Area", folds=True, varies=True), ValueType.TEXT),
        Field("code", "area.code", value_type=ValueType.TEXT),
        Field("control", "control.key", value_type=ValueType.TEXT),
        Field("control_name", "control.name", Shown("Control", 2, folds=True), ValueType.TEXT),
        Field("offence", "area.offence", Shown("Offence", folds=True), ValueType.TEXT),
        Field("before", "before", Shown("Before", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("after", "after", Shown("After", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("crimes_before", "crimes_before", Shown("Crimes\nbefore", 5, places=0)),
        Field("crimes_after", "crimes_after", Shown("Crimes\nafter", 4, places=0)),
        Field("control_crimes_before", "control_crimes_before", Shown("Control\nbefore", 31, places=0)),
        Field("control_crimes_after", "control_crimes_after", Shown("Control\nafter", 30, places=0)),
        Field(
            "relative_ratio",
            "relative_ratio",
            Shown("Ratio of\nthe changes", 1, places=2, null=1),
            interval="ratio_interval",
        ),
        Field("expected_crimes", "expected_crimes", places=0),
        Field(
            "excess_crimes",
            "excess_crimes",
            Shown("Difference in\ncrimes a year", 6, places=0, signed=True),
            judgement=of_verdict,
        ),
        Field("dispersion", "dispersion", places=2),
        Field("drift", "drift", places=3),
        Field("verdict", "verdict", Shown("Verdict", signs=SIGNS), ValueType.TEXT, among=Verdict, judgement=of_verdict),
        Field("confidence", "confidence"),
        Field("method", "method", value_type=ValueType.TEXT, among=OF_CHANGE),
        Field("notes", "notes", Shown("Notes", NOTES_IMPORTANCE, folds=True), ValueType.NOTES, among=Code),
        Field("source", "area.source", value_type=ValueType.TEXT),
    ],
    sources=["area.sources", "control.sources"],
)


def report(evaluations: Sequence[Evaluation], shown: Sequence[Evaluation] | None = None) -> Report:
    """Report the offences of one area or several, one after the other: all, or those `shown`.

    Each area of which an offence is shown has a sentence, which is about all its offences.
    """
    rows = evaluations if shown is None else shown
    every, of_rows = _by_area(evaluations), _by_area(rows)
    names = list(dict.fromkeys(one.area.name for one in rows))
    only = f": {in_sentence(names[0])}" if len(names) == 1 else ""
    title = of_windows(rows, f"{RECORDED} by offence{only}")
    return Report(
        KIND,
        rows,
        [Paragraph(of_offences(every[area]), _notes(here)) for area, here in of_rows.items()],
        *title._replace(told=title.told | ({"name"} if only else set())),
        summary=f"{len(of_rows):,} areas are looked at, each by the offences that it and its controls give.",
        headline=headline_of_offence_changes(evaluations),
        pictures=[
            of_changes(KIND, title)._replace(
                called=KIND.fields["offence"], panels=KIND.fields["name"] if len(names) > 1 else None
            )
        ],
    )


def _by_area(evaluations: Sequence[Evaluation]) -> dict[object, list[Evaluation]]:
    together: dict[object, list[Evaluation]] = {}
    for one in evaluations:
        together.setdefault(one.area.identity, []).append(one)
    return together


def _notes(here: Sequence[Evaluation]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(note for one in here for note in one.notes))
