"""What is passed over: figures of an area that count other offences than those that its key means."""

from __future__ import annotations

from collections.abc import Container, Iterable

from crimecompare.cli.asides import add_aside
from crimecompare.profiles.timelines import Timeline, tells_of
from crimecompare.wording import named

END_OF_TIME = 12 * 10_000
"""The month after the last that can be written, as months since year 0."""


def passed_over(lines: Iterable[Timeline], months: Container[int]) -> str:
    """Say at the end of a message which figures of these months count other offences, if there are any."""
    files = _files(lines, months)
    return f"; figures in {files} count other offences and are passed over" if files else ""


def say_passed_over(line: Timeline, *months: Container[int]) -> None:
    """Say beside the answer which figures of any of these months count other offences, if there are any."""
    if files := _files([line], *months):
        add_aside(f"Passed over figures of {line.profile.key} in {files}, which count other offences.")


def _files(lines: Iterable[Timeline], *several: Container[int]) -> str:
    entries = [entry for line in lines for entry in line.passed_over if any(tells_of(entry, m) for m in several)]
    return named(list(dict.fromkeys(entry.file for entry in entries)), 3, ", ")
