"""`crimecompare rank`."""

from typing import Annotated

import typer

from crimecompare.analysis.funnel import Limits
from crimecompare.cli import completion, options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("rank", cls=Command)
def rank(
    areas: options.AnyAreas = None,
    baseline: options.RankBaseline = None,
    offence: options.Offence = None,
    limits: Annotated[
        Limits,
        typer.Option(
            "--limits",
            metavar="LIMITS",
            help="Whether limits allow for chance (poisson), or for more (additive), or auto.",
            parser=options.one_of("--limits", Limits),
            autocompletion=completion.words(Limits),
        ),
    ] = Limits.AUTO,
    highlight: Annotated[
        list[str] | None,
        typer.Option(
            "--highlight",
            metavar="AREA",
            help="Name this area in the picture, whatever else has a name there; repeatable.",
            autocompletion=completion.areas,
        ),
    ] = None,
    overdispersion: Annotated[bool, typer.Option("--overdispersion", hidden=True)] = False,
    kind: options.Kind = None,
    within: options.Within = None,
    where: Annotated[list[str] | None, options.where("funnel==high-99.8", "rank")] = None,
    sort: Annotated[str | None, options.sort("rank")] = None,
    reverse: options.Reverse = False,
    top: options.Top = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("rank")] = None,
    get: Annotated[list[str] | None, options.get_field("rank")] = None,
    fail_if: Annotated[list[str] | None, options.fail_if("z>3", "rank")] = None,
) -> int:
    """Rank areas by rate ratio, with limits that allow for chance.

    $ crimecompare rank --within cambridgeshire-police

    The areas are those named, or else all of the commonest kind in --profiles, or in the first folder that has any.
    Without --baseline they are ranked against all of them pooled.

    With --limits poisson, an area is outside a limit of the funnel when chance alone does not explain how its count
    differs from what the baseline's rate would give. Additive limits are wider, by as much as the areas differ beyond
    chance. The default, auto, is additive where ten areas or more clearly differ.

    The interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing about crimes that are never reported or how recording differs.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli import placing
    from crimecompare.cli.areas import Narrowing, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.output import answer, answer_options, check_output
    from crimecompare.errors import UsageError
    from crimecompare.reports import rank as report

    if overdispersion:
        raise UsageError("--overdispersion was removed; use --limits additive")
    chosen = choice(report.KIND, where or [], sort, top, reverse=reverse)
    question = answer_options(report.KIND, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    known = catalogue(profiles)
    check_output(question.file, known, [*(areas or ()), *(baseline or ()), *(highlight or ())])
    narrowing = Narrowing(kind, within)
    ranking, around, only = placing.ranked(known, areas or [], baseline or [], narrowing, level, limits, offence)
    lit = placing.highlighted(known, highlight or [], ranking)
    return answer(chosen.said(report.report(ranking, chosen.of(ranking.standings), around, only, lit)), question)
