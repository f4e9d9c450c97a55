"""Pictures of change: months as lines with the windows that are compared, and ratios with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.courses import Change
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.intervals import Interval
from crimecompare.analysis.side_changes import a_month, indexed_months, month_by_month, side_changes
from crimecompare.analysis.trend import Trend
from crimecompare.profiles.periods import month_text, spelled_months, spelled_period
from crimecompare.reports.fields import Field, Shown, ValueType
from crimecompare.reports.pictures import LOG_SCALE, Drawing, Lines, MarkedMonths, Picture, Point, Series
from crimecompare.wording import capitalised, figure

MOST_PLOTS = 12
"""Of more areas than these there are no lines, but a row each."""
SIDES = Field("change", "ratio", Shown("Ratio", places=2, null=1), interval="interval")
CALLED = Field("name", "name", value_type=ValueType.TEXT)
PANEL = Field("panel", "panel", value_type=ValueType.TEXT)
OF_SIDES = "the change clearly differs from the control's", "it does not, or is that of one side alone"


class ChangedSide(NamedTuple):
    """One side of an evaluation, or how the two compare, as a row of its picture."""

    name: str
    panel: str
    ratio: float | None
    interval: Interval | None
    is_clear: bool = False
    is_judged: bool = True
    is_apart: bool = False


def of_trends(ratios: Picture, trends: Sequence[Trend]) -> list[Picture]:
    """Draw the months of each area, or where there are too many areas, or no months, the `ratios` of the two years."""
    if not trends or len(trends) > MOST_PLOTS or not all(one.course.change.has_months for one in trends):
        return [ratios]
    lines = ratios._replace(drawing=Drawing.LINE, axis="Crimes a month", is_log=False, key=None, in_rows=ratios)
    return [lines._replace(lines=_of_trend)]


def of_evaluations(ratios: Picture, evaluations: Sequence[Evaluation]) -> list[Picture]:
    """Draw how both sides changed, and how the two compare, and the months of both, indexed to those before.

    Where there is room for a row of each area only, it is its ratio to the control's change, as in `ratios`.
    """
    changes = ratios._replace(
        value=SIDES,
        axis=f"Crimes a year after, as a ratio to before; beneath, the one ratio to the other {LOG_SCALE}",
        called=CALLED,
        panels=PANEL if len(evaluations) > 1 else None,
        parts=_parts,
        is_clear=_side_is_clear,
        is_judged=_side_is_judged,
        is_apart=_side_is_apart,
        key=OF_SIDES,
        in_rows=ratios,
    )
    if not evaluations or len(evaluations) > MOST_PLOTS or not all(_has_lines(one) for one in evaluations):
        return [changes]
    axis = "Crimes a month, as a percentage of the mean before"
    lines = ratios._replace(drawing=Drawing.LINE, axis=axis, is_log=False, key=None, lines=_of_evaluation)
    return [changes, lines]


def _side_is_clear(side: ChangedSide) -> bool:
    return side.is_clear


def _side_is_judged(side: ChangedSide) -> bool:
    return side.is_judged


def _side_is_apart(side: ChangedSide) -> bool:
    return side.is_apart


def _parts(one: Evaluation) -> list[ChangedSide]:
    """Return both sides of an evaluation, and how they compare."""
    area, control = side_changes(one)
    name, panel = capitalised(one.control.label), one.area.label
    return [
        ChangedSide(one.area.label, panel, *area),
        ChangedSide(name, panel, *control),
        ChangedSide(
            f"{one.area.label} compared with {one.control.label}",
            panel,
            one.relative_ratio,
            one.ratio_interval,
            is_clear=one.verdict in {Verdict.HIGHER, Verdict.LOWER},
            is_judged=one.verdict is not Verdict.UNTESTED,
            is_apart=True,
        ),
    ]


def _of_trend(trend: Trend) -> Lines:
    """Draw an area's months, and the mean of each year."""
    return Lines([_series(trend.area.label, month_by_month(trend.course), 0)], _windows(trend.change, _mean_of_counts))


def _of_evaluation(one: Evaluation) -> Lines:
    """Draw the months of both sides, each as a percentage of its mean before."""
    own = _series(one.area.label, indexed_months(one.course), 0)
    control = _series(capitalised(one.control.label), indexed_months(one.controls.course), 0)._replace(is_own=False)
    return Lines([own, control], _windows(one.course.change, None))


def _has_lines(one: Evaluation) -> bool:
    return bool(indexed_months(one.course) and indexed_months(one.controls.course))


def _series(name: str, months: Mapping[int, float | None], places: int) -> Series:
    points = [
        Point(
            month,
            value,
            "" if value is None else f"{name}, {spelled_months([month_text(month)])}: {figure(value, places)}",
        )
        for month, value in months.items()
    ]
    return Series(name, points)


def _mean_of_counts(mean: float) -> str:
    return f": mean {figure(mean, 0)} a month"


def _windows(change: Change, said: Callable[[float], str] | None) -> list[MarkedMonths]:
    """Return the two windows; with what is said of their means, these too."""
    return [
        MarkedMonths(
            f"{spelled_period(window.period)}{said(mean) if said else ''}",
            window.span.first,
            window.span.last,
            mean if said else None,
        )
        for window, mean in zip(change, a_month(change), strict=True)
    ]
