"""Shell completion of area names and field names. It never talks: a broken file completes to nothing."""

import importlib
import os
import re
from collections.abc import Callable, Mapping
from typing import Any

import typer

MOST = 1000
"""More names than this help nobody at a prompt."""
QUOTED: dict[str, Callable[[str], str]] = {
    "bash": lambda key: key.replace(" ", r"\ "),
    "powershell": lambda key: f"'{key}'",
    "pwsh": lambda key: f"'{key}'",
}
"""How a key with a blank is written in the shells that do not see to it themselves, as zsh and fish do."""


def areas(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the key of an area in the places that the command line so far names.

    Only what can be a key is offered: the shells take an offer for a piece of their own language, and zsh runs it.
    """
    from crimecompare.cli.areas import catalogue
    from crimecompare.errors import CrimecompareError

    keys: list[str] = []
    try:
        for entry in catalogue(context.params.get("profiles")).latest():
            if entry.key.startswith(incomplete) and _is_key(entry.key) and len(keys) < MOST:
                keys.append(_quoted(entry.key))
    except (CrimecompareError, OSError):
        return keys
    return keys


def _is_key(key: str) -> bool:
    from crimecompare.profiles.types import check_key

    try:
        check_key(key)
    except ValueError:
        return False
    return True


def _quoted(key: str) -> str:
    """Quote a key that holds a blank, for the shells that put an offer on the command line as it is."""
    shell = os.environ.get("_CRIMECOMPARE_COMPLETE", "").removeprefix("complete_")
    if " " not in key or shell not in QUOTED:
        return key
    return QUOTED[shell](key)


def fields(report: str, **instead: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completion of the fields of a report, named by its module, or of that of a flag that is set."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        return [name for name in _fields(context, report, instead) if name.startswith(incomplete)]

    return complete


def lists_of_fields(report: str, **instead: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completion of the last of several fields, between commas; what is named already is not offered."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from crimecompare.reports.excerpt import choosable

        before, comma, part = incomplete.rpartition(",")
        known = [name for name in choosable(_kind(context, report, instead)) if name not in before.split(",")]
        return [f"{before}{comma}{name}" for name in known if name.startswith(part)]

    return complete


def conditions(report: str, **instead: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completion of conditions: of the fields, and behind `==` and `!=` of what a field can hold."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from crimecompare.cli.conditions import words_of

        known = _fields(context, report, instead)
        name, symbol, _ = re.split("([=!]=)", f"{incomplete}==", maxsplit=1)
        offers = [f"{name}{symbol}{word}" for word in words_of(known[name])] if name in known else list(known)
        return [offer for offer in offers if offer.startswith(incomplete)]

    return complete


def formats(incomplete: str) -> list[str]:
    """Complete the name of a format."""
    from crimecompare.formats.names import Format

    return [name.value for name in Format if name.startswith(incomplete)]


def _fields(context: typer.Context, report: str, instead: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the fields of the report that is asked for."""
    known: Mapping[str, Any] = _kind(context, report, instead).fields
    return known


def _kind(context: typer.Context, report: str, instead: Mapping[str, str]) -> Any:
    """Return the kind of report that is asked for; each is imported when it is."""
    name = next((other for flag, other in instead.items() if context.params.get(flag)), report)
    return importlib.import_module(f"crimecompare.reports.{name}").KIND
