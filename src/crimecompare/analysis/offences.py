"""The excess of an area broken down by offence: which offences make it up."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from crimecompare.analysis import caveats
from crimecompare.analysis.codes import Note
from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.figures import Figures
from crimecompare.errors import Incomparable

NOT_BROKEN_DOWN = "not-broken-down"
"""The last row: the whole less the offences that both sides give."""
ROUNDING = 1e-9
"""A remainder this small compared with the whole is a floating-point error for 0."""


def spelled_share(offence: str) -> str:
    """Return the name of an offence as people say it, which is another than its own for the last row alone."""
    return "Not broken down" if offence == NOT_BROKEN_DOWN else offence


class OffenceShare(NamedTuple):
    """One offence of a `whole` comparison: its own comparison, and its part of the excess rate, if that is clear."""

    offence: str
    comparison: Comparison
    share_of_excess: float | None
    whole: Comparison

    @property
    def called(self) -> str:
        """What people call the offence: as it is given, and the last row in words."""
        return spelled_share(self.offence)

    @property
    def counts_nothing(self) -> bool:
        """Whether neither side has a crime of this offence, or is known to have one."""
        area, baseline = self.comparison.area, self.comparison.baseline
        return not any((area.crimes, baseline.crimes, area.rate, baseline.rate))


def by_offence(comparison: Comparison) -> list[OffenceShare]:
    """Break a comparison down by the offences both sides give, largest contribution to the excess first.

    With k offences each interval has the confidence 1 − (1 − c)/k, so that all of them together have c (Bonferroni);
    the last row is what is not broken down, without an interval. Raises Incomparable when a side gives no offences.
    """
    area, baseline = comparison.area, comparison.baseline
    for side in (area, baseline):
        if not side.offence_names:
            raise Incomparable(f"{side.key} cannot be compared by offence: its offences are not given")
    shared = sorted(area.offence_names & baseline.offence_names)
    if not shared:
        raise Incomparable(f"{area.key} and {baseline.key} have no offence in common")
    confidence = 1 - (1 - comparison.confidence) / len(shared)
    together = caveats.simultaneous(len(shared), comparison.confidence, confidence)
    is_clear = comparison.verdict in {Verdict.HIGHER, Verdict.LOWER}
    unclear = () if is_clear else (caveats.no_clear_excess(is_known=comparison.excess_crime_rate is not None),)
    notes = (*comparison.more_notes, *_unmatched(area, baseline), together, *unclear)
    parts = [
        (o, replace(comparison, area=area.only(o), baseline=baseline.only(o), confidence=confidence, more_notes=notes))
        for o in shared
    ]
    whole = comparison.excess_crime_rate
    turned = -1 if (whole or 0) < 0 else 1  # below the baseline, what lowers the rate most contributes most
    parts.sort(key=lambda part: (-_contribution(part[1].excess_crime_rate, turned), part[0]))
    rest = replace(
        comparison,
        area=_remainder(area, [part.area for _, part in parts]),
        baseline=_remainder(baseline, [part.baseline for _, part in parts]),
        confidence=confidence,
        more_notes=notes,
    )
    return [
        OffenceShare(o, part, _share(part.excess_crime_rate, whole) if is_clear else None, comparison)
        for o, part in [*parts, (NOT_BROKEN_DOWN, rest)]
    ]


def _remainder(side: Figures, parts: list[Figures]) -> Figures:
    """Return the side with what its parts leave of its crimes and rate, and without what an interval needs."""
    crimes = _less(side.crimes, [part.crimes for part in parts])
    return side._replace(
        crimes=crimes,
        rate=_less(side.rate, [part.rate for part in parts]),
        safety_score=None,
        person_years=None,
        derived=side.derived and crimes is not None,
        offence=NOT_BROKEN_DOWN,
    )


def _less(whole: float | None, parts: list[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    rest = math.fsum([whole, *(-part for part in known)])
    return 0.0 if abs(rest) <= ROUNDING * abs(whole) else rest


def _share(excess: float | None, whole: float | None) -> float | None:
    return excess / whole if excess is not None and whole else None


def _contribution(excess: float | None, turned: int) -> float:
    return -math.inf if excess is None else turned * excess


def _unmatched(area: Figures, baseline: Figures) -> list[Note]:
    lonely = [
        f"{', '.join(sorted(side.offence_names - other.offence_names))} ({side.label})"
        for side, other in ((area, baseline), (baseline, area))
        if side.offence_names - other.offence_names
    ]
    return [caveats.unmatched(lonely, NOT_BROKEN_DOWN)] if lonely else []
