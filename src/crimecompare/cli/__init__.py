"""The command line: which commands there are. Each is a module of its own, imported when it is called."""

from typing import Annotated

import typer

from crimecompare.cli.groups import Lazy, lazy_group
from crimecompare.cli.streams import write

COMMANDS = {
    "show": Lazy("show", "Show the figures of areas, each rate with its confidence interval."),
    "diff": Lazy(
        "diff",
        "Compare areas with a baseline: excess crime rate, safety-score shortfall, and how sure that is.",
    ),
    "rank": Lazy(
        "rank", "Rank areas by their rate ratio to one baseline, on a funnel that shows what chance alone would do."
    ),
    "import": Lazy(
        "imports",
        "Turn published data into profiles: police.uk archives, and tables of the ONS and the Home Office.",
    ),
    "list": Lazy("list", "List what can be named, the nearest place first, and the file each area comes from."),
    "validate": Lazy("validate", "Check profile files: every problem in every file; exit 1 if there is any."),
    "schema": Lazy(
        "schema", "Print the JSON Schema of a profile document, by which editors complete and check profile files."
    ),
}

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from crimecompare import __version__

        write(f"crimecompare {__version__}\n")
        raise typer.Exit


@app.callback(epilog="Exit codes: 0 answered, 1 the answer is no (--fail-if, validate), 2 could not answer.")
def crimecompare(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done all
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Compare recorded crime between areas: how does it stand here and there, and how sure can we be?"""
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")
