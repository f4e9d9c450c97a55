"""Reports → text, by the module of the format that is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from crimecompare.formats.names import Format, Screen
from crimecompare.reports.report import Report


def pieces(report: Report, output: Format, screen: Screen) -> Iterable[str]:
    """Yield a report in a format piece by piece, since it may be large. Only the table depends on the screen."""
    written: Iterable[str] = importlib.import_module(f"crimecompare.formats.{output.value}").pieces(report, screen)
    return written


def text(report: Report, output: Format, screen: Screen) -> str:
    """Return a report in a format."""
    return "".join(pieces(report, output, screen))
