"""Pictures as SVG elements, drawn by hand: geometry only, for all words and figures come with the report."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.charts.elements import bar, dot, element, escaped, line, text
from crimecompare.charts.forest import Plotted, draw_rows
from crimecompare.charts.funnel import draw_funnel
from crimecompare.charts.letters import folded_words, text_width
from crimecompare.charts.palette import ACCENT, BAND, BOLD, DASHES, GREY, INK, LARGE, SHEET, SMALL, USUAL
from crimecompare.charts.series import draw_lines
from crimecompare.reports.marks import figures_heading, key_of, marks, words_of
from crimecompare.reports.pictures import Drawing
from crimecompare.reports.report import Report

FONT = "Arial, Helvetica, sans-serif"
MARGIN, BETWEEN = 16.0, 10
SIGN, LONG_SIGN, KEY_GAP, KEY_LINE = {"filled": 14, "hollow": 14}, 30, 18, 18
LINES: dict[str, tuple[str, dict[str, str]]] = {"reference": (INK, {}), "own": (ACCENT, {}), "dashes": (GREY, DASHES)}
PLANES = {Drawing.FUNNEL: draw_funnel, Drawing.LINE: draw_lines}


def draw(report: Report, width: int, *, is_alone: bool = True) -> str:
    """Draw all pictures of a report, beneath each other, as one SVG element so many pixels wide.

    It has no XML declaration, so that a page can hold it. One that `is_alone` shows its headline, its title and its
    sources, which a page says itself. Where there is nothing to draw it holds the words alone.
    """
    room = width - 2 * MARGIN
    drawn = [Plotted(p, marks(report, p), figures_heading(report, p)) for p in report.pictures if report.rows]
    title = next((plotted.picture.caption for plotted in drawn if plotted.picture.caption), report.title)
    parts, y = _told([(report.headline, LARGE), (title, USUAL)] if is_alone else [], MARGIN * is_alone, room)
    if drawn:
        key = dict.fromkeys(entry for plotted in drawn for entry in key_of(report, plotted.picture))
        more, y = _key(list(key), y + BETWEEN, room)
        parts += more
        more, y = _pictures(drawn, y, room)
    else:
        more, y = _told([(words, USUAL) for words in report.told_in_words], y, room)
    parts += more
    more, y = _told([(words, SMALL) for words in report.sources] if is_alone else [], y + BETWEEN, room)
    height = round(y + MARGIN)
    inside = [
        element("title", escaped(report.headline or report.title)),
        element("desc", escaped(words_of(report))),
        bar((0, 0), (width, height), SHEET),
        element("g", "\n".join(parts + more), font_family=FONT),
    ]
    about = {"xmlns": "http://www.w3.org/2000/svg", "version": "1.1", "role": "img"}
    about |= {"width": f"{width}", "height": f"{height}", "viewBox": f"0 0 {width} {height}"}
    return element("svg", "\n".join(["", *inside, ""]), **about)


def _pictures(drawn: Sequence[Plotted], top: float, room: float) -> tuple[list[str], float]:
    """Draw pictures of the same rows together, and each of the others alone."""
    in_rows = [plotted for plotted in drawn if plotted.picture.drawing not in PLANES]
    parts, y = draw_rows(in_rows, top, MARGIN, room) if in_rows else ([], top)
    for picture, drawn_marks, _ in drawn:
        if picture.drawing in PLANES:
            more, y = PLANES[picture.drawing](picture, drawn_marks, y + BETWEEN, MARGIN, room)
            parts += more
    return parts, y


def _key(entries: Sequence[tuple[str, str]], top: float, room: float) -> tuple[list[str], float]:
    """Draw what signs mean in as many lines as that needs; return the elements, and where they end."""
    parts: list[str] = []
    x, y = MARGIN, top
    for sign, words in entries:
        start = SIGN.get(sign, LONG_SIGN)
        wide = start + text_width(words, SMALL)
        if x > MARGIN and x + wide > MARGIN + room:
            x, y = MARGIN, y + KEY_LINE
        if sign in SIGN:
            parts.append(dot((x + 4, y + 8), ACCENT if sign == "filled" else GREY, "", filled=sign == "filled"))
        elif sign == "band":
            parts.append(bar((x, y + 2), (24, 12), BAND))
        else:
            colour, dashes = LINES[sign]
            parts.append(line((x, y + 8), (x + 24, y + 8), colour, 1.5, **dashes))
        parts.append(text((x + start, y + 12), words, SMALL, fill=GREY))
        x += wide + KEY_GAP
    return parts, y + KEY_LINE if parts else top


def _told(said: Sequence[tuple[str, int]], top: float, room: float) -> tuple[list[str], float]:
    """Write paragraphs, each in letters of a size; return the elements, and where they end."""
    parts, y = [], top
    for words, size in said:
        more = {LARGE: BOLD, SMALL: {"fill": GREY}}.get(size, {})
        for part in folded_words(words, room, size, is_bold=size == LARGE):
            y += size * 1.35
            parts.append(text((MARGIN, y), part, size, **more))
    return parts, y
