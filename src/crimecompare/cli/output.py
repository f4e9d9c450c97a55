"""Output: the screen as it is, the only writing to standard output, and what an answer's options ask of it."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.cli import conditions
from crimecompare.cli.conditions import Condition
from crimecompare.errors import Undecided, UnwritableFile, UsageError
from crimecompare.formats import Format, Screen, text
from crimecompare.formats.values import cell
from crimecompare.reports.fields import Field, Report, ReportKind
from crimecompare.wording import quoted

ANSWERED, NO = 0, 1
AT_A_TIME = 1 << 20
"""Characters encoded at a time, so that a large answer is not held twice."""


class AnswerOptions(NamedTuple):
    """How an answer is printed: in a format or one field of it, and which conditions make it a no."""

    format: Format
    get: Field | None
    fail_if: Sequence[Condition]


def answer_options(
    kind: ReportKind, output: Format | None, get: str | None = None, fail_if: Sequence[str] | None = None
) -> AnswerOptions:
    """Check the options of an answer before anything is read. Raises UsageError or UnknownName."""
    if get is not None and output is not None:
        raise UsageError("--get and --format cannot be used together: --get prints bare values")
    field = conditions.checked_field(get, kind) if get is not None else None
    return AnswerOptions(output or Format.TABLE, field, [conditions.parse_condition(c, kind) for c in fail_if or ()])


def answer(report: Report, options: AnswerOptions) -> int:
    """Write the report as its options say; return the exit code that they make. Raises Undecided after writing."""
    if options.get is not None:
        write("".join(cell(options.get.value(row)) + "\n" for row in report.rows))
    else:
        screen = screen_of(sys.stdout.fileno()) if options.format is Format.TABLE and sys.stdout else Screen()
        written = text(report, options.format, screen)
        write(written, screen.encoding)
        write("" if written.endswith("\n") or not written else "\n")
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


def screen_of(descriptor: int) -> Screen:
    """Describe the terminal behind a file descriptor; anything else is no screen at all."""
    if not os.isatty(descriptor):
        return Screen()
    colour = bool(os.environ.get("FORCE_COLOR")) or os.environ.get("TERM") not in {"dumb", "unknown", None}
    width = os.get_terminal_size(descriptor).columns or 80  # a terminal that does not know its size says 0
    return Screen(width, colour and not os.environ.get("NO_COLOR"), sys.stdout.encoding)


def write(content: str, encoding: str = "utf-8") -> None:
    """Write all of `content` to standard output, past Python's buffer, whose failures can get lost.

    Raises BrokenPipeError when the reader has gone, UnwritableFile when the output takes no more for another reason.
    """
    if sys.stdout is None:
        raise UnwritableFile("cannot write to standard output: it is closed")
    try:
        for start in range(0, len(content), AT_A_TIME):
            left = content[start : start + AT_A_TIME].encode(encoding, "replace")
            while left:
                left = left[os.write(sys.stdout.fileno(), left) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableFile(f"cannot write to standard output: {error.strerror}") from None
