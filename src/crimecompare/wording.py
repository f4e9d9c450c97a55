"""Words for people: figures, counts, lists and quoted names, and what somebody may have meant."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

UNKNOWN = "–"
MOST_DECIMALS = 9
LONGEST_NAME = 80
"""How much of a name somebody typed a message repeats."""
MOST_NAMED = 20
"""How many names a sentence lists before it counts the rest."""
EXACT = 10**15
"""A double has the digits of its shortest form as far as this, decimals counted as whole."""
SCHOOL = Context(prec=400, rounding=ROUND_HALF_UP)
"""Rounding as people do it, with room for every digit that the largest number has."""


def figure(value: float, places: int | None = 1, *, signed: bool = False) -> str:
    """Write a figure with that many decimals (halves go up), or as many as it has, at most two, when it is None."""
    text = _rounded(value, 2 if places is None else places)
    if places is None:
        text = text.rstrip("0").rstrip(".")
    negative = text.startswith("-")
    text = text.removeprefix("-")
    if not text.strip("0.,"):
        return text
    return f"{'−' if negative else '+' if signed else ''}{text}"


def _rounded(value: float, places: int) -> str:
    """Write a figure with that many decimals; only one that ends in 5 can lie halfway between two."""
    exact = repr(float(value))
    if exact[-1] != "5" and abs(value) * 10**places < EXACT:
        return f"{value:,.{places}f}"
    return f"{Decimal(exact).quantize(Decimal(1).scaleb(-places), context=SCHOOL):,f}"


def visible(value: float, places: int = 1) -> str:
    """Write a figure with that many decimals, or more where it would read as nothing."""
    if value and abs(value) < 10**-places:
        places = min(MOST_DECIMALS, 1 - math.floor(math.log10(abs(value))))
    return figure(value, places)


def percent(value: float) -> str:
    """Write a percentage without decimals, and never as 0 when it is not."""
    if 0 < abs(value) < 1:
        return "less than 1%"
    return "over 99%" if 99.5 <= abs(value) < 100 else f"{figure(value, 0)}%"  # noqa: PLR2004 - would round to all of it


def counted(number: float, noun: str, more: str = "") -> str:
    """Write a number of things, as in "1 crime" or "about 3 more crimes" with `more` between."""
    text = "less than 1" if 0 < number < 0.5 else figure(number, 0)  # noqa: PLR2004 - would round to 0
    return f"{text}{more} {noun if text in {'1', 'less than 1'} else noun + 's'}"


def level(confidence: float) -> str:
    """Write a confidence level as a percentage, as in "95%"."""
    return f"{100 * confidence:.6g}%"


def named(names: Sequence[str], most: int = MOST_NAMED, between: str = "; ") -> str:
    """List names, and count those after the first `most`; names of areas hold commas, hence the semicolons."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{between.join(names[:most])}{more}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Write a list in words: "months, offences or residents"."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def quoted(name: str) -> str:
    """Quote a name for a message: on one line, printable and not longer than a line."""
    text = printable(name)
    if len(text) > LONGEST_NAME:
        return f'"{text[:LONGEST_NAME]}…" ({len(name):,} characters)'
    return f'"{text}"'


def printable(text: str) -> str:
    """Escape what a terminal or a tab-separated line would act on (control characters, lone surrogates)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def installation(*packages: str) -> str:
    """Return the line that installs packages for the Python that runs, wherever that is."""
    python = sys.executable or "python3"
    python = f'"{python}"' if " " in python else python
    return f"{python} -m pip install {' '.join(packages)}"


def did_you_mean(name: str, known: Iterable[str], offered: Mapping[str, str] | None = None) -> str:
    """End a message about an unknown `name` with the nearest known ones, or with nothing.

    Instead of what is known its mapping in `offered` is named, each once.
    """
    if len(name) > LONGEST_NAME:
        return ""
    import difflib

    by_fold = {candidate.casefold(): candidate for candidate in known}
    near = [by_fold[fold] for fold in difflib.get_close_matches(name.casefold(), by_fold, n=3)]
    named = dict.fromkeys(offered[candidate] if offered else candidate for candidate in near)
    return f"; did you mean {' or '.join(named)}?" if named else ""
