"""`crimecompare diff`."""

from typing import Annotated

import typer

from crimecompare.cli import options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("diff", cls=Command)
def diff(
    areas: options.Areas,
    baseline: options.Baseline = None,
    offence: options.Offence = None,
    by_offence: Annotated[
        bool, typer.Option("--by-offence", help="One row for each offence that both sides have.")
    ] = False,
    exclude_self: options.ExcludeSelf = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Stop if the two may not be measured alike: period, offences, residents, score."),
    ] = False,
    kind: options.Kind = None,
    within: options.Within = None,
    where: Annotated[list[str] | None, options.where("verdict==higher", "diff", by_offence="by_offence")] = None,
    sort: Annotated[str | None, options.sort("diff", by_offence="by_offence")] = None,
    reverse: options.Reverse = False,
    top: options.Top = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("diff", by_offence="by_offence")] = None,
    get: Annotated[list[str] | None, options.get_field("diff", by_offence="by_offence")] = None,
    fail_if: Annotated[
        list[str] | None,
        options.fail_if("excess_percent>25", "diff", by_offence="by_offence"),
    ] = None,
) -> int:
    """Compare areas with a baseline, and say how sure that is.

    $ crimecompare diff fenland --baseline @2023

    The interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing about crimes that are never reported or how recording differs.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli import comparing
    from crimecompare.cli.areas import Narrowing, catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.offence import refuse_both
    from crimecompare.cli.output import answer, answer_options, check_output

    refuse_both(offence, by_offence=by_offence)
    report = comparing.kind(by_offence=by_offence)
    chosen = choice(report, where or [], sort, top, reverse=reverse)
    question = answer_options(report, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    known = catalogue(profiles)
    check_output(question.file, known, [*areas, *(baseline or ())])
    comparisons = comparing.compared(
        known,
        areas,
        baseline or [],
        Narrowing(kind, within),
        level,
        exclude_self=exclude_self,
        offence=offence,
    )
    if strict:
        comparing.refuse_different_kinds(comparisons)
    return answer(chosen.said(comparing.reported(comparisons, chosen, by_offence=by_offence)), question)
