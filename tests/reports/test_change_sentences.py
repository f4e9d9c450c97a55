"""What reports on change say: right in both directions, when equal, and when figures are missing."""

from __future__ import annotations

import re

import pytest

from crimecompare.analysis.controls import Controls
from crimecompare.analysis.evaluating import evaluate
from crimecompare.analysis.trend import trend
from crimecompare.reports.change_sentences import of_evaluation, of_many_evaluations, of_many_trends, of_trend
from support.courses import controls_of, course_of, whole_course

FLAT, UP, DOWN, NONE = [20] * 24, [20] * 12 + [40] * 12, [40] * 12 + [20] * 12, [0] * 24
STEADY = [FLAT, [30] * 24, [25] * 24, [35] * 24, [40] * 24]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            UP,
            "In 2025, A recorded 480 crimes, 100% more than the 240 of the year before: clearly different (ratio ",
        ),
        (DOWN, "In 2025, A recorded 240 crimes, 50% fewer than the 480 of the year before: clearly different (ratio "),
        (FLAT, "In 2025, A recorded 240 crimes, as many as the year before: not clearly different (ratio 1.00, "),
        (
            [0] * 12 + [1] * 12,
            "In 2025, A recorded 12 crimes, after none the year before: there is too little to judge",
        ),
        (
            [1] * 12 + [0] * 12,
            "In 2025, A recorded 0 crimes, 100% fewer than the 12 of the year before: there is too lit",
        ),
        (NONE, "In 2025, A recorded 0 crimes, after none the year before: there is too little to judge by."),
    ],
)
def test_a_year_against_the_one_before(counts: list[int], said: str) -> None:
    """More, fewer, as many, after none, and none after some."""
    assert of_trend(trend(course_of(counts))).startswith(said)


def test_years_alone_are_not_judged() -> None:
    """A difference between two whole years is said, and that it cannot be judged."""
    assert of_trend(trend(whole_course(500, 400))).startswith(
        "In 2025, A recorded 400 crimes, 20% fewer than the 500 of the year before: how much such counts vary is not "
        "known, so whether that is much cannot be judged (ratio 0.80, 95% interval "
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (UP, "it would have recorded 240: it recorded 240 more, 100% above that (ratio 2.00, 95% interval "),
        (DOWN, "it would have recorded 480: it recorded 240 fewer, 50% below that (ratio 0.50, 95% interval "),
        (FLAT, "it would have recorded 240, as many as it did (ratio 1.00, 95% interval "),
        (
            [0] * 12 + [1] * 12,
            "recorded 12 crimes, after none in 2024; the pool of 5 areas recorded 1,800, as many (1,800)",
        ),
        (NONE, "it would have recorded 0; there is too little to judge by."),
    ],
)
def test_a_change_against_controls(counts: list[int], said: str) -> None:
    """What was recorded beside what would have been, whichever is more."""
    assert said in of_evaluation(evaluate(course_of(counts), controls_of(*STEADY)))


def test_controls_that_moved_by_themselves_are_counted() -> None:
    """None, one or several of them."""
    none, one, several = (
        evaluate(course_of(counts), controls_of(*STEADY[:3], *others))
        for counts, others in ((UP, []), (FLAT, [UP]), (FLAT, []))
    )
    assert "None of the 3 controls moved as far from the others by itself." in of_evaluation(none)
    assert "All 4 controls moved as far from the others by themselves." in of_evaluation(one)
    assert "All 3 controls moved as far from the others by themselves." in of_evaluation(several)


def test_why_nothing_is_judged() -> None:
    """One control, no months, another season: each has its own reason."""
    one = evaluate(course_of(UP), controls_of(FLAT))
    assert "240 fewer than it did (ratio 2.00, " in of_evaluation(one)
    assert of_evaluation(one).endswith("cannot be told from one control.")
    years = evaluate(whole_course(100, 200), Controls([whole_course(500, 500, key="c")]))
    assert of_evaluation(years).endswith("how much such counts vary from month to month cannot be told from these.")
    windows = range(6), range(6, 24)
    sides = [course_of(counts, *windows, key=f"k{n}") for n, counts in enumerate([[20] * 6 + [60] * 18, *STEADY])]
    seasons = of_evaluation(evaluate(sides[0], Controls(sides[1:])))
    assert "before and after are of different times of the year, so that is not judged." in seasons
    assert "% more a year than in January to June 2024 (120)" in seasons


