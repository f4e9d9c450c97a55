"""Dispersion: how much counts by month vary beyond chance, once what all of them share is taken out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Table = Sequence[Sequence[float]]
"""Counts: a row for each month, a column for each of the places that are compared."""


class Dispersion(NamedTuple):
    """φ, which is about 1 where only chance moves counts, and the degrees of freedom it is known from (1 or more)."""

    phi: float
    freedom: int

    @property
    def inflation(self) -> float:
        """By how much variances are multiplied on account of it: they are never made smaller."""
        return max(1.0, self.phi)


def dispersion_of(tables: Iterable[Table]) -> Dispersion | None:
    """Return φ = X²/df of tables of counts, each fitted with its own shares of the months and of the columns.

    X² = Σ (y − n·s)²/(n·s), n being a month's crimes in all columns and s a column's share of its table; df is that of
    the tables together: (columns − 1) × (months with crimes − 1) each. Whatever moves all columns of a month alike,
    such as season, cancels. With two columns this is Σ (y − np)²/(np(1 − p)), and φ is that of the quasi-Poisson model
    y ~ month + column × table. None without a degree of freedom.
    """
    squares, freedom = [], 0
    for table in tables:
        rows = [row for row in table if any(row)]
        if not rows:
            continue
        columns = [math.fsum(column) for column in zip(*rows, strict=True)]
        whole = math.fsum(columns)
        freedom += (len(columns) - 1) * (len(rows) - 1)
        shares = [column / whole for column in columns]
        for row in rows:
            number = math.fsum(row)
            # A column without crimes fits exactly: it adds nothing.
            squares += [(y - number * s) ** 2 / (number * s) for y, s in zip(row, shares, strict=True) if s]
    return Dispersion(math.fsum(squares) / freedom, freedom) if freedom else None
