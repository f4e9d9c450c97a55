"""Sentences: one paragraph per answer, its caveats as further sentences, and the sources beneath all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crimecompare.analysis.codes import Note
from crimecompare.formats.names import Screen
from crimecompare.formats.numbering import messages_of
from crimecompare.reports.report import Paragraph, Report


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield each paragraph on a line of its own, and then each source."""
    for paragraph in report.paragraphs:
        notes = dict.fromkeys(map(_sentence, messages_of([list(_notes(paragraph, report))])[0]))
        yield " ".join([paragraph.text, *notes]) + "\n"
    for source in report.sources:
        yield f"{source}\n"


def _notes(paragraph: Paragraph, report: Report) -> Iterable[Note]:
    if paragraph.notes is not None:
        return paragraph.notes
    return dict.fromkeys(note for row in report.rows for note in report.kind.notes(row))


def _sentence(message: str) -> str:
    return message if message.endswith((".", "!", "?")) else f"{message}."
