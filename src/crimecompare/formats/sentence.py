"""Sentences: one paragraph per answer, its caveats as further sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crimecompare.formats import Screen
    from crimecompare.reports import Report


def text(report: Report, _: Screen) -> str:
    """Write each paragraph on a line of its own."""
    return "".join(
        " ".join([paragraph.text, *(_sentence(note.message) for note in paragraph.notes)]) + "\n"
        for paragraph in report.paragraphs
    )


def _sentence(message: str) -> str:
    return message if message.endswith((".", "!", "?")) else f"{message}."
