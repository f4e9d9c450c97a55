"""Shell completion of area names and field names. It never talks: a broken file completes to nothing."""

import importlib
from collections.abc import Callable

import typer

MOST = 1000
"""More names than this help nobody at a prompt."""


def areas(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the key of an area in the places that the command line so far names."""
    from crimecompare.cli.options import catalogue  # noqa: PLC0415 - options name this function
    from crimecompare.errors import CrimecompareError  # noqa: PLC0415

    keys: list[str] = []
    try:
        for entry, is_shadowed in catalogue(context.params.get("profiles")).entries():
            if not is_shadowed and entry.key.startswith(incomplete) and len(keys) < MOST:
                keys.append(entry.key)
    except (CrimecompareError, OSError):
        return keys
    return keys


def fields(report: str, **instead: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completion of the fields of a report, named by its module, or of that of a flag that is set."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        wanted = next((other for flag, other in instead.items() if context.params.get(flag)), report)
        shape = importlib.import_module(f"crimecompare.reports.{wanted}").SHAPE
        return [name for name in shape.fields if name.startswith(incomplete)]

    return complete
