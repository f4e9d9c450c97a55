"""Lines: months from 0, gaps where there are no data, and the windows that are compared."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from crimecompare.charts import draw
from crimecompare.charts.palette import ACCENT, BAND, DASHES
from crimecompare.reports.pictures import Drawing, Lines, MarkedMonths, Point, Series
from support.drawings import SVG, Made, made_report, parsed, placed, texts, told

JANUARY = 12 * 2024


def lines_of(values: list[float | None], *, control: bool = False) -> Lines:
    """Return a series from January 2024, with its two halves as windows, and maybe a control beside it."""
    half = len(values) // 2
    own = Series("Fenland", [Point(JANUARY + n, v, f"month {n}: {v}") for n, v in enumerate(values)])
    other = Series("Controls", [Point(JANUARY + n, 50.0, f"control {n}") for n in range(len(values))], is_own=False)
    windows = [
        MarkedMonths("2024", JANUARY, JANUARY + half - 1, 100.0),
        MarkedMonths("2025", JANUARY + half, JANUARY + len(values) - 1, 90.0),
    ]
    return Lines([own, other] if control else [own], windows)


def plotted_lines(*lines: Lines, width: int = 720) -> Element:
    made = [Made(str(n), f"Area {n}", 1.0, lines=one) for n, one in enumerate(lines)]
    return parsed(draw(made_report(made, Drawing.LINE), width))


VALUES: list[float | None] = [100.0 + n for n in range(24)]


def test_a_month_without_data_is_a_gap_and_each_other_has_a_dot_that_tells_it() -> None:
    """The line is broken, not drawn through 0 or across."""
    gap = [*VALUES[:7], None, *VALUES[8:]]
    whole, broken = plotted_lines(lines_of(VALUES)), plotted_lines(lines_of(gap))
    assert [len(line.get("points", "").split()) for line in whole.iter(f"{SVG}polyline")] == [24]
    assert [len(line.get("points", "").split()) for line in broken.iter(f"{SVG}polyline")] == [7, 16]
    assert len([words for words in told(broken) if words.startswith("month")]) == 23


def test_values_begin_at_0() -> None:
    """The height of a month above the axis is as its value, however small the differences are."""
    root = plotted_lines(lines_of([100.0, 50.0, 100.0, 100.0]))
    heights = [float(dot.get("cy", 0)) for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None]
    floor = next(word for word in placed(root) if word.words == "0")
    bottom = (floor.top + floor.bottom) / 2
    assert (bottom - heights[1]) / (bottom - heights[0]) == pytest.approx(0.5, abs=0.01)


def test_both_windows_and_their_means_are_marked() -> None:
    """Each has its band and its name, and its mean as a line across it."""
    root = plotted_lines(lines_of(VALUES))
    bands = [band for band in root.iter(f"{SVG}rect") if band.get("fill") == BAND]
    means = [line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "1.5"]
    assert len(bands) == len(means) == 2
    assert {"2024", "2025"} <= set(texts(root))
    for band, mean in zip(bands, means, strict=True):
        assert float(mean.get("x1", 0)) == pytest.approx(float(band.get("x", 0)), abs=0.02)


def test_what_an_area_is_compared_with_is_dashed_and_both_are_named() -> None:
    """Colour is not the only sign."""
    root = plotted_lines(lines_of(VALUES, control=True))
    control, own = root.iter(f"{SVG}polyline")
    assert control.get("stroke-dasharray") == DASHES["stroke_dasharray"]
    assert (own.get("stroke"), own.get("stroke-dasharray")) == (ACCENT, None)
    assert {"Fenland", "Controls"} <= set(texts(root))


def test_several_areas_have_a_plot_each() -> None:
    """Under each other, each with its name."""
    words = texts(plotted_lines(lines_of(VALUES), lines_of(VALUES), width=340))
    assert [word for word in words if word.startswith("Area")] == ["Area 0", "Area 1"]
