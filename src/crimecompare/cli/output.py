"""Output: how an answer is written, as its options ask, and where."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from crimecompare.cli import conditions
from crimecompare.cli.asides import say_asides
from crimecompare.cli.conditions import Condition
from crimecompare.cli.streams import screen_of, write_all
from crimecompare.errors import UsageError
from crimecompare.files import check_place, is_device, write_whole
from crimecompare.formats.names import (
    FITTED,
    PACKAGES,
    PICTURES,
    SUFFIXES,
    WITHOUT_COLUMNS,
    Format,
    Screen,
    format_called,
)
from crimecompare.formats.values import cell
from crimecompare.formats.writing import check_installed, pieces
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.reports.fields import Field, ReportKind
from crimecompare.reports.report import Report
from crimecompare.wording import printable

ANSWERED, NO = 0, 1
STANDARD_OUTPUT = Path("-")
"""What --output takes for standard output, as AREA takes it for standard input."""
_kept: list[Report] = []
"""Answers kept until the process ends, so that no time is spent on freeing them."""
Given = TypeVar("Given")


class AnswerOptions(NamedTuple):
    """How an answer is written, and to which file (None: standard output): some `fields` of it, or one alone.

    `fail_if` are the conditions that make the exit code 1.
    """

    format: Format
    file: Path | None
    fields: Sequence[str] | None
    get: Field | None
    fail_if: Sequence[Condition]


def answer_options(
    kind: ReportKind,
    format_: str | None,
    output: Sequence[Path] | None,
    fields: Sequence[str] | None,
    get: Sequence[str] | None = None,
    fail_if: Sequence[str] | None = None,
) -> AnswerOptions:
    """Check the options of an answer before anything is read. Raises UsageError or UnknownName."""
    name, chosen, file = _once("--get", get), _once("--fields", fields), output_file(output)
    if name is not None and (format_ is not None or chosen is not None):
        other = "--format" if format_ is not None else "--fields"
        raise UsageError(f"--get and {other} cannot be used together: --get prints raw values")
    field = conditions.checked_field(name, kind.fields) if name is not None else None
    wanted = _format(format_, file, is_bare=field is not None)
    if wanted in PICTURES and not kind.is_drawn:
        raise UsageError(f"--format {wanted} draws a picture, and {kind.name} has none; leave it out for a table")
    return AnswerOptions(
        wanted,
        file,
        _checked_fields(chosen, kind, wanted) if chosen is not None else None,
        field,
        [conditions.parse_condition(condition, kind) for condition in fail_if or ()],
    )


def output_file(output: Sequence[Path] | None) -> Path | None:
    """Return the file that --output names (None: standard output). Raises UsageError."""
    file = _once("--output", output)
    return None if file == STANDARD_OUTPUT else file


def check_output(file: Path | None, known: Catalogue, names: Iterable[str]) -> None:
    """Check, before areas are read, that an answer about them can be written, and over none of the files they are in.

    `file` is None for standard output; `names` are the areas and baselines that are named. Raises UsageError and
    UnwritableFile.
    """
    if file is not None:
        from crimecompare.cli.inputs import files_read

        check_place(file, files_read(known, names))


def write_answer(content: Iterable[bytes], file: Path | None) -> None:
    """Write all that is answered, whole or not at all, to a file (None: standard output), and then what is beside it.

    Raises UnwritableFile.
    """
    if file is None:
        write_all(content)
    else:
        write_whole(file, b"".join(content))
    say_asides()


def answer(report: Report, options: AnswerOptions) -> int:
    """Write the report as its options ask; return the exit code. Raises Undecided after writing."""
    _kept.append(report)
    write_answer(_content(report, options), options.file)
    if not options.fail_if:
        return ANSWERED
    from crimecompare.cli.judging import is_no

    return NO if is_no(report, options.fail_if) else ANSWERED


def _content(report: Report, options: AnswerOptions) -> Iterable[bytes]:
    if options.get is not None:
        return ["".join(cell(options.get.value(row)) + "\n" for row in report.rows).encode("utf-8", "replace")]
    screen = Screen()
    if options.format in FITTED and options.file is None and sys.stdout:
        screen = screen_of(sys.stdout.fileno())
    if options.fields is not None:  # then what the title tells has a column as well, if it was asked for
        from crimecompare.reports.excerpt import Excerpt

        report = report._replace(kind=Excerpt(report.kind, options.fields), told=frozenset())
    return pieces(report, options.format, screen)


def _once(option: str, given: Sequence[Given] | None) -> Given | None:
    """Return what an option is given, which goes for all rows and so is given once. Raises UsageError."""
    if given and len(given) > 1:
        raise UsageError(f"{option} can be given once")
    return given[0] if given else None


def _format(name: str | None, file: Path | None, *, is_bare: bool) -> Format:
    """Return the format of that name, or else the one that the file's ending means. Raises UsageError, UnknownName."""
    format_ = format_called(name) if name is not None else _format_of(file, is_bare=is_bare)
    if format_ in PACKAGES and file is None:
        raise UsageError(f"{format_} is a file: name it with --output FILE.{format_}")
    check_installed(format_)
    return format_


def _format_of(file: Path | None, *, is_bare: bool) -> Format:
    ending = file.suffix.lower() if file is not None else ""
    if file is None or (is_device(file) and (is_bare or ending not in SUFFIXES)):
        return Format.TABLE
    if is_bare:
        if SUFFIXES.get(ending, Format.TABLE) is not Format.TABLE:
            raise UsageError(f"--get writes raw values, which are no {ending} file; name one that ends in .txt")
        return Format.TABLE
    if ending not in SUFFIXES:
        raise UsageError(
            f"--output {printable(str(file))}: its ending tells no format; it may end in {' '.join(SUFFIXES)}, "
            "or name the format with --format"
        )
    return SUFFIXES[ending]


def _checked_fields(fields: str, kind: ReportKind, format_: Format) -> list[str]:
    """Return the names in a list with commas, each a field of that kind of report. Raises UsageError, UnknownName."""
    from crimecompare.reports.excerpt import choosable

    if format_ in WITHOUT_COLUMNS:
        raise UsageError(f"--fields cannot be used with --format {format_}, which has no columns to choose")
    names = [name.strip() for name in fields.split(",")]
    for place, name in enumerate(names):
        conditions.checked_field(name, choosable(kind))
        if name in names[:place]:
            raise UsageError(f"--fields names {name} twice")
    return names
