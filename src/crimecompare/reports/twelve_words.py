"""Twelve words: how a headline is made to fit, and which words of its names go where no form of it does."""

from __future__ import annotations

from typing import NamedTuple

from crimecompare.wording import capitalised

MOST_WORDS = 12
CUT_OFF = "…"


class CutName(NamedTuple):
    """A name within a headline, of which the last words may be cut, and the sign that follows it."""

    text: str
    after: str = ""


def fitting(*forms: str) -> str | None:
    """Return the first of several ways to say a thing that has at most twelve words, or None."""
    return next((form for form in forms if len(form.split()) <= MOST_WORDS), None)


def cut_to_fit(*parts: str | CutName) -> str:
    """Say words and names; the last words of names are cut, the longest name's first, until twelve are left."""
    kept = [part.split() if isinstance(part, str) else part.text.split() for part in parts]
    names = [n for n, part in enumerate(parts) if isinstance(part, CutName)]
    cut = set()
    for _ in range(sum(map(len, kept)) - MOST_WORDS):
        longest = max(names, key=lambda n: len(kept[n]))
        kept[longest].pop()
        cut.add(longest)
    said = [" ".join(words) + (CUT_OFF if n in cut else "") for n, words in enumerate(kept)]
    return " ".join(
        text + (part.after if isinstance(part, CutName) else "") for text, part in zip(said, parts, strict=True)
    )


def about_offence(offence: str | None, *forms: str) -> str:
    """Say before a headline which offence alone it is about: the first form that fits, or the last one, its name cut.

    No name is in the forms but in the first, and the last is short.
    """
    if offence is None:
        return fitting(*forms) or forms[-1]
    before = capitalised(offence)
    return fitting(*(f"{before}: {form}" for form in forms)) or cut_to_fit(CutName(before, ":"), forms[-1])


def of_named(offence: str | None, name: str, *forms: str) -> str:
    """Say something of an area, and of one offence if it is about one alone."""
    if offence is None:
        return fitting(*(f"{name} {form}" for form in forms)) or cut_to_fit(CutName(name), forms[-1])
    before = capitalised(offence)
    fits = fitting(*(f"{before}: {name} {form}" for form in forms))
    return fits or cut_to_fit(CutName(before, ":"), CutName(name), forms[-1])
