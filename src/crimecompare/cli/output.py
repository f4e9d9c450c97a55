"""Output: how an answer is printed, as its options ask."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.cli import conditions
from crimecompare.cli.conditions import Condition
from crimecompare.cli.streams import screen_of, write, write_all
from crimecompare.errors import Undecided, UsageError
from crimecompare.formats.names import Format, Screen
from crimecompare.formats.values import cell
from crimecompare.formats.writing import pieces
from crimecompare.reports.fields import Field, ReportKind
from crimecompare.reports.report import Report
from crimecompare.wording import quoted

ANSWERED, NO = 0, 1
_kept: list[Report] = []
"""Answers kept until the process ends, so that no time is spent on freeing them."""


class AnswerOptions(NamedTuple):
    """How an answer is printed: in a format or as one field, and which conditions make the exit code 1."""

    format: Format
    get: Field | None
    fail_if: Sequence[Condition]


def answer_options(
    kind: ReportKind, output: Format | None, get: str | None = None, fail_if: Sequence[str] | None = None
) -> AnswerOptions:
    """Check the options of an answer before anything is read. Raises UsageError or UnknownName."""
    if get is not None and output is not None:
        raise UsageError("--get and --format cannot be used together: --get prints raw values")
    field = conditions.checked_field(get, kind) if get is not None else None
    return AnswerOptions(output or Format.TABLE, field, [conditions.parse_condition(c, kind) for c in fail_if or ()])


def answer(report: Report, options: AnswerOptions) -> int:
    """Write the report as its options ask; return the exit code. Raises Undecided after writing."""
    _kept.append(report)
    if options.get is not None:
        write("".join(cell(options.get.value(row)) + "\n" for row in report.rows))
    else:
        screen = screen_of(sys.stdout.fileno()) if options.format is Format.TABLE and sys.stdout else Screen()
        write_all(pieces(report, options.format, screen), screen.encoding)
    return _judged(report, options.fail_if)


def _judged(report: Report, fail_if: Sequence[Condition]) -> int:
    judged = [(condition, row, condition.holds(row)) for condition in fail_if for row in report.rows]
    if any(verdict for _, _, verdict in judged):
        return NO
    for condition, row, verdict in judged:
        if verdict is None:
            area = report.kind.fields["area"].value(row)
            raise Undecided(
                f"--fail-if {quoted(condition.text)} cannot be judged: {area} has no {condition.field.name}"
            )
    return ANSWERED
