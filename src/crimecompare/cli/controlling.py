"""--control and --parts: which areas an evaluation takes as its controls."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from crimecompare.analysis.gathering import window_of
from crimecompare.cli.asides import leave_out
from crimecompare.cli.offers import Windows
from crimecompare.errors import UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import asked_for
from crimecompare.profiles.periods import Span
from crimecompare.profiles.places import Entry
from crimecompare.profiles.timelines import Timeline
from crimecompare.profiles.types import folded
from crimecompare.wording import listed, named, plural, quoted

NO_CONTROL = "name a control, where nothing was done: --control AREA"


class Side(NamedTuple):
    """An area or a control: what is known of it, and the keys (folded) of what contains it."""

    timeline: Timeline
    containers: frozenset[str]

    @property
    def key(self) -> str:
        """Its key."""
        return self.timeline.profile.key


def refuse_times(arguments: Iterable[str], instead: str) -> None:
    """Refuse AREA@PERIOD where another option says which months are meant. Raises UsageError."""
    for argument in arguments:
        asked = asked_for(argument)
        if asked.period is not None:
            raise UsageError(f"{quoted(argument)}: write {asked.text}, and say when with {instead}")


def controls_of(known: Catalogue, names: Sequence[str], areas: Sequence[Entry], *, parts: bool) -> list[Entry]:
    """Return the controls that arguments mean, or their parts, each once, without the areas and what lies in them.

    Raises UsageError for none, and for one named outright that is an area or lies in one.
    """
    if not names:
        raise UsageError(NO_CONTROL)
    if parts:
        return _each_once(part for whole in wholes_of(known, names) for part in _parts(known, whole, areas))
    controls: list[Entry] = []
    for name in names:
        found = known.entries_of(name)
        kept, left_out = _without(known, found, areas)
        if left_out and len(found) == 1:
            raise UsageError(_itself(known, found[0], areas))
        controls += kept
    if not controls:
        raise UsageError(f"no control is left; {NO_CONTROL}")
    return _each_once(controls)


def wholes_of(known: Catalogue, names: Sequence[str]) -> list[Entry]:
    """Return the areas that arguments mean, each once."""
    return _each_once(entry for name in names for entry in known.entries_of(name))


def leave_out_nested(controls: Sequence[Side]) -> list[Side]:
    """Return the controls that lie in no other of them, saying which are left out."""
    by_key = {folded(side.key): side for side in controls}
    kept: list[Side] = []
    inside: dict[str, list[str]] = {}
    for side in controls:
        around = (side.containers - {folded(side.key)}) & by_key.keys()
        if around:
            outer = (key for key in around if by_key[key].containers.isdisjoint(around - {key}))
            outermost = next(outer, min(around))
            inside.setdefault(by_key[outermost].key, []).append(side.key)
        else:
            kept.append(side)
    for key, keys in inside.items():
        leave_out(keys, f"because {'it lies' if len(keys) == 1 else 'they lie'} in {key}")
    return kept


def refuse_used_up(areas: Sequence[Side], controls: Sequence[Side], windows: Windows) -> None:
    """Refuse a control of which the areas leave no crime, before and after. Raises UsageError."""
    for control in controls:
        key = folded(control.key)
        inside = {folded(side.key): side for side in areas if key in side.containers}
        outermost = [side for own, side in inside.items() if inside.keys().isdisjoint(side.containers - {own})]
        if outermost and all(_is_used_up(control, outermost, span) for span in windows):
            keys = named([side.key for side in outermost], 3, ", ")
            raise UsageError(f"nothing of {control.key} is left without {keys}; {NO_CONTROL}")


def _is_used_up(control: Side, parts: Sequence[Side], span: Span) -> bool:
    """Whether some areas in a control have all its crimes of a period; not where one of the counts is not known."""
    whole, *counts = (window_of(side.timeline.known(), span) for side in (control, *parts))
    if whole is None or None in counts:
        return False
    return math.fsum(count.crimes for count in counts if count) == whole.crimes


def name_of_parts(
    wholes: Sequence[Entry], parts: Sequence[AreaProfile], containers: Iterable[frozenset[str]]
) -> str | None:
    """Return what the parts of one area are called: "14 other wards of Fenland" where what is evaluated lies in it."""
    if len(wholes) > 1:
        return None
    (whole,) = wholes
    other = "other " if any(folded(whole.key) in around for around in containers) else ""
    return f"{len(parts):,} {other}{plural(parts[0].kind or 'part')} of {whole.text('name') or whole.key}"


def _parts(known: Catalogue, whole: Entry, areas: Sequence[Entry]) -> list[Entry]:
    """Return the parts of an area, which must be of one kind. Raises UsageError."""
    every = known.parts_of(whole)
    if not every:
        raise UsageError(f"--parts: no area says that it is within {whole.key}; name controls one by one")
    found, _ = _without(known, every, areas)
    if not found:
        raise UsageError(f"--parts: no part of {whole.key} is left without {_keys(areas)}; {NO_CONTROL}")
    kinds = {part.text("kind"): part.key for part in found}
    if len(kinds) > 1:
        said = [f"{kind or 'no stated kind'} ({key})" for kind, key in kinds.items()]
        raise UsageError(
            f"--parts: the parts of {whole.key} are of several kinds, {listed(said)}: "
            "name those of one kind instead, with --control AREA for each or by a pattern, --control 'START*'"
        )
    return found


def _without(known: Catalogue, entries: Iterable[Entry], areas: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the areas that are not evaluated and lie in none that is, and the others."""
    keys = {folded(area.key) for area in areas}
    kept: list[Entry] = []
    left_out: list[Entry] = []
    for entry in entries:
        is_inside = folded(entry.key) in keys or not keys.isdisjoint(known.containers(entry))
        (left_out if is_inside else kept).append(entry)
    return kept, left_out


def _itself(known: Catalogue, control: Entry, areas: Collection[Entry]) -> str:
    if folded(control.key) in {folded(area.key) for area in areas}:
        return f"the control {control.key} is the area itself; {NO_CONTROL}"
    around = known.containers(control)
    return (
        f"the control {control.key} lies in {_keys([one for one in areas if folded(one.key) in around])}; {NO_CONTROL}"
    )


def _keys(areas: Collection[Entry]) -> str:
    return named([area.key for area in areas], 3, ", ")


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    return list({(folded(entry.key), entry.origin): entry for entry in entries}.values())
