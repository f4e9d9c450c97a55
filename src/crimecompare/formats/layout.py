"""Layout: a report as the columns and cells that people read, before a table or Markdown draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis.caveats import Note
from crimecompare.reports import Judgement, Measure, Report, Row, Value, ValueType
from crimecompare.wording import MOST_DECIMALS, UNKNOWN, figure, level

FOLDING = {"name", "notes", "area", "offence", "file", "problem"}
"""Fields of words, which read as well on two lines."""
ARROWS = {"higher": "▲ ", "lower": "▼ "}
INTERVAL_AFTER = 3
"""How many measures an interval gives way to: more than its own estimate, fewer than what matters least."""


class Cell(NamedTuple):
    """What stands in one place, and whether it is worse or better news."""

    text: str
    judgement: Judgement | None = None


class Column(NamedTuple):
    """A column: its heading (a line each), its cells from top to bottom, and how soon it may be dropped (0: never).

    Figures are never cut; a column that `folds` may be narrower than its words. `full` is
    what it is called where it stands alone.
    """

    heading: str
    cells: Sequence[Cell]
    importance: int = 0
    numeric: bool = False
    folds: bool = False
    full: str = ""


class Layout(NamedTuple):
    """All columns of a report, its caveats as numbered footnotes, and lines to stand beneath."""

    columns: Sequence[Column]
    footnotes: Sequence[str]
    beneath: Sequence[str]


def lay_out(report: Report) -> Layout:
    """Lay a report out: one row per area, or downwards measure by measure when there is only one."""
    numbered = {note: n for n, note in enumerate(dict.fromkeys(n for row in report.rows for n in row.notes), 1)}
    downwards = report.kind.downwards and len(report.rows) == 1
    columns = _downwards(report, numbered) if downwards else _across(report, numbered)
    return Layout(columns, [note.message for note in numbered], _beneath(report))


def _beneath(report: Report) -> list[str]:
    """Spell the measures that are too long for a column, each text once."""
    return [
        f"{measure.heading}: {text}"
        for measure in report.kind.measures
        if measure.beneath
        for text in dict.fromkeys(row.values[measure.key] for row in report.rows)
        if text is not None
    ]


def _across(report: Report, numbered: dict[Note, int]) -> list[Column]:
    columns = []
    for measure in report.kind.measures:
        if measure.beneath:
            continue
        cells = [_cell(measure, row, numbered) for row in report.rows]
        numeric = any(isinstance(row.values.get(measure.key), float | int) for row in report.rows)
        folds = measure.key in FOLDING
        columns.append(Column(measure.heading, cells, measure.importance, numeric=numeric, folds=folds))
        if measure.low:
            limits = [_limits(measure, row) for row in report.rows]
            importance = measure.importance + INTERVAL_AFTER
            columns.append(
                Column(
                    f"{_level(report)}\ninterval",
                    limits,
                    importance,
                    numeric=True,
                    full=f"interval of {_one_line(measure)}",
                )
            )
        if measure.baseline:
            others = [Cell(_figure(measure, row.values[measure.baseline])) for row in report.rows]
            columns.append(
                Column(
                    report.baseline.replace(" ", "\n"),
                    others,
                    measure.importance,
                    numeric=True,
                    full=f"{_one_line(measure)} of {report.baseline}",
                )
            )
    empty = {UNKNOWN, ""}
    return [c for c in columns if not c.importance or any(cell.text not in empty for cell in c.cells)]


def _downwards(report: Report, numbered: dict[Note, int]) -> list[Column]:
    """Put the measures of the only row below each other, the area and its baseline side by side."""
    (row,) = report.rows
    measures = [m for m in report.kind.measures[1:] if not m.beneath and _is_told(m, report, row)]
    interval = [_limits(m, row) if m.low else Cell("") for m in measures]
    other = [Cell(_figure(m, row.values[m.baseline])) if m.baseline else Cell("") for m in measures]
    columns = [
        Column("", [Cell(_one_line(m)) for m in measures], folds=True),
        Column(row.label, [_cell(m, row, numbered) for m in measures], numeric=True),
        Column(report.baseline, other, numeric=True) if report.baseline else None,
        Column(f"{_level(report)} interval", interval, INTERVAL_AFTER, numeric=True),
    ]
    return [column for column in columns if column]


def _one_line(measure: Measure) -> str:
    return measure.heading.replace("\n", " ")


def _is_told(measure: Measure, report: Report, row: Row) -> bool:
    """Whether a measure has a line of its own: an unknown figure has, what is not said in words has not."""
    return report.kind.fields[measure.key] is ValueType.NUMBER or bool(row.values[measure.key])


def _cell(measure: Measure, row: Row, numbered: dict[Note, int]) -> Cell:
    value, judgement = row.values[measure.key], row.judgements.get(measure.key)
    if measure.key == "notes":
        return Cell(", ".join(str(numbered[note]) for note in row.notes))
    if isinstance(value, bool):
        return Cell("yes" if value else "")
    text = _figure(measure, value)
    if measure.key == "verdict":
        return Cell(f"{ARROWS.get(text, '') if judgement else ''}{text}", judgement)
    return Cell(f"{text} {judgement.value}" if judgement else text, judgement)


def _figure(measure: Measure, value: Value) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, tuple):
        return UNKNOWN
    return figure(value, measure.places, signed=measure.signed)


def _limits(measure: Measure, row: Row) -> Cell:
    low, high = row.values[measure.low or ""], row.values[measure.high or ""]
    if low is None:
        return Cell(UNKNOWN)
    while any(_rounds_onto_null(measure, limit) for limit in (low, high)):
        measure = measure._replace(places=(measure.places or 0) + 1)
    return Cell(f"{_figure(measure, low)} {'upwards' if high is None else 'to ' + _figure(measure, high)}")


def _rounds_onto_null(measure: Measure, limit: Value) -> bool:
    """Whether a limit would read as no difference though it is on one side of it."""
    places = measure.places or 0
    if measure.null is None or not isinstance(limit, float) or places >= MOST_DECIMALS:
        return False
    return limit != measure.null and round(limit, places) == measure.null


def _level(report: Report) -> str:
    return level(report.confidence) if report.confidence else ""
