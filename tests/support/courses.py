"""Courses: areas before and after, month by month, as short as a test can say them, and Wisbech's."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from crimecompare.analysis.controls import Controls
from crimecompare.analysis.courses import Course, Window, spelled
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.periods import parse_month
from support.areas import area

START = parse_month("2024-01")
# Contains public sector information licensed under the Open Government Licence v3.0 (data.police.uk).
WISBECH = [327, 291, 341, 299, 394, 372, 356, 327, 285, 274, 262, 298]
WISBECH += [286, 273, 341, 299, 318, 334, 334, 314, 285, 299, 275, 271]
REST = [422, 432, 454, 460, 478, 434, 493, 455, 440, 482, 491, 439]
REST += [464, 433, 479, 480, 505, 558, 579, 545, 517, 456, 522, 484]
"""Recorded crimes of Wisbech and of the rest of Fenland, January 2024 to December 2025."""
FENLAND = [one + other for one, other in zip(WISBECH, REST, strict=True)]


def course_of(
    counts: Sequence[float | None],
    before: Sequence[int] = range(12),
    after: Sequence[int] = range(12, 24),
    key: str = "a",
    **said: object,
) -> Course:
    """Make the course of an area from its crimes by month, from January 2024 on; the windows are positions in them.

    A month without data is None. Any other field of a profile may be given.
    """
    months = {START + n: float(count) for n, count in enumerate(counts) if count is not None}
    windows = [
        Window.of_months(
            spelled([START + n for n in window]), {START + n: months[START + n] for n in window if START + n in months}
        )
        for window in (before, after)
    ]
    return Course(Figures.of(area(key, crimes=int(sum(months.values())), **said)), *windows, months)


def whole_course(before: float, after: float, key: str = "a", **said: object) -> Course:
    """Make the course of an area that is known by years only: 2024 and 2025."""
    figures = Figures.of(area(key, crimes=int(after), period="2025", **said))
    return Course(figures, Window("2024", before, None), Window("2025", after, None), {})


def controls_of(*counts: Sequence[float]) -> Controls:
    """Make controls from their crimes by month, two equal windows each."""
    half = len(counts[0]) // 2
    windows = range(half), range(half, 2 * half)
    return Controls([course_of(months, *windows, key=f"c{n}") for n, months in enumerate(counts)])


def series(places: int, months: int = 24, fewest: int = 1) -> st.SearchStrategy[list[list[int]]]:
    """Draw the crimes by month of several places."""
    return st.lists(
        st.lists(st.integers(fewest, 500), min_size=months, max_size=months), min_size=places, max_size=places
    )
