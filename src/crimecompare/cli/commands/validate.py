"""`crimecompare validate`."""

from typing import Annotated

import typer

from crimecompare.cli import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("validate")
def validate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Profile files, and folders to walk.")],
    output: options.Output = None,
) -> int:
    """Check profile files: every problem in every file; exit 1 if there is any."""
    from crimecompare.cli.output import ANSWERED, NO, answer, answer_options
    from crimecompare.profiles.validation import check
    from crimecompare.reports import validation as report

    question = answer_options(report.KIND, output)
    checked = check(paths)
    answer(report.report(checked.problems, checked.files), question)
    return NO if checked.problems else ANSWERED
