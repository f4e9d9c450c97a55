"""Cells of official tables → numbers: thousands separators are read, and shorthand for missing values is known."""

from __future__ import annotations

import re

from crimecompare.wording import quoted

NUMBER = re.compile(r"[+-]?([0-9]{1,3}([, \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
MARKS = re.compile(r"(\[\s*[a-z]+(\s*[0-9]+)?\s*\]\s*)+$", re.IGNORECASE)
"""Shorthand and notes after a figure, as in `1,954 [r] [note 3]`, or instead of one, as in `[x]` (not available)."""
LONGEST_FIGURE = 1000
"""Characters of a figure with its notes; what is longer is none, and would take long to look through."""
MISSING = {"", ":", "..", "…", ".", "-", "–", "—", "*", "x", "u", "z", "c", "n/a", "na", "#n/a", "null", "none"}
"""What official tables have where there is no figure (Government Analysis Function, "Symbols in tables")."""


def number_in(cell: str) -> float | None:
    """Read a cell: its number, whole ones as int, or None where the figure is missing. Raises ValueError."""
    text = cell.strip()
    if len(text) <= LONGEST_FIGURE:
        text = MARKS.sub("", text).strip()
    if text.casefold() in MISSING:
        return None
    if len(text) > LONGEST_FIGURE or not NUMBER.fullmatch(text):
        raise ValueError(f"must be a number, not {quoted(cell.strip())}")
    number = float(re.sub(r"[, \u00a0\u2009\u202f]", "", text))
    return int(number) if number.is_integer() else number
