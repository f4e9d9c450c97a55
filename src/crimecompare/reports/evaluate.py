"""The report of `evaluate`: areas before and after, against controls, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.codes import Code
from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.intervals import OF_CHANGE
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.change_headlines import headline_of_evaluations
from crimecompare.reports.change_pictures import of_evaluations
from crimecompare.reports.change_sentences import of_evaluation, of_many_evaluations
from crimecompare.reports.diff import SIGNS, is_clearly_different, is_judged, of_verdict
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, ReportKind, Shown, ValueType
from crimecompare.reports.pictures import Picture, ratio_forest
from crimecompare.reports.report import FEW, Paragraph, Report
from crimecompare.reports.titles import RECORDED, Title, of_what

KIND = ReportKind(
    "evaluate",
    [
        Field("area", "area.key", value_type=ValueType.TEXT),
        Field("name", "area.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("code", "area.code", value_type=ValueType.TEXT),
        Field("offence", "area.offence", value_type=ValueType.TEXT),
        Field("control", "control.key", value_type=ValueType.TEXT),
        Field("control_name", "control.name", Shown("Control", 2, folds=True), ValueType.TEXT),
        Field("control_members", "control.members", value_type=ValueType.KEYS),
        Field("before", "before", Shown("Before", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("after", "after", Shown("After", 2, folds=True, spelled=spelled_period), ValueType.TEXT),
        Field("crimes_before", "crimes_before", Shown("Crimes\nbefore", 9, places=0, baseline="control_crimes_before")),
        Field("crimes_after", "crimes_after", Shown("Crimes\nafter", 8, places=0, baseline="control_crimes_after")),
        Field(
            "change_percent",
            "change_percent",
            Shown("Change\n(%)", 6, places=1, signed=True, baseline="control_change_percent"),
        ),
        Field("control_crimes_before", "control_crimes_before", places=0),
        Field("control_crimes_after", "control_crimes_after", places=0),
        Field("control_change_percent", "control_change_percent", places=1),
        Field(
            "relative_ratio",
            "relative_ratio",
            Shown("Ratio of\nthe changes", 1, places=2, null=1),
            interval="ratio_interval",
        ),
        Field("expected_crimes", "expected_crimes", Shown("Crimes\nexpected", 10, places=0)),
        Field(
            "excess_crimes",
            "excess_crimes",
            Shown("Difference in\ncrimes a year", 3, places=0, signed=True, null=0),
            interval="excess_crimes_interval",
            judgement=of_verdict,
        ),
        Field("dispersion", "dispersion", places=2),
        Field("drift", "drift", places=3),
        Field("detectable_percent", "detectable_percent", Shown("Detectable\nfall (%)", 7, places=1)),
        Field(
            "earlier_ratio",
            "earlier_ratio",
            Shown("Earlier\nratio", 31, places=2, null=1),
            interval="earlier_interval",
        ),
        Field("placebos", "placebos", places=0),
        Field("placebos_beyond", "placebos_beyond", Shown("Controls that\nmoved as far", 32, places=0)),
        Field("verdict", "verdict", Shown("Verdict", signs=SIGNS), ValueType.TEXT, among=Verdict, judgement=of_verdict),
        Field("confidence", "confidence"),
        Field("method", "method", value_type=ValueType.TEXT, among=OF_CHANGE),
        Field("notes", "notes", Shown("Notes", NOTES_IMPORTANCE, folds=True), ValueType.NOTES, among=Code),
        Field("source", "area.source", value_type=ValueType.TEXT),
    ],
    label="area.label",
    sources=["area.sources", "control.sources"],
)


def report(evaluations: Sequence[Evaluation]) -> Report:
    """Report evaluations in the order given."""
    title = of_windows(evaluations, of_what(evaluations[0].area.offence if evaluations else None, RECORDED))
    return Report(
        KIND,
        evaluations,
        [Paragraph(of_evaluation(one), one.notes) for one in evaluations],
        *title,
        evaluations[0].confidence if evaluations else None,
        summary=of_many_evaluations(evaluations) if len(evaluations) > FEW else "",
        headline=headline_of_evaluations(evaluations),
        pictures=of_evaluations(of_changes(KIND, title), evaluations),
    )


def of_changes(kind: ReportKind, title: Title) -> Picture:
    """Draw the ratio of the changes of each row of a kind of report about changes held against those of controls."""
    against = f"as {title.baseline}" if title.baseline else "as the controls"
    return ratio_forest(kind.fields["relative_ratio"], "Ratio of the changes", against, is_clearly_different, is_judged)


def of_windows(evaluations: Sequence[Evaluation], subject: str) -> Title:
    """Head a report about areas before and after, against controls, which are those of all."""
    if not evaluations:
        return Title(subject, frozenset())
    first = evaluations[0]
    before, after = spelled_period(first.before), spelled_period(first.after)
    text = f"{subject} in {after} and in {before}, compared with {first.controls.spelled_out}"
    return Title(text, frozenset(["before", "after", "control_name"]), first.control.label)
