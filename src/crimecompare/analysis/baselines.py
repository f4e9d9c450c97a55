"""Baselines that are worked out: the rest of an area without a part of it, and several areas pooled."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from crimecompare.analysis.figures import Figures, annual_rate
from crimecompare.errors import Dated, Incomparable, PeriodsApart
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, are_whole_years
from crimecompare.profiles.types import folded
from crimecompare.wording import listed, named, quoted

MONTHS = "months"
"""What two sides of different times differ in."""
POOLED = "pooled"
"""The key of a pooled baseline."""


def without(whole: Figures, part: Figures) -> Figures:
    """Take a part out of the side that contains it: crimes, residents, offences and months.

    The safety score stays that of the whole. Raises Incomparable when the figures do not allow the subtraction: when
    the two sides say that they count different offences or residents, or a figure is not known; PeriodsApart when
    their months differ.
    """
    if differing := differing_in([whole, part]):
        if MONTHS in differing:
            both = f"{_dated(part)} is part of {_dated(whole)}, and cannot be taken out because their"
            dated = Dated(part.key, part.period), Dated(whole.key, whole.period)
            raise PeriodsApart(f"{both} {listed(differing)} differ", *dated)
        raise Incomparable(f"{part.key} cannot be taken out of {whole.key}: their {listed(differing)} differ")
    crimes = _difference(whole, part, "crimes", whole.crimes, part.crimes)
    population = _difference(whole, part, "population", whole.population, part.population)
    person_years = _difference(whole, part, "person-years", whole.person_years, part.person_years)
    if population <= 0 or person_years <= 0:
        raise Incomparable(f"{whole.key} without {part.key} has no residents to compare with")
    offences = _differences(whole, part, whole.offences, part.offences)
    if math.fsum(offences.values()) > crimes and not _is_derived(whole, part):
        raise Incomparable(
            f"{part.key} cannot be taken out of {whole.key}: the rest would have more crimes by offence than in all"
        )
    return whole._replace(
        name=f"{whole.name} without {part.name}",
        label=f"{whole.label} without {part.label}",
        population=population,
        crimes=crimes,
        derived=whole.derived or part.derived,
        person_years=person_years,
        rate=annual_rate(crimes, person_years),
        offences=offences,
        offence_rates={},
        derived_offences=whole.derived_offences | part.derived_offences,
        monthly_crimes=_differences(whole, part, whole.monthly_crimes, part.monthly_crimes),
        sources=all_sources([whole, part]),
        assumes_year=whole.assumes_year or part.assumes_year,
        publishes=False,
        is_rest=True,
    )


def _is_derived(*sides: Figures) -> bool:
    """Whether any count is worked out from a published rate, whose rounding may explain a contradiction."""
    return any(side.derived or side.derived_offences for side in sides)


def pool(members: Sequence[Figures], subject: Figures | None = None) -> Figures:
    """Pool areas into one baseline: Σ crimes / Σ person-years, offences likewise, and the score weighted by residents.

    A member within another member is not counted again. The `subject` of the comparison is left out, as are its parts,
    and subtracted from members that contain it. Raises Incomparable for a member without a count and a population, and
    when nothing is left.
    """
    keys = {folded(member.key) for member in members}
    sides = []
    for member in {member.identity: member for member in members}.values():
        outer = member.containers - {folded(member.key)}
        if not keys.isdisjoint(outer) or (subject and _is_part(member, subject)):
            continue
        if not can_be_pooled(member):
            raise Incomparable(f"{member.key} cannot be pooled: {_lacking(member)}")
        sides.append(without(member, subject) if subject and subject.lies_within(member) else member)
    if differing := differing_in(sides):
        which = named([side.key for side in sides], 3, ", ")
        raise Incomparable(f"{which} cannot be pooled: their {listed(differing)} differ")
    if not sides:
        compared = f" to compare {subject.key} with" if subject else ""
        raise Incomparable(f"no area is left to pool as the baseline{compared}")
    taken_out = subject if subject and len(sides) > 1 and any(subject.lies_within(side) for side in sides) else None
    return _sum(sides, taken_out)


def _is_part(member: Figures, subject: Figures) -> bool:
    """Whether a member is the subject itself or lies within it."""
    within = member.lies_within(subject) and folded(member.key) != folded(subject.key)
    return within or member.identity == subject.identity


def can_be_pooled(member: Figures) -> bool:
    """Whether a side has the count and the population that a pool adds up."""
    return member.crimes is not None and member.population is not None


def _lacking(member: Figures) -> str:
    """Say what a side needs to be pooled; an offence of which it says nothing is not one that never happened."""
    if member.offence is not None and member.crimes is member.rate is None:
        return f"it gives no figure of the offence {quoted(member.offence)}"
    return "it needs a population, and a count of crimes or a rate"


def _sum(sides: Sequence[Figures], excluded: Figures | None) -> Figures:
    crimes = math.fsum(side.crimes or 0 for side in sides)
    population = math.fsum(side.population or 0 for side in sides)
    person_years = math.fsum(side.person_years or 0 for side in sides)
    scores = [side.safety_score for side in sides]
    weighted = math.fsum((side.safety_score or 0) * (side.population or 0) for side in sides)
    return pooled_statements(sides, excluded)._replace(
        population=population,
        crimes=crimes,
        person_years=person_years,
        rate=annual_rate(crimes, person_years),
        safety_score=weighted / population if None not in scores else None,
        offences=_sums([side.offences for side in sides]),
        derived_offences=frozenset().union(*(side.derived_offences for side in sides)),
        monthly_crimes=_sums([side.monthly_crimes for side in sides]),
    )


def pooled_statements(sides: Sequence[Figures], excluded: Figures | None = None) -> Figures:
    """Return what several areas together are called and say of their figures, without a figure.

    What one of them does not state is unknown for all. `excluded` is what was taken out of one of them.
    """
    name = f"pool of {len(sides):,} areas" if len(sides) > 1 else f"pool of {sides[0].name}"
    name = f"{name} without {excluded.name}" if excluded else name
    stated = {what: _common([side.stated[what] for side in sides]) for what in sides[0].stated}
    return Figures(
        key=POOLED,
        name=name,
        label=name,
        population=None,
        crimes=None,
        derived=any(side.derived for side in sides),
        person_years=None,
        rate=None,
        safety_score=None,
        offences={},
        offence_rates={},
        derived_offences=frozenset(),
        monthly_crimes={},
        stated=stated,
        caveats=tuple(dict.fromkeys(caveat for side in sides for caveat in side.caveats)),
        members=tuple(side.key for side in sides),
        counted_months=next((side.counted_months for side in sides if side.counted_months is not None), None),
        months_missing=tuple(sorted({month for side in sides for month in side.months_missing})),
        assumes_year=any(side.assumes_year for side in sides),
        period=sides[0].period if stated["period"] else None,
        sources=all_sources(sides),
        offence=sides[0].offence,
        is_pool=True,
    )


def _sums(parts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Add up what every member gives; what one member does not give is unknown, not 0."""
    shared = set(parts[0]).intersection(*parts)
    return {name: math.fsum(part[name] for part in parts) for name in sorted(shared)}


