"""The areas that arguments mean, as the figures that are compared, with what is known of what contains them."""

from collections.abc import Iterable
from pathlib import Path

import typer

from crimecompare.analysis.codes import Code
from crimecompare.analysis.figures import Figures
from crimecompare.errors import UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue

REMEDIES = {
    Code.PART_OF_BASELINE: "--exclude-self takes it out",
    Code.OVER_DISPERSED: "--limits additive allows for it",
}
"""What to type about a note, by its code."""


def catalogue(profiles: list[str] | None) -> Catalogue:
    """Return the catalogue of the paths given, with the user's own folder. Raises UsageError for an empty path."""
    if "" in (profiles or ()):
        raise UsageError("--profiles must name a file or a folder, not nothing")
    return Catalogue(profiles or (), users_folder=Path(typer.get_app_dir("crimecompare")) / "profiles")


def figures(known: Catalogue, profiles: Iterable[AreaProfile]) -> list[Figures]:
    """Return the figures of areas, with all that contains each of them. Raises BadProfile for a circle."""
    return [Figures.of(profile, known.containers(profile)) for profile in profiles]


def baseline_members(known: Catalogue, names: list[str]) -> list[AreaProfile]:
    """Return the areas that a baseline is made of, each once. Raises CrimecompareError when there are none."""
    members = [profile for name in names for profile in known.members_of(name)]
    return list({member.identity: member for member in members}.values())
