"""Offences as police.uk's files name them: one spelling for each, and which of them are not counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from crimecompare.errors import UnknownName
from crimecompare.wording import did_you_mean, quoted

ANTI_SOCIAL = "Anti-social behaviour"


def plain_spelling(offence: str) -> str:
    """Spell an offence so that all its spellings are the same: blanks and capitals do not matter."""
    return " ".join(offence.split()).casefold()


def spellings(rows: Mapping[str, int]) -> dict[str, str]:
    """Map each spelling, of so many `rows`, to the commonest of those with the same letters."""
    alike: dict[str, list[str]] = defaultdict(list)
    for offence in sorted(rows, key=lambda offence: (-rows[offence], offence)):
        alike[plain_spelling(offence)].append(offence)
    return {offence: " ".join(same[0].split()) for same in alike.values() for offence in same}


def left_out(names: Iterable[str], offences: Iterable[str]) -> list[str]:
    """Match the offences to leave out with those that the files hold. Raises UnknownName."""
    known = {plain_spelling(offence): offence for offence in [ANTI_SOCIAL, *offences]}
    for name in names:
        if plain_spelling(name) not in known:
            listed = ", ".join(sorted(known.values()))
            hint = did_you_mean(name, known.values()) or f"; the offences are {listed}"
            raise UnknownName(f"these files have no offence {quoted(name)}{hint}")
    return sorted({known[plain_spelling(name)] for name in names})


def scope(excluded: Collection[str]) -> str:
    """Say in words what is counted when these offences are not."""
    others = [offence for offence in excluded if plain_spelling(offence) != plain_spelling(ANTI_SOCIAL)]
    verb = "excluding" if len(others) < len(excluded) else "including"
    text = f"police.uk street-level crime {verb} {ANTI_SOCIAL.casefold()}"
    return f"{text}; not counted: {', '.join(others)}" if others else text
