"""Reports → text or bytes, by the module of the format that is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from types import ModuleType

from crimecompare.errors import UsageError
from crimecompare.formats.names import PACKAGES, Format, Screen
from crimecompare.reports.report import Report
from crimecompare.wording import installation


def pieces(report: Report, format_: Format, screen: Screen) -> Iterator[bytes]:
    """Yield a report in a format piece by piece, since it may be large. Only the table depends on the screen."""
    for piece in _module(format_).pieces(report, screen):
        yield piece if isinstance(piece, bytes) else piece.encode(screen.encoding, "replace")


def text(report: Report, format_: Format, screen: Screen) -> str:
    """Return a report in a format that is text."""
    return "".join(_module(format_).pieces(report, screen))


def check_installed(format_: Format) -> None:
    """Load what a format needs beyond this package. Raises UsageError with the line that installs it."""
    if format_ in PACKAGES:
        _module(format_)


def _module(format_: Format) -> ModuleType:
    try:
        return importlib.import_module(f"crimecompare.formats.{format_.value}")
    except ModuleNotFoundError:
        if format_ not in PACKAGES:
            raise
        package = PACKAGES[format_]
        raise UsageError(f"{format_} needs {package}; install it with: {installation(package)}") from None
