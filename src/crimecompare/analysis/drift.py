"""Drift: how far places drift apart by themselves, beyond what the variation of their months explains."""

from __future__ import annotations

import math
from collections.abc import Sequence


def der_simonian_laird(effects: Sequence[float], variances: Sequence[float]) -> float:
    """Return τ² by moments: the variance of the effects beyond their own `variances` (above 0), which is 0 at least.

    DerSimonian R, Laird N. Meta-analysis in clinical trials. Controlled Clinical Trials 1986; 7: 177-188.
    """
    weights = [1 / variance for variance in variances]
    total = math.fsum(weights)
    mean = math.fsum(w * y for w, y in zip(weights, effects, strict=True)) / total
    heterogeneity = math.fsum(w * (y - mean) ** 2 for w, y in zip(weights, effects, strict=True))
    spared = total - math.fsum(w * w for w in weights) / total
    return max(0.0, (heterogeneity - (len(weights) - 1)) / spared)


def log_change_variance(before: float, after: float, inflation: float) -> float:
    """Return the variance of ln(after/before) of two counts above 0, each inflated by how much months vary."""
    return inflation * (1 / before + 1 / after)
