"""Remedies: what to type instead, where figures of different times cannot be compared."""

from collections.abc import Iterator
from itertools import product

from crimecompare.analysis.figures import Figures
from crimecompare.errors import AnotherTime, Dated, Incomparable, PeriodsApart
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.periods import parse_period
from crimecompare.profiles.places import Entry
from crimecompare.wording import quoted


def of_periods(known: Catalogue, error: PeriodsApart) -> Incomparable:
    """Say which figures of the part, or of the whole, are of the other's time, if there are any."""
    for one, other in ((error.part, error.whole), (error.whole, error.part)):
        if other.period is not None and _is_alike(known, one.key, other):
            return Incomparable(f"{error}; name {_typed(one.key, other.period)} instead")
    return Incomparable(str(error))


def of_another_time(known: Catalogue, area: AreaProfile, wanted: str | None, error: AnotherTime) -> Incomparable:
    """Say which two times of an area can be compared, if there are any: with the time `wanted`, or else the latest."""
    pairs = list(_pairs_of_times(known, area))
    for now, then in [*(pair for pair in pairs if pair[1].period == wanted), *pairs]:
        return Incomparable(f"{error}; type {_typed(now.key, str(now.period))} --baseline @{then.period}")
    return Incomparable(f"{error}; it has no figures for two times that can be compared")


def _pairs_of_times(known: Catalogue, area: AreaProfile) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs of an area's figures that are of times apart and say that they count the same offences."""
    entries = [entry for period in _periods(known, area) if (entry := known.at(area.key, period)) is not None]
    times = sorted(entries, key=lambda entry: entry.span or (0, 0), reverse=True)
    for now, then in product(times, times):
        if now.span and then.span and then.span.last < now.span.first and _scope(now) == _scope(then) is not None:
            yield now, then


def _periods(known: Catalogue, area: AreaProfile) -> list[str]:
    """Return the periods that an area's figures are of, and the years that its months make up."""
    times = known.times_of(area.key)
    stated = [entry.period for entry in times if entry.period is not None]
    years = {month[:4] for entry in times for month in entry.document.names(entry.key, "monthly_crimes")}
    return list(dict.fromkeys([*stated, *sorted(years)]))


def _is_alike(known: Catalogue, key: str, other: Dated) -> bool:
    """Whether an area has figures of another's time that count the same offences."""
    period = str(other.period)
    found, theirs = known.at(key, period), known.at(other.key, period)
    return found is not None and theirs is not None and _scope(found) == _scope(theirs)


def _typed(key: str, period: str) -> str:
    """Write the figures of a time as they are typed; a period that is one whole year is a year."""
    span = parse_period(period)
    year, month = divmod(span.first, 12)
    name = f"{key}@{f'{year:04}' if month == 0 and span.months == 12 else period}"  # noqa: PLR2004 - of a year
    return quoted(name) if " " in name else name


def _scope(entry: Entry) -> object:
    return Figures.of(entry.profile()).stated["scope"]
