"""Timelines: what places know of an area by month and by period, as AREA@PERIOD finds it, nearest first."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, Span, parse_month
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded_name

Given = TypeVar("Given")
NO_MONTH = -1
Layer = Sequence[AreaProfile]
"""The profiles of an area in one place, the latest first."""


class Known(NamedTuple):
    """What is known of an area, all offences together or one: its count by month, and by whole period.

    Months are given as months since year 0. `by_month` and `by_period` hold the count, and the profile it is from.
    """

    by_month: Mapping[int, tuple[float, AreaProfile]]
    by_period: Mapping[Span, tuple[float, AreaProfile]]

    @property
    def months(self) -> dict[int, float]:
        """The count of each month that is known."""
        return {month: count for month, (count, _) in self.by_month.items()}

    @property
    def last(self) -> int | None:
        """The last month that anything is known of: a month, or the end of a year that is known as a whole."""
        ends = [*self.by_month, *(span.last for span in self.by_period if span.months == MONTHS_IN_A_YEAR)]
        return max(ends, default=None)

    def sources(self, spans: Collection[Span], *, monthly: bool) -> list[AreaProfile]:
        """Return the profiles that the counts of these periods are from, each once, the latest period first."""
        if monthly:
            months = [month for span in spans for month in range(span.first, span.last + 1)]
            found = [self.by_month[month][1] for month in sorted(months, reverse=True) if month in self.by_month]
        else:
            found = [self.by_period[span][1] for span in sorted(spans, reverse=True) if span in self.by_period]
        return list({profile.identity: profile for profile in found}.values())


@dataclass(frozen=True)
class Timeline:
    """All that counts the same offences of an area as the `profile` that its bare key means, a layer for each place.

    `passed_over` are figures of the area that count other offences.
    """

    profile: AreaProfile
    layers: Sequence[Layer]
    passed_over: Sequence[Entry] = ()
    _found: dict[str | None, Known] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, profile: AreaProfile) -> Timeline:
        """Return what one profile knows."""
        return cls(profile, [[profile]])

    @property
    def offences(self) -> list[str]:
        """Every offence that is known by month, or as a whole."""
        found: dict[str, None] = {}
        for layer in self.layers:
            for profile in layer:
                found.update(dict.fromkeys([*profile.monthly_offences, *profile.offence_counts]))
        return list(found)

    def known(self, offence: str | None = None) -> Known:
        """Return what is known of all offences together, or of one; the nearest place that has a count gives it."""
        if offence not in self._found:
            self._found[offence] = self._search(offence)
        return self._found[offence]

    def _search(self, offence: str | None) -> Known:
        by_month: dict[int, tuple[float, AreaProfile]] = {}
        by_period: dict[Span, tuple[float, AreaProfile]] = {}
        for layer in self.layers:
            for profile in layer:  # first those of just that month
                span, count = profile.span, _count(profile, offence)
                if span is None or count is None or profile.months_missing:
                    continue
                if span.months == 1:
                    by_month.setdefault(span.first, (count, profile))
                by_period.setdefault(span, (count, profile))
            for profile in layer:
                for month, number in _monthly(profile, offence).items():
                    by_month.setdefault(parse_month(month), (number, profile))
        return Known(by_month, by_period)


def timeline(known: Catalogue, entry: Entry) -> Timeline:
    """Return all that is known of an area, in the document that it is in and then in all places, nearest first.

    Raises BadProfile.
    """
    profile = entry.profile()
    layers: list[Layer] = [[profile]]
    passed_over: list[Entry] = []
    seen = {(entry.origin, entry.key)}
    scope = _scope(entry)
    for place in known.places:
        here: list[Entry] = []
        for other in place.times(entry.key):
            at = (other.origin, other.key)
            if at not in seen:
                seen.add(at)
                (here if _scope(other) == scope else passed_over).append(other)
        layers.append([other.profile() for other in here])
    return Timeline(profile, [layer for layer in layers if layer], passed_over)


def tells_of(entry: Entry, months: Container[int]) -> bool:
    """Whether figures, which need not be valid, are of any of these months, given as months since year 0."""
    span = entry.span
    if span is not None and any(month in months for month in range(span.first, span.last + 1)):
        return True
    return any(_month(name) in months for name in entry.document.names(entry.key, "monthly_crimes"))


def _month(name: str) -> int:
    try:
        return parse_month(name)
    except ValueError:
        return NO_MONTH


def _scope(entry: Entry) -> str | None:
    """Return what an area says that it counts, as two are compared: without regard to case and blanks."""
    scope = entry.text("offence_scope")
    return " ".join(scope.casefold().split()) if scope is not None else None


def _count(profile: AreaProfile, offence: str | None) -> float | None:
    if offence is None:
        return profile.count
    return _of(profile.offence_counts, offence)


def _monthly(profile: AreaProfile, offence: str | None) -> Mapping[str, int]:
    return profile.monthly_crimes if offence is None else _of(profile.monthly_offences, offence) or {}


def _of(by_offence: Mapping[str, Given], offence: str) -> Given | None:
    """Return what is given of an offence, which another file may spell with other capitals."""
    if offence in by_offence:
        return by_offence[offence]
    wanted = folded_name(offence)
    return next((given for name, given in by_offence.items() if folded_name(name) == wanted), None)
