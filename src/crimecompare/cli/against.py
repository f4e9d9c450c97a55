"""What areas are compared with: a baseline that is named, the same area at another time, or the default."""

import os
from collections.abc import Callable, Sequence
from itertools import chain as chain_of

from crimecompare.analysis.figures import Figures
from crimecompare.cli.areas import baseline_members
from crimecompare.errors import UsageError
from crimecompare.profiles import unknown
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import period_alone
from crimecompare.profiles.places import Entry
from crimecompare.wording import quoted

BASELINE = "CRIMECOMPARE_BASELINE"
"""The variable that names what areas are compared with where the command line does not."""
DEFAULT_BASELINE = "uk"
"""The baseline of an area when nothing that contains it has figures for its period and offences."""

Against = Callable[[AreaProfile], Sequence[AreaProfile]]
"""Returns what an area is compared with: one area, several that are pooled, or none where there are no figures."""


def against(known: Catalogue, names: Sequence[str]) -> Against:
    """Return what areas are compared with: what --baseline names, or else the default.

    Raises CrimecompareError for an unknown area, and for @PERIOD beside others.
    """
    names = names or list(filter(None, [os.environ.get(BASELINE)]))
    if not names:
        return _WidestAround(known)
    periods = [period for name in names if (period := period_alone(name)) is not None]
    if not periods:
        members = baseline_members(known, names)
        return lambda _: members
    if len(names) > 1:
        raise UsageError(
            f"--baseline {quoted('@' + periods[0])} means the same area at that time, and cannot be pooled with others"
        )
    return lambda area: _then(known, area, periods[0])


def missing(known: Catalogue, area: AreaProfile, names: Sequence[str]) -> str:
    """Say that an area has no figures for the period that --baseline @PERIOD names."""
    return unknown.period(area.key, names[0].removeprefix("@"), known.times_of(area.key), area.period)


def _then(known: Catalogue, area: AreaProfile, period: str) -> Sequence[AreaProfile]:
    entry = known.at(area.key, period, beside=area)
    return [entry.profile()] if entry else []


class _WidestAround:
    """The widest area around another, in its file or else anywhere, with its period and offences; else the UK."""

    def __init__(self, known: Catalogue) -> None:
        """Look areas up in a catalogue; those of one file share what is around them."""
        self._known = known
        self._found: dict[object, Sequence[AreaProfile]] = {}
        self._looked_at: dict[object, tuple[Entry | None, object]] = {}

    def __call__(self, area: AreaProfile) -> Sequence[AreaProfile]:
        asked = area.origin, area.within, area.span, area.offence_scope
        if asked not in self._found:
            around = self._around(area)
            self._found[asked] = [around] if around else baseline_members(self._known, [DEFAULT_BASELINE])
        return self._found[asked]

    def _around(self, area: AreaProfile) -> AreaProfile | None:
        if area.period is None or area.offence_scope is None:
            return None
        scope = Figures.of(area).stated["scope"]
        outermost = self._known.chain(area)[::-1]
        own = (self._there(key, area.period, area) for key in outermost)
        anywhere = (self._there(key, area.period) for key in outermost)
        return next((there.profile() for there, counted in chain_of(own, anywhere) if there and counted == scope), None)

    def _there(self, key: str, period: str, beside: AreaProfile | None = None) -> tuple[Entry | None, object]:
        """Return an area in the file that another is in, or anywhere, and what it says it counts; looked at once."""
        asked = key, period, beside and beside.origin
        if asked not in self._looked_at:
            known = self._known
            there = known.at(key, period) if beside is None else known.beside(beside, key, period)
            states_it = there is not None and there.text("offence_scope") is not None
            counted = Figures.of(there.profile()).stated["scope"] if there and states_it else None
            self._looked_at[asked] = there, counted
        return self._looked_at[asked]
