"""Asides: what is said on standard error beside an answer, kept until there is one: a refusal says one thing only."""

from collections.abc import Sequence

from crimecompare.cli.streams import remark
from crimecompare.wording import counted, named

_asides: list[str] = []


def add_aside(line: str) -> None:
    """Keep what is to be said beside the answer."""
    _asides.append(line)


def leave_out(keys: Sequence[str], why: str) -> None:
    """Keep which areas that a pattern or a file means are left out, and why."""
    if keys:
        add_aside(f"Left out {counted(len(keys), 'area')} {why}: {named(keys, 5, ', ')}.")


def say_asides() -> None:
    """Say on standard error all that was kept."""
    while _asides:
        remark(_asides.pop(0))


def forget_asides() -> None:
    """Begin anew: what an earlier command of this process kept is none of the next one's."""
    _asides.clear()
