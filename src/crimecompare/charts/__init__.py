"""Pictures as SVG elements, drawn by hand: geometry only, for all words and figures come with the report."""

from collections.abc import Sequence

from crimecompare.charts.elements import Drawn, dot, element, escaped, mark_at, rectangle, straight, words_at
from crimecompare.charts.forest import draw_rows
from crimecompare.charts.funnel import draw_funnel
from crimecompare.charts.letters import folded_words, text_width
from crimecompare.charts.palette import ACCENT, BAND, BOLD, DASHES, GREY, INK, LARGE, MARGIN, SHEET, SMALL, USUAL
from crimecompare.charts.series import draw_lines
from crimecompare.reports.marks import Plotted, Sign, description_of, plotted
from crimecompare.reports.pictures import Drawing
from crimecompare.reports.report import Report

BETWEEN, SHORT, LONG, KEY_GAP, KEY_LINE = 10, 14, 30, 18, 18  # between parts; for signs, entries and lines of a key
MARKS = {sign.value for sign in Sign}
PLANES = {Drawing.FUNNEL: draw_funnel, Drawing.LINE: draw_lines}


def draw(report: Report, width: int, *, is_alone: bool = True) -> str:
    """Draw all pictures of a report, or its words where there is nothing to draw, as one SVG element of a width.

    It has no XML declaration, so that a page can hold it; one that `is_alone` shows its headline, title and sources.
    """
    room, drawn = width - 2 * MARGIN, plotted(report)
    title = next((picture.caption for picture in report.pictures if picture.caption), report.title)
    parts, y = _told([(report.headline, LARGE), (title, USUAL)] if is_alone else [], MARGIN * is_alone, room)
    if drawn:
        more, y = _key(list(dict.fromkeys(entry for each in drawn for entry in each.key)), y + BETWEEN, room)
        parts += more
        more, y = _pictures(drawn, y, room)
    else:
        more, y = _told([(words, USUAL) for words in report.told_in_words], y, room)
    parts += more
    more, y = _told([(words, SMALL) for words in report.sources] if is_alone else [], y + BETWEEN, room)
    height = round(y + MARGIN)
    inside = [
        element("title", escaped(report.headline or report.title)),
        element("desc", escaped(description_of(report))),
        rectangle((0, 0), (width, height), SHEET),
        element("g", "\n".join(parts + more), font_family="Arial, Helvetica, sans-serif"),
    ]
    about = {"version": "1.1", "role": "img", "width": f"{width}", "height": f"{height}"}
    about |= {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}"}
    return element("svg", "\n".join(["", *inside, ""]), **about)


def _pictures(drawn: Sequence[Plotted], top: float, room: float) -> Drawn:
    """Draw pictures of the same rows together, and each of the others alone."""
    in_rows = [each for each in drawn if each.picture.drawing not in PLANES]
    parts, y = draw_rows(in_rows, top, room) if in_rows else ([], top)
    for each in drawn:
        if each.picture.drawing in PLANES:
            more, y = PLANES[each.picture.drawing](each, y + BETWEEN, room)
            parts += more
    return parts, y


def _key(entries: Sequence[tuple[str, str]], top: float, room: float) -> Drawn:
    """Draw what signs mean, in as many lines as that needs."""
    parts: list[str] = []
    x, y = MARGIN, top
    for sign, words in entries:
        start = SHORT if sign in MARKS else LONG
        wide = start + text_width(words, SMALL)
        if x > MARGIN and x + wide > MARGIN + room:
            x, y = MARGIN, y + KEY_LINE
        parts += [_sign(sign, x, y + 8), words_at((x + start, y + 12), words, SMALL, fill=GREY)]
        x += wide + KEY_GAP
    return parts, y + KEY_LINE if parts else top


def _sign(sign: str, x: float, y: float) -> str:
    if sign in MARKS:
        return mark_at((x + 4, y), Sign(sign), "")
    if sign == "ring":
        return dot((x + 20, y), ACCENT, "", filled=False)
    if sign == "band":
        return rectangle((x, y - 6), (24, 12), BAND)
    colour = {"reference": INK, "own": ACCENT}.get(sign, GREY)
    return straight((x, y), (x + 24, y), colour, 1.5, **(DASHES if sign == "dashes" else {}))


def _told(said: Sequence[tuple[str, int]], top: float, room: float) -> Drawn:
    """Write paragraphs, each in letters of a size."""
    parts, y = [], top
    for words, size in said:
        more = {LARGE: BOLD, SMALL: {"fill": GREY}}.get(size, {})
        for part in folded_words(words, room, size, is_bold=size == LARGE):
            y += size * 1.35
            parts.append(words_at((MARGIN, y), part, size, **more))
    return parts, y
