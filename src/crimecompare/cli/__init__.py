"""The command line: which commands there are. Each is a module of its own, imported when it is called."""

import importlib
from collections.abc import Iterator, MutableMapping
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from crimecompare.cli.output import write

COMMANDS = {
    "show": "show",
    "diff": "diff",
    "rank": "rank",
    "import": "imports",
    "list": "list",
    "validate": "validate",
    "schema": "schema",
}


class _Commands(MutableMapping[str, Any]):
    """The commands by name, built when they are asked for: the options of all of them take long to set up."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._built:
            self._built[name] = get_command(importlib.import_module(f"crimecompare.cli.commands.{COMMANDS[name]}").app)
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Group(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**{**attributes, "commands": _Commands()})


app = typer.Typer(
    cls=_Group,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from crimecompare.version import __version__

        write(f"crimecompare {__version__}\n")
        raise typer.Exit


@app.callback(epilog="Exit codes: 0 answered, 1 the answer is no (--fail-if, validate), 2 could not answer.")
def crimecompare(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done all
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Compare recorded crime between areas: how does it stand here and there, and how sure can we be?"""
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")
