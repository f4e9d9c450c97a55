"""Ranking: many areas against one fixed baseline, on a funnel that shows how far chance alone spreads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crimecompare.analysis import funnel, ranking_caveats
from crimecompare.analysis.codes import ORDER, Code, Note, with_remedy
from crimecompare.analysis.comparison import CONFIDENCE, Comparison, checked_confidence
from crimecompare.analysis.differences import Differences, chance_score, differences_among, expected_crimes
from crimecompare.analysis.figures import Figures, figures_of
from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.own_pool import pool_of_all
from crimecompare.analysis.terms import Term
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import AreaProfile
from crimecompare.wording import counted

DIGITS = 12
"""As many as are written, so that ratios which read the same are equal."""


class Funnel(Term):
    """Where an area lies on the funnel."""

    HIGH_OUTER = "high-99.8", "above the 99.8% limit"
    HIGH_INNER = "high-95", "above the 95% limit, not the 99.8% limit"
    WITHIN = "within", "within the limits, where what they allow for may have put it"
    LOW_INNER = "low-95", "below the 95% limit, not the 99.8% limit"
    LOW_OUTER = "low-99.8", "below the 99.8% limit"


FUNNEL = {
    2: Funnel.HIGH_OUTER,
    1: Funnel.HIGH_INNER,
    0: Funnel.WITHIN,
    -1: Funnel.LOW_INNER,
    -2: Funnel.LOW_OUTER,
}
"""Where an area lies, by the limits that it has passed: above them, or below them when negative."""


class Standing(NamedTuple):
    """One area of a ranking: its comparison with the baseline, its place, and how the funnel judges it.

    `rank` is shared by areas of one ratio; it is None without a ratio or a count. `z` and `funnel` are None without a
    count. `limits` are those of the whole ranking; where they are additive, z allows for them. `notes` are all that
    must be said beside it, including those that concern all areas.
    """

    comparison: Comparison
    rank: int | None
    z: float | None
    funnel: Funnel | None
    limits: Limits
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        place = "not ranked" if self.rank is None else f"rank {self.rank}"
        lies = f", {self.funnel}" if self.funnel is not None else ""
        return f"Standing({self.comparison.area.label}: {place}, {self.comparison.in_short}{lies})"


@dataclass(frozen=True, repr=False)
class Ranking:
    """Areas by their rate ratio to one baseline, highest first, those that cannot be ranked last."""

    baseline: Figures
    standings: Sequence[Standing]
    differences: Differences
    confidence: float = CONFIDENCE

    def __repr__(self) -> str:
        about = "" if self.baseline.offence is None else f"{self.baseline.offence}, "
        above, below = self.places[Funnel.HIGH_OUTER], self.places[Funnel.LOW_OUTER]
        return (
            f"Ranking({about}{counted(len(self.standings), 'area')} against {self.baseline.label}: "
            f"{above:,} above and {below:,} below the 99.8% limits, {self.differences.limits})"
        )

    @property
    def ranked(self) -> int:
        """How many areas have a place on the funnel."""
        return self.differences.number

    @cached_property
    def places(self) -> Mapping[Funnel | None, int]:
        """How many areas lie in each part of the funnel; those without a count under None."""
        return Counter(standing.funnel for standing in self.standings)


def rank(
    areas: Sequence[AreaProfile | Figures],
    baseline: AreaProfile | Figures | None = None,
    *,
    confidence: float = CONFIDENCE,
    limits: Limits = Limits.AUTO,
    remedies: Mapping[Code, str] | None = None,
) -> Ranking:
    """Rank areas against a baseline whose rate is taken as exact (crimes per 1,000 residents per year).

    Without a baseline it is all of them pooled, except those that cover other months than most. `confidence` is that
    of each area's interval, from 0.9 to 0.9999. `remedies` are words to add to notes, by their codes. Raises
    Incomparable for a baseline without a rate, and for additive limits with fewer than ten areas that have a count;
    UsageError for another confidence.
    """
    checked_confidence(confidence)
    subjects = [figures_of(area) for area in areas]
    reference, kept_out = (figures_of(baseline), ()) if baseline is not None else pool_of_all(subjects)
    if reference.rate is None:
        raise Incomparable(f"there is no crime rate for {reference.key} to rank against")
    expected = [expected_crimes(area, reference.rate) for area in subjects]
    scores = [chance_score(area, e) for area, e in zip(subjects, expected, strict=True)]
    differences = differences_among(scores, expected, limits)
    common = [*kept_out, *ranking_caveats.of_mixture(subjects), *ranking_caveats.of_reference(reference, confidence)]
    common += _of_all(differences, remedies)
    notes = _noted(subjects, reference, common)
    fixed = reference.fixed
    standings = []
    for n, place in _places(subjects, expected, reference.rate):
        comparison = Comparison(subjects[n], fixed, confidence)
        z, lies = _judged(subjects[n].crimes, expected[n], scores[n], differences)
        standings.append(Standing(comparison, place, z, lies, differences.limits, notes[n]))
    return Ranking(reference, standings, differences, confidence)


def _judged(
    count: float | None, expected: float | None, z: float | None, differences: Differences
) -> tuple[float | None, Funnel | None]:
    """Return an area's z as the limits allow for it, and where it lies on the funnel."""
    if count is None or expected is None or z is None:
        return None, None
    if differences.limits is Limits.POISSON:
        return z, FUNNEL[funnel.limits_passed(count, expected)]
    tau = differences.tau
    return funnel.additive_z(z, expected, tau), FUNNEL[funnel.additive_limits_passed(count, expected, tau)]


def _places(
    areas: Sequence[Figures], expected: Sequence[float | None], baseline_rate: float
) -> Iterator[tuple[int, int | None]]:
    """Yield which area comes next and its rank: by ratio, highest first, equal ones by name and with one rank."""
    can, cannot = [], []
    for n, area in enumerate(areas):
        if expected[n] is None or area.rate is None or not baseline_rate:
            cannot.append((area.name, area.key, n))
        else:
            can.append((-float(f"{area.rate / baseline_rate:.{DIGITS}g}"), area.name, area.key, n))
    place, before = 0, 1.0  # which no negated ratio is
    for position, (ratio, _, _, n) in enumerate(sorted(can), 1):
        if ratio != before:
            place, before = position, ratio
        yield n, place
    for _, _, n in sorted(cannot):
        yield n, None


def _of_all(differences: Differences, remedies: Mapping[Code, str] | None) -> Iterator[Note]:
    """Yield the notes that concern all areas, except those about the baseline."""
    if differences.limits is Limits.ADDITIVE:
        yield ranking_caveats.of_dispersion(
            Code.LIMITS_ADDITIVE, differences.phi, differences.tau, are_clear=differences.are_clear
        )
    elif differences.are_clear and differences.tau:
        note = ranking_caveats.of_dispersion(Code.OVER_DISPERSED, differences.phi, differences.tau)
        yield with_remedy(note, remedies)
    yield ranking_caveats.RANK_UNCERTAIN


def _noted(areas: Sequence[Figures], baseline: Figures, common: Sequence[Note]) -> list[tuple[Note, ...]]:
    """Return the notes beside each area, in their order; areas that need the same ones share them."""
    together: dict[tuple[Note, ...], tuple[Note, ...]] = {}
    noted = []
    for area in areas:
        own = tuple(ranking_caveats.of_ranked(area, baseline))
        notes = together.get(own)
        if notes is None:
            distinct = dict.fromkeys([*own, *common])
            notes = together[own] = tuple(sorted(distinct, key=lambda note: ORDER[note.code]))
        noted.append(notes)
    return noted
