"""`crimecompare import ons`."""

from pathlib import Path
from typing import Annotated

import typer

from crimecompare.cli.commands.imports.delivery import OutFile, Retrieved, check_target, checked_date, deliver


def ons(
    workbook: Annotated[
        Path, typer.Argument(metavar="WORKBOOK", help='ONS\'s spreadsheet "Police force area data tables".')
    ],
    previous: Annotated[
        bool, typer.Option("--previous", help="Write the year before, which the workbook also has.")
    ] = False,
    retrieved: Retrieved = None,
    output: OutFile = None,
) -> None:
    """Make profiles from ONS's "Police force area data tables".

    $ crimecompare import ons policeforceareatables.xlsx -o 2024.json

    The areas are the community safety partnerships, police force areas, regions and countries of England and Wales,
    each with its crimes by offence, residents, rate and codes, and the area that contains it. ONS's notes become
    caveats.
    """
    from crimecompare.importers import engine

    engine.require("polars", "fastexcel")
    from crimecompare.importers.ons import release

    request = release.OnsRequest(workbook, previous=previous, retrieved=checked_date(retrieved))
    check_target(output, [workbook])
    with engine.failures_mended():
        imported = release.import_ons(request)
    deliver(imported, output)
