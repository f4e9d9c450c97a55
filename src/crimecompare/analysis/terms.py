"""Terms: the closed sets of words that results speak in, each word with its meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of a closed set, written the same everywhere; `meaning` says what it means, in a sentence."""

    meaning: str

    def __new__(cls, word: str, meaning: str) -> Self:
        """Make the word, with its meaning beside it."""
        term = str.__new__(cls, word)
        term._value_ = word
        term.meaning = meaning
        return term

    def __repr__(self) -> str:
        """Read as the word it is."""
        return repr(self.value)
