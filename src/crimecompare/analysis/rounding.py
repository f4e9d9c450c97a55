"""Rounding: how exact a published figure is, as told by the digits it was published with."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def within_rounding(rate: float, other_rate: float) -> bool:
    """Return whether two published rates may be the same figure before they were rounded.

    They may when they differ by no more than half a unit of the last digit of the one and of the other, added up:
    91.6 means 91.55 to 91.65 and 92 for 91.5 to 92.5. The digits are those of the shortest form of the number,
    so 92.0 is 92, and a whole number is taken as exact to its ones. The arithmetic is exact.
    """
    return abs(_exact(rate) - _exact(other_rate)) <= _half_unit(rate) + _half_unit(other_rate)


def _exact(rate: float) -> Fraction:
    """Return the number as it is written, 91.6 and not the double next to it."""
    return Fraction(repr(float(rate)))


def _half_unit(rate: float) -> Fraction:
    """Return half a unit of the last digit of a number in its shortest form, at most ½."""
    decimals = f"{Decimal(repr(float(rate))):f}".partition(".")[2].rstrip("0")
    return Fraction(1, 2 * 10 ** len(decimals))
