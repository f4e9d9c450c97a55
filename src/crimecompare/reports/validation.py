"""The report of `validate`: every problem in every file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.errors import Problem
from crimecompare.profiles.types import formula_start
from crimecompare.reports.fields import Field, ReportKind, Shown, ValueType
from crimecompare.reports.report import Paragraph, Report
from crimecompare.wording import counted, printable


class FoundProblem(NamedTuple):
    """A problem and its file; each text is on one line."""

    file: str
    area: str | None
    field: str | None
    problem: str


STRAIGHT = '"'
KIND = ReportKind(
    "validate",
    [
        Field("file", "file", Shown("File", 2, folds=True), ValueType.TEXT),
        Field("area", "area", Shown("Area", 1, folds=True), ValueType.TEXT),
        Field("field", "field", Shown("Field"), ValueType.TEXT),
        Field("problem", "problem", Shown("Problem", folds=True), ValueType.TEXT),
    ],
    is_drawn=False,
)


def report(problems: Sequence[tuple[str, Problem]], files: int) -> Report:
    """Report the problems found in so many files, each with its file."""
    rows = [
        FoundProblem(printable(file), area and _harmless(area), field and _harmless(field), _harmless(problem))
        for file, (area, field, problem) in problems
    ]
    found = counted(len(rows), "problem") if rows else "no problems"
    bad = len({file for file, _ in problems})
    where = f" in {bad:,} of them" if bad and files > 1 else ""
    said = f"{counted(files, 'file')} checked: {found}{where}"
    return Report(KIND, rows, [Paragraph(f"{said}.")], headline=said)


def _harmless(text: str) -> str:
    """Put text that was refused on one line, and in quotes that no spreadsheet takes off where it would run it."""
    return f"“{printable(text).strip(STRAIGHT)}”" if formula_start(text) else printable(text)
