"""`crimecompare import table`."""

from pathlib import Path
from typing import Annotated

import typer

from crimecompare.cli.commands.imports.delivery import (
    OutFile,
    PopulationBasis,
    Retrieved,
    check_target,
    checked_date,
    deliver,
    stated_text,
)


def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: CSV, TSV, XLSX or ODS.")],
    area_column: Annotated[
        str, typer.Option(metavar="HEADING", help="Column of area names; a row without one is a subtotal.")
    ],
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sheet of a spreadsheet; needed if it has several.")
    ] = None,
    code_column: Annotated[str | None, typer.Option(metavar="HEADING", help="Column of official area codes.")] = None,
    population_column: Annotated[str | None, typer.Option(metavar="HEADING", help="Column of residents.")] = None,
    crimes_column: Annotated[
        str | None, typer.Option(metavar="HEADING", help="Column of all crimes, as a count.")
    ] = None,
    rate_column: Annotated[
        str | None, typer.Option(metavar="HEADING", help="Column of all crimes per 1,000 residents a year.")
    ] = None,
    offence_column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING",
            help="Column of one offence: counts with --crimes-column, else rates; repeatable.",
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What sort of areas they are, such as police force area.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help="Months that the counts cover, such as 2024 or 2024-04/2025-03."
        ),
    ] = None,
    offence_scope: Annotated[
        str | None, typer.Option(metavar="TEXT", help='What is counted, such as "recorded crime excluding fraud".')
    ] = None,
    population_basis: PopulationBasis = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the table comes from.  [default: its name]")
    ] = None,
    retrieved: Retrieved = None,
    output: OutFile = None,
) -> None:
    """Make profiles from an official table (CSV, TSV, XLSX, ODS).

    $ crimecompare import table areas.csv --area-column Area --rate-column Rate

    The heading row is found by the columns that are named. Line breaks, blanks, case and [note n] in a heading do not
    matter. [x], : and the like are missing figures.
    """
    from crimecompare.importers import engine

    engine.require("polars")
    from crimecompare.importers.tables import official as tables

    columns = tables.TableColumns(
        area_column, code_column, population_column, crimes_column, rate_column, offence_column or ()
    )
    request = tables.TableRequest(
        file,
        columns,
        sheet=sheet,
        kind=stated_text("--kind", kind),
        period=period,
        offence_scope=offence_scope,
        population_basis=population_basis,
        source=stated_text("--source", source),
        retrieved=checked_date(retrieved),
    )
    check_target(output, [file])
    with engine.failures_mended():
        imported = tables.import_table(request)
    deliver(imported, output)
