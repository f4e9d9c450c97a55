"""Controls: where nothing was done, pooled, and how far such places drift apart by themselves."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crimecompare.analysis.courses import FEW, Change, Course, pooled_course, pooled_window, rest_of_course
from crimecompare.analysis.drift import der_simonian_laird, log_change_variance
from crimecompare.analysis.month_dispersion import Dispersion, dispersion_of
from crimecompare.analysis.relative_change import Drift, FourCounts, RelativeChange
from crimecompare.errors import Incomparable
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR
from crimecompare.profiles.types import folded
from crimecompare.wording import listed, listed_apart

FEWEST_TO_DRIFT = 3
"""From so many controls on it can be told how far they drift apart."""
FEWEST_DEGREES = 4
"""From so many degrees of freedom on it is said how much months vary."""

MonthsOfBoth = tuple[Collection[int], Collection[int]]
"""The months of a window before and of one after, as months since year 0."""


def controls_without(areas: Sequence[Course], controls: Sequence[Course]) -> list[Course]:
    """Return the controls that are left for all of these areas: each area is taken out of those that contain it.

    A control that is one of the areas, or lies in one, is left out; so is one that lies in another control, or is
    given again. Raises Incomparable when none is left, and as `rest_of_course` does.
    """
    evaluated = {folded(area.figures.key) for area in areas}
    chosen = {folded(control.figures.key): control for control in controls}
    left = []
    for key, control in chosen.items():
        around = control.figures.containers - {key}
        if key not in evaluated and evaluated.isdisjoint(around) and chosen.keys().isdisjoint(around):
            left.append(rest_of_course(control, areas))
    if not left:
        raise Incomparable(
            f"no control is left to compare {listed([area.figures.key for area in areas])} with", "controls"
        )
    return left


class EarlierChange(NamedTuple):
    """How an area changed against its control before anything was done, and between which windows."""

    windows: Change
    relative: RelativeChange


@dataclass(frozen=True)
class ControlChanges:
    """What changed in each control between two windows."""

    changes: Sequence[Change]

    @cached_property
    def pooled(self) -> Change:
        """The change of all of them together."""
        if len(self.changes) == 1:
            return self.changes[0]
        befores, afters = zip(*self.changes, strict=True)
        return Change(pooled_window(befores), pooled_window(afters))

    @cached_property
    def drift(self) -> Drift | None:
        """How far they drift apart; None for fewer than three, for one with a 0, and without months."""
        if len(self.changes) < FEWEST_TO_DRIFT or any(change.has_a_zero for change in self.changes):
            return None
        dispersion = _month_dispersion(self.changes)
        if dispersion is None:
            return None
        effects = [math.log(change.after.crimes / change.before.crimes) for change in self.changes]
        counts = [(change.before.crimes, change.after.crimes) for change in self.changes]
        variances = [log_change_variance(*pair, dispersion.inflation) for pair in counts]
        shares = [before / self.pooled.before.crimes for before, _ in counts]
        tau = math.sqrt(der_simonian_laird(effects, variances))
        return Drift(tau, len(self.changes), math.fsum(share**2 for share in shares))

    def compared_with(self, area: Change, confidence: float) -> RelativeChange:
        """Return an area's change against that of all of them."""
        dispersion = _month_dispersion([area, self.pooled])
        if dispersion is not None and dispersion.freedom < FEWEST_DEGREES:
            dispersion = None
        return RelativeChange(
            _counts(area, self.pooled), dispersion, self.drift if dispersion is not None else None, confidence
        )

    def placebos(self) -> Iterator[FourCounts]:
        """Yield the counts of each control against the others pooled, by subtraction; it takes two or more."""
        whole = self.pooled
        for change in self.changes:
            before, after = change.before.crimes, change.after.crimes
            yield FourCounts(before, after, whole.before.crimes - before, whole.after.crimes - after)


@dataclass(frozen=True)
class Controls:
    """One control or more for any number of areas, none of which lies in them; what is asked of them is kept.

    See `controls_without` for how areas are taken out of them.
    """

    members: Sequence[Course]
    name: str | None = None
    """What several of them together are called ("14 wards of Fenland"); None: a pool of so many areas."""

    @cached_property
    def course(self) -> Course:
        """All of them pooled. Raises Incomparable as `pooled_course` does."""
        course = pooled_course(self.members)
        if self.name is None or len(self.members) == 1:
            return course
        return course._replace(figures=course.figures._replace(name=self.name, label=self.name))

    @property
    def spelled_out(self) -> str:
        """What they are called where they are first spoken of: up to three that are pooled are named."""
        figures = self.course.figures
        if self.name is not None or not 1 < len(self.members) <= FEW:
            return figures.called
        return f"the pool of {listed_apart([member.figures.called for member in self.members])}"

    @cached_property
    def main(self) -> ControlChanges:
        """Their changes between the two windows."""
        return ControlChanges([member.change for member in self.members])

    @cached_property
    def earlier(self) -> Sequence[tuple[MonthsOfBoth, ControlChanges]]:
        """Their changes between two windows up to the end of the one before, and the months of these, best first."""
        found = []
        for months in _earlier_months(self.course.before.months or {}):
            changes = [change_between(member, months) for member in self.members]
            known = [change for change in changes if change is not None]
            if len(known) == len(changes):
                found.append((months, ControlChanges(known)))
        return found


def change_between(course: Course, months: MonthsOfBoth) -> Change | None:
    """Return a course's change between two sets of months, or None where it does not know one of them."""
    before, after = map(course.known, months)
    return Change(before, after) if before and after else None


def _earlier_months(before: Collection[int]) -> Iterator[MonthsOfBoth]:
    """Yield the windows that tell how things went before: whole years earlier and `before`, or else its two halves."""
    if not before:
        return
    months = sorted(before)
    number = len(months)
    back = MONTHS_IN_A_YEAR * math.ceil(number / MONTHS_IN_A_YEAR)
    yield [month - back for month in months], months
    if number % 2 == 0:
        yield months[: number // 2], months[number // 2 :]


def _counts(area: Change, control: Change) -> FourCounts:
    return FourCounts(area.before.crimes, area.after.crimes, control.before.crimes, control.after.crimes)


def _month_dispersion(changes: Sequence[Change]) -> Dispersion | None:
    """Return how much the months of several places vary, their season and shocks in common taken out."""
    if not all(change.has_months for change in changes):
        return None
    tables = []
    for windows in zip(*changes, strict=True):
        counts = [window.months or {} for window in windows]
        tables.append([[months[month] for months in counts] for month in counts[0]])
    return dispersion_of(tables)
