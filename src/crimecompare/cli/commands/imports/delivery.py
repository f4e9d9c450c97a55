"""What every import takes, and how its profiles are delivered."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from crimecompare.cli.streams import remark, write
from crimecompare.errors import UsageError
from crimecompare.files import check_place, is_device, write_whole
from crimecompare.importers.imported import Imported
from crimecompare.profiles.periods import MONTH
from crimecompare.wording import printable, quoted

OutFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the profiles to this file.  [default: standard output]"),
]
SUFFIX = ".json"
"""The ending of a file of profiles that an import writes, by which every command knows what is in it."""
PopulationBasis = Annotated[
    str | None, typer.Option(metavar="TEXT", help='Which residents the numbers count, such as "Census 2021".')
]
Retrieved = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When the data were downloaded, as YYYY-MM-DD.  [default: today]"),
]


def checked_month(option: str, text: str | None) -> str | None:
    """Return the month that an option names. Raises UsageError."""
    if text is not None and not re.fullmatch(MONTH, text):
        raise UsageError(f'{option} must be a month such as "2025-03", not {quoted(text)}')
    return text


def stated_text(option: str, text: str | None) -> str | None:
    """Return the text that an option gives. Raises UsageError for an empty one, which would look like none."""
    if text is not None and not text.strip():
        raise UsageError(f"{option} must not be empty; leave it out instead")
    return text


def checked_date(text: str | None) -> date | None:
    """Return the day that --retrieved names. Raises UsageError."""
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise UsageError(f"--retrieved must be a date such as 2025-12-31, not {quoted(text or '')}") from None


def check_target(output: Path | None, inputs: Iterable[Path]) -> None:
    """Check, before any long work, that profiles can be written there and read back. Raises CrimecompareError."""
    if output is None:
        return
    check_place(output, inputs)
    if not is_device(output) and output.suffix.lower() != SUFFIX:
        name = printable(str(output))
        raise UsageError(f"--output {name}: must end in {SUFFIX}, or no command can read the profiles in it")


def deliver(imported: Imported, output: Path | None) -> None:
    """Write the profiles, whole or not at all, and then say what was read and what was left out."""
    if output is None:
        write(imported.document)
    else:
        write_whole(output, imported.document.encode())
    for said in imported.remarks:
        remark(said)
