"""Side changes: how each side of an evaluation changed by itself, which pictures show beside how the two compare."""

from __future__ import annotations

import math
from typing import NamedTuple

from crimecompare.analysis.courses import Change, Course
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.intervals import Interval, Method, normal_quantile
from crimecompare.analysis.relative_change import RelativeChange, exponential
from crimecompare.analysis.students_t import t_quantile

INDEX = 100
"""What the mean of the months before is set to."""


class SideChange(NamedTuple):
    """The crimes a year after as a multiple of those before, with an interval; None after or before none."""

    ratio: float | None
    interval: Interval | None


def side_changes(evaluation: Evaluation) -> tuple[SideChange, SideChange]:
    """Return how the area changed, and how its control did.

    Each interval is ratio·exp(±q√(max(1, φ)(1/n₀ + 1/n₁))): as far as chance moves two counts, widened by as much as
    months vary. It does not allow for drift, and whether the two overlap is no test: the verdict rests on the ratio of
    the changes.
    """
    sides = evaluation.course.change, evaluation.controls.course.change
    area, control = (_changed(side, evaluation.relative) for side in sides)
    return area, control


def _changed(change: Change, relative: RelativeChange) -> SideChange:
    before, after = change
    if not before.crimes:
        return SideChange(None, None)
    ratio = after.crimes / after.years / (before.crimes / before.years)
    if not after.crimes:
        return SideChange(ratio, None)
    found, confidence = relative.dispersion, relative.confidence
    q = t_quantile(confidence, found.freedom) if found else normal_quantile(confidence)
    spread = exponential(q * math.sqrt(relative.inflation * (1 / before.crimes + 1 / after.crimes)))
    return SideChange(
        ratio, Interval(ratio / spread, ratio * spread, Method.QUASI_POISSON if found else Method.LOG_NORMAL)
    )


def month_by_month(course: Course) -> dict[int, float | None]:
    """Return the crimes of each month from the first of the window before to the last after; None where unknown.

    Months are since year 0. Nothing where a window's months are unknown.
    """
    if not course.change.has_months:
        return {}
    known = {**course.history, **(course.before.months or {}), **(course.after.months or {})}
    return {month: known.get(month) for month in range(course.before.span.first, course.after.span.last + 1)}


def indexed_months(course: Course) -> dict[int, float | None]:
    """Return `month_by_month` such that the mean of the months before is 100; nothing where that is 0."""
    mean = a_month(course.change)[0]
    months = month_by_month(course)
    return {m: count if count is None else INDEX * count / mean for m, count in months.items()} if mean else {}


def a_month(change: Change) -> tuple[float, float]:
    """Return the crimes a month before and after, in the months that are counted."""
    before, after = (window.crimes / len(window.counted_months) for window in change)
    return before, after
