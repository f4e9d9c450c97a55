"""The names of the output formats, and the screen that one of them looks at."""

from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """The names that --format takes; each is a module here with a function `pieces(report, screen)`."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    SENTENCE = "sentence"


class Screen(NamedTuple):
    """What the table is drawn for: the terminal's width and height (None: not a terminal), colour, and its encoding."""

    width: int | None = None
    height: int | None = None
    colour: bool = False
    encoding: str = "utf-8"
