"""--offence: which areas give the one offence that is asked for, and the figures of it alone."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crimecompare.analysis.figures import Figures
from crimecompare.analysis.one_offence import (
    of_offence,
    of_offence_if_given,
    offences_of,
    spelled_offence,
    unknown_offence,
)
from crimecompare.cli.areas import Chosen
from crimecompare.cli.asides import leave_out
from crimecompare.errors import UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import profiles as validated
from crimecompare.wording import counted, quoted


class Given(NamedTuple):
    """An area that gives what is asked for, and whether it is named outright."""

    area: AreaProfile
    is_named: bool


def giving(chosen: Iterable[Chosen], offence: str | None) -> list[Given]:
    """Return the areas chosen; those that give one offence, if it is asked for, saying which others are left out.

    Raises BadProfile; UnknownName for an area named outright that does not give it, and when none is left.
    """
    entries = [(entry, one.names_one) for one in chosen for entry in one.entries]
    profiles = validated(entry for entry, _ in entries)
    areas = [Given(area, is_named) for area, (_, is_named) in zip(profiles, entries, strict=True)]
    if offence is None:
        return areas
    lacks = [spelled_offence(offence, offences_of(one.area)) is None for one in areas]
    lacking = [one for one, lacks_it in zip(areas, lacks, strict=True) if lacks_it]
    for area in (one.area for one in lacking if one.is_named):
        raise unknown_offence(offence, area.key, offences_of(area))
    if lacking and len(lacking) == len(areas):
        known = dict.fromkeys(name for one in lacking for name in offences_of(one.area))
        whom = f"any of {counted(len(areas), 'area')}" if len(areas) > 1 else areas[0].area.key
        raise unknown_offence(offence, whom, known)
    leave_out([one.area.key for one in lacking], without_figures_for(offence))
    return [one for one, lacks_it in zip(areas, lacks, strict=True) if not lacks_it]


def without_figures_for(offence: str) -> str:
    """Say which areas are left out that do not give an offence."""
    return f"without figures for {quoted(offence)}"


def alone(sides: Iterable[Figures], offence: str | None) -> list[Figures]:
    """Return figures of areas, or those of one offence, which they give."""
    return list(sides) if offence is None else [of_offence(side, offence) for side in sides]


def baseline_alone(side: Figures, offence: str | None) -> Figures:
    """Return the figures of a baseline, or those of one offence. Raises UnknownName where it does not give it."""
    return side if offence is None else of_offence(side, offence, f"the baseline {side.key}")


def to_be_pooled(members: Sequence[Figures], offence: str | None) -> list[Figures]:
    """Return figures of areas, or those of one offence: unknown where one does not give it, which no pool takes."""
    return list(members) if offence is None else [of_offence_if_given(member, offence) for member in members]


def refuse_both(offence: str | None, *, by_offence: bool) -> None:
    """Refuse --offence with --by-offence. Raises UsageError."""
    if offence is not None and by_offence:
        raise UsageError("--offence and --by-offence cannot be used together: one offence alone, or a row for each")
