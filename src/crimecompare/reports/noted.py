"""What the notes of a report say, each once, with the rows that it holds for, and what people call a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis.codes import Note
from crimecompare.reports.report import Report

APART = ("offence", "period")
"""The fields that tell rows of one name apart."""


class Noted(NamedTuple):
    """A note, and what the rows that have it are called, each once (None: all rows have it)."""

    note: Note
    rows: Sequence[str] | None


def row_names(report: Report) -> list[str]:
    """Return what people call each row: by its name, and where several have one, by what tells them apart.

    Rows of one area alone, a row for each offence, are called by that.
    """
    fields = report.kind.whole.fields
    names = [str(fields["name"].value(row)) for row in report.rows]
    if "offence" in fields and len(set(names)) == 1:
        shown = fields["offence"].shown
        spelled = shown.spelled if shown and shown.spelled else str
        offences = [spelled(str(fields["offence"].value(row))) for row in report.rows]
        if len(set(offences)) == len(offences) > 1:
            return offences
    for field in (fields[name] for name in APART if name in fields):
        values, often = [field.value(row) for row in report.rows], Counter(names)
        if len(often) < len(names) and len(set(values)) > 1:
            names = [f"{n} ({v})" if v and often[n] > 1 else n for n, v in zip(names, values, strict=True)]
    return names


def noted(report: Report) -> list[Noted]:
    """Return the notes of all rows in the order in which they first stand, each once."""
    if not report.kind.has_notes:
        return []
    found: dict[Note, list[str]] = {}
    for row, name in zip(report.rows, row_names(report), strict=True):
        for note in dict.fromkeys(report.kind.notes(row)):
            found.setdefault(note, []).append(name)
    count = len(report.rows)
    return [Noted(note, None if len(rows) == count else list(dict.fromkeys(rows))) for note, rows in found.items()]
