"""Names, codes and keys: as people know the areas, and no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crimecompare.errors import UnreadableFile
from crimecompare.importers.keys import key_of
from crimecompare.importers.tables.grid import one_line
from crimecompare.wording import quoted

FULL_NAMES = {"East": "East of England"}
"""Regions whose name is cut short in the workbook."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SMALL_WORDS = {"AND", "IN", "OF", "ON", "THE", "UPON"}


def published_name(cell: str) -> str:
    """Return a name without notes, extra blanks and capitals throughout: "ENGLAND AND WALES " is England and Wales."""
    name = one_line(cell)
    if not name.isupper():
        return name
    return WORD.sub(lambda word: word[0].lower() if word[0] in SMALL_WORDS else word[0].capitalize(), name)


def region_name(cell: str) -> str:
    """Return the full name of a region or a country."""
    name = published_name(cell)
    return FULL_NAMES.get(name, name)


def police_name(cell: str) -> str:
    """Return the name of a force, which ends in "Police" so that it is not taken for the county."""
    name = published_name(cell)
    return name if name.casefold().endswith("police") else f"{name} Police"


def by_key(drafts: Iterable[Mapping[str, Any]], file: str) -> dict[str, Mapping[str, Any]]:
    """Give each draft the key of its name. Raises UnreadableFile where two have the same name, code or key."""
    keyed: dict[str, Mapping[str, Any]] = {}
    owners: dict[str, Mapping[str, Any]] = {}
    for draft in drafts:
        key = key_of(draft["name"])
        _claim(owners, "name", [draft["name"]], draft, file)
        _claim(owners, "code", [draft["code"], *draft["other_codes"]], draft, file)
        _claim(owners, "key", [key], draft, file)
        keyed[key] = draft
    return keyed


def _claim(
    owners: dict[str, Mapping[str, Any]], what: str, words: Iterable[str], draft: Mapping[str, Any], file: str
) -> None:
    """Refuse what an earlier area is called, without regard to case."""
    for word in words:
        owner = owners.setdefault(f"{what} {word.casefold()}", draft)
        if owner is not draft:
            both = f"{owner['name']} ({owner['code']}) and {draft['name']} ({draft['code']})"
            raise UnreadableFile(f"{file}: {both} must not have the same {what}, {quoted(word)}")
