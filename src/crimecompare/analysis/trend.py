"""Trend: whether an area's last twelve months differ from the twelve before, as far as its own months can tell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crimecompare.analysis import caveats, change_caveats, intervals
from crimecompare.analysis.codes import Code, Note, in_order, with_remedy
from crimecompare.analysis.comparison import CONFIDENCE, Verdict, checked_confidence
from crimecompare.analysis.courses import Change, Course, Window
from crimecompare.analysis.figures import Figures, annual_rate
from crimecompare.analysis.gathering import Profiles, recent_course, timeline_of
from crimecompare.analysis.intervals import Interval, Method, normal_quantile
from crimecompare.analysis.month_dispersion import Dispersion, dispersion_of
from crimecompare.analysis.relative_change import exponential
from crimecompare.analysis.students_t import t_quantile
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import PER
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, month_text

FEWEST_PAIRS = 6
"""From so many pairs of the same calendar month on it is said how much months vary."""


@dataclass(frozen=True, repr=False)
class Trend:
    """An area in a year and in the year before. Unknown and undefined figures are None.

    Only calendar months that both years have are counted in what is compared; `months_left_out` are the others. Rates
    are per 1,000 residents per year.
    """

    course: Course
    confidence: float = CONFIDENCE
    more_notes: tuple[Note, ...] = ()
    remedies: Mapping[Code, str] | None = None
    """What can be done about a note, by its code: words that a caller adds to it, such as the option to use."""

    def __repr__(self) -> str:
        ratio = "no ratio" if self.change_ratio is None else f"ratio {self.change_ratio:.2f}"
        about = "" if self.area.offence is None else f"{self.area.offence}, "
        return f"Trend({about}{self.area.label}, {self.before} to {self.after}: {ratio}, {self.verdict})"

    @property
    def area(self) -> Figures:
        """What the area is; its windows are in `course`."""
        return self.course.figures

    @property
    def before(self) -> str:
        """The period before, as AREA@PERIOD spells it."""
        return self.course.before.period

    @property
    def after(self) -> str:
        """The last period."""
        return self.course.after.period

    @property
    def first(self) -> str:
        """The first month of the period before ("2024-01")."""
        return month_text(self.course.before.span.first)

    @property
    def last(self) -> str:
        """The last month."""
        return month_text(self.course.after.span.last)

    @property
    def monthly(self) -> tuple[float | None, ...] | None:
        """The crimes of each month from the first to the last, None for one that is missing; None without months."""
        before, after = self.course.change
        if before.months is None or after.months is None:
            return None
        known = {**before.months, **after.months}
        return tuple(known.get(month) for month in range(before.span.first, after.span.last + 1))

    @cached_property
    def change(self) -> Change:
        """The two windows, of the calendar months that both have."""
        before, after = self.course.change
        if before.months is None or after.months is None:
            return Change(before, after)
        shared = [month for month in after.months if month - self._apart in before.months]
        then = {month - self._apart: before.months[month - self._apart] for month in shared}
        now = {month: after.months[month] for month in shared}
        return Change(Window.of_months(before.period, then), Window.of_months(after.period, now))

    @property
    def months_left_out(self) -> list[int]:
        """The months of the two periods that are missing, as months since year 0."""
        windows = [window for window in self.course.change if window.months is not None]
        return [m for w in windows for m in range(w.span.first, w.span.last + 1) if m not in (w.months or {})]

    @property
    def _apart(self) -> int:
        """How many months the two windows lie apart: whole years."""
        return self.course.after.span.first - self.course.before.span.first

    @property
    def crimes_before(self) -> float:
        """Recorded crimes before, in the months that are compared."""
        return self.change.before.crimes

    @property
    def crimes_after(self) -> float:
        """Recorded crimes after, in the months that are compared."""
        return self.change.after.crimes

    @property
    def change_ratio(self) -> float | None:
        """The crimes a year after as a multiple of those before; None after none."""
        before, after = self.change
        return after.crimes / after.years / (before.crimes / before.years) if before.crimes else None

    @property
    def change_percent(self) -> float | None:
        """By how many per cent the crimes a year changed."""
        return self.change.percent

    @cached_property
    def month_dispersion(self) -> Dispersion | None:
        """How much months vary, from the pairs of the same calendar month; None below six pairs."""
        before, after = (window.months for window in self.change)
        if before is None or after is None or len(before) < FEWEST_PAIRS:
            return None
        return dispersion_of([list(zip(before.values(), after.values(), strict=True))])

    @property
    def dispersion(self) -> float | None:
        """φ: how much months vary beyond chance and season; 1 by chance alone."""
        return self.month_dispersion.phi if self.month_dispersion else None

    @cached_property
    def ratio_interval(self) -> Interval | None:
        """The interval of the change ratio, on which the verdict rests; None where a window has no crimes."""
        ratio = self.change_ratio
        if not ratio:
            return None
        found = self.month_dispersion
        q = t_quantile(self.confidence, found.freedom) if found else normal_quantile(self.confidence)
        variance = (found.inflation if found else 1.0) * (1 / self.crimes_before + 1 / self.crimes_after)
        spread = exponential(q * math.sqrt(variance))
        return Interval(ratio / spread, ratio * spread, Method.QUASI_POISSON if found else Method.LOG_NORMAL)

    @property
    def crime_rate(self) -> float | None:
        """The rate of the last period; None without a population."""
        return annual_rate(self.crimes_after, self._person_years) if self._person_years else None

    @property
    def rate_interval(self) -> Interval | None:
        """The interval of that rate."""
        years = self._person_years
        return intervals.of_count(self.crimes_after, self.confidence).scaled(PER / years) if years else None

    @property
    def _person_years(self) -> float | None:
        return self.area.population * self.change.after.years if self.area.population else None

    @property
    def method(self) -> Method | None:
        """The method of the interval that the verdict rests on."""
        return self.ratio_interval.method if self.ratio_interval else None

    @property
    def verdict(self) -> Verdict:
        """`similar` when the interval of the ratio contains 1; `higher` and `lower` need to know how months vary."""
        interval = self.ratio_interval
        if interval is None:
            return Verdict.UNTESTED
        if interval.low <= 1 <= interval.high:
            return Verdict.SIMILAR
        if self.month_dispersion is None:
            return Verdict.UNTESTED
        return Verdict.HIGHER if interval.low > 1 else Verdict.LOWER

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What must be said beside these figures, each thing once; what can overturn the answer comes first."""
        notes = [
            *change_caveats.of_zeros([self.compared]),
            *change_caveats.of_counts([self.compared]),
            *caveats.no_population(self.area),
            *caveats.stated_by(self.area),
            *self.more_notes,
        ]
        if self.month_dispersion is None and self.ratio_interval is not None:
            notes.append(change_caveats.dispersion_unknown([self.compared]))
        if self.months_left_out:
            notes.append(change_caveats.pairs_left_out(self.months_left_out))
        return in_order(with_remedy(note, self.remedies) for note in notes)

    @property
    def compared(self) -> Course:
        """The course with the windows of the months that are compared."""
        return self.course._replace(before=self.change.before, after=self.change.after)


