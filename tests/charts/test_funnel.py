"""The funnel: each point on its side of each limit, names on nothing, and those that are highlighted in any case."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.ranking import rank
from crimecompare.charts import draw
from crimecompare.charts.boxes import Box, way
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import rank as ranking_report
from crimecompare.reports.report import Report
from support.areas import area
from support.drawings import SVG, Placed, parsed, placed, texts
from support.program import Run

DASHED = "5 4"


def made_areas(
    seed: int, number: int, *, rate: float = 80.0, spread: float = 0.3, largest: float = 6.0
) -> list[AreaProfile]:
    """Make areas from a dozen people to a million, whose counts are about those of a rate, many of them 0."""
    chance = random.Random(seed)  # noqa: S311 - what can be repeated is the point
    areas = []
    for n in range(number):
        people = int(10 ** chance.uniform(1.0, largest))
        crimes = max(0, round(people * rate / 1000 * chance.lognormvariate(0, spread) + chance.gauss(0, 1.5)))
        areas.append(area(f"a{n}", name=f"Area number {n}", population=people, crimes=crimes, period="2024"))
    return areas


def funnel_of(areas: list[AreaProfile], limits: Limits, baseline: float = 80.0, **more: object) -> Report:
    """Report a ranking of areas against a rate."""
    ranking = rank(areas, area("base", crime_rate=baseline), limits=limits)
    return ranking_report.report(ranking, ranking.standings, **more)  # type: ignore[arg-type]


def coordinates(points: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


def heights_at(lines: list[list[tuple[float, float]]], x: float) -> set[float]:
    """Return the heights of the corners that lines have at a place."""
    return {y for line in lines for at, y in line if at == x}


@pytest.mark.parametrize("limits", [Limits.POISSON, Limits.ADDITIVE])
@pytest.mark.parametrize("seed", range(20))
def test_a_point_lies_beyond_a_drawn_limit_when_and_only_when_its_field_says_so(limits: Limits, seed: int) -> None:
    """Of 8,000 areas, as drawn: above the dashes or below them, outside the band or in it, also where there are 0."""
    report = funnel_of(made_areas(seed, 200, largest=2.5 if seed % 2 else 6.0), limits)
    root = parsed(draw(report, 720))
    dashes = [
        coordinates(line.get("points", "")) for line in root.iter(f"{SVG}polyline") if line.get("stroke-dasharray")
    ]
    (reference,) = [
        coordinates(line.get("points", "")) for line in root.iter(f"{SVG}polyline") if not line.get("stroke-dasharray")
    ]
    (band,) = [coordinates(shape.get("points", "")) for shape in root.iter(f"{SVG}polygon")]
    middle = reference[0][1]
    dots = {
        dot.findtext(f"{SVG}title", "").split(":")[0]: dot
        for dot in root.iter(f"{SVG}circle")
        if dot.find(f"{SVG}title") is not None
    }
    assert len(dots) == len(report.rows) == 200
    undecided = 0
    for standing in report.rows:
        dot = dots[standing.comparison.area.name]
        x, y = float(dot.get("cx", 0)), float(dot.get("cy", 0))
        beyond = {True: 0, False: 0}
        for lines in (dashes, [band]):
            heights = heights_at(lines, x)
            upper, lower = [h for h in heights if h <= middle], [h for h in heights if h >= middle]
            if len(upper) > 1 or len(lower) > 1:  # two sizes, or a step, at one hundredth of a pixel
                undecided += 1
                break
            beyond[True] += bool(upper) and y < upper[0]
            beyond[False] += bool(lower) and y > lower[0]
        else:
            assert beyond[True] - beyond[False] == ranking_report.PASSED[standing.funnel], standing
    assert undecided <= 10, undecided


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 300), st.integers(0, 12), st.sampled_from([340, 720]))
def test_names_touch_no_point_no_name_and_no_edge(seed: int, number: int, lit: int, width: int) -> None:
    """At most 24 names, or 8 on a narrow page, but all that are highlighted; each on nothing but the background."""
    areas = made_areas(seed, number)
    highlighted = {profile.key for profile in areas[:lit]}
    root = parsed(draw(funnel_of(areas, Limits.POISSON, highlighted=highlighted), width, is_alone=False))
    names = [word for word in placed(root) if word.words.startswith("Area number")]
    named = {word.words for word in names}
    assert {profile.name for profile in areas[:lit]} <= named
    most = max(8 if width < 480 else 24, min(lit, number))
    assert len(names) == len(named) <= most
    marks = [dot for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None]
    boxes = [
        tuple(float(d.get(key, 0)) + sign * float(d.get("r", 0)) for sign in (-1, 1) for key in ("cx", "cy"))
        for d in marks
    ]
    others = [word for word in placed(root) if word not in names]
    for n, name in enumerate(names):
        assert name.left >= 0
        assert name.right <= width
        assert not [box for box in boxes if name.overlaps(box)]  # type: ignore[arg-type]
        assert not [other for other in [*names[n + 1 :], *others] if name.overlaps(other[1:])]


def test_the_highlighted_stand_out_and_the_others_are_grey() -> None:
    """One accent, for the area that was asked for, whose name is bold; no other mark has it."""
    areas = made_areas(3, 60)
    root = parsed(draw(funnel_of(areas, Limits.POISSON, highlighted={"a5"}), 720))
    marks = [dot for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None]
    accented = [dot.findtext(f"{SVG}title", "") for dot in marks if dot.get("stroke") == "#12436d"]
    assert [told.split(":")[0] for told in accented] == ["Area number 5"]
    bold = [t.text for t in root.iter(f"{SVG}text") if t.get("font-weight") == "bold"]
    assert "Area number 5" in bold


def test_a_name_without_room_beside_its_point_has_a_line_to_it() -> None:
    """In the middle of a crowd."""
    crowd = [
        area(f"a{n}", name=f"Area {n}", population=50_000 + 40 * n, crimes=4000 + n % 7, period="2024")
        for n in range(300)
    ]
    root = parsed(draw(funnel_of(crowd, Limits.POISSON, highlighted={f"a{n}" for n in range(140, 150)}), 720))
    assert {f"Area {n}" for n in range(140, 150)} <= set(texts(root))
    assert [line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "0.75"]


def test_so_many_highlighted_that_no_picture_has_room_are_named_above_it() -> None:
    """All of two hundred, on nothing else."""
    crowd = made_areas(1, 200)
    root = parsed(draw(funnel_of(crowd, Limits.POISSON, highlighted={profile.key for profile in crowd}), 340))
    names = [word for word in placed(root) if word.words.startswith("Area number")]
    assert len(names) == 200
    assert not [(a, b) for n, a in enumerate(names) for b in names[n + 1 :] if a.overlaps(b[1:])]


def test_areas_observed_unequally_long_are_drawn_by_person_years() -> None:
    """The size is what was observed; where all are observed equally long it is the residents."""
    two = [
        area("x", population=1000, crimes=90, period="2024"),
        area("y", population=2000, crimes=300, period="2023-01/2024-12"),
    ]
    assert "Person-years (log scale)" in texts(parsed(draw(funnel_of(two, Limits.POISSON), 720)))
    assert "Residents (log scale)" in texts(parsed(draw(funnel_of(two[:1], Limits.POISSON), 720)))


def test_no_crimes_have_a_place_that_says_0() -> None:
    """A rate of 0, for which no log scale has room, lies in a strip of its own beneath all others."""
    some = [area("x", population=1000, crimes=0, period="2024"), area("y", population=2000, crimes=160, period="2024")]
    root = parsed(draw(funnel_of(some, Limits.POISSON), 720))
    zero: list[Placed] = [word for word in placed(root) if word.words == "0"]
    dot = next(d for d in root.iter(f"{SVG}circle") if d.findtext(f"{SVG}title", "").startswith("X"))
    assert len(zero) == 1
    assert zero[0].top < float(dot.get("cy", 0)) < zero[0].bottom


@pytest.mark.parametrize("named", ["fenland", "FENLAND", "E07000010", "Fenland", "fen*", "fenland@2024"])
def test_highlight_takes_what_names_an_area(run: Run, named: str) -> None:
    """A key, a code, a name, a pattern, a time: the area is named in bold in the picture."""
    code, out, err = run("rank", "--within", "cambridgeshire-police", "--highlight", named, "-f", "svg")
    assert (code, err) == (0, "")
    bold = [t.text for t in parsed(out).iter(f"{SVG}text") if t.get("font-weight") == "bold"]
    assert "Fenland" in bold
    assert "highlighted" in texts(parsed(out))


def test_highlight_refuses_what_is_not_ranked(run: Run) -> None:
    """An area that is known and not among them, and one that nobody knows."""
    command = ("rank", "--within", "cambridgeshire-police", "-f", "svg", "--highlight")
    assert "--highlight uk is not one of the areas that are ranked" in run(*command, "uk").refusal
    assert 'unknown area "fenlnd"' in run(*command, "fenlnd").refusal


def test_highlight_changes_nothing_but_the_picture(run: Run) -> None:
    """Other formats are the same bytes with and without it."""
    command = ("rank", "--within", "cambridgeshire-police", "-f", "json")
    assert run(*command, "--highlight", "fenland") == run(*command)


@pytest.mark.parametrize("seed", range(6))
def test_no_name_without_a_line_is_nearer_to_another_point_than_to_its_own(seed: int) -> None:
    """Nor about as near, so that nobody takes it for the other's."""
    root = parsed(draw(funnel_of(made_areas(seed, 150), Limits.POISSON), 720))
    points = {
        dot.findtext(f"{SVG}title", "").split(":")[0]: (float(dot.get("cx", 0)), float(dot.get("cy", 0)))
        for dot in root.iter(f"{SVG}circle")
        if dot.find(f"{SVG}title") is not None
    }
    names = [word for word in placed(root) if word.words in points]
    assert names
    for word in names:
        box = Box(word.left, word.bottom - 12, word.right, word.bottom)
        far = {name: math.dist(point, way(point, box)[-1]) for name, point in points.items()}
        own = far.pop(word.words)
        here = points[word.words]
        assert all(distance > own + 1 for name, distance in far.items() if math.dist(points[name], here) > 0.1)
