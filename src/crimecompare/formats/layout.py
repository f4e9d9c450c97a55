"""Layout: a report as the columns and cells that people read, before a table or Markdown draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from crimecompare.reports.excerpt import Excerpt
from crimecompare.reports.fields import Field, Judgement, LimitField, Report, Shown, Value, ValueType
from crimecompare.reports.noted import noted
from crimecompare.wording import MOST_DECIMALS, UNKNOWN, figure, level, named

INTERVAL_AFTER = 3
"""How many fields an interval gives way to: more than its own estimate, fewer than what matters least."""
MOST_ROWS = 5
"""How many rows a caveat names that has no number to be known by."""


class Cell(NamedTuple):
    """What stands in one place, and whether it is worse or better news."""

    text: str
    judgement: Judgement | None = None


class Column(NamedTuple):
    """A column: its heading (a line each), its cells from top to bottom, and how soon it may be dropped (0: never).

    Figures are never cut; a column that `folds` may be narrower than its words. `full` is
    what it is called where it stands alone. A column of `intervals` has no decimal point to stand in line.
    """

    heading: str
    cells: Sequence[Cell]
    importance: int = 0
    numeric: bool = False
    folds: bool = False
    full: str = ""
    intervals: bool = False


class Layout(NamedTuple):
    """All columns of a report, and its caveats as numbered footnotes."""

    columns: Sequence[Column]
    footnotes: Sequence[str]


class _Line(NamedTuple):
    """A result as people are shown it: its raw values by field, and the numbers of its notes."""

    result: Any
    values: dict[str, Value]
    notes: str


def lay_out(report: Report) -> Layout:
    """Lay a report out: one row per area, or downwards field by field when there is only one."""
    numbered: dict[str, int] = {}
    lines = [_line(report, result, numbered) for result in report.rows]
    downwards = report.kind.is_downwards and len(lines) == 1
    columns = _downwards(report, lines[0]) if downwards else _across(report, lines)
    return Layout(columns, list(numbered) if _has_numbers(report) else _footnotes(report))


def _has_numbers(report: Report) -> bool:
    """Whether rows have a column with the numbers of their notes, which is not so where other fields are asked for."""
    return report.kind.notes_field is None or report.kind.notes_field.name in report.kind.fields


def _footnotes(report: Report) -> list[str]:
    """Return the notes, each with the rows that it is about, unless it is about all."""
    about: dict[str, list[str] | None] = {}
    for note, rows in noted(report):
        known = about.setdefault(note.message, [])
        about[note.message] = None if rows is None or known is None else list(dict.fromkeys([*known, *rows]))
    return [f"{message} ({named(rows, MOST_ROWS)})" if rows else message for message, rows in about.items()]


def _line(report: Report, result: Any, numbered: dict[str, int]) -> _Line:
    """Take a result for people; notes that say the same in one sentence have one number."""
    messages = dict.fromkeys(note.message for note in report.kind.notes(result))
    notes = [str(numbered.setdefault(message, len(numbered) + 1)) for message in messages]
    values = dict(zip(report.kind.fields, report.kind.values(result), strict=True))
    return _Line(result, values, ", ".join(notes))


def _shown(report: Report, lines: Sequence[_Line]) -> list[tuple[Field, Shown]]:
    """Return the fields that have a column: not what the title tells, nor what should differ and does not."""
    fields = [(field, field.shown) for field in report.kind.columns if field.shown and field.name not in report.told]
    return [(field, shown) for field, shown in fields if not shown.varies or _differ(field, lines)]


def _differ(field: Field, lines: Sequence[_Line]) -> bool:
    return len({line.values[field.name] for line in lines}) > 1


def _across(report: Report, lines: Sequence[_Line]) -> list[Column]:
    columns = []
    for field, shown in _shown(report, lines):
        cells = [_cell(field, shown, line) for line in lines]
        numeric = any(isinstance(line.values[field.name], float | int) for line in lines)
        columns.append(Column(shown.heading, cells, shown.importance, numeric=numeric, folds=shown.folds))
        if field.interval:
            columns.append(_interval(report, field, shown, lines))
        if shown.baseline:
            others = [Cell(_figure(shown, line.values[shown.baseline])) for line in lines]
            heading = (report.baseline or "Its baseline").replace(" ", "\n")
            full = f"{shown.title} of {report.baseline or 'its baseline'}"
            columns.append(Column(heading, others, shown.importance, numeric=True, full=full))
    empty = {UNKNOWN, ""}
    if isinstance(report.kind, Excerpt):
        return columns
    return [c for c in columns if not c.importance or any(cell.text not in empty for cell in c.cells)]


def _interval(report: Report, field: Field, shown: Shown, lines: Sequence[_Line]) -> Column:
    """Return the column of a field's interval."""
    return Column(
        f"{_level(report)}\ninterval",
        [_limits(field, shown, line) for line in lines],
        shown.importance + INTERVAL_AFTER,
        numeric=True,
        full=f"interval of {shown.title}",
        intervals=True,
    )