def trend(
    area: Course | Profiles,
    *,
    confidence: float = CONFIDENCE,
    more_notes: Sequence[Note] = (),
    remedies: Mapping[Code, str] | None = None,
) -> Trend:
    """Compare an area's last twelve months with the twelve before, which may lack months.

    The area is given as its course, or as its profile, or several of it at different times, whose last months count.
    `confidence` is that of every interval, from 0.9 to 0.9999. Raises Incomparable when no month is known in both
    windows, and for windows that are not the same calendar months; UsageError for another confidence.
    """
    checked_confidence(confidence)
    course = area if isinstance(area, Course) else recent_course(line := timeline_of(area))
    if course is None:
        raise Incomparable(f"{line.profile.key} has no year and the one before to compare, by month or as a whole")
    before, after = (window.span for window in course.change)
    apart = after.first - before.first
    if before.months != after.months or apart < before.months or apart % MONTHS_IN_A_YEAR:
        both = f"{course.before.period} and {course.after.period}"
        raise Incomparable(f"{course.figures.key}: {both} are not the same months of two years")
    found = Trend(course, confidence, tuple(more_notes), remedies)
    if not any(window.years for window in found.change):
        raise Incomparable(
            f"{course.figures.key} has no month that is known in both {course.before.period} and {course.after.period}"
        )
    return found
