"""`crimecompare list`."""

from typing import Annotated

import typer

from crimecompare.cli import options
from crimecompare.cli.groups import Command

REST = 'add -f csv for all, or a pattern such as "fen*" for some.'
"""How to see what a terminal has no room for."""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("list", cls=Command)
def list_areas(
    areas: options.AnyAreas = None,
    kind: options.Kind = None,
    within: options.Within = None,
    where: Annotated[list[str] | None, options.where("kind==ward", "listing")] = None,
    sort: Annotated[str | None, options.sort("listing")] = None,
    reverse: options.Reverse = False,
    top: options.Top = None,
    profiles: options.Profiles = None,
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("listing")] = None,
    get: Annotated[list[str] | None, options.get_field("listing")] = None,
) -> int:
    """List the areas that can be named, and their files.

    $ crimecompare list "fen*"

    Each area has a row for each period that it has figures for. Where two places have the same key, the first one
    listed is meant.
    """
    from crimecompare.cli.areas import Narrowing, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.listed import entries_of
    from crimecompare.cli.output import answer, answer_options, check_output
    from crimecompare.reports import listing

    chosen = choice(listing.KIND, where or [], sort, top, reverse=reverse)
    question = answer_options(listing.KIND, format_, output, fields, get)
    known = catalogue(profiles)
    check_output(question.file, known, areas or ())
    entries = entries_of(known, areas or [], Narrowing(kind, within))
    rows = [listing.Listed(entry.profile(), is_shadowed) for entry, is_shadowed in entries]
    return answer(chosen.said(listing.report(rows, chosen.of(rows), REST)), question)
