"""Area names → the keys that name them on the command line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from crimecompare.profiles.types import check_key

PLAIN_WORD = re.compile("[a-z0-9]+")


def key_of(name: str) -> str:
    """Return the key that a reader of `name` would guess: lower case, with `-` for what a key cannot have.

    "Bristol, City of" gives `bristol-city-of` and "King's Lynn and West Norfolk" `kings-lynn-and-west-norfolk`.
    """
    text = unicodedata.normalize("NFC", name).casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    if text.isascii():
        words = PLAIN_WORD.findall(text)  # as below, and faster
    else:
        words = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()
    key = "-".join(words)
    try:
        return check_key(key)
    except ValueError:  # no letter at all, or a mark without one
        return "area"


def unique_keys(areas: Sequence[tuple[str, str | None]], taken: Iterable[str] = ()) -> list[str]:
    """Give each (name, code) a key of its own, unlike those already `taken`.

    Names that would have the same key get their code after it, or a number where no code is known.
    """
    plain = [key_of(name) for name, _ in areas]
    used, often = set(taken), Counter(plain)
    numbers: dict[str, int] = {}
    keys = []
    for key, (_, code) in zip(plain, areas, strict=True):
        wanted = key
        if often[key] > 1 or key in used:
            wanted = f"{key}-{key_of(code)}" if code else f"{key}-2"
        number = numbers.get(key, 2)  # those before it are taken
        while wanted in used:
            number += 1
            wanted = f"{key}-{number}"
        numbers[key] = number
        used.add(wanted)
        keys.append(wanted)
    return keys
