"""The funnel: rates by size, the limits around a baseline, and as many names as there is room for."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import fmean
from typing import NamedTuple

from crimecompare.analysis.funnel_limits import Edges, FunnelLimits
from crimecompare.charts.axes import Scale
from crimecompare.charts.boxes import Box, Space
from crimecompare.charts.elements import Drawn, Place, centred, dot, flush, polyline, straight, words_at
from crimecompare.charts.letters import shortened, text_width
from crimecompare.charts.palette import ACCENT, BAND, BOLD, DASHES, FAINT, GREY, INK, MARGIN, SMALL
from crimecompare.reports.marks import Mark, Plotted
from crimecompare.reports.pictures import Picture

NARROW = 480
HEIGHT, MOST_NAMES = {True: 330, False: 430}, {True: 8, False: 24}  # on a narrow page, and on others
HEADING, LEAD, FOOT = 24, 46, 44  # room above the plot, to its left and beneath it
STRIP = 28  # how high the strip is in which rates of 0 lie, which have no place on a log scale
LETTERS, LONGEST_NAME, BESIDE = 14, 0.4, 8  # how high names are, how wide for the plot, and how near to need no line
TINY = 0.01  # the smallest difference that is drawn, in pixels
MANY, RADIUS = 80, {True: 3.0, False: 4.0}  # how large points are where there are many, and where not


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
    parts = [words_at((MARGIN, top + 12), picture.axis, SMALL)]
    if not points or picture.limits is None:
        return parts, top + 12
    top += HEADING
    plot = Box(MARGIN + LEAD, top, MARGIN + width, top + HEIGHT[width < NARROW])
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
    parts += _ground(plane, limits, lines)
    parts += [dot(s.place, s.colour, s.mark.told, filled=s.mark.is_clear, radius=s.radius) for s in spots]
    parts.append(centred(((plot.left + plot.right) / 2, plane.floor + 34), picture.size_axis, INK))
    return parts + names, plane.floor + FOOT


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
    if high - low < 0.1:  # noqa: PLR2004 - what differs by less than a tenth is in the middle
        low, high = low - 0.2, high + 0.2
    more = (high - low) * pad / (end - start - 2 * pad)
    return Scale(math.exp(low - more), math.exp(high + more), start, end, is_log=True)


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
            pairs = [*run] if is_inside else []
            if pairs:
                found.append([(x, min(max(y, top), floor)) for x, y in (pairs[0][0], *(pair[1] for pair in pairs))])
    return found


def _names(
    spots: Sequence[Spot], lines: Sequence[Sequence[Place]], plot: Box, most: int, unnamed: Sequence[Mark]
) -> tuple[list[str], list[Mark]]:
    """Write names where they touch nothing; also return the marks that must have one and found no room.

    Those that are highlighted come first, then those that lie beyond most limits, then those farthest from the middle.
    `unnamed` are those that stand above the plot.
    """
    room = Space(plot)
    for spot in spots:
        room.take(Box(*spot.place, *spot.place).grown(spot.radius + 1))
    for (x, y), (end, other) in (pair for places in lines for pair in pairwise(places)):
        room.take(Box(x, min(y, other), end, max(y, other)))
    middle = fmean(spot.place[1] for spot in spots)
    weights = [(not s.mark.is_highlighted, -abs(s.mark.passed or 0), -abs(s.place[1] - middle)) for s in spots]
    parts, left_over, count = list[str](), list[Mark](), 0
    for _, spot in sorted(zip(weights, spots, strict=True), key=lambda pair: pair[0]):
        is_due = spot.mark.is_highlighted
        if count >= most and not is_due:
            break
        words = shortened(spot.mark.name, (plot.right - plot.left) * LONGEST_NAME, SMALL, is_bold=is_due)
        width = text_width(words, SMALL, is_bold=is_due)
        above = next((n for n, mark in enumerate(unnamed, 1) if mark is spot.mark), 0)
        top = plot.top - above * LETTERS
        box = Box(plot.left, top, plot.left + width, top + LETTERS) if above else None
        box = box or room.found(spot.place, spot.radius, width, LETTERS, is_due=is_due)
        if box is not None:
            count += 1
            parts += _name(spot, box, words, room)
        elif is_due:
            left_over.append(spot.mark)
    return parts, left_over


def _name(spot: Spot, box: Box, words: str, room: Space) -> Iterator[str]:
    """Write a name in its box, with a line from its point where it is not beside it."""
    x, y = spot.place
    end = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    away = math.dist((x, y), end)
    if away > spot.radius + BESIDE:
        shares = spot.radius / away, 0.2, 0.4, 0.6, 0.8
        along = [(x + share * (end[0] - x), y + share * (end[1] - y)) for share in shares]
        yield straight(along[0], end, INK, 0.75)
        for start, stop in pairwise([*along, end]):
            room.take(Box(*map(min, start, stop), *map(max, start, stop)))
    more = BOLD if spot.mark.is_highlighted else {} if spot.colour == ACCENT else {"fill": GREY}
    told = spot.mark.name if words != spot.mark.name else ""
    yield words_at((box.left, box.bottom - 3.5), words, SMALL, told, **more)


def _ground(plane: Plane, limits: Mapping[float, Edges], lines: Sequence[Sequence[Place]]) -> Iterator[str]:
    """Draw what is behind the points: the limits, round values, and the baseline's rate."""
    left, right, top, floor = plane.sizes.start, plane.sizes.end, plane.rates.end, plane.floor
    high = [(plane.sizes.at(size), plane.limit(edges.high_outer)) for size, edges in limits.items()]
    low = [(plane.sizes.at(size), plane.limit(edges.low_outer)) for size, edges in limits.items()]
    yield polyline([(x, min(max(y, top), floor)) for x, y in (*high, *reversed(low))], fill=BAND)
    for value, words in plane.rates.ticks(SMALL, upright=True):
        y = plane.rates.at(value)
        yield straight((left, y), (right, y), FAINT)
        yield flush((left - 6, y + 4), words)
    if plane.strip:
        yield flush((left - 6, plane.height(0) + 4), "0")
    for value, words in plane.sizes.ticks(SMALL):
        x = plane.sizes.at(value)
        yield straight((x, floor), (x, floor + 4))
        yield centred((x, floor + 17), words)
    yield straight((left, floor), (right, floor))
    for places in lines[1:]:
        yield polyline(places, stroke=GREY, stroke_width=1.2, **DASHES)
    yield polyline(lines[0], stroke=INK, stroke_width=1.5)
