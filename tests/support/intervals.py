"""Intervals: what tests ask of one."""

from __future__ import annotations

import pytest

from crimecompare.analysis.intervals import Interval


def holds(interval: Interval, value: float) -> bool:
    """Return whether a value lies within an interval, its limits included."""
    return interval.low <= value <= interval.high


def near(value: float, rel: float = 1e-11) -> object:
    """Return what equals a figure to as many digits as are published, or as the arithmetic keeps."""
    return pytest.approx(value, rel=rel, abs=0)
