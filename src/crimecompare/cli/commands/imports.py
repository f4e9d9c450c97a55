"""`crimecompare import police-uk` and `crimecompare import table`."""

import gc
import re
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from crimecompare.cli.streams import write
from crimecompare.errors import UsageError
from crimecompare.files import check_place, write_whole
from crimecompare.importers.imported import Imported
from crimecompare.profiles.periods import MONTH
from crimecompare.wording import printable, quoted

app = typer.Typer(rich_markup_mode=None, add_completion=False)

OutFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the profiles there.  [default: standard output]"),
]
PopulationBasis = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Which residents the numbers count, such as 'Census 2021'.")
]
Retrieved = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When the data were taken from their source, as YYYY-MM-DD.  [default: today]"),
]


def _month(option: str, text: str | None) -> str | None:
    """Return the month that an option names. Raises UsageError."""
    if text is not None and not re.fullmatch(MONTH, text):
        raise UsageError(f'{option} must be a month such as "2025-03", not {quoted(text)}')
    return text


def _text(option: str, text: str | None) -> str | None:
    """Return the text that an option gives. Raises UsageError for an empty one, which would pass for none."""
    if text is not None and not text.strip():
        raise UsageError(f"{option} must not be empty; leave it out instead")
    return text


def _date(text: str | None) -> date | None:
    """Return the day that --retrieved names. Raises UsageError."""
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise UsageError(f"--retrieved must be a date such as 2025-12-31, not {quoted(text or '')}") from None


def _deliver(imported: Imported, output: Path | None) -> None:
    """Write the profiles, whole or not at all, and then say what was read and what was left out."""
    if output is None:
        write(imported.document)
    else:
        write_whole(output, imported.document)
    for remark in imported.remarks:
        typer.echo(printable(remark), err=True)


@app.callback()
def importing() -> None:
    """Turn published data into profiles: police.uk archives, and tables of the ONS and the Home Office."""
    gc.enable()  # an import goes on for long, and lets go of much


@app.command("police-uk")
def police_uk(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE",
            help="Archives of data.police.uk (.zip), folders, or -street.csv files, any number, mixed.",
        ),
    ],
    areas: Annotated[
        list[Path],
        typer.Option(
            metavar="LOOKUP",
            help="CSV that says for each LSOA code which area it is in and how many live there; repeatable, districts "
            "first: an area that lies in one of an earlier lookup is within it, and covered when that is.",
        ),
    ],
    population: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="CSV of residents by LSOA code, when the lookups have none or others are meant; repeatable.",
        ),
    ] = None,
    code_column: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Column of LSOA codes. This and the next three: once, or once per --areas."),
    ] = None,
    area_column: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Column of area names.")] = None,
    area_code_column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Column of area codes, to group by: where one name stands for several areas."
        ),
    ] = None,
    population_column: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Column of residents.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Write this area (by name, key or code) only; repeatable.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM", help="First month to count.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM", help="Last month to count.")] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="OFFENCE", help="Leave this offence out, as named in the files; repeatable."),
    ] = None,
    total: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Add the sum of the first lookup's covered areas under this name, --only or not, as a baseline.",
        ),
    ] = None,
    population_basis: PopulationBasis = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Where the data come from.  [default: data.police.uk, with licence]"),
    ] = None,
    retrieved: Retrieved = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Name every area that is left out, not only those that one would expect.")
    ] = False,
    output: OutFile = None,
) -> None:
    """Count the crimes in police.uk's street-level files by area, and write a profile of each area they cover.

    An area is covered when two thirds of its LSOAs have a row (85% of 20 LSOAs or more), and its own force has a file
    for two thirds of the months. Anything left out is reported on standard error.
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
        only=only or (),
        months=months.Months(_month("--from", first), _month("--to", last)),
        exclude=exclude or (),
        total=_text("--total", total),
        population_basis=population_basis,
        source=_text("--source", source) or police_uk.SOURCE,
        retrieved=_date(retrieved),
        verbose=verbose,
    )
    if output is not None:
        check_place(output, [*sources, *areas, *(population or ())])
    with ExitStack() as archives:
        files = police_uk.open_sources(request, archives)
        with progress.shown_progress(len(files), sum(file.size for file in files)) as advance:
            imported = police_uk.import_police_uk(request, files, advance)
    _deliver(imported, output)


@app.command("table")
def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: CSV, TSV, XLSX or ODS.")],
    area_column: Annotated[
        str, typer.Option(metavar="HEADING", help="Column of area names; rows where it is empty are subtotals.")
    ],
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sheet of a spreadsheet; needed when there are several.")
    ] = None,
    code_column: Annotated[str | None, typer.Option(metavar="HEADING", help="Column of official area codes.")] = None,
    population_column: Annotated[str | None, typer.Option(metavar="HEADING", help="Column of residents.")] = None,
    crimes_column: Annotated[
        str | None, typer.Option(metavar="HEADING", help="Column of all crimes, as a count.")
    ] = None,
    rate_column: Annotated[
        str | None, typer.Option(metavar="HEADING", help="Column of all crimes per 1,000 residents per year.")
    ] = None,
    offence_column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING",
            help="Column of one offence: counts with --crimes-column, rates with --rate-column alone; repeatable.",
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help="Months that the counts cover, such as 2024 or 2024-04/2025-03."
        ),
    ] = None,
    offence_scope: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What is counted, such as 'recorded crime excluding fraud'.")
    ] = None,
    population_basis: PopulationBasis = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the table comes from.  [default: its name]")
    ] = None,
    retrieved: Retrieved = None,
    output: OutFile = None,
) -> None:
    """Write a profile of each area in an official table, whose heading row is found by the columns named.

    Headings match whatever their line breaks, blanks, case and [note n]; [x], : and the like are missing figures.
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
        period=period,
        offence_scope=offence_scope,
        population_basis=population_basis,
        source=_text("--source", source),
        retrieved=_date(retrieved),
    )
    if output is not None:
        check_place(output, [file])
    _deliver(tables.import_table(request), output)
