"""Reports → text, by the module of the format that is asked for."""

from __future__ import annotations

import importlib

from crimecompare.formats.names import Format, Screen
from crimecompare.reports.fields import Report


def text(report: Report, output: Format, screen: Screen) -> str:
    """Write a report in a format. Only the table looks at the screen."""
    module = importlib.import_module(f"crimecompare.formats.{output.value}")
    written: str = module.text(report, screen)
    return written
