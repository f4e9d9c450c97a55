"""Space: where words can stand in a picture without touching anything that is in it already."""

import math
from collections import defaultdict
from collections.abc import Iterator
from operator import le
from typing import NamedTuple, Self

from crimecompare.charts.elements import Place

CELL, AWAY = 32, 3  # how large the cells are by which room is looked for, and pixels between words and anything else
OWN, WITHOUT_LINE, LAST = 5, 8, 10**6  # how much farther other points are; tries beside it, and those over others
RINGS, DIRECTIONS, STEPS = range(18, 640, 14), 24, 16  # where words are tried that need a line to their point


class Box(NamedTuple):
    """A rectangle, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Self) -> bool:
        """Whether the two have a point in common."""
        is_level = self.top <= other.bottom and other.top <= self.bottom
        return is_level and self.left <= other.right and other.left <= self.right

    def grown(self, by: float) -> Self:
        """Return the box with so many pixels more on each side."""
        return self._replace(left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by)


class Space:
    """What is taken of a rectangle, within which words must stand, and where words stand already."""

    def __init__(self, edge: Box) -> None:
        """Take the rectangle."""
        self.edge = edge
        self._taken: dict[tuple[int, int], list[Box]] = defaultdict(list)
        self._points: dict[tuple[int, int], list[tuple[Place, Box, Box]]] = defaultdict(list)
        self._words: list[Box] = []

    def take(self, box: Box) -> None:
        """Let no words stand here."""
        for cell in _cells(box):
            self._taken[cell].append(box)

    def mark(self, place: Place, radius: float) -> None:
        """Let no words stand on this point, nor beside it those of another, which would read as its own."""
        box = Box(*place, *place).grown(radius + 1)
        self.take(box)
        for cell in _cells(wide := box.grown(AWAY + OWN)):
            self._points[cell].append((place, box, wide))

    def found(self, place: Place, radius: float, width: float, height: float, *, is_due: bool) -> Box | None:
        """Take room for words beside a point, if there is any; if they are due, farther away."""
        tries = [*enumerate(_tries(place, radius + AWAY, width, height, is_due=is_due))]
        for n, (left, top) in [*tries, *((LAST, corner) for _, corner in tries[WITHOUT_LINE:])]:
            box = Box(left, top, left + width, top + height)
            is_inside = all(map(le, self.edge[:2], box[:2])) and all(map(le, box[2:], self.edge[2:]))
            if not is_inside or any(box.touches(other) for cell in _cells(box) for other in self._taken[cell]):
                continue
            line = way(place, box)[STEPS // 4 :] if n < LAST else []
            looked = [box] if n < WITHOUT_LINE else [Box(*step, *step) for step in line]
            others = ((here, p) for here in looked for cell in _cells(here) for p in self._points[cell])
            if any(at != place and here.touches(wide if here is box else own) for here, (at, own, wide) in others):
                continue
            if not any(Box(*step, *step).touches(words) for step in way(place, box) for words in self._words):
                self.take(box.grown(AWAY))
                self._words.append(box)
                return box
        return None


def way(place: Place, box: Box) -> list[Place]:
    """Return places on the way from one to a box."""
    (x, y), to_x, to_y = place, min(max(place[0], box.left), box.right), min(max(place[1], box.top), box.bottom)
    return [(x + n / STEPS * (to_x - x), y + n / STEPS * (to_y - y)) for n in range(STEPS + 1)]


def _tries(place: Place, away: float, width: float, height: float, *, is_due: bool) -> Iterator[Place]:
    """Yield left upper corners: right of a point, left, above and below it, between these, and then all around."""
    x, y = place
    near = away * 0.7
    sides = x + away, x - away - width
    yield from ((side, y - height / 2) for side in sides)
    yield from ((x - width / 2, top) for top in (y - away - height, y + away))
    yield from ((side, top) for side in (x + near, x - near - width) for top in (y - near - height, y + near))
    for ring in RINGS if is_due else ():
        for step in range(DIRECTIONS):
            across, up = math.cos(math.tau * step / DIRECTIONS), math.sin(math.tau * step / DIRECTIONS)
            yield x + ring * across - width * (1 - across) / 2, y - ring * up - height / 2


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = (int(edge // CELL) for edge in box)
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]
