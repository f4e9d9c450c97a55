"""Containment: `within` followed from an area outwards, and circles found. Nothing else does either."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from crimecompare.errors import BadProfile, Problem


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


def in_a_circle(file: str, area: str, links: Sequence[str]) -> BadProfile:
    """Return the refusal of an area of `file` whose `within` leads in a circle along these links."""
    return BadProfile(file, [Problem(area, "within", f"must not lead in a circle: {' within '.join(links)}")])
