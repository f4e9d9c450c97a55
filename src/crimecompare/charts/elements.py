"""Elements: SVG 1.1 as text, with presentation attributes only, and nothing in it that a name could do."""

import re
from collections.abc import Iterable

from crimecompare.charts.letters import shortened
from crimecompare.charts.palette import ACCENT, BOLD, GREY, INK, SHEET, SMALL, USUAL
from crimecompare.reports.marks import Sign

REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "})

Place = tuple[float, float]
Drawn = tuple[list[str], float]  # elements, and the height at which they end


def escaped(words: str) -> str:
    """Return words as they are written in an element or an attribute; what cannot be written is replaced."""
    return REFUSED.sub("\ufffd", words).translate(ESCAPES)


def coordinate(value: float) -> str:
    """Write a number of pixels, to the hundredth."""
    return f"{round(value, 2) or 0:.10g}"


def element(tag: str, content: str = "", told: str = "", /, **attributes: str | float) -> str:
    """Return an element, in which is what is already written, and what it tells when it is pointed at."""
    written = "".join(
        f' {key.replace("_", "-")}="{escaped(value) if isinstance(value, str) else coordinate(value)}"'
        for key, value in attributes.items()
    )
    content += f"<title>{escaped(told)}</title>" if told else ""
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def words_at(place: Place, words: str, size: float = USUAL, told: str = "", **more: str) -> str:
    """Return words that begin at a place, unless `text_anchor` says otherwise."""
    return element("text", escaped(words), told, x=place[0], y=place[1], font_size=size, **({"fill": INK} | more))


def small(place: Place, words: str, anchor: str, fill: str = GREY) -> str:
    """Return small words of which a place is the `middle` or the `end`."""
    return words_at(place, words, SMALL, text_anchor=anchor, fill=fill)


def name_at(place: Place, words: str, width: float, whole: str = "", *, is_bold: bool = False) -> str:
    """Return a name, or a line of the `whole`, shortened to a width; it then tells the whole."""
    short = shortened(words, width, USUAL, is_bold=is_bold)
    return words_at(place, short, USUAL, whole or words if short != words else "", **(BOLD if is_bold else {}))


def straight(start: Place, end: Place, stroke: str = GREY, width: float = 1, **more: str) -> str:
    """Return a straight line."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=stroke, stroke_width=width, **more)


def rules(x: float, strips: Iterable[Place], stroke: str, width: float) -> str:
    """Return upright lines at a place, each from one height to another."""
    drawn = "".join(f"M{coordinate(x)} {coordinate(top)}V{coordinate(bottom)}" for top, bottom in strips)
    return element("path", d=drawn, stroke=stroke, stroke_width=width, fill="none")


def polyline(places: Iterable[Place], *, fill: str = "none", **more: str | float) -> str:
    """Return a line through places, or what it surrounds, filled."""
    points = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in places)
    return element("polyline" if fill == "none" else "polygon", points=points, fill=fill, **more)


def dot(place: Place, colour: str, told: str, *, filled: bool, radius: float = 4) -> str:
    """Return the mark of an estimate, filled or hollow; it tells what it is when it is pointed at."""
    inside: dict[str, str | float] = {"fill": colour if filled else SHEET, "stroke": colour, "stroke_width": 1.5}
    return element("circle", "", told, cx=place[0], cy=place[1], r=radius, **inside)


def colour_of(sign: Sign) -> str:
    """Return the colour of what is clear, or of all else."""
    return ACCENT if sign is Sign.FILLED else GREY


def mark_at(place: Place, sign: Sign, told: str) -> str:
    """Return the mark of an estimate: a dot, or what cannot be judged: a diamond."""
    if sign is not Sign.UNJUDGED:
        return dot(place, colour_of(sign), told, filled=sign is not Sign.HOLLOW)
    x, y = map(coordinate, (place[0] - 5, place[1]))
    return element("path", "", told, d=f"M{x} {y}l5 -5l5 5l-5 5z", fill=SHEET, stroke=GREY, stroke_width=1.5)


def rectangle(corner: Place, size: Place, fill: str, stroke: str = "", told: str = "", **more: str) -> str:
    """Return a rectangle, by its left upper corner and its width and height; it tells what it is."""
    of_size = {"x": corner[0], "y": corner[1], "width": size[0], "height": size[1]}
    edge: dict[str, str | float] = {"stroke": stroke, "stroke_width": 1.5} if stroke else {}
    return element("rect", "", told, **of_size, fill=fill, **edge, **more)
