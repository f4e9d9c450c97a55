"""`crimecompare evaluate`."""

from typing import Annotated

import typer

from crimecompare.cli import options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)
INSTEAD = {"by_offence": "evaluate_by_offence"}
"""The report that is asked for where a flag is set."""


@app.command("evaluate", cls=Command)
def evaluate(
    areas: options.UndatedAreas,
    control: options.Control = None,
    parts: options.Parts = False,
    since: options.Since = None,
    before: options.Before = None,
    after: options.After = None,
    offence: options.Offence = None,
    by_offence: Annotated[
        bool, typer.Option("--by-offence", help="One row for each offence that all sides have.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop if the sides may not be measured alike: offences, residents.")
    ] = False,
    where: Annotated[list[str] | None, options.where("verdict==lower", "evaluate", **INSTEAD)] = None,
    sort: Annotated[str | None, options.sort("evaluate", **INSTEAD)] = None,
    reverse: options.Reverse = False,
    top: options.Top = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("evaluate", **INSTEAD)] = None,
    get: Annotated[list[str] | None, options.get_field("evaluate", **INSTEAD)] = None,
    fail_if: Annotated[list[str] | None, options.fail_if("relative_ratio>1.1", "evaluate", **INSTEAD)] = None,
) -> int:
    """Ask whether areas changed more than elsewhere.

    $ crimecompare evaluate luton --control bedford --before 2023 --after 2024

    The interval allows for how far counts by month vary beyond chance and what both sides share, and from three
    controls on for how far such places drift apart by themselves. A difference does not say why there is one.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli import assessing
    from crimecompare.cli.areas import catalogue
    from crimecompare.cli.choosing import choice
    from crimecompare.cli.offence import refuse_both
    from crimecompare.cli.output import answer, answer_options, check_output
    from crimecompare.cli.since import asked_windows

    refuse_both(offence, by_offence=by_offence)
    report = assessing.kind_of_evaluation(by_offence=by_offence)
    chosen = choice(report, where or [], sort, top, reverse=reverse)
    question = answer_options(report, format_, output, fields, get, fail_if)
    level = checked_confidence(confidence)
    when = asked_windows(since, before, after)
    known = catalogue(profiles)
    check_output(question.file, known, [*areas, *(control or ())])
    asked = assessing.AskedEvaluation(when, level, offence, by_offence=by_offence, parts=parts)
    found = assessing.evaluated(known, areas, control or [], asked)
    if strict:
        assessing.refuse_unlike(found)
    return answer(chosen.said(assessing.reported_evaluations(found, chosen, by_offence=by_offence)), question)
