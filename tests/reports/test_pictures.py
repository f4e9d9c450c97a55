"""Pictures as data: what is drawn of a report is what its fields say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.side_changes import a_month, indexed_months, month_by_month, side_changes
from crimecompare.analysis.trend import trend
from crimecompare.reports import evaluate as evaluating
from crimecompare.reports import trend as trending
from crimecompare.reports.marks import marks, plotted
from crimecompare.reports.pictures import Drawing
from support.courses import FENLAND, REST, START, WISBECH, controls_of, course_of, series, whole_course


def test_months_of_a_trend_are_a_line_and_those_without_data_are_gaps() -> None:
    """Each month of both years has a point, in order, and the windows have the means of what is counted."""
    course = course_of([*WISBECH[:5], None, *WISBECH[6:]])
    (picture,) = trending.report([trend(course)]).pictures
    assert picture.drawing is Drawing.LINE
    lines = picture.lines(trend(course)) if picture.lines else None
    assert lines is not None
    (months,) = lines.series
    assert [point.month for point in months.points] == list(range(START, START + 24))
    assert [point.value for point in months.points] == [*WISBECH[:5], None, *WISBECH[6:]]
    before, after = lines.windows
    assert (before.first, before.last, after.first, after.last) == (START, START + 11, START + 12, START + 23)
    kept = [count for n, count in enumerate(WISBECH) if n % 12 != 5]
    assert (before.mean, after.mean) == pytest.approx((sum(kept[:11]) / 11, sum(kept[11:]) / 11))


def test_a_trend_known_by_years_only_is_a_forest_of_its_ratios() -> None:
    """As are trends of more areas than there is room for plots of; all have the ratio of the report."""
    one = trend(whole_course(400, 300))
    (picture,) = trending.report([one]).pictures
    assert picture.drawing is Drawing.FOREST
    many = [trend(course_of(WISBECH)) for _ in range(13)]
    report = trending.report(many)
    (picture,) = report.pictures
    assert [mark.value for mark in marks(report, picture)] == [each.change_ratio for each in many]


def evaluation(*controls: list[int]) -> Evaluation:
    return Evaluation(course_of(WISBECH, key="wisbech"), controls_of(*controls))


def test_an_evaluation_draws_both_sides_and_how_they_compare() -> None:
    """Three rows, the last of which has the ratio and the interval of the report; and both series, from 100."""
    one = evaluation(REST)
    report = evaluating.report([one])
    forest, lines = plotted(report)
    assert [mark.value for mark in forest.marks] == pytest.approx(
        [sum(WISBECH[12:]) / sum(WISBECH[:12]), sum(REST[12:]) / sum(REST[:12]), one.relative_ratio]
    )
    assert one.ratio_interval is not None
    assert (forest.marks[2].low, forest.marks[2].high) == (one.ratio_interval.low, one.ratio_interval.high)
    drawn = lines.marks[0].lines
    assert drawn is not None
    assert [series.is_own for series in drawn.series] == [True, False]
    for months in drawn.series:
        first = [point.value or 0 for point in months.points[:12]]
        assert math.fsum(first) / 12 == pytest.approx(100)


@settings(max_examples=100)
@given(series(2))
def test_each_side_s_interval_holds_its_change_and_is_as_wide_as_both_windows_make_it(counts: list[list[int]]) -> None:
    """On the log scale it is as far to either side; the ratio of the two changes is the relative ratio."""
    own, other = counts
    one = Evaluation(course_of(own), controls_of(other))
    area, control = side_changes(one)
    for side in (area, control):
        assert side.ratio is not None
        assert side.interval is not None
        assert side.interval.low < side.ratio < side.interval.high
        assert side.interval.low * side.interval.high == pytest.approx(side.ratio**2, rel=1e-9)
    assert (area.ratio or 0) / (control.ratio or 1) == pytest.approx(one.relative_ratio)


def test_without_months_there_are_no_lines_and_without_crimes_no_change() -> None:
    """What is not known is not drawn."""
    course = whole_course(0, 5)
    assert (month_by_month(course), indexed_months(course), a_month(course.change)) == ({}, {}, (0, 5 / 12))
    assert indexed_months(course_of([0] * 24)) == {}
    assert len(FENLAND) == 24
