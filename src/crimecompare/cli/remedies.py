"""Remedies: what to type instead, where figures of different times cannot be compared."""

from collections.abc import Iterator
from itertools import product

from crimecompare.analysis.figures import Figures
from crimecompare.errors import AnotherTime, Incomparable, PeriodsApart
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.places import Entry
from crimecompare.wording import quoted


def of_periods(known: Catalogue, error: PeriodsApart) -> Incomparable:
    """Say which figures of the part, or of the whole, are for the other's period, if there are any."""
    for key, other in ((error.part, error.whole), (error.whole, error.part)):
        for entry, theirs in product(known.times_of(key), known.times_of(other)):
            if theirs.period and _is_alike(entry, theirs) and (then := known.at(key, theirs.period)) is not None:
                return Incomparable(f"{error}; name {then.key}@{theirs.period} instead")
    return Incomparable(str(error))


def of_another_time(known: Catalogue, area: AreaProfile, error: AnotherTime) -> Incomparable:
    """Say which two times of an area can be compared: the latest that count the same offences, if there are any."""
    for now, then in _pairs_of_times(known, area.key):
        return Incomparable(f"{error}; type {_typed(now)} --baseline @{then.period}")
    return Incomparable(f"{error}; it has no figures for two times that can be compared")


def _pairs_of_times(known: Catalogue, key: str) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs of an area's figures whose periods do not overlap and that state the same offences."""
    times = [entry for entry in known.times_of(key) if entry.span is not None]
    for now, then in product(times, times):
        if now.span and then.span and then.span.last < now.span.first and _scope(now) == _scope(then) is not None:
            found = known.at(key, str(now.period)), known.at(key, str(then.period))
            if found == (now, then):  # and not what a nearer place has of that time
                yield now, then


def _typed(entry: Entry) -> str:
    name = f"{entry.key}@{entry.period}"
    return quoted(name) if " " in name else name


def _is_alike(entry: Entry, other: Entry) -> bool:
    return _scope(entry) == _scope(other)


def _scope(entry: Entry) -> object:
    return Figures.of(entry.profile()).stated["scope"]
