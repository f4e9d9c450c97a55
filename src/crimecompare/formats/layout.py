"""Layout: a report as the columns and cells that people read, before a table or Markdown draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from crimecompare.formats.numbering import Numbered, messages_of, numbered
from crimecompare.formats.sparkline import sparkline
from crimecompare.reports.excerpt import Excerpt
from crimecompare.reports.fields import Field, Judgement, LimitField, Shown, Value, ValueType
from crimecompare.reports.noted import row_names
from crimecompare.reports.report import Report
from crimecompare.wording import UNKNOWN, capitalised, in_sentence, level, limit, limits, named, visible

MOST_ABOUT = 5
"""How many rows a note names that is about some of them."""


class Cell(NamedTuple):
    """What is in one place, whether it is worse or better news, and the word for that, which needs room.

    What is drawn is `told` in words as well, for those who do not see it.
    """

    text: str
    judgement: Judgement | None = None
    word: str = ""
    told: str = ""

    @property
    def said(self) -> str:
        """The text, with the word behind it."""
        return f"{self.text} {self.word}" if self.word else self.text


class Column(NamedTuple):
    """A column: its heading (a line each), its cells from top to bottom, and how soon it may be dropped (0: never).

    Figures are never cut; a column that `folds` may be narrower than its text, but not than a word of it. `full` is
    what it is called where it stands alone. A column of `intervals` has no decimal point to stand in line. One that
    `refers` has the numbers of footnotes.
    """

    heading: str
    cells: Sequence[Cell]
    importance: int = 0
    numeric: bool = False
    folds: bool = False
    full: str = ""
    intervals: bool = False
    refers: bool = False


class Layout(NamedTuple):
    """All columns of a report, what is the same in every row, the caveats beneath, and what people call each row."""

    columns: Sequence[Column]
    constants: Sequence[str]
    footnotes: Numbered
    names: Sequence[str]

    def notes_by_name(self) -> Iterator[str]:
        """Yield the numbered notes where no column has their numbers, each with the rows that it is about."""
        for number, note in enumerate(self.footnotes.numbered, 1):
            about = [self.names[row] for row in self.footnotes.rows_of(number)]
            says_whom = len(about) == 1 and note.startswith(f"{about[0]} ")
            yield note if says_whom else f"{note.removesuffix('.')} ({named(about, MOST_ABOUT)})."


class _Line(NamedTuple):
    """A result as people are shown it: its raw values by field, and the numbers of its own notes."""

    result: Any
    values: dict[str, Value]
    notes: str


def lay_out(report: Report) -> Layout:
    """Lay a report out: one row per area, or downwards field by field when there is only one."""
    results = told_rows(report)
    noted = numbered(messages_of([report.kind.notes(result) for result in results]))
    lines = [
        _Line(result, dict(zip(report.kind.fields, report.kind.values(result), strict=True)), ", ".join(map(str, own)))
        for result, own in zip(results, noted.own, strict=True)
    ]
    if report.kind.is_downwards and len(lines) == 1:
        return Layout(_downwards(report, lines[0]), (), noted, ())
    names = row_names(report._replace(rows=results)) if noted.numbered else ()
    return Layout(_across(report, lines), _constants(report, lines), noted, names)


def told_rows(report: Report) -> list[Any]:
    """Return the rows that people are shown: not those in which nothing was counted, unless there are no others."""
    return [result for result in report.rows if not report.kind.counts_nothing(result)] or list(report.rows)


def verdicts(report: Report, rows: Sequence[Any]) -> Column | None:
    """Return the column of the closed set of words that says how each row differs, if the report has one."""
    for field in report.kind.columns:
        if field.among and field.shown and field.value_type is ValueType.TEXT:
            values = [field.value(row) for row in rows]
            cells = [
                _cell(field, field.shown, _Line(r, {field.name: v}, "")) for r, v in zip(rows, values, strict=True)
            ]
            return Column(field.shown.heading, [cell._replace(word="") for cell in cells])
    return None


def _shown(report: Report, lines: Sequence[_Line]) -> list[tuple[Field, Shown]]:
    """Return the fields that have a column: not what the title tells, nor what should differ and does not."""
    fields = [(field, field.shown) for field in report.kind.columns if field.shown and field.name not in report.told]
    return [(field, shown) for field, shown in fields if not shown.varies or _differ(field.name, lines)]


def _differ(name: str, lines: Sequence[_Line]) -> bool:
    return len({line.values[name] for line in lines}) > 1


def _constants(report: Report, lines: Sequence[_Line]) -> list[str]:
    """Say what all rows are compared with, where that is one thing and is known."""
    compared = [(shown, shown.baseline) for _, shown in _shown(report, lines) if shown.baseline]
    if not (lines and report.baseline):
        return []
    same = [(shown, lines[0].values[name]) for shown, name in compared if not _differ(name, lines)]
    said = [f"{shown.in_sentence} {_figure(shown, value)}" for shown, value in same if value is not None]
    return [f"{capitalised(report.baseline)}: {'; '.join(said)}"] if said else []


def _across(report: Report, lines: Sequence[_Line]) -> list[Column]:
    columns = []
    for field, shown in _shown(report, lines):
        cells = [_cell(field, shown, line) for line in lines]
        numeric = any(isinstance(line.values[field.name], float | int) for line in lines)
        refers = field.value_type is ValueType.NOTES
        importance = 0 if field.name in report.asked else shown.importance
        columns.append(Column(shown.heading, cells, importance, numeric=numeric, folds=shown.folds, refers=refers))
        if field.interval:
            columns.append(_interval(report, field, shown, lines))
        if shown.baseline and not (report.baseline and not _differ(shown.baseline, lines)):
            others = [Cell(_figure(shown, line.values[shown.baseline])) for line in lines]
            full = f"{shown.title} of {in_sentence(report.baseline or 'its baseline')}"
            heading = (report.baseline or "Its baseline").replace(" ", "\n")
            columns.append(Column(heading, others, shown.importance, numeric=True, full=full))
    empty = {UNKNOWN, ""}
    if isinstance(report.kind, Excerpt):
        return columns
    return [c for c in columns if not (c.importance or c.refers) or any(cell.text not in empty for cell in c.cells)]


def _interval(report: Report, field: Field, shown: Shown, lines: Sequence[_Line]) -> Column:
    """Return the column of a field's interval, which is dropped before its estimate and before nothing else."""
    return Column(
        capitalised(f"{_level(report)}\ninterval".strip()),
        [_limits(field, shown, line) for line in lines],
        shown.importance,
        numeric=True,
        full=f"interval of {shown.in_sentence}",
        intervals=True,
    )


