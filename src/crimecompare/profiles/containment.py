"""Containment: `within` followed from an area outwards, and circles found. Nothing else does either."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from crimecompare.errors import BadProfile, Problem

FEW_LINKS = 10
"""How many links of a circle are all named; of more, the first few are."""
FIRST_LINKS = 3


class Circle(Exception):
    """A chain of `within` that comes back: `links` are its keys from the start to the first that is met again."""

    def __init__(self, links: Sequence[str]) -> None:
        """Keep the chain."""
        super().__init__()
        self.links = links

    @property
    def loop(self) -> Sequence[str]:
        """The links from the one that is met again."""
        return self.links[self.links.index(self.links[-1]) :]


def follow(start: str, outer_of: Callable[[str], str | None], sound: Container[str] = ()) -> list[str]:
    """Return the keys of what contains `start`, nearest first, up to one that is known to be `sound`.

    `outer_of` returns the key of what directly contains an area, None where that is not known. Raises Circle.
    """
    chain = {start: None}
    last = start
    while (outer := outer_of(last)) is not None and outer not in sound:
        if outer in chain:
            raise Circle([*chain, outer])
        chain[outer] = None
        last = outer
    return list(chain)[1:]


class Loop(NamedTuple):
    """A circle of keys, each directly within the next and the last within the first, as seen from one of them."""

    keys: Sequence[str]
    start: int = 0

    @property
    def links(self) -> Sequence[str]:
        """The keys from that one round to it again; of a long circle only as many as are named, and then the last."""
        count = len(self.keys)
        wanted = count if count < FEW_LINKS else FIRST_LINKS
        first = [self.keys[(self.start + n) % count] for n in range(wanted)]
        return [*first, *([f"… {count - wanted:,} more …"] if wanted < count else []), self.keys[self.start]]


class Circles:
    """Where `within` leads from one area after another: each link is followed once, however many areas there are."""

    def __init__(self, outer_of: Callable[[str], str | None]) -> None:
        """Take what returns the key of what directly contains an area, None where that is not known."""
        self._outer_of = outer_of
        self._known: dict[str, Loop | None] = {}

    def loop(self, key: str) -> Loop | None:
        """Return the circle that `within` leads into from an area, as seen from where it is met; None without one."""
        if key not in self._known:
            try:
                chain = [key, *follow(key, self._outer_of, self._known)]
            except Circle as circle:
                self._keep(circle)
            else:
                outer = self._outer_of(chain[-1])
                self._known |= dict.fromkeys(chain, None if outer is None else self._known[outer])
        return self._known[key]

    def _keep(self, circle: Circle) -> None:
        keys = circle.loop[:-1]
        self._known |= dict.fromkeys(circle.links, Loop(keys))
        self._known |= {key: Loop(keys, start) for start, key in enumerate(keys)}


def in_a_circle(file: str, area: str, links: Sequence[str]) -> BadProfile:
    """Return the refusal of an area of `file` whose `within` leads in a circle along these links."""
    return BadProfile(file, [Problem(area, "within", f"must not lead in a circle: {' within '.join(links)}")])
