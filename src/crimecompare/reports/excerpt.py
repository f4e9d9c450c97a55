"""Excerpts: the fields of a report that are asked for, in that order, each with a heading of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from crimecompare.analysis.codes import Note
from crimecompare.reports.fields import Field, ReportKind, Shown, Value, ValueType

NOTES_TEXT = "notes_text"
"""What the notes say, in one text: a field only where it is asked for, and at the end of lines of CSV and TSV."""


class NotesTextField(Field):
    """What the notes that a path leads to say."""

    __slots__ = ()

    def value(self, result: object) -> Value:
        """Return what the notes of a result say, each message once."""
        notes: Any = super().value(result)
        return messages(notes)


class Excerpt(ReportKind):
    """A kind of report with some of its fields, in any order; the notes of a result are still all its notes."""

    def __init__(self, whole: ReportKind, fields: Sequence[str]) -> None:
        """Take the names of `choosable` fields; where a screen is too narrow, the last goes first."""
        known = choosable(whole)
        listed = [_alone(known[name], place) for place, name in enumerate(fields)]
        super().__init__(whole.name, listed, sources=whole.sources)
        self._whole = whole

    @property
    def whole(self) -> ReportKind:
        """The kind of report with all its fields."""
        return self._whole

    def counts_nothing(self, result: object) -> bool:
        """Whether nothing was counted of a result, on either side, whatever is asked for of it."""
        return self._whole.counts_nothing(result)

    @cached_property
    def notes_field(self) -> Field | None:
        """The field of the whole that holds the caveats of a result, asked for or not."""
        return self._whole.notes_field

    def values(self, result: object) -> list[Value]:
        """Return what a result has in each field, in order."""
        return [field.value(result) for field in self.fields.values()]


def choosable(kind: ReportKind) -> Mapping[str, Field]:
    """Return by their names the fields that can be asked for of a kind of report."""
    notes = kind.notes_field
    if notes is None:
        return kind.fields
    return kind.fields | {NOTES_TEXT: NotesTextField(NOTES_TEXT, notes.path, value_type=ValueType.TEXT)}


def messages(notes: Sequence[Note]) -> str:
    """Return what notes say as one text, each message once."""
    return " | ".join(dict.fromkeys(note.message for note in notes))


def _alone(field: Field, place: int) -> Field:
    """Return a field as people are shown it when they ask for it: in a column of its own, whatever stands beside it."""
    shown = field.shown or Shown(field.name, places=field.places)
    folds = shown.folds or (field.shown is None and field.value_type is not ValueType.NUMBER)
    shown = shown._replace(importance=place, folds=folds, varies=False, later=0, baseline=None)
    return field._replace(shown=shown, interval=None)
