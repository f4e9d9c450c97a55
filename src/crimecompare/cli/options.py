"""Options that several commands share, each described once."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

import typer

from crimecompare.analysis.baselines import Containers
from crimecompare.analysis.figures import Figures
from crimecompare.cli import completion
from crimecompare.errors import UsageError
from crimecompare.formats import Format
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue

NAMES = "Keys of areas, profile files, quoted patterns ('fen*'), or - for standard input."
Areas = Annotated[list[str], typer.Argument(metavar="AREA", help=NAMES, autocompletion=completion.areas)]
AnyAreas = Annotated[list[str] | None, typer.Argument(metavar="AREA", help=NAMES, autocompletion=completion.areas)]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profiles",
        "-p",
        metavar="PATH",
        help="A profile file, or a folder of them, to look in first; repeatable.",
    ),
]
Baseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        "-b",
        metavar="AREA",
        help="What to compare with; several, a file, a folder or a pattern are pooled.  "
        "[default: $CRIMECOMPARE_BASELINE, else uk]",
        autocompletion=completion.areas,
    ),
]
RankBaseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        "-b",
        metavar="AREA",
        help="What to rank against; several are pooled.  [default: all the ranked, pooled]",
        autocompletion=completion.areas,
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


def get_field(report: str, **instead: str) -> Any:
    """Return the option --get of a report (or of another `instead` where a flag is set), as completion needs it."""
    return typer.Option(
        "--get",
        metavar="FIELD",
        help="Print that raw value only, a line per row.",
        autocompletion=completion.fields(report, **instead),
    )


def condition(name: str, what: str, example: str, report: str, **instead: str) -> Any:
    """Return a repeatable option that takes conditions on the fields of a report."""
    return typer.Option(
        name,
        metavar="CONDITION",
        help=f"{what}, as in '{example}'; repeatable.",
        autocompletion=completion.fields(report, **instead),
    )


def catalogue(profiles: list[str] | None) -> Catalogue:
    """Return the catalogue of the paths given, with the user's own folder. Raises UsageError for an empty path."""
    if "" in (profiles or ()):
        raise UsageError("--profiles must name a file or a folder, not nothing")
    return Catalogue(profiles or (), users_folder=Path(typer.get_app_dir("crimecompare")) / "profiles")


def containers(catalogue: Catalogue) -> Containers:
    """Return what tells, of a side that is an area, the areas of the catalogue that contain it."""
    known: dict[object, Collection[str]] = {}

    def containers_of(side: Figures) -> Collection[str]:
        if side.identity not in known:
            known[side.identity] = catalogue.containers(side.profile) if side.profile and side.profile.within else ()
        return known[side.identity]

    return containers_of


def baseline_members(catalogue: Catalogue, names: list[str]) -> list[AreaProfile]:
    """Return the areas that a baseline is made of. Raises CrimecompareError when there are none."""
    members = [profile for name in names for profile in catalogue.members_of(name)]
    return list({member.identity: member for member in members}.values())
