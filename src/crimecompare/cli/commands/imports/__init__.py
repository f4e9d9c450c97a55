"""`crimecompare import`: a module for each kind of data that it reads."""

import gc

import typer

from crimecompare.cli.commands.imports.official_table import table
from crimecompare.cli.commands.imports.ons_workbook import ons
from crimecompare.cli.commands.imports.street_files import police_uk

app = typer.Typer(rich_markup_mode=None, add_completion=False)
app.command("police-uk")(police_uk)
app.command("ons")(ons)
app.command("table")(table)


@app.callback()
def importing() -> None:
    """Turn published data into profiles: police.uk archives, and tables of the ONS and the Home Office."""
    gc.enable()  # an import goes on for long, and lets go of much
