"""Judging: whether the conditions of --fail-if make an answer a no, and for which of its rows."""

from collections.abc import Sequence

from crimecompare.cli.conditions import OPERATORS, Condition
from crimecompare.errors import Undecided
from crimecompare.formats.values import cell
from crimecompare.reports.fields import ValueType
from crimecompare.reports.report import Report
from crimecompare.wording import MOST_DECIMALS, counted, figure, named, printable, quoted

MOST_ROWS = 5
"""How many rows are named for which a condition holds."""
LONGEST = 80
"""How much is said of a row's name, and of its value."""


def is_no(report: Report, fail_if: Sequence[Condition]) -> bool:
    """Whether a condition holds for any row; which, and for which rows, is said on standard error.

    Raises Undecided when none does, and one cannot be judged.
    """
    judged = [(condition, [condition.holds(row) for row in report.rows]) for condition in fail_if]
    met = [(condition, verdicts) for condition, verdicts in judged if any(verdicts)]
    if met:
        _say(report, met)
        return True
    for condition, verdicts in judged:
        if None in verdicts:
            from crimecompare.reports.noted import row_names

            name = _short(row_names(report)[verdicts.index(None)])
            raise Undecided(
                f"--fail-if {quoted(condition.text)} cannot be judged: {name} has no {condition.field.name}"
            )
    return False


def _say(report: Report, met: Sequence[tuple[Condition, Sequence[bool | None]]]) -> None:
    from crimecompare.cli.streams import remark
    from crimecompare.reports.noted import row_names

    names = row_names(report)
    for condition, verdicts in met:
        rows = [
            _called(condition, name, row)
            for name, row, verdict in zip(names, report.rows, verdicts, strict=True)
            if verdict
        ]
        share = f"{len(rows):,} of {counted(len(verdicts), 'row')}: " if len(verdicts) > 1 else ""
        remark(f"--fail-if {quoted(condition.text)} holds for {share}{named(rows, MOST_ROWS)}.")


def _called(condition: Condition, name: str, row: object) -> str:
    """Name a row for which a condition holds, with its value where the condition itself does not tell that."""
    value, kind = condition.field.value(row), condition.field.value_type
    if condition.symbol == "==" or kind not in {ValueType.NUMBER, ValueType.TEXT} or value == name:
        return _short(name)
    said = _figure(condition, value) if isinstance(value, float | int) else _short(cell(value))
    return f"{_short(name)} ({said})"


def _figure(condition: Condition, value: float) -> str:
    """Write a figure as people are shown it, or with more decimals, until the condition holds for it as it is read."""
    least = condition.field.decimals
    for places in (least, *range((least or 0) + 1, MOST_DECIMALS + 1)):
        text = figure(value, places)
        read = float(text.replace(",", "").replace("−", "-"))
        if OPERATORS[condition.symbol](read, condition.value):
            return text
    return cell(value)


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
