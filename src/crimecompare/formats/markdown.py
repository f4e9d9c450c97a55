"""Markdown: a table that GitHub, Word and wikis take, its caveats as a list, and the answer in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crimecompare.formats.layout import lay_out
from crimecompare.formats.names import Screen
from crimecompare.reports.report import Report

ACTIVE = re.compile(r"([\\`*_\[\]<>|~#&$])")
OPENING = re.compile(r"([0-9]{0,9})([-+=.):])")
"""What would make a list, a rule or a heading of a line that begins with it: a number with a sign, or a sign."""


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Write the report as a Markdown table with footnotes and sources under its title, closed by its sentences."""
    laid = lay_out(report)
    headings = [_escaped(column.heading.replace("\n", " ")) for column in laid.columns]
    rules = ["---:" if column.numeric else "---" for column in laid.columns]
    rows = zip(*(_all_escaped([cell.said.strip() for cell in column.cells]) for column in laid.columns), strict=True)
    refers = any(column.refers for column in laid.columns)
    parts = [
        f"**{_escaped(report.title.strip())}**" if report.title and report.rows else "",
        *map(_line, laid.constants),
        "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rules, *rows)),
        "\n".join(f"{n}. {_line(note)}" for n, note in enumerate(laid.footnotes.numbered, 1)) if refers else "",
        *map(_line, laid.footnotes.common),
        *([] if refers else map(_line, laid.notes_by_name())),
        *map(_line, report.sources),
        *map(_line, report.told_in_words),
    ]
    yield "\n\n".join(filter(None, parts)) + "\n"


def _all_escaped(cells: list[str]) -> list[str]:
    """Escape many cells at once: no text holds a NUL."""
    return _escaped("\0".join(cells)).split("\0") if cells else []


def _escaped(words: str) -> str:
    """Print as it is what Markdown would act on."""
    return ACTIVE.sub(r"\\\1", words)


def _line(words: str) -> str:
    """Print as it is a line of its own, which may begin with what people call an area."""
    escaped = _escaped(words.lstrip(" "))  # four blanks would make it code
    opening = OPENING.match(escaped)
    return f"{opening[1]}\\{escaped[opening.start(2) :]}" if opening else escaped