def _downwards(report: Report, line: _Line) -> list[Column]:
    """Put the fields of the only row below each other, the area and its baseline side by side.

    Its notes are all beneath, and what neither side tells has no line.
    """
    told = [(field, shown) for field, shown in _shown(report, [line])[1:] if _is_told(field, shown, line)]
    interval = [_limits(field, shown, line) if field.interval else Cell("") for field, shown in told]
    other = [Cell(_figure(s, line.values[s.baseline])) if s.baseline else Cell("") for _, s in told]
    label = report.kind.label(line.result)
    empty = {UNKNOWN, ""}
    columns = [
        Column("", [Cell(shown.title) for _, shown in told], folds=True),
        Column(label, [_cell(field, shown, line) for field, shown in told], numeric=True),
        Column(report.baseline, other, numeric=True) if report.baseline else None,
        Column(
            capitalised(f"{_level(report)} interval".strip()),
            interval,
            1,
            numeric=True,
            intervals=True,
            full="intervals",
        )
        if any(cell.text not in empty for cell in interval)
        else None,
    ]
    return [column for column in columns if column]


def _is_told(field: Field, shown: Shown, line: _Line) -> bool:
    """Whether a field has a line of its own: something is known of it, on one side at least."""
    if field.value_type is ValueType.NOTES:
        return False
    sides = [field.name, *([shown.baseline] if shown.baseline else [])]
    return any(line.values[name] not in {None, ""} for name in sides)


def _cell(field: Field, shown: Shown, line: _Line) -> Cell:
    if field.value_type is ValueType.NOTES:
        return Cell(line.notes)
    value = line.values[field.name]
    if isinstance(value, bool):
        return Cell("yes" if value else "")
    judgement = field.judgement(line.result) if field.judgement and value is not None else None
    text = _limit(shown, value) if isinstance(field, LimitField) else _figure(shown, value)
    if judgement is None:
        return Cell(text, told=_range_of(value, shown) if isinstance(value, tuple) else "")
    if shown.signs is not None:
        return Cell(f"{shown.signs.get(text, '')}{text}", judgement)
    return Cell(text, judgement, judgement.value)


def _figure(shown: Shown, value: Value) -> str:
    if isinstance(value, str):
        return shown.spelled(value) if shown.spelled else value
    if isinstance(value, tuple):
        series = [item for item in value if item is None or isinstance(item, float | int)]
        return sparkline(series) if series else ", ".join(map(str, value)) or UNKNOWN
    if value is None:
        return UNKNOWN
    return visible(100 * value if shown.percent else value, shown.places, signed=shown.signed)


def _range_of(series: tuple[object, ...], shown: Shown) -> str:
    """Say from where to where a series of months goes."""
    known = [item for item in series if isinstance(item, float | int)]
    return f"from {visible(min(known), shown.places)} to {visible(max(known), shown.places)} a month" if known else ""


def _limit(shown: Shown, value: Value) -> str:
    if not isinstance(value, float | int):
        return UNKNOWN
    return limit(value, shown.places or 0, null=shown.null, signed=shown.signed)


def _limits(field: Field, shown: Shown, line: _Line) -> Cell:
    low, high = line.values[f"{field.name}_low"], line.values[f"{field.name}_high"]
    if not isinstance(low, float | int):
        return Cell(UNKNOWN)
    highest = high if isinstance(high, float | int) else math.inf
    return Cell(limits(low, highest, shown.places or 0, null=shown.null, signed=shown.signed))


def _level(report: Report) -> str:
    return level(report.confidence) if report.confidence else ""
