"""How the importers put numbers and lists into sentences."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NAMED = 20
"""How many names a sentence lists before it counts the rest."""


def counted(number: int, noun: str) -> str:
    """Say how many there are: `1 row`, `1,234 rows`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def named(names: Sequence[str], most: int = MOST_NAMED, between: str = "; ") -> str:
    """List names, and count those after the first `most`; names of areas hold commas, hence the semicolons."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{between.join(names[:most])}{more}"
