"""One offence: the figures of it alone, found by its name without regard to case."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crimecompare.analysis.figures import Figures
from crimecompare.errors import UnknownName
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.types import folded_name
from crimecompare.wording import did_you_mean, listed, named, quoted


def offences_of(area: AreaProfile) -> Collection[str]:
    """Return the offences of which an area gives a count or a rate, in its order."""
    return dict.fromkeys([*area.offences, *area.offence_rates])


def spelled_offence(name: str, offences: Collection[str]) -> str | None:
    """Return how an offence is spelled among others: exactly so, or else but for case; None when it is not there.

    Raises UnknownName when several are spelled so but for case.
    """
    if name in offences:
        return name
    wanted = folded_name(name)
    found = [offence for offence in offences if folded_name(offence) == wanted]
    if len(found) > 1:
        raise UnknownName(f"the offence {quoted(name)} may be {listed(found, 'or')}; write it exactly")
    return found[0] if found else None


def unknown_offence(name: str, whom: str, offences: Iterable[str]) -> UnknownName:
    """Say that no figure of an offence is given for `whom`, what may have been meant, and which offences there are."""
    start = f"no offence {quoted(name)} is given for {whom}"
    known = sorted(offences, key=str.casefold)
    if not known:
        return UnknownName(f"{start}, nor any other")
    hint = did_you_mean(name, known)
    return UnknownName(f"{start}{f'{hint} The' if hint else '; the'} offences are {named(known)}")


def of_offence(side: Figures, name: str, called: str | None = None) -> Figures:
    """Return the figures of one offence alone, of a side `called` that in messages (else by its key).

    Raises UnknownName where the side does not give it.
    """
    spelled = spelled_offence(name, side.offence_names)
    if spelled is None:
        raise unknown_offence(name, called or side.key, side.offence_names)
    return side.only(spelled)


def of_offence_if_given(side: Figures, name: str) -> Figures:
    """Return the figures of one offence alone, which are unknown where a side does not give it. Raises UnknownName."""
    return side.only(spelled_offence(name, side.offence_names) or name)
