"""The funnel: rates by size, the limits around a baseline, and as many names as there is room for."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import fmean
from typing import NamedTuple

from crimecompare.analysis.funnel_limits import Edges, FunnelLimits
from crimecompare.charts.axes import Scale
from crimecompare.charts.boxes import Box, Space, way
from crimecompare.charts.elements import Drawn, Place, dot, polyline, small, straight, words_at
from crimecompare.charts.letters import shortened, text_width
from crimecompare.charts.palette import ACCENT, BAND, BOLD, DASHES, FAINT, GREY, INK, MARGIN, SMALL
from crimecompare.reports.marks import Mark, Plotted
from crimecompare.reports.pictures import Picture

NARROW = 480
HEIGHT, MOST_NAMES = {True: 330, False: 430}, {True: 8, False: 24}  # on a narrow page, and on others
HEADING, LEAD, FOOT, STRIP = 24, 46, 44, 28  # room above the plot, to its left and beneath it, and for rates of 0
LETTERS, LONGEST_NAME, BESIDE = 14, 0.5, 8  # how high names are, how wide for the plot, and how near to need no line
TINY, TRIED, MANY, RADIUS = 0.01, 40, 80, {True: 3.0, False: 4.0}  # pixels; points tried for each name; large, if few


class Plane(NamedTuple):
    """The axes of a funnel; rates of 0 lie in a strip beneath the lowest rate of the axis, if there are any."""

    sizes: Scale
    rates: Scale
    strip: float

    @property
    def floor(self) -> float:
        """The lowest pixel of the plot."""
        return self.rates.start + self.strip

    def height(self, rate: float) -> float:
        """Return the pixel of a rate; 0 lies in the strip, and nothing else does."""
        if rate <= 0:
            return self.rates.start + self.strip * 0.6
        return min(self.rates.at(rate), self.rates.start + self.strip * 0.2)

    def limit(self, rate: float) -> float:
        """Return the pixel of a limit, to the hundredth; one below which nothing can lie is below all points."""
        return round(self.height(rate) if rate > 0 else self.floor + 1, 2)


class Spot(NamedTuple):
    """A mark and where it is drawn, with what radius and in which colour."""

    mark: Mark
    place: Place
    radius: float
    colour: str


def draw_funnel(plotted: Plotted, top: float, width: float) -> Drawn:
    """Draw a funnel."""
    picture = plotted.picture
    points = [mark for mark in plotted.marks if mark.value is not None and mark.size and mark.passed is not None]
    if picture.limits is None:
        return [], top
    parts = [words_at((MARGIN, top + 12), picture.axis, SMALL)]
    plot = Box(MARGIN + LEAD, top + HEADING, MARGIN + width, top + HEADING + HEIGHT[width < NARROW])
    unnamed: list[Mark] = []
    while True:
        plane = _plane(picture.limits, points, plot)
        limits = picture.limits.along((mark.size or 1 for mark in points), plane.sizes.low, plane.sizes.high)
        lines = _curves(plane, picture.limits.rate, limits)
        spots = _spots(picture, points, plane, limits)
        names, left_over = _names(spots, lines, plot, MOST_NAMES[width < NARROW], unnamed)
        if not left_over:
            break
        unnamed += left_over  # which then stand above the plot, a line each
        more = LETTERS * len(left_over)
        plot = plot._replace(top=plot.top + more, bottom=plot.bottom + more)
    parts += [*_ground(plane, limits, lines), *names]
    parts += [dot(s.place, s.colour, s.mark.told, filled=s.mark.is_clear, radius=s.radius) for s in spots]
    parts.append(small(((plot.left + plot.right) / 2, plane.floor + 34), picture.size_axis, "middle", INK))
    return parts, plane.floor + FOOT


def _plane(limits: FunnelLimits, points: Sequence[Mark], plot: Box) -> Plane:
    """Return the axes: all points, the baseline's rate, and the limits of usual sizes and of points without crimes."""
    sizes = [mark.size or 1 for mark in points]
    none = [mark.size or 1 for mark in points if not mark.value]
    edges = [limits.at(math.exp(fmean(map(math.log, sizes)))), *(limits.at(size)[:2] for size in none)]
    rates = [limits.rate, *(rate for side in edges for rate in side if rate), *(m.value for m in points if m.value)]
    strip = STRIP if none else 0
    return Plane(_padded(sizes, plot.left, plot.right, 14), _padded(rates, plot.bottom - strip, plot.top, -14), strip)


def _padded(values: Sequence[float], start: float, end: float, pad: float) -> Scale:
    """Return a log axis of values, the outermost of which are so many pixels from its ends."""
    low, high = math.log(min(values)), math.log(max(values))
    middle, half = (low + high) / 2, max(high - low, 0.1) / 2 * (1 + 2 * pad / (end - start - 2 * pad))
    return Scale(math.exp(middle - half), math.exp(middle + half), start, end, is_log=True)


