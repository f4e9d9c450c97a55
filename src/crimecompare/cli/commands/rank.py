"""`crimecompare rank`."""

from typing import Annotated

import typer

from crimecompare.analysis.funnel import Limits
from crimecompare.cli import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("rank")
def rank(
    areas: options.AnyAreas = None,
    baseline: options.RankBaseline = None,
    limits: Annotated[
        Limits,
        typer.Option("--limits", help="What the funnel's limits allow for: chance (poisson), or more (additive)."),
    ] = Limits.AUTO,
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
    fail_if: Annotated[
        list[str] | None, options.condition("--fail-if", "Exit 1 if true of any row shown", "z>3", "rank")
    ] = None,
) -> int:
    """Rank areas by their rate ratio to one baseline, on a funnel that shows what chance alone would do.

    The areas are those named, or all of --profiles (else of the nearest place that has any), but only those of the
    kind that most have. Without --baseline the
    baseline is all of them pooled. With --limits poisson an area is outside a limit of the funnel when what would be
    expected at the baseline's rate lies outside the interval of its own count; additive limits are wider, by as much
    as the areas differ beyond chance. The default takes these where ten areas or more clearly do.

    An interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing of crimes that are never reported or of how recording differs.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli import placing
    from crimecompare.cli.areas import Narrowing, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.output import answer, answer_options, check_file
    from crimecompare.errors import UsageError
    from crimecompare.reports import rank as report

    if overdispersion:
        raise UsageError("--overdispersion is no more: use --limits additive")
    chosen = choice(report.KIND, where or [], sort, top, reverse=reverse)
    question = answer_options(report.KIND, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    known = catalogue(profiles)
    check_file(question, known, [*(areas or ()), *(baseline or ())])
    narrowing = Narrowing(kind, within)
    ranking, around, only = placing.ranked(known, areas or [], baseline or [], narrowing, level, limits)
    return answer(chosen.said(report.report(ranking, chosen.of(ranking.standings), around, only)), question)
