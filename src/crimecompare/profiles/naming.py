"""Naming: how an AREA argument reads: a key, code or name, a pattern, a path, or `-`, and the period asked for."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from crimecompare.errors import UsageError
from crimecompare.profiles import parsers
from crimecompare.profiles.periods import PERIOD_FORMS, parse_period
from crimecompare.profiles.types import STANDARD_INPUT
from crimecompare.wording import quoted

WILDCARDS = frozenset("*?[")
AT = "@"
"""The sign between an area and the period asked for."""
_AT_PERIOD = re.compile(r"(?P<text>.*)@(?P<period>[0-9]+(-[0-9]+)?(/[0-9-]*)?)", re.DOTALL)
"""A period after the last @, valid or not: it may contain a slash, which would make it look like a path."""


class Asked(NamedTuple):
    """What an argument asks for: an area, and the period of its figures (None: the latest)."""

    text: str
    period: str | None = None


def asked_for(argument: str) -> Asked:
    """Understand an AREA argument. Raises UsageError for an invalid period, or one without an area."""
    match = _AT_PERIOD.fullmatch(argument)
    if match is None:
        if argument.startswith(AT) or argument.endswith(AT):
            raise UsageError(f"{quoted(argument)}: the period after {AT} {PERIOD_FORMS}")
        return Asked(argument)
    text, period = match["text"], match["period"]
    try:
        parse_period(period)
    except ValueError as error:
        raise UsageError(f"{quoted(argument)}: the period {error}") from None
    if not text:
        raise UsageError(
            f"{quoted(argument)} is for --baseline, where it means the same area; here, name an area before {AT}"
        )
    if text == STANDARD_INPUT or is_path(text):
        raise UsageError(
            f"{quoted(argument)}: a file takes no period; name the file with --profiles, and write KEY@{period}"
        )
    return Asked(text, period)


def period_alone(argument: str) -> str | None:
    """Return the period of a baseline that is the same area at another time (`@2023`), or None for other arguments.

    Raises UsageError for an invalid period.
    """
    match = _AT_PERIOD.fullmatch(argument)
    if match is None or match["text"]:
        return None
    try:
        parse_period(match["period"])
    except ValueError as error:
        raise UsageError(f"{quoted(argument)}: the period {error}") from None
    return match["period"]


def is_path(name: str, system: ModuleType = os.path) -> bool:
    r"""Whether an argument names a file rather than a key: it has a path separator or a profile file's suffix.

    What separates is the `system`'s: on Windows `\` as well as `/`, and the colon of a drive.
    """
    separators = [system.sep, *filter(None, [system.altsep])]
    has_place = any(s in name for s in separators) or bool(system.splitdrive(name)[0])
    return has_place or Path(name).suffix.lower() in parsers.PARSERS


def is_pattern(name: str) -> bool:
    """Whether an argument is a shell pattern, which no key can be."""
    return not WILDCARDS.isdisjoint(name)
