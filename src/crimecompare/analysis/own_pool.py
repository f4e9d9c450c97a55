"""The pool of all that is ranked: which areas are added up to it, and which one contains all the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crimecompare.analysis.baselines import can_be_pooled, is_a_year, pool
from crimecompare.analysis.codes import Note
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.ranking_caveats import not_pooled
from crimecompare.profiles.types import folded


def pool_of_all(areas: Sequence[Figures]) -> tuple[Figures, Sequence[Note]]:
    """Pool all areas that have what it takes and cover the same months; also return the note on the months of others.

    The months are those that most have of the areas that lack none, or that most have if all lack some. An area that
    does not state its months is pooled with those that cover a year. Their own caveats are shown with the areas, not
    with the pool. Raises Incomparable.
    """
    able = [area for area in areas if can_be_pooled(area)]
    months = _months_of_most(able)
    alike = {months, None} if is_a_year(months or None) else {months}
    others = [area for area in able if area.counted_months not in alike]
    if not others:
        return pool(able)._replace(caveats=()), ()
    lacking = sum(bool(area.months_missing) for area in others)
    members = [area for area in able if area.counted_months in alike]
    return pool(members)._replace(caveats=()), [not_pooled(lacking, len(others) - lacking)]


def outermost(areas: Sequence[Figures]) -> Figures | None:
    """Return the area that contains all the others, which does not belong among them."""
    around = Counter(key for area in areas for key in area.containers)
    return next((area for area in areas if len(areas) > 1 and around[folded(area.key)] == len(areas) - 1), None)


def _months_of_most(areas: Sequence[Figures]) -> frozenset[int]:
    """Return the months to pool; of those that equally many areas have, the most and then the latest."""
    stated = [(area.counted_months, bool(area.months_missing)) for area in areas if area.counted_months is not None]
    whole = [months for months, lacks in stated if not lacks]
    times = Counter(whole or [months for months, _ in stated])
    return max(times, key=lambda months: (times[months], len(months), sorted(months)), default=frozenset())
