"""Intervals: what tests ask of one."""

from __future__ import annotations

from crimecompare.analysis.intervals import Interval


def holds(interval: Interval, value: float) -> bool:
    """Return whether a value lies within an interval, its limits included."""
    return interval.low <= value <= interval.high
