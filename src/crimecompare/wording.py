"""Words for people: figures, counts, lists and quoted names, and what somebody may have meant."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

UNKNOWN = "–"
MOST_DECIMALS = 9
COUNTRY = ("UK", "United Kingdom")
"""The names that take an article within a sentence."""
LONGEST_NAME = 80
"""How much of a name somebody typed a message repeats."""
LONGEST_LINE = 1000
"""The most characters of a line on standard error."""
MOST_NAMED = 20
"""How many names a sentence lists before it counts the rest."""
EXACT_DIGITS = 15
EXACT = 10**EXACT_DIGITS
"""Up to here a double keeps every digit of its shortest form, decimals included."""
SCHOOL = Context(prec=400, rounding=ROUND_HALF_UP)
"""Rounding as taught at school, with room for every digit of the largest number."""


def figure(value: float, places: int | None = 1, *, signed: bool = False) -> str:
    """Write a figure with that many decimals (halves go up), or with as many as needed, at most two, for None."""
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


def visible(value: float, places: int | None = 1, *, signed: bool = False) -> str:
    """Write a figure with that many decimals, or more where it would read as nothing."""
    return figure(value, seen_places(value, places), signed=signed)


def seen_places(value: float, places: int | None) -> int | None:
    """Return that many decimals, or more where a figure would read as nothing with them."""
    if places != 0 and value and abs(value) < 10 ** -(2 if places is None else places):
        return min(MOST_DECIMALS, 1 - math.floor(math.log10(abs(value))))
    return places


def limit(end: float, places: int, *, null: float | None = None, signed: bool = False) -> str:
    """Write one limit of an interval, with the decimals that tell it from a `null` that it is not."""
    return figure(end, _decimals([end] if null is None else [end, null], places), signed=signed)


def limits(low: float, high: float, places: int, *, null: float | None = None, signed: bool = False) -> str:
    """Write an interval, with the decimals that tell its limits apart, and each of them from a `null` that it is not.

    A limit that is infinite is none: "3.2 upwards".
    """
    ends = [end for end in (low, high) if math.isfinite(end)]
    places = _decimals([*ends, null] if null is not None else ends, places)
    written = [figure(end, places, signed=signed) for end in ends]
    return " to ".join(written) if len(written) > 1 else f"{written[0]} upwards"


def _decimals(apart: Sequence[float], places: int) -> int:
    """Return as many decimals as tell numbers apart that differ, and at least `places`."""
    while places < MOST_DECIMALS and len({figure(end, places) for end in apart}) < len(set(apart)):
        places += 1
    return places


def percent(value: float) -> str:
    """Write a percentage without decimals, and never as 0 when it is not."""
    if 0 < abs(value) < 1:
        return "less than 1%"
    return "over 99%" if 99.5 <= abs(value) < 100 else f"{figure(value, 0)}%"  # noqa: PLR2004 - would round to all of it


def ordinal(place: int) -> str:
    """Write a place in an order: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    teens = place // 10 % 10 == 1
    return f"{place:,}{'th' if teens else ends.get(place % 10, 'th')}"


def counted(number: float, noun: str, more: str = "") -> str:
    """Write a number of things, as in "1 crime" or "about 3 more crimes" with `more` between."""
    text = "less than 1" if 0 < number < 0.5 else figure(number, 0)  # noqa: PLR2004 - would round to 0
    return f"{text}{more} {noun if text in {'1', 'less than 1'} else noun + 's'}"


def plural(noun: str) -> str:
    """Write a noun that somebody chose, such as a kind of area, for several: "wards", "local authorities"."""
    if noun[-1:] == "y" and noun[-2:-1].lower() not in {*"aeiou"}:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def level(confidence: float, digits: int = 6) -> str:
    """Write a confidence level as a percentage, as in "95%": with so many digits, or more where it would be 100%."""
    text = f"{100 * confidence:.{digits}g}"
    return f"{text}%" if text != "100" or digits > EXACT_DIGITS else level(confidence, digits + 1)


def in_sentence(name: str) -> str:
    """Write an area's name as it stands within a sentence: "Fenland", "the UK"."""
    takes_article = any(name == country or name.startswith(f"{country} ") for country in COUNTRY)
    return f"the {name}" if takes_article else name


def capitalised(words: str) -> str:
    """Begin a sentence with a capital letter."""
    return f"{words[:1].upper()}{words[1:]}"


def named(names: Sequence[str], most: int = MOST_NAMED, between: str = "; ") -> str:
    """List names and count those after the first `most`; names of areas may contain commas, hence the semicolons."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{between.join(names[:most])}{more}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Write a list in words: "months, offences or residents"."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def listed_apart(names: Sequence[str]) -> str:
    """Write a list in words, its parts told apart by semicolons where one of them is a list itself."""
    if len(names) > 1 and any(" and " in name.casefold() or ", " in name for name in names):
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    return listed(names)


def quoted(name: str) -> str:
    """Quote a name for a message: on one line, printable and not longer than a line."""
    text = printable(name)
    if len(text) > LONGEST_NAME:
        return f'"{text[:LONGEST_NAME]}…" ({len(name):,} characters)'
    return f'"{text}"'


def cut_short(text: str) -> str:
    """Return a text on one line, cut where it is longer than a line."""
    return printable(text) if len(text) <= LONGEST_NAME else f"{printable(text[:LONGEST_NAME])}…"


def printable(text: str) -> str:
    """Escape what a terminal or a tab-separated line would act on (control characters, lone surrogates)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def on_one_line(text: str) -> str:
    """Make a line of a text: printable, and cut in its middle where it is too long, since what to do is at its end."""
    text = printable(text)
    half = LONGEST_LINE // 2 - len(r"\u2026")  # as a stream spells … that has not got it
    return text if len(text) <= LONGEST_LINE else f"{text[:half]}…{text[-half:]}"


def installation(*packages: str) -> str:
    """Return the line that installs packages for the Python that runs, wherever that is; uv leaves it without pip."""
    from importlib.util import find_spec

    python = sys.executable or "python3"
    python = f'"{python}"' if " " in python else python
    installer = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    return f"{installer} {' '.join(packages)}"


def did_you_mean(name: str, known: Iterable[str], offered: Mapping[str, str] | None = None) -> str:
    """Return the end of a message about an unknown `name`: the nearest known ones as a question, or nothing.

    Instead of what is known its mapping in `offered` is named, each once.
    """
    if len(name) > LONGEST_NAME:
        return ""
    import difflib

    by_fold = {candidate.casefold(): candidate for candidate in known}
    near = [by_fold[fold] for fold in difflib.get_close_matches(name.casefold(), by_fold, n=3)]
    found = dict.fromkeys(offered[candidate] if offered else candidate for candidate in near)
    return asked(list(map(quoted, found))) if found else ""


def asked(meant: Sequence[str]) -> str:
    """Ask at the end of a message whether one of these was meant."""
    return f"; did you mean {listed(meant, 'or')}?"
