"""Numbered: which caveats hold for all rows, and which are numbered because they hold for some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis.codes import Code, Note
from crimecompare.reports.report import FEW

ALIKE = "look more alike"
OF_MANY = "An area that is a part of what it is compared with looks more like it than it is"
"""What is said in place of notes that differ only in the area and in how large a part it is."""


class Numbered(NamedTuple):
    """The messages beneath a table: those `common` to all rows, and the `numbered` ones by first use, from 1.

    `own` has the numbers of each row, in order.
    """

    common: Sequence[str]
    numbered: Sequence[str]
    own: Sequence[Sequence[int]]

    def rows_of(self, number: int) -> list[int]:
        """Return the rows, from 0, that have the note of a number."""
        return [row for row, numbers in enumerate(self.own) if number in numbers]


def messages_of(notes: Sequence[Sequence[Note]]) -> list[list[str]]:
    """Return what the notes of rows say; where more than a few rows say each of itself that it is a part, one thing."""
    of_parts = {note.message for own in notes for note in own if note.code is Code.PART_OF_BASELINE}
    remedies = {message.rpartition(ALIKE)[2] for message in of_parts}
    if len(of_parts) <= FEW or len(remedies) > 1:
        return [[note.message for note in own] for own in notes]
    said = f"{OF_MANY}{remedies.pop()}"
    return [[said if note.message in of_parts else note.message for note in own] for own in notes]


def numbered(messages: Sequence[Sequence[str]]) -> Numbered:
    """Give numbers to the messages of rows; what says the same is one note, and what all rows say is said once."""
    distinct = [dict.fromkeys(said) for said in messages]
    shared = set.intersection(*map(set, distinct)) if distinct else set()
    common = [message for message in distinct[0] if message in shared] if distinct else []
    numbers: dict[str, int] = {}
    own = [
        sorted(numbers.setdefault(message, len(numbers) + 1) for message in said if message not in shared)
        for said in distinct
    ]
    return Numbered(common, list(numbers), own)
