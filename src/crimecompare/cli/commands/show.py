"""`crimecompare show`."""

from typing import Annotated

import typer

from crimecompare.cli import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("show")
def show(
    areas: options.Areas,
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
    fail_if: Annotated[
        list[str] | None, options.condition("--fail-if", "Exit 1 if true of any row shown", "crime_rate>100", "show")
    ] = None,
) -> int:
    """Show the figures of areas, each rate with its confidence interval.

    The interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing of crimes that are never reported or of how recording differs.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli.areas import Narrowing, areas_of, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.output import answer, answer_options, check_file
    from crimecompare.reports import show as report

    chosen = choice(report.KIND, where or [], sort, top, reverse=reverse)
    question = answer_options(report.KIND, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    known = catalogue(profiles)
    check_file(question, known, areas)
    found = [profile for one in areas_of(known, areas, Narrowing(kind, within)) for profile in one.profiles()]
    return answer(chosen.said(report.report(chosen.of(report.shown(found, level)))), question)
