"""Figures: what a comparison needs to know of one of its two sides, be it an area, the rest of an area or a pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from crimecompare.analysis import intervals
from crimecompare.analysis.intervals import Interval
from crimecompare.profiles.area import PER, AreaProfile
from crimecompare.profiles.periods import parse_period
from crimecompare.profiles.types import folded
from crimecompare.wording import in_sentence

NONE: frozenset[str] = frozenset()


class Figures(NamedTuple):
    """The figures of one side of a comparison; unknown ones are None.

    `label` is the name as messages use it, told apart from the other side's; `crimes` is the count O in the period,
    unrounded when `derived` from a rate and a population, and of a year that is assumed when it `assumes_year`;
    `person_years` is T; `rate` is per 1,000 residents per year, and the side `publishes` it when it is not worked out
    from a count. `derived_offences` are those whose counts, if there are any, are worked out from rates likewise.
    `stated` holds what the side says of its figures (period, offence scope, safety-score source, population basis), by
    the name that a caveat about it starts with. `counted_months` are months since year 0 (None: not stated),
    `months_missing` those of the period without data. `containers` are the keys (folded) of the areas that contain it,
    as far as they are known; `within`, `code`, `kind`, `period`, `origin` and `scope` are those of the profile that it
    is, or is a part of; `sources` say where its figures come from, and those of what was taken out of it or pooled in
    it. `offence` is the only one that its figures are of (None: all together). It `is_pool` when several areas are
    pooled in it, and `is_rest` when a part was taken out of it.
    """

    key: str
    name: str
    label: str
    population: float | None
    crimes: float | None
    derived: bool
    person_years: float | None
    rate: float | None
    safety_score: float | None
    offences: Mapping[str, float]
    offence_rates: Mapping[str, float]
    derived_offences: frozenset[str]
    monthly_crimes: Mapping[str, float]
    stated: Mapping[str, object]
    caveats: Sequence[str]
    members: tuple[str, ...]
    counted_months: frozenset[int] | None = None
    months_missing: tuple[str, ...] = ()
    assumes_year: bool = False
    publishes: bool = False
    containers: frozenset[str] = frozenset()
    within: str | None = None
    code: str | None = None
    kind: str | None = None
    period: str | None = None
    sources: tuple[str, ...] = ()
    origin: str | None = None
    scope: str | None = None
    offence: str | None = None
    is_pool: bool = False
    is_rest: bool = False

    @classmethod
    def of(cls, profile: AreaProfile, containers: frozenset[str] | None = None) -> Figures:
        """Take the figures of one area; without `containers` all that is known is what it says it lies within."""
        count, years = profile.count, profile.person_years
        if containers is None:
            containers = frozenset([folded(profile.within)]) if profile.within is not None else NONE
        return cls(
            key=profile.key,
            name=profile.name,
            label=profile.name,
            population=profile.population,
            crimes=count,
            derived=profile.crimes is None and count is not None,
            person_years=years,
            rate=profile.rate,
            safety_score=profile.safety_score,
            offences=profile.offence_counts,
            offence_rates=profile.offence_rates,
            derived_offences=frozenset(profile.offence_rates).difference(profile.offences)
            if profile.offence_rates
            else NONE,
            monthly_crimes=profile.monthly_crimes,
            stated=_stated(
                profile.period, profile.offence_scope, profile.safety_score_source, profile.population_basis
            ),
            caveats=profile.caveats,
            members=(profile.key,),
            counted_months=profile.counted_months if profile.period else None,
            months_missing=tuple(profile.months_missing),
            assumes_year=profile.crimes is not None and profile.population is not None and not profile.period,
            publishes=profile.crimes is None or profile.population is None,
            containers=containers,
            within=profile.within,
            code=profile.code,
            kind=profile.kind,
            period=profile.period,
            sources=(profile.source,) if profile.source else (),
            origin=profile.origin,
            scope=profile.offence_scope,
        )

    @property
    def called(self) -> str:
        """What it is called within a sentence: "Fenland", "the UK", "the pool of 6 areas"."""
        return f"the {self.label}" if self.is_pool else in_sentence(self.label)

    def owning(self, what: str) -> str:
        """Say whose something is: "the UK's rate", but "the rate of Fenland without Wisbech"."""
        is_plain = self.label == self.name and not (self.is_pool or self.is_rest)
        return f"{self.called}'s {what}" if is_plain else f"the {what} of {self.called}"

    @property
    def source(self) -> str | None:
        """Where the figures come from, all in one."""
        return "; ".join(self.sources) or None

    @property
    def identity(self) -> tuple[str, str | None, object]:
        """What makes it the same area at the same time as another."""
        return self.key, self.origin, self.stated["period"]

    def lies_within(self, other: Figures) -> bool:
        """Whether the other area is one of those that contain this one."""
        return folded(other.key) in self.containers

    def is_at_another_time(self, other: Figures) -> bool:
        """Whether the other side is this very area at another time, both of which are stated."""
        if self.is_pool or other.is_pool or folded(self.key) != folded(other.key):
            return False
        return None not in {self.counted_months, other.counted_months} and self.counted_months != other.counted_months

    @property
    def fixed(self) -> Figures:
        """These figures as a reference whose rate is taken as exact: without the count that makes it uncertain."""
        return self._replace(crimes=None, person_years=None)

    @property
    def counts_unknown_people(self) -> bool:
        """Whether this side has a count, but of an unknown number of people."""
        return self.crimes is not None and not self.person_years

    @property
    def has_interval(self) -> bool:
        """Whether chance in this side's figures can be judged: it has a count and the person-years it came from."""
        return self.crimes is not None and bool(self.person_years)

    def rate_interval(self, confidence: float) -> Interval | None:
        """Return the interval of the rate, per 1,000 residents per year, or None without a count and person-years."""
        if self.crimes is None or not self.person_years:
            return None
        return intervals.of_count(self.crimes, confidence).scaled(PER / self.person_years)

    @property
    def decimals(self) -> int:
        """With how many decimals its rates are written: those of one offence are small."""
        return 1 if self.offence is None else 2

    @property
    def offence_names(self) -> set[str]:
        """The offences of which this side gives a count or a rate."""
        return {*self.offences, *self.offence_rates}

    def only(self, offence: str) -> Figures:
        """Return this side with the crimes of one offence alone; its safety score is not of one, and is left out."""
        crimes = self.offences.get(offence)
        rate = self.offence_rates.get(offence)
        derived = crimes is not None and offence in self.derived_offences
        published = rate is not None and (crimes is None or derived)  # and kept to its last digit
        if crimes is not None and self.person_years and not published:
            rate = PER * crimes / self.person_years
        counted = crimes is not None and not derived
        assumes_year = counted and (self.assumes_year or (self.counted_months is None and self.population is not None))
        return self._replace(
            crimes=crimes,
            derived=derived,
            rate=rate,
            safety_score=None,
            offences=_alone(self.offences, offence),
            offence_rates=_alone(self.offence_rates, offence),
            derived_offences=self.derived_offences & {offence},
            monthly_crimes={},
            assumes_year=assumes_year,
            publishes=published,
            offence=offence,
        )


