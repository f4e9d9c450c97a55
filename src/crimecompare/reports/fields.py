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

Value = str | float | bool | tuple[Note, ...] | tuple[str, ...] | tuple[float | None, ...] | None
"""A raw value: text, a number, yes or no, notes, keys, a series, or None when it is unknown or undefined."""


NOTES_IMPORTANCE = 20
"""Columns that matter less than the notes, which are said beneath in any case, have more than this."""


class ValueType(Enum):
    """What a field holds, and so which conditions it takes."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    NOTES = "notes"
    KEYS = "keys"
    SERIES = "series"


class Judgement(Enum):
    """What a figure means for the people who live there, which is what colours show."""

    WORSE = "worse"
    BETTER = "better"


class Shown(NamedTuple):
    """How people are shown a field: `heading` carries the unit, `places` are decimals (None: at most two, as needed).

    Where a screen is too narrow, the columns with the largest `importance` are dropped first; 0 is never dropped.
    `null` is the value that means no difference; no limit of an interval is rounded to it. `baseline` is the field
    beside it with the same figure of the baseline. `signs` go before its text, where a judgement would be a word after
    a figure. A field that `folds` reads as well on two lines; one that `varies` has a column only where rows differ in
    it. `later` moves a column behind those with less. `spelled` writes its text as people do. A share is shown in
    `percent`. One that is `finer` has a decimal more where the figures are of one offence, of which there are few.
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
    percent: bool = False
    finer: bool = False

    @property
    def title(self) -> str:
        """The heading on one line."""
        return self.heading.replace("\n", " ")

    @property
    def in_sentence(self) -> str:
        """The heading as it is written within a sentence."""
        return f"{self.title[:1].lower()}{self.title[1:]}"


class Field(NamedTuple):
    """One field of a report: its key, and the path of attributes that leads from a result to its value.

    With an `interval`, another path, its limits follow as fields of their own, `…_low` and `…_high`. `among` is the
    closed set that its words are from; `judgement` returns what a value means (None: nothing). `places` are the
    decimals of a value that people see only when they ask for it.
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
        """How many decimals of a value people are shown (None: at most two, as needed): two more than in percent."""
        if self.shown and self.shown.percent and self.shown.places is not None:
            return self.shown.places + 2
        return self.shown.places if self.shown else self.places

    def value(self, result: object) -> Value:
        """Return what a result has in this field."""
        found: Value = getter(self.path)(result)
        return found


class LimitField(Field):
    """A limit of the interval that a path leads to: None where there is no interval, or the data do not set it."""

    __slots__ = ()

    def value(self, result: object) -> Value:
        """Return the limit that a result has."""
        path, _, end = self.path.rpartition(".")
        return _limits(getter(path)(result))[end == "high"]


class ReportKind:
    """What all reports of one name have in common: their fields, in the order of the contract.

    A single result is shown `downwards`, field by field, under the label that a path leads to. `sources` are paths to
    the texts that say where its figures come from. `order` is the field in whose order the rows stand, if they do.
    `nothing` is a path that tells whether a result is one that people need not be shown, since nothing was counted.
    It `is_drawn` when its figures have a picture.
    """

    def __init__(  # noqa: PLR0913 - what all reports of a kind have in common is written in one place
        self,
        name: str,
        listed: Sequence[Field],
        *,
        label: str | None = None,
        sources: Sequence[str] = (),
        order: str | None = None,
        nothing: str | None = None,
        is_drawn: bool = True,
    ) -> None:
        """Take the fields as they are listed in the report's module."""
        self.name = name
        self.is_drawn = is_drawn
        self.sources = sources
        self.order = order
        self.fields = {field.name: field for one in listed for field in _with_limits(one)}
        self._listed = listed
        self._label = label
        self._nothing = nothing

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
        label: str = getter(self._label)(result) if self._label else ""
        return label

    def counts_nothing(self, result: object) -> bool:
        """Whether nothing was counted of a result, on either side."""
        return bool(getter(self._nothing)(result)) if self._nothing else False

    def of(self, offence: str | None) -> ReportKind:
        """Return this kind of report for figures of one offence alone, or of all together."""
        return self if offence is None else self._of_one_offence

    @cached_property
    def _of_one_offence(self) -> ReportKind:
        listed = [field._replace(shown=_finer(field.shown)) for field in self._listed]
        return ReportKind(
            self.name, listed, label=self._label, sources=self.sources, order=self.order, nothing=self._nothing
        )

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


@lru_cache(maxsize=256)
def getter(path: str) -> Callable[[object], Any]:
    """Return what follows a path of attributes from a result."""
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


def _finer(shown: Shown | None) -> Shown | None:
    return shown._replace(places=(shown.places or 0) + 1) if shown and shown.finer else shown
