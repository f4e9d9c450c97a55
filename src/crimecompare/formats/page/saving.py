"""Saving: links that keep the figures and the picture of a report, which the page itself holds."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from crimecompare.charts.elements import escaped
from crimecompare.formats import csv, svg
from crimecompare.formats.names import Screen
from crimecompare.formats.page.markup import tag
from crimecompare.reports.report import Report

MOST_DRAWN = 100
"""Of more rows than these a page keeps no second copy of the picture, which would make it too large to send."""
NOT_KEPT = f"The picture of more than {MOST_DRAWN} rows cannot be saved from this page, to keep it small."
KILOBYTE = 1000
UNCHANGED = ' !"$()*+,-./:;<=>?@[]^_`{|}~'
"""What means itself in an address between single quotes: what is left out is written as %XX."""


def saving(report: Report) -> str:
    """Return links that save the bytes of `-f csv`, and of `-f svg` where there is a picture."""
    links = [_link(report, "csv", "text/csv", "Save the figures", csv.pieces(report, Screen()))]
    if report.pictures and len(report.rows) <= MOST_DRAWN:
        links.append(_link(report, "svg", "image/svg+xml", "Save the picture", svg.pieces(report, Screen())))
    elif report.pictures:
        links.append(NOT_KEPT)
    return tag("ul", "".join(tag("li", link) for link in links), class_="save")


def _link(report: Report, ending: str, media: str, words: str, pieces: Iterable[str]) -> str:
    """Return a link to a file within the page: as plain text, which takes a quarter less room than Base64."""
    content = "".join(pieces).encode("utf-8", "replace")
    file = f"crimecompare-{report.kind.name}.{ending}"
    size = f"{ending.upper()}, {max(round(len(content) / KILOBYTE), 1):,} kB"
    address = f"data:{media};charset=utf-8,{quote(content, UNCHANGED)}"
    return f"<a download=\"{escaped(file)}\" href='{address}'>{escaped(words)} ({size})</a>"
