"""Sparklines: a series as a row of blocks from 0, a character each."""

from __future__ import annotations

from collections.abc import Iterable

BLOCKS = "▁▂▃▄▅▆▇█"
GAP_IN_SERIES = " "
IN_ASCII = str.maketrans(dict(zip(BLOCKS, ".:-=+*%#", strict=True)))
"""What stands for the blocks where a terminal has none, from the lowest to the highest."""


def sparkline(series: Iterable[object]) -> str:
    """Draw figures of 0 and more as blocks whose height is their share of the highest; an unknown one is a gap."""
    figures = [figure if isinstance(figure, float | int) else None for figure in series]
    highest = max((figure for figure in figures if figure is not None), default=0) or 1
    steps = len(BLOCKS) - 1
    return "".join(GAP_IN_SERIES if figure is None else BLOCKS[round(steps * figure / highest)] for figure in figures)
