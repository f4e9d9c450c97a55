"""`crimecompare trend`."""

from typing import Annotated

import typer

from crimecompare.cli import options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("trend", cls=Command)
def trend(
    areas: options.UndatedAreas,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="MONTH", help="The last month to count, such as 2025-12.  [default: the last known]"
        ),
    ] = None,
    offence: options.Offence = None,
    kind: options.Kind = None,
    within: options.Within = None,
    where: Annotated[list[str] | None, options.where("verdict==higher", "trend")] = None,
    sort: Annotated[str | None, options.sort("trend")] = None,
    reverse: options.Reverse = False,
    top: options.Top = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("trend")] = None,
    get: Annotated[list[str] | None, options.get_field("trend")] = None,
    fail_if: Annotated[list[str] | None, options.fail_if("change_percent>10", "trend")] = None,
) -> int:
    """Compare the last 12 months of areas with the 12 before.

    $ crimecompare trend fenland

    The interval allows for how far counts by month vary, beyond chance. From figures of whole years it can allow for
    chance alone, which is too little: then what differs is left unjudged. No signal is given for a single month.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli import trending
    from crimecompare.cli.areas import Narrowing, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.output import answer, answer_options, check_output
    from crimecompare.cli.since import month_of
    from crimecompare.reports import trend as report

    chosen = choice(report.KIND, where or [], sort, top, reverse=reverse)
    question = answer_options(report.KIND, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    last = month_of("--to", to) if to is not None else None
    known = catalogue(profiles)
    check_output(question.file, known, areas)
    found = trending.trends(known, areas, Narrowing(kind, within), last, level, offence)
    return answer(chosen.said(report.report(chosen.of(found))), question)
