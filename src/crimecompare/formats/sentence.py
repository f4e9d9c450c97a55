"""Sentences: one paragraph per answer, its caveats as further sentences."""

from __future__ import annotations

from collections.abc import Iterable

from crimecompare.analysis.caveats import Note
from crimecompare.formats.names import Screen
from crimecompare.reports.fields import Paragraph, Report


def text(report: Report, _: Screen) -> str:
    """Write each paragraph on a line of its own."""
    return "".join(
        " ".join([paragraph.text, *(_sentence(note.message) for note in _notes(paragraph, report))]) + "\n"
        for paragraph in report.paragraphs
    )


def _notes(paragraph: Paragraph, report: Report) -> Iterable[Note]:
    if paragraph.notes is not None:
        return paragraph.notes
    return dict.fromkeys(note for row in report.rows for note in report.kind.notes(row))


def _sentence(message: str) -> str:
    return message if message.endswith((".", "!", "?")) else f"{message}."
