"""Evaluating: an area against its controls, or each offence in it, once it is sure that they can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crimecompare.analysis import caveats
from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.comparison import CONFIDENCE, checked_confidence
from crimecompare.analysis.controls import Controls, controls_without
from crimecompare.analysis.courses import Course
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.gathering import Profiles, course_between, timeline_of
from crimecompare.errors import Incomparable, UsageError
from crimecompare.profiles.periods import month_text, parse_period, spelled_period
from crimecompare.profiles.types import folded


def evaluate(  # noqa: PLR0913 - what may be said beside the two sides has names
    area: Course | Profiles,
    controls: Controls | Sequence[Profiles],
    *,
    before: str = "",
    after: str = "",
    confidence: float = CONFIDENCE,
    more_notes: Sequence[Note] = (),
    remedies: Mapping[Code, str] | None = None,
) -> Evaluation:
    """Evaluate an area's change against that of controls, which are given once for all areas.

    Where they are given as profiles, `before` and `after` are the periods to compare ("2024", "2025-01/2025-06"), and
    the area is taken out of controls that it says contain it.
    `confidence` is that of every interval, from 0.9 to 0.9999. Raises Incomparable when there is no control, when one
    is the area, lies in it or still holds it (`controls_without` takes it out), when the windows of the sides differ
    in any month, and for an `after` that begins before `before` ends; UsageError for another confidence.
    """
    checked_confidence(confidence)
    course = area if isinstance(area, Course) else _course_of(area, before, after)
    if not isinstance(controls, Controls):
        controls = Controls(controls_without([course], [_course_of(control, before, after) for control in controls]))
    _check(course, controls)
    return Evaluation(course, controls, confidence, tuple(more_notes), remedies)


def _course_of(area: Profiles, before: str, after: str) -> Course:
    """Return the course of an area between two periods. Raises Incomparable when it lacks a month of them."""
    try:
        windows = parse_period(before), parse_period(after)
    except ValueError as error:
        raise UsageError(f"before and after each {error}") from None
    line = timeline_of(area)
    course = course_between(line, *windows)
    if course is None:
        raise Incomparable(f"{line.profile.key} has no count for every month of {before} and {after}")
    return course


def evaluate_by_offence(
    sides: Mapping[str, tuple[Course, Controls]],
    *,
    confidence: float = CONFIDENCE,
    more_notes: Sequence[Note] = (),
    remedies: Mapping[Code, str] | None = None,
) -> list[Evaluation]:
    """Evaluate each offence by itself, the largest excess (or shortfall) first.

    `sides` are the courses of each offence alone. With k offences each interval is at 1 − (1 − c)/k, so that all of
    them together have the confidence c (Bonferroni). Raises Incomparable when there is no offence, and as `evaluate`
    does.
    """
    checked_confidence(confidence)
    if not sides:
        raise Incomparable("the area and its controls have no offence in common")
    each = 1 - (1 - confidence) / len(sides)
    notes = (*more_notes, caveats.simultaneous(len(sides), confidence, each))
    evaluations = []
    for area, controls in sides.values():
        _check(area, controls)
        evaluations.append(Evaluation(area, controls, each, notes, remedies))
    return sorted(evaluations, key=lambda one: (-abs(one.excess_crimes or 0), one.area.offence or ""))


def _check(area: Course, controls: Controls) -> None:
    """Refuse sides that cannot be compared. Raises Incomparable."""
    key, control = area.figures.key, controls.course
    for member in (one.figures for one in controls.members):
        if folded(member.key) == folded(key):
            raise Incomparable(f"{key} would be compared with itself; name another control", "controls")
        if member.lies_within(area.figures):
            raise Incomparable(f"{member.key} is part of {key}, and no control for it", "controls")
        if area.figures.lies_within(member) and not member.is_rest:
            raise Incomparable(f"{key} is part of {member.key}, and must be taken out of it first", "controls")
    if area.after.span.first <= area.before.span.last:
        raise Incomparable(f"after ({area.after.period}) must begin when before ({area.before.period}) has ended")
    for own, other in zip(area.change, control.change, strict=True):
        if own.span != other.span:
            raise Incomparable(f"{key} and its control cover different periods ({own.period} and {other.period})")
        if own.months and other.months and (missing := own.months.keys() ^ other.months.keys()):
            raise Incomparable(
                f"only one of {key} and its control has a count for {spelled_period(month_text(min(missing)))}"
            )
