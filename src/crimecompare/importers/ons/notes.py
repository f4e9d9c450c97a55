"""Notes and shorthand: what the publisher says of a name or a figure, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crimecompare.importers.tables.grid import Grid
from crimecompare.profiles.types import FORMULA_STARTS

REFERENCE = re.compile(r"\[\s*notes?\s*(\d[\d\s,&and]*)\]", re.IGNORECASE)
GROUP = re.compile(r"notes for tables?\b(.*)", re.IGNORECASE)
"""The heading of notes, whose numbers start again, with the tables that they are for."""
SHORTHAND = re.compile(r"\[\s*(\w+)\s*\]\s*(?:indicates|means|denotes|shows)\s+(?:that\s+)?([^\[]+)", re.IGNORECASE)
MARK = re.compile(r"\[\s*([a-z]+)\s*(\d*)\s*\]", re.IGNORECASE)
ENDS = (".", "!", "?", ".)", '."', ".”", ".’")


@dataclass(frozen=True)
class Notes:
    """The notes of a workbook, by table and number; `unexplained` collects the references without a note."""

    groups: Sequence[tuple[frozenset[str], dict[str, str]]]
    unexplained: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, grids: Iterable[Grid]) -> Notes:
        """Read sheets of notes; those under no heading of their own are for the tables that no heading names."""
        groups: list[tuple[frozenset[str], dict[str, str]]] = []
        for grid in grids:
            groups.append((frozenset(), {}))
            for _, cells in grid.rows:
                number, text = (*(" ".join(cell.split()) for cell in cells), "", "")[:2]
                if match := GROUP.match(number):
                    groups.append((frozenset(re.findall(r"[A-Z]\d+", match[1].upper())), {}))
                elif number.isdecimal() and text:
                    _, texts = groups[-1]
                    texts[number] = f"{texts[number]} {text}" if number in texts else text
        return cls(groups)

    def of_cell(self, label: str, cell: str, where: str) -> list[str]:
        """Return the notes of table `label` that a cell refers to; a missing one is kept with `where` it is."""
        found = []
        for number in (number for match in REFERENCE.findall(cell) for number in re.findall(r"\d+", match)):
            if text := self._text(label, number):
                found.append(text)
            else:
                self.unexplained[f"{where}: [note {number}]"] = None
        return found

    def _text(self, label: str, number: str) -> str | None:
        own = [texts for labels, texts in self.groups if label in labels]
        return next((texts[number] for texts in own or self._unlabelled if number in texts), None)

    @property
    def _unlabelled(self) -> list[dict[str, str]]:
        return [texts for labels, texts in self.groups if not labels]


def shorthand_of(grid: Grid) -> dict[str, str]:
    """Return what the marks of a table mean, as its own line says: {"x": "data are unavailable."}."""
    lines = (" ".join(cell.split()) for _, cells in grid.rows for cell in cells[:1] if "shorthand" in cell.casefold())
    return {mark.casefold(): words.strip() for line in lines for mark, words in SHORTHAND.findall(line)}


def marks_in(cell: str) -> list[str]:
    """Return the marks of a cell: `1,954 [r]` has "r", and `[ X ]` "x"."""
    return [(letters + digits).casefold() for letters, digits in MARK.findall(cell) if letters.casefold() != "note"]


def as_sentence(words: str) -> str:
    """Write a publisher's words as a sentence that a profile can hold, or as nothing."""
    text = "".join(c for c in " ".join(words.split()) if c.isprintable()).lstrip(FORMULA_STARTS + " ")
    return "" if not text else text[0].upper() + text[1:] + ("" if text.endswith(ENDS) else ".")


def said_once(texts: Iterable[str]) -> list[str]:
    """Write texts as sentences, each once, also where two differ in case and full stop only."""
    sentences: dict[str, str] = {}
    for sentence in map(as_sentence, texts):
        sentences.setdefault(sentence.casefold().rstrip(". "), sentence)
    return [sentence for sentence in sentences.values() if sentence]
