"""Caveats of a change: what a reader must know beside a trend or an evaluation."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from crimecompare.analysis.caveats import SMALL_COUNT
from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.controls import FEWEST_TO_DRIFT, EarlierChange
from crimecompare.analysis.courses import Change, Course, Window
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.likeness import of_kinds
from crimecompare.analysis.relative_change import RelativeChange
from crimecompare.profiles.periods import are_whole_years, month_text, spelled_months, spelled_period
from crimecompare.profiles.types import folded
from crimecompare.wording import capitalised, counted, level, limits, listed, listed_apart, visible

SAME_MONTHS = "the windows"
"""What stands for the months that a side states, where both are of the same windows."""

NOT_AN_EFFECT = Note(
    Code.NOT_AN_EFFECT,
    "This is a difference, and does not say why: whatever else changed here and not there is in it, how crime is "
    "recorded too, and a place chosen because its crime had been high falls back by itself.",
)


def of_measurement(area: Figures, control: Figures) -> Iterator[Note]:
    """Yield the notes that the two sides are not, or may not be, measured alike; their windows are the same."""
    sides = [
        side._replace(stated={**side.stated, "period": SAME_MONTHS, "score-source": None}) for side in (area, control)
    ]
    yield from of_kinds(*sides, one_of_many=False)


def of_counts(courses: Sequence[Course]) -> Iterator[Note]:
    """Yield the notes on counts that are small, or worked out from a rate."""
    small = _windows(courses, lambda window: 0 < window.crimes < SMALL_COUNT)
    if small:
        message = f"Fewer than {SMALL_COUNT} crimes in {small}: counts this small vary a lot by chance."
        yield Note(Code.SMALL_COUNT, message)
    derived = [course.figures.called for course in courses if course.figures.derived]
    if derived:
        estimated = f"Counts of {listed(derived)} are estimated from published rates and populations"
        yield Note(Code.COUNT_DERIVED, f"{estimated}, and are only as exact as they are.")


def of_partial_year(after: Window) -> Iterator[Note]:
    """Yield the note that what is said of a year was counted in months that are no whole years."""
    if not are_whole_years(after.counted_months):
        covered = counted(len(after.counted_months), "month")
        message = f"The count after covers {covered}; the excess is scaled to a year without allowing for seasons."
        yield Note(Code.PARTIAL_YEAR, message)


def of_zeros(courses: Sequence[Course], relative: RelativeChange | None = None) -> Iterator[Note]:
    """Yield the note that a window has no crimes, and what follows for the interval of a `relative` change, if any."""
    without = _windows(courses, lambda window: not window.crimes)
    if not without:
        return
    follows = "so there is no interval"
    if relative is not None and relative.counts.judged is not None:
        open_limit = "upper" if not relative.counts.before else "lower"
        follows = f"so half a crime is added to either count for the interval, and the {open_limit} limit is open"
    yield Note(Code.ZERO_COUNT, f"There are no crimes in {without}, {follows}.")


def of_allowance(relative: RelativeChange, courses: Sequence[Course], members: int) -> Iterator[Note]:
    """Yield the notes on what the interval does not allow for, since these counts do not tell it."""
    if relative.dispersion is None and relative.ratio_interval is not None:
        yield dispersion_unknown(courses)
    if relative.drift is None:
        why = "three or more controls"
        if members >= FEWEST_TO_DRIFT:
            why = "crimes in every control before and after" if relative.dispersion is not None else _lacking(courses)
        yield Note(Code.DRIFT_UNKNOWN, f"How far such places drift apart by themselves takes {why} to tell.")


def dispersion_unknown(courses: Sequence[Course]) -> Note:
    """Return the note that the interval allows for chance only, since its counts are not of months enough."""
    vary = f"How much such counts vary takes {_lacking(courses)} to tell"
    return Note(Code.DISPERSION_UNKNOWN, f"{vary}: the interval allows for chance alone, which is too little.")


def of_earlier(earlier: EarlierChange, later: RelativeChange, sides: Sequence[Figures]) -> Note:
    """Return the note on how the area had changed against its control before, and what follows for the `later` change.

    The interval of the earlier one is known.
    """
    area, control = (side.called for side in sides)
    windows, relative = earlier
    low, high, _ = relative.ratio_interval or (0.0, math.inf, None)
    ratio = "" if relative.ratio is None else f"ratio {visible(relative.ratio, 2)}, "
    said = f"{ratio}{level(relative.confidence, 4)} interval {limits(low, high, 2, null=1)}"
    when = f"between {spelled_period(windows.before.period)} and {spelled_period(windows.after.period)} ({said})"
    if low <= 1 <= high:
        unclear = f"Whether {area} and {control} were already drifting apart"
        return Note(Code.EARLIER_UNCLEAR, f"{unclear} is not clear {when}.")
    now = later.ratio_interval
    is_clear = now is not None and not now.low <= 1 <= now.high
    counts = later.counts.judged
    if counts is not None and counts.log_ratio * (low - 1) < 0:
        turned = f"{capitalised(area)} had moved the other way against {control} {when}"
        follows = ", so this may be a return to where it was" if is_clear else ""
        return Note(Code.ALREADY_APART, f"{turned}{follows}.")
    follows = ", so this difference need not be new" if is_clear else ""
    return Note(Code.ALREADY_APART, f"{capitalised(area)} and {control} were already drifting apart {when}{follows}.")


def earlier_unknown(sides: Sequence[Course], earlier: EarlierChange | None) -> Note:
    """Return the note that it is not known whether the sides were drifting apart before, and why.

    `earlier` is how they had changed, as far as that is known.
    """
    names = " and ".join(side.figures.called for side in sides)
    unknown = f"Whether {names} were already drifting apart is not known"
    return Note(Code.EARLIER_UNKNOWN, f"{unknown}: {_no_earlier(sides, earlier)}.")


def _no_earlier(sides: Sequence[Course], earlier: EarlierChange | None) -> str:
    """Say why an earlier change is not known, or has no interval."""
    if any(side.before.months is None for side in sides):
        return "there are no counts by month before"
    if earlier is None:
        months = counted(len(sides[0].before.counted_months), "month")
        return f"no earlier months are known, and the {months} before cannot be halved"
    if not earlier.relative.counts.judged:
        windows, counts = earlier.windows, earlier.relative.counts
        pairs = [(counts.before, counts.after), (counts.control_before, counts.control_after)]
        empty = [
            (side.figures, [window for window, crimes in zip(windows, pair, strict=True) if not crimes])
            for side, pair in zip(sides, pairs, strict=True)
        ]
        return f"there are no crimes in {_listed_windows(empty)}"
    return "too few earlier months with crimes are known"


def of_neighbours(area: Figures, control: Figures, members: Sequence[Figures]) -> Iterator[Note]:
    """Yield the note that a control surrounds the area, or that all of them are parts of one area."""
    if around := [member for member in members if area.lies_within(member)]:
        near = f"{capitalised(around[0].called)} surrounds {area.called}"
    elif all(_are_parts_of_one(area, member) for member in members):
        near = f"{capitalised(area.called)} and {control.called} are parts of one area"
    else:
        return
    yield Note(Code.CONTROL_ADJOINS, f"{near}: crime that moved from one to the other counts twice.")


def of_seasons_between(change: Change, *, is_judged: bool) -> Note:
    """Return the note that before and after cover different times of the year."""
    both = " and ".join(spelled_period(window.period) for window in change)
    follows = ", so there is no verdict" if is_judged else ""
    return Note(Code.SEASONS_DIFFER, f"Before and after cover different times of the year ({both}){follows}.")


def pairs_left_out(months: Sequence[int]) -> Note:
    """Return the note that months are left out of a trend, with the same month of the other year."""
    missing = spelled_months(month_text(month) for month in months)
    return Note(Code.MONTHS_MISSING, f"There are no data for {missing}, so neither year counts that time of the year.")


def _windows(courses: Sequence[Course], wanted: Callable[[Window], bool]) -> str:
    """List the windows that are wanted, by area; empty for none."""
    return _listed_windows([(course.figures, [w for w in course.change if wanted(w)]) for course in courses])


def _listed_windows(sides: Sequence[tuple[Figures, Sequence[Window]]]) -> str:
    """List windows by area: "A in 2024 and in 2025"."""
    return listed_apart(
        [
            f"{side.called} {' and '.join(f'in {spelled_period(window.period)}' for window in windows)}"
            for side, windows in sides
            if windows
        ]
    )


def _are_parts_of_one(side: Figures, other: Figures) -> bool:
    """Whether the area that one of them lies directly within contains the other as well."""
    return any(
        one.within is not None and folded(one.within) in another.containers
        for one, another in ((side, other), (other, side))
    )


def _lacking(courses: Sequence[Course]) -> str:
    """Say what it takes to tell how much months vary."""
    return "more months" if all(course.change.has_months for course in courses) else "counts by month"
