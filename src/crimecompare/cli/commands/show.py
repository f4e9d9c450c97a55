"""`crimecompare show`."""

from typing import Annotated

import typer

from crimecompare.cli import options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("show", cls=Command)
def show(
    areas: options.Areas,
    offence: options.Offence = None,
    kind: options.Kind = None,
    within: options.Within = None,
    where: Annotated[list[str] | None, options.where("crime_rate>100", "show")] = None,
    sort: Annotated[str | None, options.sort("show")] = None,
    reverse: options.Reverse = False,
    top: options.Top = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("show")] = None,
    get: Annotated[list[str] | None, options.get_field("show")] = None,
    fail_if: Annotated[list[str] | None, options.fail_if("crime_rate>100", "show")] = None,
) -> int:
    """Show the figures of areas, each rate with its interval.

    $ crimecompare show fenland

    The interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing about crimes that are never reported or how recording differs.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.analysis.figures import Figures
    from crimecompare.cli.areas import Narrowing, areas_of, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.offence import alone, giving
    from crimecompare.cli.output import answer, answer_options, check_output
    from crimecompare.reports import show as report

    chosen = choice(report.KIND, where or [], sort, top, reverse=reverse)
    question = answer_options(report.KIND, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    known = catalogue(profiles)
    check_output(question.file, known, areas)
    found = [Figures.of(area) for area, _ in giving(areas_of(known, areas, Narrowing(kind, within)), offence)]
    return answer(chosen.said(report.report(chosen.of(report.shown(alone(found, offence), level)))), question)
