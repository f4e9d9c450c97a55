"""Differences: how far many areas lie from one baseline's rate, and from each other beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crimecompare.analysis import funnel
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.funnel import FEWEST_JUDGED, Limits
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import PER


class Differences(NamedTuple):
    """How far `number` areas with counts differ, and what the funnel's limits allow for on account of it.

    `phi` is the over-dispersion φ of z, which chance alone makes 1. `tau` is by how much √(O/E) varies beyond chance;
    it is 0 where it does not, where nothing is expected, and where neither limits nor notes need it.
    """

    number: int
    phi: float
    tau: float
    limits: Limits

    @property
    def are_clear(self) -> bool:
        """Whether the areas differ clearly more than by chance, which takes ten of them to tell."""
        return funnel.differs_beyond_chance(self.phi, self.number)


def expected_crimes(area: Figures, baseline_rate: float) -> float | None:
    """Return the crimes that the area would have counted at the baseline's rate; None for one without a count."""
    if area.crimes is None or not area.person_years:
        return None
    return baseline_rate * area.person_years / PER


def chance_score(area: Figures, expected: float | None) -> float | None:
    """Return z, as if only chance played a part; None for an area without a count."""
    return funnel.z_score(area.crimes, expected) if area.crimes is not None and expected is not None else None


def differences_among(scores: Sequence[float | None], expected: Sequence[float | None], asked: Limits) -> Differences:
    """Measure how far areas differ, as far as limits and notes need it. Raises Incomparable for too few areas."""
    known = [z for z in scores if z is not None]
    number = len(known)
    if asked is Limits.ADDITIVE and number < FEWEST_JUDGED:
        message = f"limits {asked} needs at least {FEWEST_JUDGED} areas with a count and a population, not {number}"
        raise Incomparable(message, "limits")
    differences = Differences(number, funnel.dispersion(known), 0.0, Limits.POISSON)
    if not differences.are_clear and asked is not Limits.ADDITIVE:
        return differences
    tau = funnel.spread(known, [e for e in expected if e is not None]) or 0.0
    allowed = Limits.ADDITIVE if tau and asked is not Limits.POISSON else Limits.POISSON
    return differences._replace(tau=tau, limits=allowed)
