"""Output formats: (Report, Screen) → text. One module per format, imported when it is asked for."""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import NamedTuple

from crimecompare.reports.fields import Report


class Format(StrEnum):
    """The names that --format takes; each is a module here with a function `text(report, screen)`."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    SENTENCE = "sentence"


class Screen(NamedTuple):
    """What the table is drawn for: the terminal's width (None: not a terminal), colour, and its encoding."""

    width: int | None = None
    colour: bool = False
    encoding: str = "utf-8"


def text(report: Report, output: Format, screen: Screen) -> str:
    """Write a report in a format. Only the table looks at the screen."""
    module = importlib.import_module(f"crimecompare.formats.{output.value}")
    written: str = module.text(report, screen)
    return written
