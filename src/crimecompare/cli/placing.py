"""What `rank` is asked: which areas are ranked against which baseline."""

from collections.abc import Sequence

from crimecompare.analysis.baselines import pool
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.own_pool import outermost
from crimecompare.analysis.ranking import Ranking, rank
from crimecompare.cli.areas import REMEDIES, baseline_members, figures
from crimecompare.errors import UnknownName
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.catalogue import profiles as validated


def ranked(
    known: Catalogue, names: list[str], baseline: list[str], confidence: float, limits: Limits
) -> tuple[Ranking, Figures | None]:
    """Rank the areas named, or all of the nearest place; also return the area that contains all others, left out.

    Raises CrimecompareError when an area is unknown, or none is left.
    """
    members = baseline_members(known, baseline)
    subjects = _subjects(known, names, members)
    around = outermost(subjects)
    return rank(
        [area for area in subjects if area is not around],
        _reference(figures(known, members)),
        confidence=confidence,
        limits=limits,
        remedies=REMEDIES,
    ), around


def _subjects(known: Catalogue, names: list[str], baseline: list[AreaProfile]) -> list[Figures]:
    """Return the areas to rank, each once; a single baseline is not one of them."""
    entries = [entry for name in names for entry in known.entries_of(name)] if names else known.nearest()
    distinct = {area.identity: area for area in figures(known, validated(entries))}
    if len(baseline) == 1:
        distinct.pop(baseline[0].identity, None)
    if not distinct:
        raise UnknownName("no area is left to rank")
    return list(distinct.values())


def _reference(members: Sequence[Figures]) -> Figures | None:
    """Return the baseline that is named, if one is; several are pooled."""
    return pool(members) if len(members) > 1 else next(iter(members), None)