def figures_of(area: AreaProfile | Figures) -> Figures:
    """Return the figures of an area, which may be given as such. Raises TypeError for what is no area."""
    if isinstance(area, Figures):
        return area
    if not isinstance(area, AreaProfile):
        raise TypeError(f"an area is an AreaProfile, such as load() returns, not {type(area).__name__}")
    return Figures.of(area)


def _alone(figures: Mapping[str, float], offence: str) -> Mapping[str, float]:
    return {offence: figures[offence]} if offence in figures else {}


def annual_rate(crimes: float, person_years: float) -> float:
    """Return crimes per 1,000 residents per year."""
    return PER * crimes / person_years


@lru_cache(maxsize=256)
def _stated(period: str | None, scope: str | None, source: str | None, basis: str | None) -> Mapping[str, object]:
    """Gather what a side says of its figures; the areas of one file mostly say the same."""
    return {
        "period": parse_period(period) if period else None,
        "scope": _folded(scope),
        "score-source": _folded(source),
        "population-basis": _same_words(basis),
    }


def _same_words(text: str | None) -> str | None:
    """Let the order of words differ as well: "Census 2021" and "2021 Census" are one basis."""
    return " ".join(sorted(text.casefold().split())) if text is not None else None


def _folded(text: str | None) -> str | None:
    """Let wording differ in case and blanks without calling the thing another one."""
    return " ".join(text.casefold().split()) if text is not None else None
