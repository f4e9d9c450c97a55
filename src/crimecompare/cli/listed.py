"""What `list` is asked: which areas, each for every period that it has figures for."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from crimecompare.cli.areas import Narrowing, narrowed
from crimecompare.cli.asides import leave_out
from crimecompare.errors import UnknownName
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import asked_for, is_path, is_pattern
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import STANDARD_INPUT, folded
from crimecompare.wording import quoted

Listed = tuple[Entry, bool]
"""An area at one of its times, and whether a nearer place has its key."""


def entries_of(known: Catalogue, arguments: Sequence[str], narrowing: Narrowing) -> list[Listed]:
    """Return the areas that the arguments mean, or all that can be named, narrowed as asked, each at all its times.

    Raises CrimecompareError when an argument means none, and when none is left.
    """
    every = list(known.entries())
    found = [one for argument in arguments for one in _meant(known, every, argument)] if arguments else every
    kept = {id(entry) for entry in narrowed(known, [entry for entry, _ in found], narrowing)}
    return [(entry, is_shadowed) for entry, is_shadowed in found if id(entry) in kept]


def _meant(known: Catalogue, every: Sequence[Listed], argument: str) -> list[Listed]:
    asked = asked_for(argument)
    if asked.period is not None or is_path(asked.text) or asked.text == STANDARD_INPUT:
        meant = known.meant(argument)
        leave_out([entry.key for entry in meant.lacking], f"without figures for {asked.period}")
        return [(entry, False) for entry in meant.entries]
    wanted = folded(asked.text if is_pattern(asked.text) else known.find(asked.text).key)
    if not is_pattern(asked.text):
        return [one for one in every if folded(one[0].key) == wanted]
    found = [one for one in every if fnmatchcase(folded(one[0].key), wanted)]
    if not found:
        raise UnknownName(f"no area matches {quoted(argument)}; `crimecompare list` shows all")
    return found