def all_sources(sides: Sequence[Figures]) -> tuple[str, ...]:
    """Return where the figures of all sides come from, each source once."""
    return tuple(dict.fromkeys(source for side in sides for source in side.sources))


def _common(statements: Sequence[object]) -> object:
    """Return what all members state alike; what one does not state is unknown for all."""
    kinds = set(statements)
    return kinds.pop() if len(kinds) == 1 else None


def _dated(side: Figures) -> str:
    return f"{side.name} ({side.period or 'period not stated'})"


def differing_in(sides: Sequence[Figures], but: Collection[str] = ()) -> list[str]:
    """Name what differs among the sides, of what must be alike to add them up, `but` for some of it.

    A side that does not state something is not refused for it. Its months are an exception: they are taken as a year,
    so a side that states anything else differs.
    """
    alike: dict[str, list[object]] = {
        MONTHS: [is_a_year(side.counted_months) or side.counted_months for side in sides],
        "offences counted": [side.stated["scope"] for side in sides],
        "residents counted": [side.stated["population-basis"] for side in sides],
    }
    stated = {side.counted_months for side in sides if side.counted_months is not None}
    if len(stated) > 1:
        alike[MONTHS] = list(stated)
    return [
        what for what, said in alike.items() if what not in but and len({one for one in said if one is not None}) > 1
    ]


def is_a_year(months: frozenset[int] | None) -> bool:
    """Whether months are one whole year, which is what a side that does not state them is taken to cover."""
    return months is None or (len(months) == MONTHS_IN_A_YEAR and are_whole_years(months))


def _differences(
    whole: Figures, part: Figures, wholes: Mapping[str, float], parts: Mapping[str, float]
) -> dict[str, float]:
    """Subtract what both give; for anything else it is not known how much lies in the part."""
    return {name: _difference(whole, part, name, wholes[name], parts[name]) for name in wholes if name in parts}


def _difference(whole: Figures, part: Figures, what: str, minuend: float | None, subtrahend: float | None) -> float:
    if minuend is None or subtrahend is None:
        lacking = whole if minuend is None else part
        raise Incomparable(f"{part.key} cannot be taken out of {whole.key}: {lacking.key} has no figure for its {what}")
    if subtrahend > minuend:
        raise Incomparable(f"{part.key} cannot be taken out of {whole.key}: it has more {what} than the whole")
    return minuend - subtrahend
