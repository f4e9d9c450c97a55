"""Baselines that no profile gives as such: the rest of an area without a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crimecompare.errors import Incomparable
from crimecompare.sides import Side, annual_rate


def without(whole: Side, part: Side) -> Side:
    """Take a part out of the side that contains it: crimes, residents, offences and months.

    The safety score stays that of the whole. Raises Incomparable when the figures do not allow the subtraction.
    """
    if whole.stated["period"] != part.stated["period"]:
        raise Incomparable(f"{part.key} cannot be taken out of {whole.key}: their figures cover other periods")
    crimes = _difference(whole, part, "crimes", whole.crimes, part.crimes)
    population = _difference(whole, part, "population", whole.population, part.population)
    person_years = _difference(whole, part, "person-years", whole.person_years, part.person_years)
    if population <= 0 or person_years <= 0:
        raise Incomparable(f"{whole.key} without {part.key} has no residents left to compare with")
    offences = _differences(whole, part, whole.offences, part.offences)
    return replace(
        whole,
        name=f"{whole.name} without {part.name}",
        label=f"{whole.label} without {part.label}",
        population=population,
        crimes=crimes,
        derived=whole.derived or part.derived,
        person_years=person_years,
        rate=annual_rate(crimes, person_years),
        offences=offences,
        offence_rates={},
        monthly_crimes=_differences(whole, part, whole.monthly_crimes, part.monthly_crimes),
    )


def _differences(whole: Side, part: Side, wholes: Mapping[str, float], parts: Mapping[str, float]) -> dict[str, float]:
    """Subtract what both give; of the rest it is not known how much of it lies in the part."""
    return {name: _difference(whole, part, name, wholes[name], parts[name]) for name in wholes if name in parts}


def _difference(whole: Side, part: Side, what: str, minuend: float | None, subtrahend: float | None) -> float:
    if minuend is None or subtrahend is None:
        lacking = whole if minuend is None else part
        raise Incomparable(f"{part.key} cannot be taken out of {whole.key}: {lacking.key} gives no {what}")
    if subtrahend > minuend:
        raise Incomparable(f"{part.key} cannot be taken out of {whole.key}: it has more {what} than the whole")
    return minuend - subtrahend
