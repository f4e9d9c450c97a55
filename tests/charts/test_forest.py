"""Forests and bars: rows in order, round values, what runs off, and what is clear."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.charts import draw
from crimecompare.charts.axes import Scale
from crimecompare.charts.palette import ACCENT, GREY
from crimecompare.reports.fields import Field
from crimecompare.reports.marks import plotted
from crimecompare.reports.pictures import Drawing
from crimecompare.reports.spans import span_of
from support.drawings import MADE, SVG, Made, interval, made_report, parsed, placed, texts

RATIOS = st.floats(0.001, 1000)


@settings(max_examples=300)
@given(RATIOS, st.floats(1.0001, 1000), st.sampled_from(["log", "linear"]), st.floats(60, 700))
def test_round_values_are_few_apart_and_have_the_null_among_them(
    low: float, times: float, kind: str, width: float
) -> None:
    """At most seven, in order, no figure on another; 1 on a log axis that has it, 0 on another."""
    is_log = kind == "log"
    start = low if is_log else low - 500
    scale = Scale(start, start * times if is_log else start + times, 50, 50 + width, is_log=is_log)
    ticks = scale.ticks(11)
    assert len(ticks) <= 7
    assert [value for value, _ in ticks] == sorted({value for value, _ in ticks})
    null = 1 if is_log else 0
    assert (null in [value for value, _ in ticks]) == (scale.side(null) == 0)
    assert all(float(words.replace(",", "").replace("−", "-")) == pytest.approx(value) for value, words in ticks)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(RATIOS, st.floats(1.01, 30), st.booleans()), min_size=1, max_size=40),
    st.sampled_from([340, 720]),
)
def test_rows_stand_in_order_each_with_its_name_mark_and_figures(
    rows: list[tuple[float, float, bool]], width: int
) -> None:
    """From top to bottom as in the report; filled where clear, hollow and grey where not; no words overlap."""
    made = [
        Made(str(n), f"Area {n}", value, interval(value / wide, value * wide), clear)
        for n, (value, wide, clear) in enumerate(rows)
    ]
    root = parsed(draw(made_report(made), width))
    names = [words for words in texts(root) if words.startswith("Area ")]
    assert names == [row.name for row in made]
    dots = [dot for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None]
    assert len(dots) == len(made)
    assert [float(dot.get("cy", 0)) for dot in dots] == sorted(float(dot.get("cy", 0)) for dot in dots)
    for dot, row in zip(dots, made, strict=True):
        assert (dot.get("fill"), dot.get("stroke")) == ((ACCENT, ACCENT) if row.is_clear else ("#ffffff", GREY))
    boxes = placed(root)
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.overlaps(b[1:])]


def test_an_interval_that_runs_off_ends_in_an_arrow() -> None:
    """One without an upper limit, and one that is far wider than the estimates are apart."""
    made = [
        Made("a", "A", 1.2, interval(1.1, 1.3)),
        Made("b", "B", 1.1, interval(0.5, math.inf)),
        Made("c", "C", 0.9, interval(1e-6, 1.2)),
    ]
    root = parsed(draw(made_report(made), 720))
    assert len(list(root.iter(f"{SVG}polygon"))) == 2
    assert not list(parsed(draw(made_report(made[:1]), 720)).iter(f"{SVG}polygon"))


def test_a_ratio_of_0_lies_beyond_the_log_axis_and_an_unknown_one_nowhere() -> None:
    """What no log scale has a place for is an arrow; what is not known is a dash among the figures."""
    made = [Made("a", "A", 0.0, interval(0.0, 1.4)), Made("b", "B", None), Made("c", "C", 1.3, interval(1.1, 1.5))]
    root = parsed(draw(made_report(made), 720))
    assert len([dot for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None]) == 1
    assert list(root.iter(f"{SVG}polygon"))
    assert "–" in texts(root)


def test_bars_begin_at_0_and_go_both_ways() -> None:
    """What is less than the baseline goes to the left of 0, what is more to the right; hollow where it is not clear."""
    made = [Made("a", "A", 4.0), Made("b", "B", -2.0, is_clear=False)]
    more, less = list(parsed(draw(made_report(made, Drawing.BARS), 720)).iter(f"{SVG}rect"))[1:]
    end = float(less.get("x", 0)) + float(less.get("width", 0))
    assert end == pytest.approx(float(more.get("x", 0)), abs=0.02)
    assert float(more.get("width", 0)) == pytest.approx(2 * float(less.get("width", 0)), rel=0.01)
    assert (more.get("fill"), less.get("fill")) == (ACCENT, "#ffffff")


def test_several_areas_have_a_panel_each_on_one_axis() -> None:
    """Rows of one area stand together under its name, and there is one axis."""
    made = [Made(f"{n}", f"Offence {n}", 1.0 + n, interval(0.9, 3), panel=f"Town {n % 2}") for n in range(4)]
    words = texts(parsed(draw(made_report(made, panels=Field("panel", "panel"), called=MADE.fields["name"]), 720)))
    order = [word for word in words if word.startswith(("Town", "Offence"))]
    assert order == ["Town 0", "Offence 0", "Offence 2", "Town 1", "Offence 1", "Offence 3"]
    assert words.count("1") == 1


def test_a_ratio_of_0_beside_one_that_is_a_thousand_million_times_as_large_as_another() -> None:
    """However far the axis goes, 0 lies beyond it."""
    made = [Made("a", "A", 0.0, interval(0.0, 1e9)), Made("b", "B", 1e-9, None), Made("c", "C", 1e9, None)]
    assert len([t for t in texts(parsed(draw(made_report(made), 720))) if t in {"A", "B", "C"}]) == 3


@pytest.mark.parametrize(("low", "high", "side"), [(0.0, 0.01, -1), (0.0, 4.6, -1), (7.6, math.inf, 1)])
def test_an_interval_without_an_estimate_has_an_arrow_at_the_end_that_runs_off_and_at_no_other(
    low: float, high: float, side: int
) -> None:
    """However far from 1 its other end lies, that end is on the axis."""
    estimate = 0.0 if side < 0 else None
    root = parsed(draw(made_report([Made("a", "A", estimate, interval(low, high))]), 720))
    (arrow,) = root.iter(f"{SVG}polygon")
    tip, back = (float(pair.split(",")[0]) for pair in arrow.get("points", "").split()[:2])
    (line,) = [line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "2"]
    ends = float(line.get("x1", 0)), float(line.get("x2", 0))
    assert (tip - back) * side > 0
    assert ends[1] - ends[0] > 20
    assert ("7.60 upwards" in texts(root)) == (side > 0)


def test_what_cannot_be_judged_has_a_mark_of_its_own_which_is_explained_where_it_is() -> None:
    """A diamond is neither the filled nor the hollow mark; without one there are no words about it."""
    made = [Made(f"{n}", f"A{n}", 1.2, interval(1.1, 1.3), is_clear=not n) for n in range(3)]
    root = parsed(draw(made_report(made, is_judged=lambda row: row.key != "2"), 720))
    told = [d for d in root.iter() if d.tag in {f"{SVG}circle", f"{SVG}path"} and d.find(f"{SVG}title") is not None]
    assert [d.tag.removeprefix(SVG) for d in told] == ["circle", "circle", "path"]
    assert "cannot be judged" in texts(root)
    assert "cannot be judged" not in texts(parsed(draw(made_report(made), 720)))


def test_where_nothing_is_compared_no_mark_is_that_of_a_clear_difference() -> None:
    """The accent means what is clearly different, and nothing else."""
    made = [Made("a", "A", 1.2, interval(1.1, 1.3))]
    root = parsed(draw(made_report(made, is_clear=None, key=None), 720))
    assert [dot.get("fill") for dot in root.iter(f"{SVG}circle")] == [GREY]


def test_one_useless_interval_does_not_set_the_axis() -> None:
    """Of many rows, one that is far wider than the others runs off both ends, and theirs do not."""
    made = [Made(f"{n}", f"A{n}", 1.2, interval(1.1, 1.3)) for n in range(6)]
    useless = Made("x", "X", 1.1, interval(0.003, 9.8), is_clear=False)
    assert len(list(parsed(draw(made_report([*made, useless]), 720)).iter(f"{SVG}polygon"))) == 2
    low, high = span_of(made_report(made).pictures[0], plotted(made_report([*made, useless]))[0].marks)
    assert (low, high) == (pytest.approx(1), pytest.approx(1.3))


@settings(max_examples=100)
@given(st.floats(0.001, 0.6), st.floats(1.7, 1000))
def test_a_log_axis_on_both_sides_of_1_has_round_values_on_both(low: float, high: float) -> None:
    """However much longer one side is, if the other is long enough for a figure."""
    scale = Scale(low, high, 50, 450, is_log=True)
    if min(scale.at(1) - 50, 450 - scale.at(1)) > 60:
        values = [value for value, _ in scale.ticks(11)]
        assert min(values) < 1 < max(values)


@pytest.mark.parametrize("width", [340, 720, 1068])
def test_the_titles_and_names_of_pictures_side_by_side_keep_apart(width: int) -> None:
    """No words overlap, long names take two lines, and both directions are named or neither."""
    made = [
        Made(f"{n}", f"Violence with injury and other offences {n}", 1.1, interval(0.6, 1.3), panel=f"Town {n % 2}")
        for n in range(6)
    ]
    report = made_report(made, panels=Field("panel", "panel"), axis="Rate ratio to England and Wales (log scale)")
    (ratios,) = report.pictures
    bars = ratios._replace(
        drawing=Drawing.BARS, value=MADE.fields["bare"], axis="Difference per 1,000 residents a year", is_log=False
    )
    root = parsed(draw(report._replace(pictures=[bars._replace(reference=0), ratios]), width))
    boxes = placed(root)
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.overlaps(b[1:])]
    assert not [words for words in texts(root) if words.endswith("…")]
    assert len([w for w in texts(root) if "lower" in w]) == len([w for w in texts(root) if "higher" in w])
    beside = {dot.get("cy") for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None}
    assert len(beside) == len(made)
