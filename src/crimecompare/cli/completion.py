"""Shell completion of area names, field names and values. It prints no messages: a broken file completes to nothing."""

import importlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import typer

MOST = 1000
"""No prompt can usefully offer more names than this."""
QUOTED: dict[str, Callable[[str], str]] = {
    "bash": lambda key: key.replace(" ", r"\ "),
    "powershell": lambda key: f"'{key}'",
    "pwsh": lambda key: f"'{key}'",
}
"""How to quote a key with a blank, in the shells that do not quote it themselves as zsh and fish do."""


def areas(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the key of an area in the places that the command line so far names.

    Only what can be a key is offered: the shells read an offer as a piece of their own language, and zsh runs it.
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


def offences(context: typer.Context, incomplete: str) -> list[str]:
    """Complete an offence of the areas that the command line names so far, else of the nearest place that has any.

    Only what could be a key is offered, for the reason above. Case does not count, but what is typed stays as it is,
    since the shells drop an offer that does not start like it.
    """
    from crimecompare.errors import CrimecompareError

    try:
        known = dict.fromkeys(name for entry in _named(context) for name in _offences_of(entry) if _is_key(name))
    except (CrimecompareError, OSError):
        return []
    typed = len(incomplete)
    meant = [name for name in known if name[:typed].casefold() == incomplete.casefold()]
    return [_quoted(f"{incomplete}{name[typed:]}") for name in meant[:MOST]]


def _named(context: typer.Context) -> Iterator[Any]:
    """Yield the areas that the command line names so far; standard input is left to the command.

    Where the option at its end has no value yet, no area is a parameter, and all of them are left over.
    """
    from crimecompare.cli.areas import catalogue

    places = catalogue(context.params.get("profiles"))
    names = [name for name in context.params.get("areas") or context.args if not name.startswith("-")]
    if not names:
        yield from places.nearest()
    for name in names:
        yield from places.meant(name).entries


def _offences_of(entry: Any) -> list[str]:
    fields = ("offences", "offence_rates") if entry.window is None else ("monthly_offences",)
    return [name for field in fields for name in entry.document.names(entry.key, field)]


def _is_key(key: str) -> bool:
    from crimecompare.profiles.types import check_key

    try:
        check_key(key)
    except ValueError:
        return False
    return True


def _quoted(key: str) -> str:
    """Quote a key with a blank, for the shells that put an offer on the command line as it is."""
    shell = os.environ.get("_CRIMECOMPARE_COMPLETE", "").removeprefix("complete_")
    if " " not in key or shell not in QUOTED:
        return key
    return QUOTED[shell](key)


def words(among: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion of the words of a closed set."""
    return lambda incomplete: [str(word) for word in among if word.startswith(incomplete)]


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
    """Return a completion of conditions: of the fields, and after `==` and `!=` of the words that a field can hold."""

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
