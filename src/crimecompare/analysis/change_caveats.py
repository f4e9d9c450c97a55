"""Caveats of a change: what a reader must know beside a trend or an evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crimecompare.analysis.caveats import SMALL_COUNT
from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.controls import FEWEST_TO_DRIFT, EarlierChange
from crimecompare.analysis.courses import Change, Course, Window
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.likeness import of_kinds
from crimecompare.analysis.relative_change import RelativeChange
from crimecompare.profiles.periods import are_whole_years, month_text, spelled_months, spelled_period
from crimecompare.profiles.types import folded
from crimecompare.wording import capitalised, counted, level, limits, listed, visible

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
    small = [
        f"{course.figures.called} in {spelled_period(window.period)}"
        for course in courses
        for window in course.change
        if 0 < window.crimes < SMALL_COUNT
    ]
    if small:
        message = f"Fewer than {SMALL_COUNT} crimes in {listed(small)}: counts this small vary a lot by chance."
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
    without = [
        f"{course.figures.called} in {spelled_period(window.period)}"
        for course in courses
        for window in course.change
        if not window.crimes
    ]
    if not without:
        return
    follows = "so there is no interval"
    if relative is not None and relative.counts.judged is not None:
        open_limit = "upper" if not relative.counts.before else "lower"
        follows = f"so half a crime is added to either count for the interval, and the {open_limit} limit is open"
    yield Note(Code.ZERO_COUNT, f"There are no crimes in {listed(without)}, {follows}.")


def of_allowance(relative: RelativeChange, courses: Sequence[Course], members: int) -> Iterator[Note]:
    """Yield the notes on what the interval does not allow for, since these counts do not tell it."""
    if relative.dispersion is None:
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


def of_earlier(earlier: EarlierChange | None, sides: Sequence[Figures], *, one_of_many: bool = False) -> Iterator[Note]:
    """Yield the note on whether the area and its control were drifting apart before; one of many is short."""
    area, control = (side.called for side in sides)
    if earlier is None or earlier.relative.ratio_interval is None:
        unknown = f"Whether {area} and {control} were already drifting apart is not known"
        yield Note(Code.EARLIER_UNKNOWN, f"{unknown}: there are too few earlier months.")
        return
    windows, relative = earlier
    low, high, _ = earlier.relative.ratio_interval
    ratio = "" if relative.ratio is None else f"ratio {visible(relative.ratio, 2)}, "
    said = f"{ratio}{level(relative.confidence, 4)} interval {limits(low, high, 2, null=1)}"
    when = f"between {spelled_period(windows.before.period)} and {spelled_period(windows.after.period)} ({said})"
    if low <= 1 <= high:
        whether = "the area and its control" if one_of_many else f"{area} and {control}"
        unclear = f"Whether {whether} were already drifting apart is not clear"
        yield Note(Code.EARLIER_UNCLEAR, f"{unclear}{'' if one_of_many else f' {when}'}.")
    else:
        apart = f"{capitalised(area)} and {control} were already drifting apart {when}"
        yield Note(Code.ALREADY_APART, f"{apart}, so this difference need not be new.")


def of_neighbours(
    area: Figures, control: Figures, members: Sequence[Figures], *, one_of_many: bool = False
) -> Iterator[Note]:
    """Yield the note that a control surrounds the area, or that all of them are parts of what contains it.

    One of many does not name them.
    """
    own, other = ("the area", "its control") if one_of_many else (area.called, control.called)
    if around := [member for member in members if area.lies_within(member)]:
        near = f"{capitalised(other if one_of_many else around[0].called)} surrounds {own}"
    elif area.within is not None and all(_is_directly_within(member, area.within) for member in members):
        near = f"{capitalised(own)} and {other} are parts of one area"
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


def _is_directly_within(side: Figures, key: str) -> bool:
    """Whether an area says that it lies directly within the one of that key."""
    return side.within is not None and folded(side.within) == folded(key)


def _lacking(courses: Sequence[Course]) -> str:
    """Say what it takes to tell how much months vary."""
    return "more months" if all(course.change.has_months for course in courses) else "counts by month"
