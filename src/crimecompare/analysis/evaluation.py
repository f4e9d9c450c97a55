"""Evaluation: did an area change more than its control did, as far as published counts can tell."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crimecompare.analysis import caveats, change_caveats
from crimecompare.analysis.codes import Code, Note, in_order, with_remedy
from crimecompare.analysis.comparison import CONFIDENCE, Verdict
from crimecompare.analysis.controls import Controls, EarlierChange, change_between
from crimecompare.analysis.courses import Course
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import Interval, Method
from crimecompare.analysis.relative_change import FourCounts, RelativeChange
from crimecompare.profiles import periods


@dataclass(frozen=True, repr=False)
class Evaluation:
    """An area before and after, against controls. Unknown and undefined figures are None; excess is a year's.

    Positive excess means more crime than had the area changed as its control did.
    """

    course: Course
    controls: Controls
    confidence: float = CONFIDENCE
    more_notes: tuple[Note, ...] = ()
    remedies: Mapping[Code, str] | None = None
    """What can be done about a note, by its code: words that a caller adds to it, such as the option to use."""

    def __repr__(self) -> str:
        ratio = "no ratio" if self.relative_ratio is None else f"ratio {self.relative_ratio:.2f}"
        about = "" if self.area.offence is None else f"{self.area.offence}, "
        return f"Evaluation({about}{self.area.label} against {self.control.label}: {ratio}, {self.verdict})"

    @property
    def area(self) -> Figures:
        """What the area is; its windows are in `course`."""
        return self.course.figures

    @property
    def control(self) -> Figures:
        """What the controls together are: one as it is, several as a pool with `members`."""
        return self.controls.course.figures

    @property
    def before(self) -> str:
        """The period before, as AREA@PERIOD spells it."""
        return self.course.before.period

    @property
    def after(self) -> str:
        """The period after."""
        return self.course.after.period

    @property
    def crimes_before(self) -> float:
        """Recorded crimes before."""
        return self.course.before.crimes

    @property
    def crimes_after(self) -> float:
        """Recorded crimes after."""
        return self.course.after.crimes

    @property
    def change_percent(self) -> float | None:
        """By how many per cent the area's crimes a year changed."""
        return self.course.change.percent

    @property
    def control_crimes_before(self) -> float:
        """Recorded crimes of the control before."""
        return self.controls.course.before.crimes

    @property
    def control_crimes_after(self) -> float:
        """Recorded crimes of the control after."""
        return self.controls.course.after.crimes

    @property
    def control_change_percent(self) -> float | None:
        """By how many per cent the control's crimes a year changed."""
        return self.controls.course.change.percent

    @cached_property
    def relative(self) -> RelativeChange:
        """The area's change against the control's."""
        return self.controls.main.compared_with(self.course.change, self.confidence)

    @property
    def relative_ratio(self) -> float | None:
        """The area's change as a multiple of the control's."""
        return self.relative.ratio

    @property
    def ratio_interval(self) -> Interval | None:
        """The interval of the relative ratio, on which the verdict rests; an open upper limit is infinite."""
        return self.relative.ratio_interval

    @property
    def expected_crimes(self) -> float | None:
        """The crimes in the months after, had the area changed as its control did."""
        return self.relative.expected

    @property
    def excess_crimes(self) -> float | None:
        """Crimes a year more (fewer, when negative) than expected."""
        return None if self.relative.excess is None else self.relative.excess / self.course.after.years

    @property
    def excess_crimes_interval(self) -> Interval | None:
        """The interval of the excess crimes a year."""
        interval = self.relative.excess_interval
        return interval.scaled(1 / self.course.after.years) if interval else None

    @property
    def dispersion(self) -> float | None:
        """φ: how much months vary beyond chance and what both sides share; 1 by chance alone."""
        return self.relative.dispersion.phi if self.relative.dispersion else None

    @property
    def dispersion_freedom(self) -> int | None:
        """The degrees of freedom that φ is known from."""
        return self.relative.dispersion.freedom if self.relative.dispersion else None

    @property
    def drift(self) -> float | None:
        """τ: how far such places drift apart by themselves, as the standard deviation of their log changes."""
        return self.relative.drift.tau if self.relative.drift else None

    @property
    def detectable_percent(self) -> float | None:
        """The fall, in per cent, for which the interval would exclude 1 four times in five."""
        return self.relative.detectable_percent

    @cached_property
    def _earlier(self) -> EarlierChange | None:
        """How the area had changed against the control up to the end of `before`, whether or not that can be judged."""
        for months, changes in self.controls.earlier:
            own = change_between(self.course, months)
            if own is not None:
                return EarlierChange(own, changes.compared_with(own, self.confidence))
        return None

    @property
    def earlier(self) -> EarlierChange | None:
        """How the area had changed against the control up to the end of `before`; None where that is not known."""
        if self._earlier is None:
            return None
        relative = self._earlier.relative
        is_known = relative.dispersion is not None and relative.ratio_interval is not None
        return self._earlier if is_known else None

    @property
    def earlier_ratio(self) -> float | None:
        """The area's change as a multiple of the control's before anything was done."""
        return self.earlier.relative.ratio if self.earlier else None

    @property
    def earlier_interval(self) -> Interval | None:
        """The interval of the earlier ratio."""
        return self.earlier.relative.ratio_interval if self.earlier else None

    @property
    def placebos(self) -> int | None:
        """How many controls were compared with the others as the area is with all; None where drift is not known."""
        return self.relative.drift.controls if self.relative.drift else None

    @cached_property
    def placebos_beyond(self) -> int | None:
        """How many of these moved at least as far as the area, for their size; None as for `placebos`."""
        own = self.relative.counts.judged
        if self.relative.drift is None or own is None:
            return None
        far = self._distance(own)
        return sum(self._distance(counts) >= far for counts in self.controls.main.placebos())

    def _distance(self, counts: FourCounts) -> float:
        """Return |ln R| in standard errors, with the area's φ and drift."""
        drift = self.drift or 0.0
        return abs(counts.log_ratio) / math.sqrt(self.relative.inflation * counts.reciprocals + drift**2)

    @property
    def method(self) -> Method | None:
        """The method of the interval that the verdict rests on."""
        return self.ratio_interval.method if self.ratio_interval else None

    @property
    def verdict(self) -> Verdict:
        """`similar` when the interval of the ratio contains 1; `higher` and `lower` need dispersion and drift.

        An interval that allows for too little can show that nothing is clear, and no more. Nor is anything called
        different where the windows cover different times of the year.
        """
        interval = self.ratio_interval
        if interval is None:
            return Verdict.UNTESTED
        if interval.low <= 1 <= interval.high:
            return Verdict.SIMILAR
        if self.drift is None or self.dispersion is None or self.seasons_differ:
            return Verdict.UNTESTED
        return Verdict.HIGHER if interval.low > 1 else Verdict.LOWER

    @cached_property
    def seasons_differ(self) -> bool:
        """Whether before and after cover times of the year so different that season may explain the difference."""
        return periods.seasons_differ(self.course.before.counted_months, self.course.after.counted_months)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What must be said beside these figures, each thing once; what can overturn the answer comes first."""
        courses = (self.course, self.controls.course)
        notes = [
            *change_caveats.of_zeros(courses, self.relative),
            *change_caveats.of_allowance(self.relative, courses, len(self.controls.members)),
            change_caveats.of_earlier(self.earlier, self.relative, (self.area, self.control))
            if self.earlier
            else change_caveats.earlier_unknown(courses, self._earlier),
            *change_caveats.of_neighbours(self.area, self.control, [one.figures for one in self.controls.members]),
            *change_caveats.of_measurement(self.area, self.control),
            *change_caveats.of_partial_year(self.course.after),
            *change_caveats.of_counts(courses),
            change_caveats.NOT_AN_EFFECT,
            *caveats.stated_by(self.area),
            *caveats.stated_by(self.control, is_baseline=True),
            *self.more_notes,
        ]
        if self.seasons_differ:
            is_similar = self.verdict is Verdict.SIMILAR
            notes.append(change_caveats.of_seasons_between(self.course.change, is_judged=not is_similar))
        return in_order(with_remedy(note, self.remedies) for note in notes)

    @property
    def doubts_of_kind(self) -> list[Note]:
        """The notes that say that the two sides are not, or may not be, measured alike."""
        return [note for note in self.notes if note.is_about_kinds]
