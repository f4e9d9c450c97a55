"""Options that several commands share, each described once."""

from pathlib import Path
from typing import Annotated

import typer

from crimecompare.catalogue import Catalogue
from crimecompare.cli import completion
from crimecompare.errors import UsageError
from crimecompare.formats import Format

LOWEST_CONFIDENCE, HIGHEST_CONFIDENCE = 0.9, 0.9999

Areas = Annotated[
    list[str],
    typer.Argument(
        metavar="AREA",
        help="Keys of areas, profile files, quoted patterns ('fen*'), or - for standard input.",
        autocompletion=completion.areas,
    ),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profiles",
        "-p",
        metavar="PATH",
        help="A profile file, or a folder of them, to look in first; repeatable.",
    ),
]
Output = Annotated[Format | None, typer.Option("--format", "-f", help="How to print the answer.  [default: table]")]
Confidence = Annotated[
    float,
    typer.Option(
        "--confidence",
        "-c",
        metavar="LEVEL",
        help="Confidence of every interval, 0.9 to 0.9999.",
    ),
]


def checked_confidence(confidence: float) -> float:
    """Return a confidence that intervals are made at. Raises UsageError."""
    if not LOWEST_CONFIDENCE <= confidence <= HIGHEST_CONFIDENCE:
        raise UsageError(f"--confidence must be from {LOWEST_CONFIDENCE} to {HIGHEST_CONFIDENCE}, not {confidence:g}")
    return confidence


def catalogue(profiles: list[str] | None) -> Catalogue:
    """Return the catalogue of the paths given, with the user's own folder."""
    return Catalogue(profiles or (), users_folder=Path(typer.get_app_dir("crimecompare")) / "profiles")
