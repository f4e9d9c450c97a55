"""Ranking: many areas against one fixed baseline, on a funnel that shows how far chance alone spreads them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from crimecompare.analysis import intervals
from crimecompare.analysis.baselines import Containers
from crimecompare.analysis.figures import Figures
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import PER
from crimecompare.profiles.types import folded

OUTER, INNER = 0.998, 0.95
"""The two limits of a funnel plot: about three and two standard deviations."""
FEWEST_FOR_OVERDISPERSION = 10


class Funnel(StrEnum):
    """Where an area lies on the funnel."""

    HIGH_OUTER = "high-99.8"
    HIGH_INNER = "high-95"
    WITHIN = "within"
    LOW_INNER = "low-95"
    LOW_OUTER = "low-99.8"


class Standing(NamedTuple):
    """One area of a ranking: its figures, its place (None: not ranked), and how chance judges it."""

    area: Figures
    rank: int | None
    ratio: float | None
    z: float | None
    funnel: Funnel | None


@dataclass(frozen=True)
class Ranking:
    """Areas by their rate ratio to one baseline, highest first, those that cannot be ranked last.

    `phi` is the over-dispersion φ of the ranked: 1 when they vary as independent crimes would by chance alone;
    `asked` says whether z and funnel were to allow for it, `adjusted` whether they do: only when φ is above 1.
    """

    baseline: Figures
    standings: Sequence[Standing]
    phi: float
    adjusted: bool
    asked: bool = False

    @cached_property
    def ranked(self) -> int:
        """How many areas have a place on the funnel."""
        return sum(standing.z is not None for standing in self.standings)

    @property
    def is_overdispersed(self) -> bool:
        """Whether the areas, two at least, vary clearly more than by chance: φ > 1 + 2√(2/n) (Spiegelhalter 2005)."""
        return self.ranked > 1 and self.phi > 1 + 2 * math.sqrt(2 / self.ranked)

    def beyond(self, *funnels: Funnel) -> int:
        """Count the areas that lie in these parts of the funnel."""
        return sum(standing.funnel in funnels for standing in self.standings)


def rank(areas: Sequence[Figures], baseline: Figures, *, overdispersion: bool = False) -> Ranking:
    """Rank areas against a baseline whose rate is taken as exact (crimes per 1,000 residents per year).

    With `overdispersion`, z is divided by √φ where φ > 1, and the funnel follows from it.
    Raises Incomparable for a baseline without a rate, and for an adjustment of fewer than ten areas.
    """
    if baseline.rate is None:
        raise Incomparable(f"{baseline.key} gives no crime rate to rank against")
    standings = [_standing(area, baseline.rate) for area in areas]
    scores = [standing.z for standing in standings if standing.z is not None]
    if overdispersion and len(scores) < FEWEST_FOR_OVERDISPERSION:
        raise Incomparable(
            f"--overdispersion needs at least {FEWEST_FOR_OVERDISPERSION} areas with counts, not {len(scores)}"
        )
    phi = dispersion(scores)
    adjusted = overdispersion and phi > 1
    if adjusted:
        standings = [_adjusted(standing, math.sqrt(phi)) for standing in standings]
    return Ranking(baseline, _placed(standings), phi, adjusted, overdispersion)


def funnel_of(count: float, expected: float) -> Funnel:
    """Place a count on the funnel: outside a limit when what is expected lies outside the count's own interval."""
    outer = intervals.of_count(count, OUTER)
    if expected < outer.low:
        return Funnel.HIGH_OUTER
    if expected > outer.high:
        return Funnel.LOW_OUTER
    inner = intervals.of_count(count, INNER)
    if expected < inner.low:
        return Funnel.HIGH_INNER
    return Funnel.LOW_INNER if expected > inner.high else Funnel.WITHIN


def z_score(count: float, expected: float) -> float:
    """Return 2(√O − √E), about standard normal when only chance moves a Poisson count from what is expected."""
    return 2 * (math.sqrt(count) - math.sqrt(expected))


def dispersion(scores: Sequence[float]) -> float:
    """Return φ: the mean of z² after the ⌊n/10⌋ smallest and largest z are set to the next one inwards.

    Spiegelhalter DJ. Handling over-dispersion of performance indicators. Qual Saf Health Care 2005; 14: 347-351.
    0 without any score.
    """
    if not scores:
        return 0.0
    cut = len(scores) // 10
    ordered = sorted(scores)
    low, high = ordered[cut], ordered[-cut - 1]
    return math.fsum(min(max(z, low), high) ** 2 for z in scores) / len(scores)


def outermost(areas: Sequence[Figures], containers: Containers) -> Figures | None:
    """Return the area that contains all the others, which does not belong among them."""
    around = Counter(key for area in areas for key in set(containers(area)))
    return next((area for area in areas if len(areas) > 1 and around[folded(area.key)] == len(areas) - 1), None)


def _standing(area: Figures, baseline_rate: float) -> Standing:
    ratio = area.rate / baseline_rate if area.rate is not None and baseline_rate else None
    if area.crimes is None or area.population is None or area.person_years is None:
        return Standing(area, None, ratio, None, None)
    expected = baseline_rate * area.person_years / PER
    return Standing(area, None, ratio, z_score(area.crimes, expected), funnel_of(area.crimes, expected))


def _adjusted(standing: Standing, spread: float) -> Standing:
    if standing.z is None:
        return standing
    z = standing.z / spread
    return standing._replace(z=z, funnel=_normal_funnel(z))


def _normal_funnel(z: float) -> Funnel:
    if abs(z) > intervals.normal_quantile(OUTER):
        return Funnel.HIGH_OUTER if z > 0 else Funnel.LOW_OUTER
    if abs(z) > intervals.normal_quantile(INNER):
        return Funnel.HIGH_INNER if z > 0 else Funnel.LOW_INNER
    return Funnel.WITHIN


def _placed(standings: Collection[Standing]) -> list[Standing]:
    """Order by ratio, highest first, ties by name; number those that are on the funnel."""
    can = [standing for standing in standings if standing.z is not None and standing.ratio is not None]
    cannot = [standing for standing in standings if standing.z is None or standing.ratio is None]
    can.sort(key=lambda s: (-(s.ratio or 0), s.area.name, s.area.key))
    cannot.sort(key=lambda s: (s.area.name, s.area.key))
    return [*(standing._replace(rank=n) for n, standing in enumerate(can, 1)), *cannot]
