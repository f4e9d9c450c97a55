"""Fields: what a report says of each result, each written once: its key, its value, and how people are shown it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from crimecompare.analysis.caveats import Note
from crimecompare.analysis.intervals import Interval
from crimecompare.analysis.terms import Term

Value = str | float | bool | tuple[Note, ...] | tuple[str, ...] | None
"""A raw value: text, a number, yes or no, notes, keys, or None when it is unknown or undefined."""
Get = Callable[[Any], Any]
"""Takes a value from a result, such as a comparison; `operator.attrgetter` makes most of them."""


class ValueType(Enum):
    """What a field holds, and so which conditions it takes."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    NOTES = "notes"
    KEYS = "keys"


class Judgement(Enum):
    """What a figure means for the people who live there, which is what colours stand for."""

    WORSE = "worse"
    BETTER = "better"


class Shown(NamedTuple):
    """How people are shown a field: `heading` carries the unit, `places` are decimals (None: at most two, as needed).

    The least important columns are dropped first where a screen is too narrow; 0 is never dropped. `null` is the value
    that means no difference, onto which no limit of an interval is rounded. `baseline` is the field beside it that has
    the same of the baseline. `signs` go before what it says, where a judgement would be a word behind a figure. A field
    that `folds` reads as well on two lines; one that stands `beneath` the table is too long for a column. `later` moves
    a column behind those with less.
    """

    heading: str
    importance: int = 0
    places: int | None = None
    signed: bool = False
    null: float | None = None
    baseline: str | None = None
    signs: Mapping[Any, str] | None = None
    folds: bool = False
    beneath: bool = False
    later: int = 0

    @property
    def title(self) -> str:
        """The heading on one line."""
        return self.heading.replace("\n", " ")


class Field(NamedTuple):
    """One field of a report.

    With an `interval` its limits follow as fields of their own, `…_low` and `…_high`. `among` is the closed set that
    its words are from; `judgement` tells what a value means (None: nothing).
    """

    name: str
    value: Get
    shown: Shown | None = None
    value_type: ValueType = ValueType.NUMBER
    interval: Get | None = None
    among: type[Term] | None = None
    judgement: Get | None = None


class ReportKind:
    """What all reports of one name have in common: their fields, in the order of the contract.

    A single result is shown `downwards`, field by field, under its `label`.
    """

    def __init__(self, name: str, listed: Sequence[Field], *, label: Get | None = None) -> None:
        """Take the fields as they are listed in the report's module."""
        self.name = name
        self.fields = {field.name: field for one in listed for field in _with_limits(one)}
        self.label = label
        self._listed = listed

    def __repr__(self) -> str:
        """Read as its name."""
        return f"ReportKind({self.name!r})"

    @cached_property
    def notes(self) -> Get:
        """Takes the notes of a result."""
        return next((field.value for field in self._listed if field.value_type is ValueType.NOTES), _no_notes)

    @cached_property
    def columns(self) -> Sequence[Field]:
        """The fields that people are shown, in the order that they are shown them."""
        shown = [(field.shown.later, field) for field in self._listed if field.shown]
        return [field for _, field in sorted(shown, key=lambda pair: pair[0])]

    def values(self, result: object) -> list[Value]:
        """Return what a result has in each field, in order."""
        return [get(result) for get in self._gets]

    @cached_property
    def _gets(self) -> Sequence[Get]:
        return [field.value for field in self.fields.values()]


class Paragraph(NamedTuple):
    """The answer in plain words, and the caveats that belong to it (None: those of all rows)."""

    text: str
    notes: tuple[Note, ...] | None = ()


class Report(NamedTuple):
    """An answer: what kind it is, the results that are its rows, and the same in words.

    `title` and `baseline` head a table; `rows` are gone through, never looked up by number.
    """

    kind: ReportKind
    rows: Sequence[Any]
    paragraphs: Sequence[Paragraph] = ()
    title: str = ""
    baseline: str = ""
    confidence: float | None = None

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by key, their notes as dictionaries of code and message."""
        return [dict(zip(self.kind.fields, map(_unpacked, self.kind.values(row)), strict=True)) for row in self.rows]


def _unpacked(value: Value) -> Any:
    if isinstance(value, tuple):
        return [item._asdict() if isinstance(item, Note) else item for item in value]
    return value


def _with_limits(field: Field) -> Iterator[Field]:
    """Yield a field and the limits of its interval; a limit that the data do not set is None."""
    yield field
    if (interval_of := field.interval) is not None:

        def low(result: object) -> float | None:
            interval: Interval | None = interval_of(result)
            return interval.low if interval else None

        def high(result: object) -> float | None:
            interval: Interval | None = interval_of(result)
            return interval.high if interval and interval.high < math.inf else None

        yield Field(f"{field.name}_low", low)
        yield Field(f"{field.name}_high", high)


def _no_notes(_: object) -> tuple[Note, ...]:
    return ()
