"""The command line: which commands there are. Each is a module of its own, imported when it is called."""

from typing import Annotated

import typer

from crimecompare.cli.asides import forget_asides
from crimecompare.cli.groups import Lazy, lazy_group
from crimecompare.cli.streams import write

COMMANDS = {
    "show": Lazy("show", "Show the figures of areas, each rate with its interval."),
    "diff": Lazy("diff", "Compare areas with a baseline, and say how sure that is."),
    "rank": Lazy("rank", "Rank areas by rate ratio, with limits that allow for chance."),
    "trend": Lazy("trend", "Compare the last 12 months of areas with the 12 before."),
    "evaluate": Lazy("evaluate", "Ask whether areas changed more than elsewhere."),
    "report": Lazy("report", "Write a page about one area, with pictures and caveats."),
    "import": Lazy("imports", "Make profiles from data of police.uk, the ONS and others."),
    "list": Lazy("list", "List the areas that can be named, and their files."),
    "validate": Lazy("validate", "Check profile files, and report every problem."),
    "new": Lazy("new", "Write a profile to fill in, with every field and its meaning."),
    "schema": Lazy("schema", "Print the JSON Schema of a profile file, for editors."),
}
"""Each command with its summary, which fits a screen of 80 columns."""

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


@app.callback(
    epilog="Exit codes: 0 answered; 1 a --fail-if condition was met, or validate found a problem; 2 could not answer."
)
def crimecompare(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done all
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """How does recorded crime here compare with there, and how sure can we be?

    $ crimecompare diff fenland --baseline cambridgeshire-police
    """
    forget_asides()
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")
