"""`crimecompare import`: a module for each kind of data that it reads."""

import gc

import typer

from crimecompare.cli.commands.imports.official_table import table
from crimecompare.cli.commands.imports.ons_workbook import ons
from crimecompare.cli.commands.imports.street_files import police_uk
from crimecompare.cli.groups import Command, Group

SELDOM = 200_000
"""New objects after which unused ones are looked for: most of what an import builds it keeps."""

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)
app.command("police-uk", cls=Command)(police_uk)
app.command("ons", cls=Command)(ons)
app.command("table", cls=Command)(table)


@app.callback()
def importing() -> None:
    """Make profiles from data of police.uk, the ONS and others.

    $ crimecompare import police-uk archive.zip --areas lookup.csv
    """
    gc.set_threshold(SELDOM)
    gc.enable()  # an import runs for long, and frees much memory
