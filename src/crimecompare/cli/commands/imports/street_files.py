"""`crimecompare import police-uk`."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from crimecompare.cli.commands.imports.delivery import (
    OutFile,
    PopulationBasis,
    Retrieved,
    check_target,
    checked_date,
    checked_month,
    deliver,
    stated_text,
)


def police_uk(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE",
            help="An archive of data.police.uk (.zip), a folder, or a -street.csv file.",
        ),
    ],
    areas: Annotated[
        list[Path],
        typer.Option(
            metavar="LOOKUP",
            help="CSV of LSOA codes, their areas and residents; repeatable, districts first.",
        ),
    ],
    population: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="CSV of residents by LSOA code, instead of those in the lookups; repeatable.",
        ),
    ] = None,
    code_column: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Column of LSOA codes. This and the next three: once, or once per file."),
    ] = None,
    area_column: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Column of area names.")] = None,
    area_code_column: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Column of area codes, to group by where several areas share a name."),
    ] = None,
    population_column: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Column of residents.")] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="What sort of areas they are, such as ward: once, or once per lookup."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Write only this area, by name, key or code; repeatable.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM", help="First month to count.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM", help="Last month to count.")] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="OFFENCE", help="Leave out this offence, as named in the files; repeatable."),
    ] = None,
    total: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Add the sum of the first lookup's covered areas, called this, as a baseline.",
        ),
    ] = None,
    monthly_offences: Annotated[
        bool, typer.Option("--monthly-offences", help="Write counts by offence and month, too, which are long.")
    ] = False,
    population_basis: PopulationBasis = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Where the data come from.  [default: data.police.uk, with licence]"),
    ] = None,
    retrieved: Retrieved = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Name every area that is left out, not only the likely ones.")
    ] = False,
    output: OutFile = None,
) -> None:
    """Count crimes by area in police.uk's street-level files.

    $ crimecompare import police-uk archive.zip --areas lookup.csv

    Sources may be mixed. Each area that the files cover gets a profile: two thirds of its LSOAs have a row (85% of 20
    LSOAs or more), and its own force has a file for two thirds of the months. An area that lies in an area of an
    earlier lookup is within it, and covered when that is. Anything left out is reported on standard error.
    """
    from crimecompare.importers import engine

    engine.require("polars")
    from crimecompare.cli import progress
    from crimecompare.importers.police_uk import lookup, months
    from crimecompare.importers.police_uk import street_level as police_uk

    columns = lookup.ColumnNames(code_column or (), area_column or (), population_column or (), area_code_column or ())
    request = police_uk.StreetLevelRequest(
        sources,
        areas,
        columns,
        population or (),
        kinds=[stated_text("--kind", text) or "" for text in kind or ()],
        only=only or (),
        months=months.Months(checked_month("--from", first), checked_month("--to", last)),
        exclude=exclude or (),
        total=stated_text("--total", total),
        population_basis=population_basis,
        source=stated_text("--source", source) or police_uk.SOURCE,
        retrieved=checked_date(retrieved),
        verbose=verbose,
        monthly_offences=monthly_offences,
    )
    check_target(output, [*sources, *areas, *(population or ())])
    with ExitStack() as archives:
        files = police_uk.open_sources(request, archives)
        with progress.shown_progress(len(files), sum(file.size for file in files)) as advance:
            imported = police_uk.import_police_uk(request, files, advance)
    deliver(imported, output)
