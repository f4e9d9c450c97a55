"""What `evaluate` is asked: which areas, against which controls, before and after when, and of which offences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crimecompare.analysis.codes import Code
from crimecompare.analysis.controls import FEWEST_TO_DRIFT, Controls, controls_without
from crimecompare.analysis.courses import Course
from crimecompare.analysis.evaluating import evaluate, evaluate_by_offence
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.gathering import course_between, window_of
from crimecompare.analysis.one_offence import spelled_offence, unknown_offence
from crimecompare.analysis.pairs import many_tested
from crimecompare.cli.asides import add_aside
from crimecompare.cli.choosing import Choice
from crimecompare.cli.controlling import (
    Side,
    controls_of,
    leave_out_nested,
    name_of_parts,
    refuse_times,
    refuse_used_up,
    wholes_of,
)
from crimecompare.cli.offers import Windows
from crimecompare.cli.passed_over import END_OF_TIME, say_passed_over
from crimecompare.cli.since import BY_MONTH, When, found_windows
from crimecompare.errors import Incomparable, UnknownName, UsageError
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.places import Entry
from crimecompare.profiles.timelines import timeline
from crimecompare.profiles.types import folded, folded_name
from crimecompare.reports.fields import ReportKind
from crimecompare.reports.report import Report
from crimecompare.wording import counted, named

PARTS = "--parts splits a control into its parts, or name more with --control"


class AskedEvaluation(NamedTuple):
    """What is asked of areas and controls."""

    when: When
    confidence: float
    offence: str | None = None
    by_offence: bool = False
    parts: bool = False


def evaluated(
    known: Catalogue, names: Sequence[str], controls: Sequence[str], asked: AskedEvaluation
) -> list[Evaluation]:
    """Evaluate each area against the controls, or each offence in it, in the order named.

    Raises CrimecompareError for an unknown area, for controls that are none, and for months that a side lacks.
    """
    refuse_times([*names, *controls], "--since, or --before and --after")
    entries = [entry for name in names for entry in known.meant(name).entries]
    areas = [_side(known, entry) for entry in entries]
    others = [_side(known, entry) for entry in controls_of(known, controls, entries, parts=asked.parts)]
    others = leave_out_nested(others)
    sides = [*areas, *others]
    offence = _spelled(asked.offence, sides)
    windows = found_windows(asked.when, [side.timeline for side in sides], offence)
    for side in sides if asked.when.since is not None else ():
        say_passed_over(side.timeline, range(windows.after.last + 1, END_OF_TIME))
    refuse_used_up(areas, others, windows)
    called = None
    if asked.parts:
        wholes = wholes_of(known, controls)
        _refuse_overlap(known, wholes, areas, others, windows)
        called = name_of_parts(wholes, [side.timeline.profile for side in others], [side.containers for side in areas])
    found = _Evaluating(areas, others, windows, asked, called)
    return found.by_offence() if asked.by_offence else found.of(offence)


def kind_of_evaluation(*, by_offence: bool) -> ReportKind:
    """Return the kind of report that is asked for."""
    if by_offence:
        from crimecompare.reports import evaluate_by_offence

        return evaluate_by_offence.KIND
    from crimecompare.reports import evaluate as of_all

    return of_all.KIND


def reported_evaluations(evaluations: list[Evaluation], choice: Choice, *, by_offence: bool) -> Report:
    """Report the rows chosen."""
    if by_offence:
        from crimecompare.reports import evaluate_by_offence

        return evaluate_by_offence.report(evaluations, choice.of(evaluations))
    from crimecompare.reports import evaluate as of_all

    return of_all.report(choice.of(evaluations))


def refuse_unlike(evaluations: Sequence[Evaluation]) -> None:
    """Raise Incomparable where an area and its controls are not measured alike, or may not be."""
    for note in (note for one in evaluations for note in one.doubts_of_kind):
        raise Incomparable(f"--strict: {note.code}: {note.message}")


class _Evaluating(NamedTuple):
    """Evaluates areas against controls between two windows."""

    areas: Sequence[Side]
    others: Sequence[Side]
    windows: Windows
    asked: AskedEvaluation
    called: str | None
    """What the controls together are called; None: a pool of so many areas."""

    @property
    def remedies(self) -> Mapping[Code, str]:
        """What to type where too few controls are named to tell how far they drift apart."""
        return {Code.DRIFT_UNKNOWN: PARTS} if len(self.others) < FEWEST_TO_DRIFT and not self.asked.parts else {}

    def of(self, offence: str | None) -> list[Evaluation]:
        """Evaluate all offences together, or one."""
        courses, controls = self._sides_of(offence)
        found = [
            evaluate(course, controls, confidence=self.asked.confidence, remedies=self.remedies) for course in courses
        ]
        return many_tested(found)

    def by_offence(self) -> list[Evaluation]:
        """Evaluate each offence that all give for every month, area by area. Raises Incomparable for none."""
        sides = {offence: self._sides_of(offence) for offence in self._in_common()}
        return [
            evaluation
            for n in range(len(self.areas))
            for evaluation in evaluate_by_offence(
                {offence: (courses[n], controls) for offence, (courses, controls) in sides.items()},
                confidence=self.asked.confidence,
                remedies=self.remedies,
            )
        ]

    def _sides_of(self, offence: str | None) -> tuple[list[Course], Controls]:
        courses, others = ([self._course(side, offence) for side in sides] for sides in (self.areas, self.others))
        return courses, Controls(controls_without(courses, others), self.called)

    def _course(self, side: Side, offence: str | None) -> Course:
        course = course_between(side.timeline, *self.windows, side.containers, offence)
        if course is None:  # which those who ask have made sure of
            raise UnknownName(f"{side.key} lacks months")
        return course

    def _in_common(self) -> list[str]:
        """Return the offences that all give for every month, saying which are left out for lack of which area.

        Raises Incomparable, naming who gives none.
        """
        lacking: dict[str, list[str]] = {}
        spelled: dict[str, str] = {}
        for side in (*self.areas, *self.others):
            given = [offence for offence in side.timeline.offences if self._gives(side, offence)]
            if not given:
                raise Incomparable(f"{side.key} gives no offence for every month before and after; {BY_MONTH}")
            for offence in given:
                spelled.setdefault(folded_name(offence), offence)
        for offence in spelled.values():
            lacking[offence] = [side.key for side in (*self.areas, *self.others) if not self._gives(side, offence)]
        shared = [offence for offence, keys in lacking.items() if not keys]
        if not shared:
            raise Incomparable("the areas and their controls have no offence in common")
        if left := [f"{offence} ({named(keys, 2, ', ')})" for offence, keys in lacking.items() if keys]:
            number = counted(len(left), "offence")
            add_aside(f"Left out {number} that the areas in brackets do not give for every month: {named(left, 5)}.")
        return shared

    def _gives(self, side: Side, offence: str) -> bool:
        known = side.timeline.known(offence)
        return all(window_of(known, span) is not None for span in self.windows)


def _side(known: Catalogue, entry: Entry) -> Side:
    return Side(timeline(known, entry), known.containers(entry))


def _spelled(offence: str | None, sides: Sequence[Side]) -> str | None:
    """Return how an offence is spelled, which all sides must give. Raises UnknownName."""
    if offence is None:
        return None
    found = None
    for side in sides:
        spelled = spelled_offence(offence, side.timeline.offences)
        if spelled is None:
            raise unknown_offence(offence, side.key, side.timeline.offences)
        found = found or spelled
    return found


def _refuse_overlap(
    known: Catalogue, wholes: Sequence[Entry], areas: Sequence[Side], parts: Sequence[Side], windows: Windows
) -> None:
    """Refuse parts that have, with the areas, more crimes or residents than the whole. Raises UsageError."""
    for whole in (_side(known, entry) for entry in wholes):
        key = folded(whole.key)
        inside = [side for side in (*parts, *areas) if key in side.containers]
        keys = {folded(side.key) for side in inside}
        outermost = list({folded(s.key): s for s in inside if keys.isdisjoint(s.containers - {folded(s.key)})}.values())
        for what, of_whole, of_parts in _totals(whole, outermost, windows):
            if of_parts > of_whole:
                numbers = f"{of_parts:,.0f} {what} against {of_whole:,.0f}"
                raise UsageError(
                    f"--parts: the areas in {whole.key} overlap, for together they have more than it ({numbers}); "
                    "name controls that do not with --control"
                )


def _totals(whole: Side, parts: Sequence[Side], windows: Windows) -> list[tuple[str, float, float]]:
    """Return what can be added up: what it is, how much the whole has, and how much the parts have together."""
    found = []
    for span in windows:
        window = window_of(whole.timeline.known(), span)
        of_parts = [window_of(part.timeline.known(), span) for part in parts]
        if window is not None and None not in of_parts:
            found.append(("crimes", window.crimes, math.fsum(part.crimes for part in of_parts if part)))
    residents = [side.timeline.profile.population for side in (whole, *parts)]
    if None not in residents:
        of_whole, *others = (number or 0 for number in residents)
        found.append(("residents", of_whole, sum(others)))
    return found
