"""Report: an answer, of which every output format is a function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from crimecompare.analysis.codes import Note
from crimecompare.reports.fields import ReportKind, Value, getter
from crimecompare.reports.pictures import Picture
from crimecompare.wording import counted

FEW = 3
"""How many areas are each told in words beneath a table."""


class Paragraph(NamedTuple):
    """The answer in plain words, and the caveats that belong to it (None: those of all rows)."""

    text: str
    notes: tuple[Note, ...] | None = ()


class Report(NamedTuple):
    """An answer: what kind it is, the results that are its rows, and the same in words.

    `rows` are gone through, never looked up by number. `title` heads a table, and `told` are the fields that it tells
    of all rows alike, so that they need no column; `baseline` is what all rows are compared with, if that is one.
    `rest` says how to see the rows that a screen has no room for (None: all are always shown). `summary` is the answer
    in a few sentences, where it is about many areas. `asked` are fields that rows were chosen or sorted by, whose
    columns are always shown. `headline` is the answer in at most twelve words, without a full stop.
    `pictures` are what is drawn of the rows, if anything is; `marks.marks(report, picture)` reads the rows for one.
    """

    kind: ReportKind
    rows: Sequence[Any]
    paragraphs: Sequence[Paragraph] = ()
    title: str = ""
    told: frozenset[str] = frozenset()
    baseline: str = ""
    confidence: float | None = None
    rest: str | None = None
    summary: str = ""
    asked: frozenset[str] = frozenset()
    headline: str = ""
    pictures: Sequence[Picture] = ()

    @property
    def told_in_words(self) -> list[str]:
        """The answer in words for the foot of a table: each area's, or where there are many, a summary of all."""
        if self.summary and len(self.paragraphs) > FEW:
            return [self.summary]
        return [paragraph.text for paragraph in self.paragraphs]

    def __repr__(self) -> str:
        return f"Report({self.kind.name}, {counted(len(self.rows), 'row')}{self.title and f': {self.title}'})"

    @property
    def sources(self) -> list[str]:
        """Where the figures of the rows, and of what they are compared with, come from: each source once, in words."""
        getters = [getter(path) for path in self.kind.sources]
        distinct = dict.fromkeys(source for get in getters for row in self.rows for source in get(row))
        return [f"Source: {source}" for source in distinct]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by key, their notes as dictionaries of code and message."""
        return [dict(zip(self.kind.fields, map(_unpacked, self.kind.values(row)), strict=True)) for row in self.rows]


def _unpacked(value: Value) -> Any:
    if isinstance(value, tuple):
        return [item._asdict() if isinstance(item, Note) else item for item in value]
    return value
