"""Shell completion of area names and field names. It never talks: a broken file completes to nothing."""

from collections.abc import Callable

import typer

from crimecompare.reports import Shape

MOST = 1000
"""More names than this help nobody at a prompt."""


def areas(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the key of an area in the places that the command line so far names."""
    from crimecompare.cli.options import catalogue  # noqa: PLC0415 - options name this function
    from crimecompare.errors import CrimecompareError  # noqa: PLC0415

    keys: list[str] = []
    try:
        for entry, is_shadowed in catalogue(context.params.get("profiles")).entries():
            if not is_shadowed and entry.key.casefold().startswith(incomplete.casefold()) and len(keys) < MOST:
                keys.append(entry.key)
    except (CrimecompareError, OSError):
        return keys
    return keys


def fields(shape: Shape) -> Callable[[str], list[str]]:
    """Return a completion of the names of a shape's fields."""

    def complete(incomplete: str) -> list[str]:
        return [name for name in shape.fields if name.startswith(incomplete)]

    return complete
