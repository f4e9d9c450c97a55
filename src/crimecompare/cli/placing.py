"""What `rank` is asked: which areas are ranked against which baseline, and which rows are shown."""

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis.baselines import pool
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.own_pool import outermost
from crimecompare.analysis.ranking import Ranking, Standing, rank
from crimecompare.cli import conditions
from crimecompare.cli.areas import REMEDIES, baseline_members, figures
from crimecompare.cli.conditions import Condition
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.catalogue import profiles as validated
from crimecompare.reports.fields import Field
from crimecompare.reports.rank import KIND


class Choice(NamedTuple):
    """Which rows of a ranking are shown, and in which order (None: as they are ranked)."""

    filters: Sequence[Condition]
    order: Field | None
    reverse: bool
    top: int | None

    def of(self, rows: Sequence[Standing]) -> Sequence[Standing]:
        """Keep the rows of which all conditions are true, in order; unknown values last, equal ones by rank."""
        if not (self.filters or self.order or self.reverse):
            return rows[: self.top]
        order = (self.order or KIND.fields["rank"]).value
        kept = [(order(row), row) for row in rows if all(condition.holds(row) for condition in self.filters)]
        known = sorted(((v, row) for v, row in kept if v is not None), key=lambda pair: pair[0], reverse=self.reverse)
        return [row for _, row in [*known, *((v, row) for v, row in kept if v is None)]][: self.top]


def choice(where: Sequence[str], sort: str | None, top: int | None, *, reverse: bool) -> Choice:
    """Understand which rows are asked for. Raises UsageError or UnknownName."""
    filters = [conditions.parse_condition(condition, KIND) for condition in where]
    order = conditions.checked_field(sort, KIND) if sort is not None else None
    if top is not None and top < 1:
        raise UsageError(f"--top must be 1 or more, not {top}")
    return Choice(filters, order, reverse, top)


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
