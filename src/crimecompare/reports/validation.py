"""The report of `validate`: every problem in every file."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.errors import Problem
from crimecompare.reports import Measure, Paragraph, Report, ReportKind, Row, fields
from crimecompare.wording import counted, printable

KIND = ReportKind(
    name="validate",
    fields=fields(order="file area field problem", text="file area field problem"),
    measures=(
        Measure("File", "file", 2),
        Measure("Area", "area", 1),
        Measure("Field", "field"),
        Measure("Problem", "problem"),
    ),
)


def report(problems: Sequence[tuple[str, Problem]], files: int) -> Report:
    """Report the problems found in so many files, each with its file."""
    rows = [
        Row({name: text and printable(text) for name, text in zip(KIND.fields, (file, *problem), strict=True)})
        for file, problem in problems
    ]
    found = counted(len(rows), "problem") if rows else "no problem"
    bad = len({file for file, _ in problems})
    where = f" in {bad:,} of them" if bad else ""
    return Report(KIND, rows, [Paragraph(f"{counted(files, 'file')} checked: {found}{where}.")])