def _spots(picture: Picture, points: Sequence[Mark], plane: Plane, limits: Mapping[float, Edges]) -> list[Spot]:
    """Return where each point is drawn: on its side of each limit, to which rounding must not be an exception."""
    found = []
    for mark in points:
        size, passed = mark.size or 1, mark.passed or 0
        lower_outer, lower, upper, upper_outer = map(plane.limit, limits[size])
        below, above = ((lower, -1), (lower_outer, -2)), ((upper, 1), (upper_outer, 2))
        least = [y for y, n in above if passed < n] + [y + TINY for y, n in below if passed <= n]
        most = [y for y, n in below if passed > n] + [y - TINY for y, n in above if passed >= n]
        y = min([max([round(plane.height(mark.value or 0), 2), *least]), *most])
        is_grey = not mark.is_highlighted and (bool(picture.highlighted) or not mark.is_clear)
        place = plane.sizes.at(size), y
        found.append(Spot(mark, place, RADIUS[len(points) > MANY], GREY if is_grey else ACCENT))
    return sorted(found, key=lambda spot: (spot.mark.is_highlighted, spot.colour == ACCENT))


def _curves(plane: Plane, rate: float, limits: Mapping[float, Edges]) -> list[list[Place]]:
    """Return the baseline's rate as a line, and then the inner limits in the pieces that lie within the plot."""
    top, floor = plane.rates.end, plane.floor
    middle = plane.rates.at(rate)
    found = [[(plane.sizes.start, middle), (plane.sizes.end, middle)]]
    for inner in (1, 2):
        places = [(plane.sizes.at(size), plane.limit(edges[inner])) for size, edges in limits.items()]
        for is_inside, run in groupby(pairwise(places), lambda pair: any(top <= y <= floor for _, y in pair)):
            if is_inside and (pairs := [*run]):
                found.append([(x, min(max(y, top), floor)) for x, y in (pairs[0][0], *(pair[1] for pair in pairs))])
    return found


def _names(
    spots: Sequence[Spot], lines: Sequence[Sequence[Place]], plot: Box, most: int, unnamed: Sequence[Mark]
) -> tuple[list[str], list[Mark]]:
    """Write names where they touch nothing, `unnamed` ones above the plot; also return highlighted marks without room.

    Highlighted ones come first, then those that lie beyond most limits, then those farthest from the middle.
    """
    space = Space(plot)
    for spot in spots:
        space.mark(spot.place, spot.radius)
    for (x, y), (end, other) in (pair for places in lines for pair in pairwise(places)):
        space.take(Box(x, min(y, other), end, max(y, other)))
    order = sorted(spots, key=lambda s: (-abs(s.mark.passed or 0), -abs(2 * s.place[1] - plot.top - plot.bottom)))
    order.sort(key=lambda s: (s.mark not in unnamed, not s.mark.is_highlighted))
    parts, left_over, count = list[str](), list[Mark](), 0
    for spot in order[: TRIED * most + sum(s.mark.is_highlighted for s in spots)]:
        is_due = spot.mark.is_highlighted
        if count >= most and not is_due:
            break
        words = shortened(spot.mark.name, (plot.right - plot.left) * LONGEST_NAME, SMALL, is_bold=is_due)
        width = text_width(words, SMALL, is_bold=is_due)
        above = next((n for n, mark in enumerate(unnamed, 1) if mark is spot.mark), 0)
        top = plot.top - above * LETTERS
        box = Box(plot.left, top, plot.left + width, top + LETTERS) if above else None
        box = box or space.found(spot.place, spot.radius, width, LETTERS, is_due=is_due)
        if box is not None:
            count += 1
            parts += _name(spot, box, words, space)
        elif is_due:
            left_over.append(spot.mark)
    return parts, left_over


def _name(spot: Spot, box: Box, words: str, space: Space) -> Iterator[str]:
    """Write a name in its box, with a line from its point where it is not beside it."""
    along = way(spot.place, box)
    if math.dist(along[0], along[-1]) > spot.radius + BESIDE:
        yield straight(along[0], along[-1], INK, 0.75)
        for start, stop in pairwise(along):
            space.take(Box(*map(min, start, stop), *map(max, start, stop)))
    more = BOLD if spot.mark.is_highlighted else {} if spot.colour == ACCENT else {"fill": GREY}
    yield words_at((box.left, box.bottom - 3.5), words, SMALL, spot.mark.name * (words != spot.mark.name), **more)


def _ground(plane: Plane, limits: Mapping[float, Edges], lines: Sequence[Sequence[Place]]) -> Iterator[str]:
    """Draw what is behind the points: the limits, round values, and the baseline's rate."""
    left, right, top, floor = plane.sizes.start, plane.sizes.end, plane.rates.end, plane.floor
    high = [(plane.sizes.at(size), plane.limit(edges.high_outer)) for size, edges in limits.items()]
    low = [(plane.sizes.at(size), plane.limit(edges.low_outer)) for size, edges in limits.items()]
    yield polyline([(x, min(max(y, top), floor)) for x, y in (*high, *reversed(low))], fill=BAND)
    for value, words in plane.rates.ticks(SMALL, upright=True):
        y = plane.rates.at(value)
        yield straight((left, y), (right, y), FAINT)
        yield small((left - 6, y + 4), words, "end")
    if plane.strip:
        yield small((left - 6, plane.height(0) + 4), "0", "end")
    for value, words in plane.sizes.ticks(SMALL):
        x = plane.sizes.at(value)
        yield straight((x, floor), (x, floor + 4))
        yield small((x, floor + 17), words, "middle")
    yield straight((left, floor), (right, floor))
    for places in lines[1:]:
        yield polyline(places, stroke=GREY, stroke_width=1.2, **DASHES)
    yield polyline(lines[0], stroke=INK, stroke_width=1.5)
