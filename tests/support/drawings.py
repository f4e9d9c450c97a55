"""Drawings: an SVG picture taken apart, and reports made up for pictures alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any, NamedTuple

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.intervals import Interval, Method
from crimecompare.charts.letters import text_width
from crimecompare.reports.fields import Field, ReportKind, Shown, ValueType
from crimecompare.reports.pictures import Drawing, Lines, Picture
from crimecompare.reports.report import Paragraph, Report

SVG = "{http://www.w3.org/2000/svg}"


class Placed(NamedTuple):
    """Words in a picture and the box that they take."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: tuple[float, float, float, float]) -> bool:
        """Whether the insides of two boxes have a point in common."""
        left, top, right, bottom = other
        return self.left < right and left < self.right and self.top < bottom and top < self.bottom


class Made(NamedTuple):
    """A row that is made up for a picture."""

    key: str
    name: str
    value: float | None
    interval: Interval | None = None
    is_clear: bool = True
    offence: str | None = None
    panel: str = ""
    lines: Lines | None = None
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()


MADE = ReportKind(
    "made",
    [
        Field("area", "key", value_type=ValueType.TEXT),
        Field("name", "name", Shown("Area"), ValueType.TEXT),
        Field("offence", "offence", value_type=ValueType.TEXT),
        Field("ratio", "value", Shown("Ratio", places=2, null=1), interval="interval"),
        Field("bare", "value", Shown("Difference", places=1, signed=True)),
        Field("notes", "notes", Shown("Notes"), ValueType.NOTES),
    ],
    sources=["sources"],
)


def made_report(rows: Sequence[Made], drawing: Drawing = Drawing.FOREST, words: str = "", **more: Any) -> Report:
    """Return a report of rows that are made up, drawn in one way, in which `words` stand wherever words can."""
    is_forest = drawing is Drawing.FOREST
    picture = Picture(
        drawing,
        MADE.fields["ratio" if is_forest else "bare"],
        f"Ratio (log scale) {words}",
        is_log=is_forest,
        reference=1 if is_forest else 0,
        sides=(f"lower{words}", f"higher{words}"),
        is_clear=lambda row: row.is_clear,
        key=(f"clear{words}", f"unclear{words}"),
        lines=(lambda row: row.lines) if drawing is Drawing.LINE else None,
    )
    headline, title = f"A headline {words}", f"A title {words}"
    paragraph = Paragraph(f"A sentence {words}.")
    return Report(MADE, rows, [paragraph], title, headline=headline, pictures=[picture._replace(**more)])


def made_note(message: str) -> Note:
    return Note(Code.STATED_CAVEAT, message)


def interval(low: float, high: float) -> Interval:
    return Interval(low, high, Method.BYAR)


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - of our own making


def texts(root: ET.Element) -> list[str]:
    """Return the words that are seen, in their order."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def placed(root: ET.Element) -> list[Placed]:
    """Return the words that are seen, and the boxes that they take by our own measure."""
    found = []
    for element in root.iter(f"{SVG}text"):
        words, size = element.text or "", float(element.get("font-size", ""))
        width = text_width(words, size, is_bold=element.get("font-weight") == "bold")
        x, y = float(element.get("x", "")), float(element.get("y", ""))
        left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
        found.append(Placed(words, left, y - 0.72 * size, left + width, y + 0.2 * size))
    return found


def told(root: ET.Element) -> list[str]:
    """Return what elements tell when they are pointed at."""
    return [e.text or "" for parent in root.iter() if parent is not root for e in parent.findall(f"{SVG}title")]
