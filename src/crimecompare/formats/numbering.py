"""Numbered: which caveats hold for all rows, and which are numbered because they hold for some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crimecompare.analysis.codes import Code, Note
from crimecompare.reports.report import FEW

ALIKE = "look more alike"
OF_MANY = "An area that is a part of what it is compared with looks more like it than it is"
"""What is said in place of notes that differ only in the area and in how large a part it is."""


APART = "the two sides were already drifting apart before is not"
IN_SHORT = {
    Code.EARLIER_UNCLEAR: f"Whether {APART} clear.",
    Code.EARLIER_UNKNOWN: f"Whether {APART} known: too little is known of the months before.",
    Code.CONTROL_ADJOINS: "The control surrounds the place it is compared with, or is part of the same area: crime "
    "that moved from one to the other counts twice.",
}
"""What is said in place of notes on many changes that differ only in names and figures."""


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
    """Return what the notes of rows say; where more than a few rows say one thing each of itself, it is said once."""
    said = _in_short({note for own in notes for note in own})
    return [[said.get(note, note.message) for note in own] for own in notes]


def _in_short(notes: Iterable[Note]) -> dict[Note, str]:
    """Return what stands for notes of which more than a few say the same but for the area and its figures."""
    by_code: dict[Code, list[Note]] = {}
    for note in notes:
        by_code.setdefault(note.code, []).append(note)
    many = {code: those for code, those in by_code.items() if len(those) > FEW}
    said = {note: IN_SHORT[code] for code, those in many.items() if code in IN_SHORT for note in those}
    of_parts = many.get(Code.PART_OF_BASELINE, [])
    remedies = {note.message.rpartition(ALIKE)[2] for note in of_parts}
    if len(remedies) == 1:
        said |= dict.fromkeys(of_parts, f"{OF_MANY}{remedies.pop()}")
    return said


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
