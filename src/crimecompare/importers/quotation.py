"""Comma-separated text that is not: what is wrong with it, in the words of those who can mend it."""

from __future__ import annotations

import csv

from crimecompare.wording import printable

UNENDED, TOO_LONG = "unexpected end of data", "field larger than field limit"
"""What the csv module says of a quotation mark that is never closed: at the end of the text, or long before it."""


def csv_fault(error: csv.Error, text: str) -> str:
    """Say what is wrong with a record of `text`, as the end of a sentence that begins with its line."""
    words = str(error)
    if words == UNENDED or (words.startswith(TOO_LONG) and text.count('"') % 2):
        return 'has a quotation mark (") that is never closed'
    if words.startswith(TOO_LONG):
        return f"has a cell of more than {csv.field_size_limit():,} characters"
    return f"is not valid CSV: {printable(words)}"
