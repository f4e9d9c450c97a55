"""`crimecompare validate`."""

from typing import Annotated

import typer

from crimecompare.cli import options
from crimecompare.cli.groups import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("validate", cls=Command)
def validate(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="A profile file, or a folder to search with all its folders.")
    ],
    format_: options.FormatName = None,
    output: options.Output = None,
    fields: Annotated[list[str] | None, options.some_fields("validation")] = None,
) -> int:
    """Check profile files, and report every problem.

    $ crimecompare validate my-profiles

    The exit code is 1 if there is any problem.
    """
    from crimecompare.cli.output import ANSWERED, NO, answer, answer_options
    from crimecompare.files import check_place
    from crimecompare.profiles.validation import check, files_of
    from crimecompare.reports import validation as report

    question = answer_options(report.KIND, format_, output, fields)
    files = files_of(paths)
    if question.file is not None:
        check_place(question.file, files)
    checked = check(files)
    answer(report.report(checked.problems, checked.files), question)
    return NO if checked.problems else ANSWERED
