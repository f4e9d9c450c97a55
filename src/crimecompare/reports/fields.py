"""Fields: what a report says of each result, each written once: its key, its value, and how people are shown it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from crimecompare.analysis.codes import Note
from crimecompare.analysis.intervals import Interval
from crimecompare.analysis.terms import Term

Value = str | float | bool | tuple[Note, ...] | tuple[str, ...] | None
"""A raw value: text, a number, yes or no, notes, keys, or None when it is unknown or undefined."""


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
    that `folds` reads as well on two lines; one that `varies` has a column only where rows differ in it. `later` moves
    a column behind those with less. `spelled` writes its text as people do.
    """

    heading: str
    importance: int = 0
    places: int | None = None
    signed: bool = False
    null: float | None = None
    baseline: str | None = None
    signs: Mapping[Any, str] | None = None
    folds: bool = False
    varies: bool = False
    later: int = 0
    spelled: Callable[[str], str] | None = None

    @property
    def title(self) -> str:
        """The heading on one line."""
        return self.heading.replace("\n", " ")


class Field(NamedTuple):
    """One field of a report: its key, and the path of attributes that leads from a result to its value.

    With an `interval`, another path, its limits follow as fields of their own, `…_low` and `…_high`. `among` is the
    closed set that its words are from; `judgement` tells what a value means (None: nothing). `places` are the decimals
    of one that people are shown only when they ask for it.
    """

    name: str
    path: str
    shown: Shown | None = None
    value_type: ValueType = ValueType.NUMBER
    interval: str | None = None
    among: Iterable[Term] | None = None
    judgement: Callable[[Any], Judgement | None] | None = None
    places: int | None = None

    @property
    def decimals(self) -> int | None:
        """How many decimals people are shown (None: at most two, as needed)."""
        return self.shown.places if self.shown else self.places

    def value(self, result: object) -> Value:
        """Return what a result has in this field."""
        found: Value = _getter(self.path)(result)
        return found


class LimitField(Field):
    """A limit of the interval that a path leads to: None where there is no interval, or the data do not set it."""

    __slots__ = ()

    def value(self, result: object) -> Value:
        """Return the limit that a result has."""
        path, _, end = self.path.rpartition(".")
        return _limits(_getter(path)(result))[end == "high"]


class ReportKind:
    """What all reports of one name have in common: their fields, in the order of the contract.

    A single result is shown `downwards`, field by field, under the label that a path leads to. `sources` are paths to
    the texts that say where its figures come from. `order` is the field in whose order the rows stand, if they do.
    """

    def __init__(
        self,
        name: str,
        listed: Sequence[Field],
        *,
        label: str | None = None,
        sources: Sequence[str] = (),
        order: str | None = None,
    ) -> None:
        """Take the fields as they are listed in the report's module."""
        self.name = name
        self.sources = sources
        self.order = order
        self.fields = {field.name: field for one in listed for field in _with_limits(one)}
        self._listed = listed
        self._label = label

    def __repr__(self) -> str:
        """Read as its name."""
        return f"ReportKind({self.name!r})"

    @property
    def whole(self) -> ReportKind:
        """The kind of report with all its fields, which this one is."""
        return self

    @property
    def is_downwards(self) -> bool:
        """Whether a single result is shown field by field."""
        return self._label is not None

    def label(self, result: object) -> str:
        """Return what a result is called in a heading."""
        label: str = _getter(self._label)(result) if self._label else ""
        return label

    @property
    def has_notes(self) -> bool:
        """Whether results have caveats."""
        return self.notes_field is not None

    @cached_property
    def notes_field(self) -> Field | None:
        """The field that holds the caveats of a result, if there is one."""
        return next((field for field in self._listed if field.value_type is ValueType.NOTES), None)

    def notes(self, result: object) -> tuple[Note, ...]:
        """Return the caveats of a result."""
        found: Any = self.notes_field.value(result) if self.notes_field else ()
        return tuple(found)

    @cached_property
    def columns(self) -> Sequence[Field]:
        """The fields that people are shown, in the order that they are shown them."""
        shown = [(field.shown.later, field) for field in self._listed if field.shown]
        return [field for _, field in sorted(shown, key=lambda pair: pair[0])]

    def values(self, result: object) -> list[Value]:
        """Return what a result has in each field, in order: all looked up at once, and intervals opened."""
        found = self._all(result)
        values: list[Value] = []
        start = 0
        for position in self._intervals:
            values += found[start:position]
            values += _limits(found[position])
            start = position + 1
        values += found[start:]
        return values

    @cached_property
    def _paths(self) -> Sequence[tuple[str, bool]]:
        """Every path of the fields in order, and whether it leads to an interval."""
        pairs = [((field.path, False), (field.interval or "", True)) for field in self._listed]
        return [(path, is_interval) for pair in pairs for path, is_interval in pair if path]

    @cached_property
    def _all(self) -> Callable[[object], tuple[Any, ...]]:
        return attrgetter(*(path for path, _ in self._paths))

    @cached_property
    def _intervals(self) -> Sequence[int]:
        return [n for n, (_, is_interval) in enumerate(self._paths) if is_interval]


class Paragraph(NamedTuple):
    """The answer in plain words, and the caveats that belong to it (None: those of all rows)."""

    text: str
    notes: tuple[Note, ...] | None = ()


class Report(NamedTuple):
    """An answer: what kind it is, the results that are its rows, and the same in words.

    `rows` are gone through, never looked up by number. `title` heads a table, and `told` are the fields that it tells
    of all rows alike, so that they need no column; `baseline` is what all rows are compared with, if that is one.
    `rest` says how to see the rows that a screen has no room for (None: all are always shown).
    """

    kind: ReportKind
    rows: Sequence[Any]
    paragraphs: Sequence[Paragraph] = ()
    title: str = ""
    told: frozenset[str] = frozenset()
    baseline: str = ""
    confidence: float | None = None
    rest: str | None = None

    @property
    def sources(self) -> list[str]:
        """Where the figures of the rows, and of what they are compared with, come from: each source once, in words."""
        getters = [_getter(path) for path in self.kind.sources]
        distinct = dict.fromkeys(source for get in getters for row in self.rows for source in get(row))
        return [f"Source: {source}" for source in distinct]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by key, their notes as dictionaries of code and message."""
        return [dict(zip(self.kind.fields, map(_unpacked, self.kind.values(row)), strict=True)) for row in self.rows]


def _unpacked(value: Value) -> Any:
    if isinstance(value, tuple):
        return [item._asdict() if isinstance(item, Note) else item for item in value]
    return value


@lru_cache(maxsize=256)
def _getter(path: str) -> Callable[[object], Any]:
    return attrgetter(path)


def _with_limits(field: Field) -> Iterator[Field]:
    """Yield a field and the limits of its interval."""
    yield field
    if field.interval is not None:
        for end in ("low", "high"):
            name = f"{field.name}_{end}"
            shown = field.shown and field.shown._replace(heading=name, baseline=None)
            yield LimitField(name, f"{field.interval}.{end}", shown)


def _limits(interval: Interval | None) -> tuple[float | None, float | None]:
    if interval is None:
        return None, None
    return interval.low, interval.high if interval.high < math.inf else None
