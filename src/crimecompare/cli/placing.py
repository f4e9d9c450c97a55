"""What `rank` is asked: which areas are ranked against which baseline."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crimecompare.analysis.baselines import pool
from crimecompare.analysis.codes import Code
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.own_pool import outermost
from crimecompare.analysis.ranking import Ranking, rank
from crimecompare.cli.areas import REMEDIES, Chosen, Narrowing, areas_of, baseline_members, figures, narrowed
from crimecompare.cli.offence import alone, baseline_alone, giving, to_be_pooled
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import period_alone
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded
from crimecompare.reports.rank import OneOfSeveral
from crimecompare.wording import printable

ANOTHER_KIND = "--kind ranks another kind"
"""How to rank another kind than the one that is ranked by default."""


class Ranked(NamedTuple):
    """A ranking, the area that contains all others and is left out, and the kind that was chosen from several."""

    ranking: Ranking
    around: Figures | None
    only: OneOfSeveral | None


def ranked(
    known: Catalogue,
    names: Sequence[str],
    baseline: Sequence[str],
    narrowing: Narrowing,
    confidence: float,
    limits: Limits,
    offence: str | None = None,
    remedies: Mapping[Code, str] | None = REMEDIES,
) -> Ranked:
    """Rank the areas named, or all of one kind in the nearest place, by one `offence` if it is asked for.

    Raises CrimecompareError when an area is unknown, or none is left.
    """
    _refuse_periods(baseline)
    members = baseline_members(known, baseline)
    only, outright = None, frozenset[str]()
    if names:
        chosen = areas_of(known, names, narrowing)
        outright = frozenset(entry.key for one in chosen if one.names_one for entry in one.entries)
    else:
        entries, only = _of_one_kind(narrowed(known, known.nearest(), narrowing), narrowing)
        chosen = [Chosen(entries, names_one=False)]
    areas = [area for area, _ in giving(chosen, offence)]
    subjects = _distinct(alone(figures(known, areas), offence), members)
    around = outermost(subjects)
    if around is not None and around.key in outright:
        around = None  # what is named is ranked, and a note says that it contains others
    ranking = rank(
        [area for area in subjects if area is not around],
        _reference(figures(known, members), offence),
        confidence=confidence,
        limits=limits,
        remedies=remedies,
    )
    return Ranked(ranking, around, only)


def highlighted(known: Catalogue, names: Sequence[str], ranking: Ranking) -> set[str]:
    """Return the keys of the areas to highlight. Raises UsageError for a name that means none of those ranked."""
    ranked_keys = {folded(standing.comparison.area.key): standing.comparison.area.key for standing in ranking.standings}
    found: set[str] = set()
    for name in names:
        if folded(name) in ranked_keys:
            found.add(ranked_keys[folded(name)])
            continue
        keys = {ranked_keys.get(folded(entry.key)) for entry in known.meant(name).entries} - {None}
        if not keys:
            raise UsageError(f"--highlight {printable(name)} is not one of the areas that are ranked")
        found |= {key for key in keys if key is not None}
    return found


def _of_one_kind(entries: Sequence[Entry], narrowing: Narrowing) -> tuple[Sequence[Entry], OneOfSeveral | None]:
    """Return the areas of the commonest kind (of equally common ones the first), and whether there are other kinds."""
    often = Counter(entry.text("kind") for entry in entries)
    if narrowing.kind is not None or len(often) < 2:  # noqa: PLR2004 - one kind is no choice
        return entries, None
    (most, _), *_ = often.most_common()  # which keeps the order of the file
    return [e for e in entries if e.text("kind") == most], OneOfSeveral(ANOTHER_KIND)


def _refuse_periods(baseline: Sequence[str]) -> None:
    """Refuse the same area at another time as a baseline: a ranking has one for all. Raises UsageError."""
    for name in baseline:
        if period_alone(name) is not None:
            raise UsageError(
                f"--baseline {name} is a different baseline for each area, but a ranking has one for all; "
                f"use diff --baseline {name} --sort excess_crimes --reverse"
            )


def _distinct(areas: Sequence[Figures], baseline: Sequence[AreaProfile]) -> list[Figures]:
    """Return the areas to rank, each once; a single baseline is not one of them. Raises UnknownName for none."""
    distinct = {area.identity: area for area in areas}
    if len(baseline) == 1:
        distinct.pop(baseline[0].identity, None)
    if not distinct:
        raise UnknownName("no area is left to rank")
    return list(distinct.values())


def _reference(members: Sequence[Figures], offence: str | None) -> Figures | None:
    """Return the baseline that is named, if one is; several are pooled. Raises UnknownName without the offence."""
    if len(members) > 1:
        return pool(to_be_pooled(members, offence))
    return baseline_alone(members[0], offence) if members else None
