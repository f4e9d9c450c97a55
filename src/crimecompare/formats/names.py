"""The names of the output formats, the endings of files that mean one, and the screen that some of them look at."""

from enum import StrEnum
from typing import NamedTuple

from crimecompare.errors import UnknownName
from crimecompare.wording import did_you_mean, quoted


class Format(StrEnum):
    """The names that --format takes; each is a module here with a function `pieces(report, screen)`."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    SENTENCE = "sentence"
    CHART = "chart"
    XLSX = "xlsx"
    SVG = "svg"
    HTML = "html"


OTHER_NAMES = {"md": Format.MARKDOWN, "text": Format.SENTENCE}
"""What else --format takes."""
SUFFIXES = {
    ".json": Format.JSON,
    ".ndjson": Format.NDJSON,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".md": Format.MARKDOWN,
    ".xlsx": Format.XLSX,
    ".svg": Format.SVG,
    ".html": Format.HTML,
    ".txt": Format.TABLE,
}
"""The endings of an output file's name by which it is known what to write there."""
FITTED = {Format.TABLE, Format.CHART}
"""The formats that are drawn to fit a terminal."""
WITHOUT_COLUMNS = {Format.SENTENCE, Format.CHART, Format.SVG}
"""The formats that show what they show, and no chosen fields."""
PICTURES = {Format.CHART, Format.SVG}
"""The formats that are a picture, which not every report has."""
PACKAGES = {Format.XLSX: "XlsxWriter"}
"""The formats that need a package which is not installed with this one; no terminal shows them."""


class Screen(NamedTuple):
    """What a table or chart is drawn for: width and height of the terminal (None: no terminal), colour, encoding."""

    width: int | None = None
    height: int | None = None
    colour: bool = False
    encoding: str = "utf-8"


def format_called(name: str) -> Format:
    """Return the format of that name. Raises UnknownName, with the nearest name or all."""
    found = OTHER_NAMES.get(name) or next((known for known in Format if known == name), None)
    if found is None:
        hint = did_you_mean(name, [*Format, *OTHER_NAMES]) or f"; the formats are {' '.join(Format)}"
        raise UnknownName(f"unknown format {quoted(name)}{hint}")
    return found
