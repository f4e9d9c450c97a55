"""AreaProfile: the published figures of one area, and which figures are refused. Nothing here compares."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, Span, months_in, parse_month, parse_period, years
from crimecompare.profiles.types import (
    Count,
    Date,
    Key,
    Known,
    Month,
    MonthlyOffences,
    Period,
    Rate,
    Residents,
    Score,
    Text,
    area_key,
)

PER = 1000
"""Rates are per this many residents a year."""
RATE_TOLERANCE = 0.1
"""Crimes per 1,000 by which a published (rounded) rate may differ from what its count gives."""
RELATIVE_TOLERANCE = 0.01
ROUNDING = 1e-12
"""What floating point may add to a difference, as a share of the figures: 1.1 − 1 is above 0.1 in it."""


class Contradictions(ValueError):
    """Several fields that contradict each other, found together: each with what would be right."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        """Keep the problems, each with its field."""
        super().__init__()
        self.problems = problems


class AreaProfile(BaseModel):
    """The published figures of one area. A profile that exists is valid; unknown figures are None.

    `key` is what the command line calls the area, `file` what the place it came from is called and `origin` the real
    path of that (both None when made in Python). Every other field is one of a profile document, described by
    `crimecompare schema` and in docs/profiles.md.
    Raises pydantic.ValidationError, a ValueError, when a figure is refused; `parse_profile` says the same in one line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: Annotated[str, PlainValidator(area_key)]
    file: str | None = None
    origin: str | None = None
    name: Text = Field(description="What people call the area.")
    kind: Text | None = Field(None, description="What sort of area it is, such as police force area or ward.")
    population: Residents | None = Field(None, description="Residents.")
    crime_rate: Rate | None = Field(None, description="Recorded crimes per 1,000 residents per year.")
    crimes: Count | None = Field(
        None, description="Recorded crimes in the period: a count; preferred to the rate when both are known."
    )
    period: Period | None = Field(
        None, description='Months the counts cover: "2025", "2025-03" or "2025-01/2025-12"; 12 months without it.'
    )
    months_missing: Known[list[Month]] = Field(
        default_factory=list,
        description="Months of the period for which there are no data (YYYY-MM): they count neither crimes nor "
        "person-years.",
    )
    offences: Known[dict[Text, Count]] = Field(
        default_factory=dict, description="Recorded crimes in the period by offence."
    )
    offence_rates: Known[dict[Text, Rate]] = Field(
        default_factory=dict, description="Recorded crimes per 1,000 residents per year by offence."
    )
    monthly_crimes: Known[dict[Month, Count]] = Field(
        default_factory=dict, description="Recorded crimes by month (YYYY-MM)."
    )
    monthly_offences: MonthlyOffences = Field(
        default_factory=dict,
        description="Recorded crimes by offence and month (YYYY-MM); a month without data is absent.",
    )
    safety_score: Score | None = Field(None, description="0 to 100, higher is safer.")
    safety_score_source: Text | None = Field(None, description="Whose safety score it is.")
    within: Key | None = Field(None, description="Key of the area that contains this one.")
    code: Text | None = Field(None, description="Official code of the area, such as E07000010.")
    other_codes: Known[list[Text]] = Field(
        default_factory=list, description="Other official codes of the area, which can also name it."
    )
    population_basis: Text | None = Field(None, description="Which residents are counted, such as Census 2021.")
    offence_scope: Text | None = Field(
        None, description="What is counted, such as police.uk street crime including anti-social behaviour."
    )
    source: Text | None = Field(None, description="Where the figures come from.")
    retrieved: Date | None = Field(None, description="When the figures were taken from the source.")
    caveats: Known[list[Text]] = Field(
        default_factory=list, description="Sentences that a reader must see beside these figures."
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        problems = list(_contradictions(self))
        if problems:
            raise Contradictions(problems)
        return self

    @property
    def identity(self) -> tuple[str, str | None, Span | None]:
        """What makes it the same as another: its key, its period and the file it is from, however that is called."""
        return self.key, self.origin, self.span

    @property
    def span(self) -> Span | None:
        """The months of `period`, or None when it is not given."""
        return parse_period(self.period) if self.period else None

    @property
    def months(self) -> int:
        """Months that the counts cover, without those that are missing; 12 when no period is given."""
        return len(self.counted_months) or MONTHS_IN_A_YEAR

    @property
    def counted_months(self) -> frozenset[int]:
        """Months that the counts cover, as months since year 0, without the missing ones; none without a period."""
        return _counted(self.period, tuple(self.months_missing))[0] if self.period else frozenset()

    @property
    def years(self) -> float:
        """How long the counted months last together; a year when no period is given."""
        return _counted(self.period, tuple(self.months_missing))[1] if self.period else 1.0

    @property
    def person_years(self) -> float | None:
        """Residents times years observed: what a count is divided by, or None when it cannot be known."""
        if self.population is not None:
            return self.population * self.years
        if self.crimes and self.crime_rate:
            return PER * self.crimes / self.crime_rate
        return None

    @property
    def rate(self) -> float | None:
        """Recorded crimes per 1,000 residents per year: from the count when there is one, else as published."""
        if self.crimes is not None and self.population is not None:
            return PER * self.crimes / (self.population * self.years)
        return self.crime_rate

    @property
    def count(self) -> float | None:
        """Recorded crimes in the period: as published, else what rate and population give, unrounded."""
        if self.crimes is not None:
            return self.crimes
        if self.crime_rate is None or self.person_years is None:
            return None
        return self.crime_rate * self.person_years / PER

    @property
    def offence_counts(self) -> Mapping[str, float]:
        """Recorded crimes in the period by offence, as published or from the offence's rate, unrounded."""
        years = self.person_years
        if not self.offence_rates or years is None:
            return self.offences
        return {offence: rate * years / PER for offence, rate in self.offence_rates.items()} | self.offences


@lru_cache(maxsize=1024)
def _counted(period: str, missing: tuple[str, ...]) -> tuple[frozenset[int], float]:
    """Return the months of a period that are counted, and how many years they last."""
    span = parse_period(period)
    months = frozenset(range(span.first, span.last + 1)) - {parse_month(month) for month in missing}
    return months, years(months)


def _contradictions(profile: AreaProfile) -> Iterable[tuple[str, str]]:
    """Yield (field, problem) for figures that cannot all be right."""
    crimes, stated = profile.crimes, profile.crime_rate
    if crimes is None and stated is None and profile.safety_score is None:
        yield "crimes", "no figure to show; give at least one of crimes, crime_rate and safety_score"
    missing = _missing_months_problem(profile) if profile.months_missing else None
    if missing:
        yield "months_missing", missing
    rate = None if missing else profile.rate  # which divides by the months that are left
    rates = [] if missing or stated is None else list(_rates(profile))
    if stated is not None and rates and not any(_agree(stated, other) for other in rates):
        yield (
            "crime_rate",
            f"must agree with crimes, population and period ({rates[0]:.1f} per 1,000 a year), unlike {stated:g}",
        )
    if profile.within is not None and profile.within == profile.key:
        yield "within", "must name another area that contains this one, not the area itself"
    for field, counts in (("offences", profile.offences), ("monthly_crimes", profile.monthly_crimes)):
        if crimes is not None and counts and (total := sum(counts.values())) > crimes:
            yield field, f"must not add up to more than crimes ({crimes:,}), as these do ({total:,})"
    if profile.monthly_offences:
        yield from _monthly_problems(profile)
    whole = stated if stated is not None else rate  # rates by offence were rounded with the stated rate
    if profile.offence_rates and whole is not None:
        total_rate = math.fsum(profile.offence_rates.values())
        if total_rate > whole + RATE_TOLERANCE + ROUNDING * whole:
            yield (
                "offence_rates",
                f"must not add up to more than the crime rate ({whole:g}), as these do ({total_rate:g})",
            )


def _monthly_problems(profile: AreaProfile) -> Iterable[tuple[str, str]]:
    """Yield what is wrong with the counts by offence and month, beside those of each month and of the period."""
    by_month: Counter[str] = Counter()
    for months in profile.monthly_offences.values():
        by_month.update(months)
    for month in sorted(by_month):
        whole = profile.monthly_crimes.get(month)
        if whole is not None and by_month[month] > whole:
            yield (
                "monthly_offences",
                f"must not add up to more than the crimes of {month} ({whole:,}), as these do ({by_month[month]:,})",
            )
            return
    if profile.crimes is not None and (total := by_month.total()) > profile.crimes:
        yield "monthly_offences", f"must not add up to more than crimes ({profile.crimes:,}), as these do ({total:,})"


def _rates(profile: AreaProfile) -> Iterable[float]:
    """Yield the rate of a count by days, and by twelfths of a year, since publishers may use either."""
    if profile.crimes is None or profile.population is None:
        return
    for length in (profile.years, profile.months / MONTHS_IN_A_YEAR):
        yield PER * profile.crimes / (profile.population * length)


def _agree(stated: float, rate: float) -> bool:
    """Whether a published rate may be the rounded form of a rate."""
    gap, higher = abs(rate - stated), max(rate, stated)
    return gap <= RATE_TOLERANCE + ROUNDING * higher or gap <= (RELATIVE_TOLERANCE + ROUNDING) * higher


def _missing_months_problem(profile: AreaProfile) -> str | None:
    """Say what is wrong with the months that are said to be missing, if anything."""
    if profile.period is None:
        return "must not be given without a period, whose months they are"
    if outside := sorted({*profile.months_missing} - {*months_in(profile.period)}):
        return f"must be months of the period ({profile.period}), not {outside[0]}"
    counts = {"monthly_crimes": [profile.monthly_crimes], "monthly_offences": profile.monthly_offences.values()}
    for field, by_month in counts.items():
        if counted := sorted({*profile.months_missing}.intersection(chain.from_iterable(by_month))):
            return f"must not be months with a count, as {counted[0]} is in {field}"
    if not profile.counted_months:
        return f"must leave at least one month of the period ({profile.period})"
    return None


LOADER_FIELDS = ("key", "file", "origin")
"""The fields that say where a profile comes from, set by what loads it."""
DOCUMENT_FIELDS = tuple(name for name in AreaProfile.model_fields if name not in LOADER_FIELDS)
"""The fields that a profile document may have, in the order of the documentation."""
