"""`crimecompare report`."""

from typing import Annotated

import typer

from crimecompare.cli import completion, options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("report", cls=Command)
def one_page(
    area: Annotated[
        str,
        typer.Argument(
            metavar="AREA",
            help="Key, code or name of one area, with @PERIOD for another time; or its profile file.",
            autocompletion=completion.areas,
        ),
    ],
    baseline: options.Baseline = None,
    exclude_self: options.ExcludeSelf = False,
    control: options.Control = None,
    parts: options.Parts = False,
    since: options.Since = None,
    before: options.Before = None,
    after: options.After = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    output: options.Output = None,
) -> int:
    """Write a page about one area, with pictures and caveats.

    $ crimecompare report fenland -o fenland.html

    It compares the area with a baseline, also by offence, places it among others, and says how it changed; with
    --control also whether it changed more than elsewhere. What the figures do not allow says what it would need. The
    page stands alone: it has no script and loads nothing.
    """
    from crimecompare.analysis.comparison import checked_confidence
    from crimecompare.cli import handover
    from crimecompare.cli.areas import catalogue
    from crimecompare.cli.output import ANSWERED, check_output, output_file, write_answer
    from crimecompare.formats.html import page

    file = output_file(output)
    handover.check_ending(file)
    level = checked_confidence(confidence)
    change = handover.asked_change(control or [], since, before, after, parts=parts)
    known = catalogue(profiles)
    check_output(file, known, [area, *(baseline or ()), *(control or ())])
    asked = handover.AskedPage(area, baseline or [], change, level, exclude_self=exclude_self)
    title, sections = handover.page_about(known, asked)
    write_answer([page(title, sections).encode("utf-8", "replace")], file)
    return ANSWERED
