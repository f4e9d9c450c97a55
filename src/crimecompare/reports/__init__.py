"""Report: the neutral form of every answer, of which each output format is a function.

Its parts are named tuples: a frozen dataclass takes six times as long to set up, which every start would pay for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from crimecompare.analysis.caveats import Note

Value = str | float | bool | tuple[Note, ...] | tuple[str, ...] | None
"""A raw value of a row: text, a number, yes or no, notes, keys, or None when it is unknown or undefined."""


class ValueType(Enum):
    """What kind of value a field holds, and so which conditions it takes."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    NOTES = "notes"
    KEYS = "keys"


class Judgement(Enum):
    """What a figure means for the people who live there, which is what colours stand for."""

    WORSE = "worse"
    BETTER = "better"


class Measure(NamedTuple):
    """How people are shown a field: `heading` carries the unit; `low`, `high` and `baseline` are fields beside it.

    `places` are decimals (None: as many as it has, at most two). The least important measures are dropped first
    where a screen is too narrow; 0 is never dropped.
    """

    heading: str
    key: str
    importance: int = 0
    low: str | None = None
    high: str | None = None
    baseline: str | None = None
    places: int | None = None
    signed: bool = False
    null: float | None = None
    """The value that means no difference, onto which no limit of an interval is rounded."""
    beneath: bool = False
    """Whether it is text too long for a column, to stand beneath the table."""


class ReportKind(NamedTuple):
    """What all reports of one name have in common: their fields, in the order of the contract, and their measures."""

    name: str
    fields: Mapping[str, ValueType]
    measures: Sequence[Measure]
    downwards: bool = False
    """Whether a single row is shown measure by measure."""


class Row(NamedTuple):
    """One row: its values in the order of the kind's fields, and what some of them mean (by field)."""

    values: Mapping[str, Value]
    judgements: Mapping[str, Judgement] = {}
    label: str = ""
    """What the row is called in a heading."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The row's caveats."""
        notes = self.values.get("notes")
        return notes if isinstance(notes, tuple) else ()  # type: ignore[return-value]  # a kind's notes are Notes


class Paragraph(NamedTuple):
    """The answer in plain words, and the caveats that belong to it (None: those of all rows)."""

    text: str
    notes: tuple[Note, ...] | None = ()


class Report(NamedTuple):
    """An answer: what kind it is, its rows, and the same in words. `title` and `baseline` head a table."""

    kind: ReportKind
    rows: Sequence[Row]
    paragraphs: Sequence[Paragraph] = ()
    title: str = ""
    baseline: str = ""
    confidence: float | None = None


def fields(**kinds: str) -> dict[str, ValueType]:
    """Spell a kind's fields: one blank-separated list per kind, in any order; `order` names all in order."""
    order = kinds.pop("order").split()
    kind_of = {name: ValueType(kind) for kind, names in kinds.items() for name in names.split()}
    return {name: kind_of.get(name, ValueType.NUMBER) for name in order}
