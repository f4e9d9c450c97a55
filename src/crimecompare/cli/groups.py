"""Groups of commands that are imported one at a time: the options of all of them take long to set up."""

import importlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


class Lazy(NamedTuple):
    """A command that is not imported yet: its module in `crimecompare.cli.commands`, and what it does in a sentence."""

    module: str
    summary: str


def lazy_group(commands: Mapping[str, Lazy]) -> type[TyperGroup]:
    """Return a group that lists its commands by their summaries, and imports the one that is run or completed."""

    class LazyGroup(TyperGroup):
        def __init__(self, **attributes: Any) -> None:
            summaries = {name: TyperCommand(name, help=command.summary) for name, command in commands.items()}
            super().__init__(**{**attributes, "commands": summaries})

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            name, _, rest = super().resolve_command(ctx, args)
            if name is None:
                return None, None, rest
            module = importlib.import_module(f"crimecompare.cli.commands.{commands[name].module}")
            return name, get_command(module.app), rest

    return LazyGroup
