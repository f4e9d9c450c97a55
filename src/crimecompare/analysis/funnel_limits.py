"""Funnel limits: where the limits of a funnel lie, which is the very rule of `funnel` turned round."""

from __future__ import annotations

from typing import NamedTuple


class FunnelLimits(NamedTuple):
    """The limits around a baseline's `rate` (per 1,000 residents a year); `tau` is 0 where they allow for chance alone.

    `years` is how many person-years a unit of size stands for: 1 where sizes are person-years, those that were observed
    where they are residents.
    """

    rate: float
    tau: float
    years: float = 1.0
