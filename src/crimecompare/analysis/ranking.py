"""Ranking: many areas against one fixed baseline, on a funnel that shows how far chance alone spreads them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from crimecompare.analysis import caveats, intervals
from crimecompare.analysis.baselines import can_be_pooled, pool
from crimecompare.analysis.codes import Code, Note, with_remedy
from crimecompare.analysis.comparison import CONFIDENCE, Comparison, checked_confidence
from crimecompare.analysis.figures import Figures, figures_of
from crimecompare.analysis.terms import Term
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import PER, AreaProfile
from crimecompare.profiles.types import folded

OUTER, INNER = 0.998, 0.95
"""The two limits of a funnel plot: about three and two standard deviations."""
FEWEST_FOR_OVERDISPERSION = 10


class Funnel(Term):
    """Where an area lies on the funnel."""

    HIGH_OUTER = "high-99.8", "above the 99.8% limit"
    HIGH_INNER = "high-95", "above the 95% limit, not the 99.8% limit"
    WITHIN = "within", "within the limits, where chance alone may have put it"
    LOW_INNER = "low-95", "below the 95% limit, not the 99.8% limit"
    LOW_OUTER = "low-99.8", "below the 99.8% limit"


class Standing(NamedTuple):
    """One area of a ranking: its comparison with the baseline, its place, and how chance judges it.

    `rank` is None for an area that is not ranked, `z` and `funnel` for one without a count. `notes` are all that must
    be said beside it, those that concern every area alike included.
    """

    comparison: Comparison
    rank: int | None
    z: float | None
    funnel: Funnel | None
    notes: tuple[Note, ...] = ()


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
    confidence: float = CONFIDENCE

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


def rank(
    areas: Sequence[AreaProfile | Figures],
    baseline: AreaProfile | Figures | None = None,
    *,
    confidence: float = CONFIDENCE,
    overdispersion: bool = False,
    remedies: Mapping[Code, str] | None = None,
) -> Ranking:
    """Rank areas against a baseline whose rate is taken as exact (crimes per 1,000 residents per year).

    Without a baseline it is all of them pooled. With `overdispersion`, z is divided by √φ where φ > 1, and the funnel
    follows from it. `confidence` is that of each area's interval, from 0.9 to 0.9999. Raises Incomparable for a
    baseline without a rate, and for an adjustment of fewer than ten areas; UsageError for another confidence.
    """
    checked_confidence(confidence)
    subjects = [figures_of(area) for area in areas]
    reference = figures_of(baseline) if baseline is not None else pool_of_all(subjects)
    if reference.rate is None:
        raise Incomparable(f"{reference.key} gives no crime rate to rank against")
    fixed = reference.fixed
    standings = [_standing(Comparison(area, fixed, confidence), reference.rate) for area in subjects]
    scores = [standing.z for standing in standings if standing.z is not None]
    if overdispersion and len(scores) < FEWEST_FOR_OVERDISPERSION:
        message = f"overdispersion needs at least {FEWEST_FOR_OVERDISPERSION} areas with counts, not {len(scores)}"
        raise Incomparable(message, "overdispersion")
    phi = dispersion(scores)
    adjusted = overdispersion and phi > 1
    if adjusted:
        standings = [_adjusted(standing, math.sqrt(phi)) for standing in standings]
    ranking = Ranking(reference, _placed(standings), phi, adjusted, overdispersion, confidence)
    can_adjust = len(scores) >= FEWEST_FOR_OVERDISPERSION
    common = tuple(with_remedy(note, remedies if can_adjust else None) for note in _common_notes(ranking))
    return replace(ranking, standings=_noted(ranking.standings, reference, common))


def pool_of_all(areas: Sequence[Figures]) -> Figures:
    """Pool all areas that can be pooled; their own caveats then stand beside themselves. Raises Incomparable."""
    return pool([area for area in areas if can_be_pooled(area)])._replace(caveats=())


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


def outermost(areas: Sequence[Figures]) -> Figures | None:
    """Return the area that contains all the others, which does not belong among them."""
    around = Counter(key for area in areas for key in area.containers)
    return next((area for area in areas if len(areas) > 1 and around[folded(area.key)] == len(areas) - 1), None)


def _standing(comparison: Comparison, baseline_rate: float) -> Standing:
    area = comparison.area
    if area.crimes is None or area.population is None or area.person_years is None:
        return Standing(comparison, None, None, None)
    expected = baseline_rate * area.person_years / PER
    return Standing(comparison, None, z_score(area.crimes, expected), funnel_of(area.crimes, expected))


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
    can: list[tuple[float, str, str, Standing]] = []
    cannot: list[tuple[float, str, str, Standing]] = []
    for standing in standings:
        ratio, area = standing.comparison.rate_ratio, standing.comparison.area
        if standing.z is None or ratio is None:
            cannot.append((0.0, area.name, area.key, standing))
        else:
            can.append((-ratio, area.name, area.key, standing))
    for group in (can, cannot):
        group.sort(key=itemgetter(0, 1, 2))
    ranked = (standing._replace(rank=n) for n, (*_, standing) in enumerate(can, 1))
    return [*ranked, *(standing for *_, standing in cannot)]


def _common_notes(ranking: Ranking) -> Iterator[Note]:
    """Yield the notes that concern every area alike, those of the baseline among them."""
    yield from caveats.of_reference(ranking.baseline)
    if ranking.adjusted:
        yield caveats.of_dispersion(Code.LIMITS_ADDITIVE, ranking.phi, ranking.ranked)
    elif ranking.is_overdispersed:
        yield caveats.of_dispersion(Code.OVER_DISPERSED, ranking.phi, ranking.ranked)
    yield caveats.RANK_UNCERTAIN


def _noted(standings: Sequence[Standing], baseline: Figures, common: tuple[Note, ...]) -> list[Standing]:
    """Put the notes beside each standing; areas that need the same ones share them."""
    together: dict[tuple[Note, ...], tuple[Note, ...]] = {}
    noted = []
    for standing in standings:
        own = tuple(caveats.of_ranked(standing.comparison.area, baseline))
        notes = together.get(own)
        if notes is None:
            notes = together[own] = (*own, *common)
        noted.append(standing._replace(notes=notes))
    return noted
