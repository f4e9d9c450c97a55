"""`crimecompare list`."""

from typing import Annotated

import typer

from crimecompare.cli import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("list")
def list_areas(
    profiles: options.Profiles = None,
    output: options.Output = None,
    get: Annotated[str | None, options.get_field("listing")] = None,
) -> int:
    """List what can be named, the nearest place first, and the file each area comes from."""
    from crimecompare.cli.areas import catalogue
    from crimecompare.cli.output import answer, answer_options
    from crimecompare.reports import listing

    question = answer_options(listing.KIND, output, get)
    entries = catalogue(profiles).entries()
    areas = (listing.Listed(entry.profile(), is_shadowed) for entry, is_shadowed in entries)
    return answer(listing.report(areas), question)