def _downwards(report: Report, line: _Line) -> list[Column]:
    """Put the fields of the only row below each other, the area and its baseline side by side."""
    told = [(field, shown) for field, shown in _shown(report, [line])[1:] if _is_told(field, line)]
    interval = [_limits(field, shown, line) if field.interval else Cell("") for field, shown in told]
    other = [Cell(_figure(s, line.values[s.baseline])) if s.baseline else Cell("") for _, s in told]
    label = report.kind.label(line.result)
    columns = [
        Column("", [Cell(shown.title) for _, shown in told], folds=True),
        Column(label, [_cell(field, shown, line) for field, shown in told], numeric=True),
        Column(report.baseline, other, numeric=True) if report.baseline else None,
        Column(f"{_level(report)} interval", interval, INTERVAL_AFTER, numeric=True, intervals=True),
    ]
    return [column for column in columns if column]


def _is_told(field: Field, line: _Line) -> bool:
    """Whether a field has a line of its own: an unknown figure has, what is not said in words has not."""
    return field.value_type is ValueType.NUMBER or bool(line.values[field.name])


def _cell(field: Field, shown: Shown, line: _Line) -> Cell:
    if field.value_type is ValueType.NOTES:
        return Cell(line.notes)
    value = line.values[field.name]
    if isinstance(value, bool):
        return Cell("yes" if value else "")
    judgement = field.judgement(line.result) if field.judgement else None
    text = _figure(_finer(shown, value) if isinstance(field, LimitField) else shown, value)
    if judgement is None:
        return Cell(text)
    if shown.signs is not None:
        return Cell(f"{shown.signs.get(text, '')}{text}", judgement)
    return Cell(f"{text} {judgement.value}", judgement)


def _figure(shown: Shown, value: Value) -> str:
    if isinstance(value, str):
        return shown.spelled(value) if shown.spelled else value
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or UNKNOWN
    if value is None:
        return UNKNOWN
    return figure(value, shown.places, signed=shown.signed)


def _limits(field: Field, shown: Shown, line: _Line) -> Cell:
    low, high = line.values[f"{field.name}_low"], line.values[f"{field.name}_high"]
    if low is None:
        return Cell(UNKNOWN)
    shown = _finer(shown, low, high)
    return Cell(f"{_figure(shown, low)} {'upwards' if high is None else 'to ' + _figure(shown, high)}")


def _finer(shown: Shown, *limits: Value) -> Shown:
    """Show as many more decimals as it takes for no limit to read as no difference though it is on one side of it."""
    while any(_rounds_onto_null(shown, limit) for limit in limits):
        shown = shown._replace(places=(shown.places or 0) + 1)
    return shown


def _rounds_onto_null(shown: Shown, limit: Value) -> bool:
    places = shown.places or 0
    if shown.null is None or not isinstance(limit, float) or places >= MOST_DECIMALS:
        return False
    return limit != shown.null and round(limit, places) == shown.null


def _level(report: Report) -> str:
    return level(report.confidence) if report.confidence else ""
