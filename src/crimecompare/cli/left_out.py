"""Areas that are left out: kept until the answer is written, since a refusal says one thing only."""

from collections.abc import Sequence

from crimecompare.cli.streams import remark
from crimecompare.wording import counted, named

_left_out: list[str] = []


def leave_out(keys: Sequence[str], why: str) -> None:
    """Keep which areas that a pattern or a file means are left out, and why."""
    if keys:
        _left_out.append(f"Left out {counted(len(keys), 'area')} {why}: {named(keys, 5, ', ')}.")


def forget_left_out() -> None:
    """Begin anew: what an earlier command of this process left out is none of the next one's."""
    _left_out.clear()


def say_left_out() -> None:
    """Say on standard error which areas the answer is without."""
    while _left_out:
        remark(_left_out.pop(0))