def test_a_control_without_crimes_before_tells_nothing() -> None:
    """There is no change to expect."""
    said = of_evaluation(evaluate(course_of(UP), controls_of(NONE)))
    assert said.endswith("C0 had no crimes before, so nothing can be expected of A.")


def test_many_areas_in_a_few_words() -> None:
    """How many of each verdict, and the ends; what no area is goes unsaid."""
    found = [trend(course_of(counts, key=key)) for counts, key in ((UP, "u"), (DOWN, "d"), (FLAT, "f"), (NONE, "n"))]
    assert of_many_trends(found) == (
        "Of 4 areas, 1 recorded clearly more than in the year before, 1 clearly fewer, 1 is not clearly different and "
        "1 cannot be judged. The ratio is highest for U (2.00) and lowest for D (0.50)."
    )
    assert of_many_trends(found[1:]).startswith("Of 3 areas, 1 recorded clearly fewer than in the year before, 1 is")
    assert of_many_trends(found[3:] * 4) == "None of the 4 areas can be judged."
    flat = [trend(course_of(FLAT, key=key)) for key in "abcd"]
    assert of_many_trends(flat) == "None of the 4 areas is clearly different."
    evaluations = [evaluate(course_of(counts), controls_of(*STEADY)) for counts in (UP, UP, FLAT, FLAT)]
    assert (
        "would often be missed. Of 4 areas, 2 are clearly above what would be expected had they changed as the pool of "
        "5 areas did and 2 are not clearly different. The ratio" in of_many_evaluations(evaluations)
    )


def test_years_that_lack_months_are_compared_by_the_day() -> None:
    """Where the two last unequally long the counts alone would make another percentage."""
    hole = [30] * 12 + [29, 29, None, *[29] * 9]
    assert "of 2025, A recorded 319 crimes, 3% fewer a day than the 330 of the same months of 2024: " in of_trend(
        trend(course_of(hole))
    )


def test_a_limit_of_a_ratio_is_not_read_as_crimes() -> None:
    """After none there is no ratio, and still an interval of it."""
    said = of_evaluation(evaluate(course_of([0] * 12 + [3] * 12), controls_of(FLAT)))
    assert re.search(r"36 fewer than it did \(ratio: 95% interval from [\d.]+ upwards\)", said)


def test_what_a_fall_that_would_be_missed_allows_for_is_said() -> None:
    """Chance alone for years, not drift for one control; where no fall could be shown, that is said."""
    years = [whole_course(500, 480, key=f"c{n}") for n in range(4)]
    even_if = "Even if counts varied by chance alone and such places never drifted apart, falls under "
    assert of_evaluation(evaluate(years[0], Controls(years[1:]))).startswith(even_if)
    none = evaluate(course_of([1] + [0] * 11 + [1] + [0] * 11), controls_of(FLAT), confidence=0.9999)
    assert none.detectable_percent is not None
    assert none.detectable_percent >= 99
    assert of_evaluation(none).startswith("Even if such places never drifted apart, no fall in A could be shown. In ")


def test_few_controls_are_named_once() -> None:
    """Two or three that are pooled; a name that has an "and" in it is told apart."""
    named = [course_of(FLAT, key=key) for key in ("north", "south and west")]
    said = of_evaluation(evaluate(course_of(UP), Controls(named)))
    assert said.count("the pool of North; and South And West") == 1
    assert "Had it changed as the pool of 2 areas did" in said


def test_after_an_offence_the_sentence_goes_on() -> None:
    """A small letter stands after the colon."""
    course = course_of(UP)
    one = course._replace(figures=course.figures._replace(offence="burglary"))
    assert of_evaluation(evaluate(one, controls_of(FLAT))).startswith("Burglary: even if such places")
