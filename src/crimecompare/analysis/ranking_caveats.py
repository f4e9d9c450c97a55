"""Caveats of a ranking: what a reader must know about each area, and about all of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from crimecompare.analysis.caveats import (
    no_population,
    of_side,
    part_of_baseline,
    pooled_score,
    stated_by,
    zero_baseline,
)
from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.likeness import of_kinds
from crimecompare.profiles.types import folded
from crimecompare.wording import capitalised, counted, figure, level, limits, listed, named, percent

RANKED_SHARE = 0.1
"""The share of its baseline's residents from which an area of a ranking is said to be part of it."""
FEW = 3
"""How many areas or kinds a note names before it counts them."""
RANK_UNCERTAIN = Note(
    Code.RANK_UNCERTAIN,
    "Ranks mislead: areas next to each other may not really differ, and part of the order is chance. "
    "Look at the intervals and the funnel.",
)


def of_ranked(area: Figures, baseline: Figures) -> Iterator[Note]:
    """Yield the caveats of one area of a ranking, without those of the baseline."""
    yield from of_side(area)
    yield from no_population(area)
    yield from of_kinds(area, baseline, one_of_many=True)
    if area.population and baseline.population and area.population >= RANKED_SHARE * baseline.population:
        around = {folded(key) for key in baseline.members}
        if folded(area.key) in around or not around.isdisjoint(area.containers):
            yield part_of_baseline(area, baseline, area.population / baseline.population)
    yield from stated_by(area)


def of_reference(baseline: Figures, confidence: float) -> Iterator[Note]:
    """Yield the caveats of a ranking's baseline, which concern every row."""
    interval = baseline.rate_interval(confidence)
    own = (
        f"; its own {level(confidence)} interval is {limits(interval.low, interval.high, baseline.decimals)}"
        if interval
        else ""
    )
    if baseline.is_pool and len(baseline.members) > 1:
        message = f"The pooled rate of the {len(baseline.members):,} areas is treated as exact{own}."
    else:
        message = f"{capitalised(baseline.owning('rate'))} is treated as exact for all areas{own}."
    yield Note(Code.BASELINE_FIXED, message)
    if baseline.rate == 0:
        yield zero_baseline(baseline)
    yield from of_side(baseline, is_baseline=True)
    yield from stated_by(baseline, is_baseline=True)
    yield from pooled_score(baseline)


def of_mixture(areas: Sequence[Figures]) -> Iterator[Note]:
    """Yield the notes that areas of several kinds are ranked together, and that some are part of others."""
    kinds = list(dict.fromkeys(area.kind for area in areas if area.kind))
    if len(kinds) > 1:
        yield Note(Code.KINDS_DIFFER, f"Areas of several kinds are ranked together: {named(kinds, FEW, ', ')}.")
    around = frozenset[str]().union(*{area.containers for area in areas}).intersection(folded(a.key) for a in areas)
    inner = [area.name for area in areas if not around.isdisjoint(area.containers)] if around else []
    if len(inner) == 1:
        yield Note(Code.NESTED, f"{inner[0]} is part of another area that is ranked, so its crimes count in both.")
    elif inner:
        which = listed(inner) if len(inner) <= FEW else f"{len(inner):,} of these areas"
        yield Note(Code.NESTED, f"{which} are part of others that are ranked, so their crimes count in both.")


def of_dispersion(code: Code, phi: float, tau: float, *, are_clear: bool = True) -> Note:
    """Return the note of that code about ranked areas that differ: their over-dispersion φ, and τ in words."""
    allowed = ", and the limits and z allow for it" if code is Code.LIMITS_ADDITIVE else ""
    clearly = f"The areas differ more than chance alone explains (φ = {_three_digits(phi)}){allowed}"
    if not are_clear:
        clearly = (
            f"The areas are not shown to differ by more than chance (φ = {_three_digits(phi)}){allowed} if they do"
        )
    much = f"beyond chance, two in three areas would lie within about ±{percent(200 * tau)} of the baseline"
    more = "" if allowed else ". So more fall outside the limits than chance alone would put there"
    return Note(code, f"{clearly}: {much}{more}.")


def not_pooled(lacking: int, others: int) -> Note:
    """Return the note that so many areas are not in the pool: they lack months of it, or cover others."""
    reasons = [(lacking, "with months missing"), (others, "with other months")]
    said = [f"{counted(number, 'area')} {why}" for number, why in reasons if number]
    return Note(Code.NOT_POOLED, f"Ranked, but left out of the pool: {' and '.join(said)}.")


def _three_digits(number: float) -> str:
    """Write a number above 0 with three digits, of which there may be fewer decimals."""
    rounded = float(f"{number:.3g}")
    return figure(rounded, max(0, 2 - math.floor(math.log10(rounded))))
