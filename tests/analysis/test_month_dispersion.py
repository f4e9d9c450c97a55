"""Dispersion of months and drift of places: against statsmodels, and by their laws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.formula.api import glm
from statsmodels.genmod.families import Poisson
from statsmodels.stats.meta_analysis import combine_effects

from crimecompare.analysis.drift import der_simonian_laird
from crimecompare.analysis.month_dispersion import dispersion_of
from support.courses import REST, WISBECH, series

VARIANCES = st.floats(1e-4, 1)


def windows_of(places: Sequence[Sequence[float]]) -> list[list[tuple[float, ...]]]:
    """Return the tables of both halves of the months of several places."""
    months = list(zip(*places, strict=True))
    return [months[: len(months) // 2], months[len(months) // 2 :]]


def long_table(places: Sequence[Sequence[float]]) -> pd.DataFrame:
    """Return a row for each place and month, with a column p0, p1, … that says which place it is of."""
    half = len(places[0]) // 2
    rows = [
        {"y": y, "month": n, "after": int(n >= half)} | {f"p{one}": int(one == place) for one in range(len(places))}
        for place, months in enumerate(places)
        for n, y in enumerate(months)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("places", [[WISBECH, REST], [WISBECH, REST, [y // 9 + 3 for y in WISBECH]]])
def test_dispersion_is_that_of_the_quasi_poisson_model(places: Sequence[Sequence[float]]) -> None:
    """φ and its degrees of freedom are those of y ~ month + place + place:after, fitted by iteration in statsmodels."""
    terms = " + ".join(f"p{n} + p{n}:after" for n in range(len(places) - 1))
    model = glm(f"y ~ C(month) + {terms}", long_table(places), family=Poisson()).fit(scale="X2")
    freedom = (len(places) - 1) * 22
    found = dispersion_of(windows_of(places))
    assert found == (pytest.approx(model.scale, rel=1e-10), freedom)
    assert model.df_resid == freedom


@given(series(3, 12), st.lists(st.integers(1, 9), min_size=12, max_size=12))
def test_what_all_places_share_cancels(places: list[list[int]], factors: list[int]) -> None:
    """Counts that are in proportion in every month have no dispersion, whatever the season."""
    proportional = [[weight * factor for factor in factors] for weight in (1, 2, 7)]
    assert dispersion_of(windows_of(proportional)) == (pytest.approx(0, abs=1e-12), 20)
    moved = [*places, places[0]]
    assert dispersion_of(windows_of(moved)) == dispersion_of(windows_of(moved[::-1]))


@given(series(2, 8))
def test_a_month_without_crimes_tells_nothing(places: list[list[int]]) -> None:
    """It adds no degree of freedom and no dispersion."""
    before, after = windows_of(places)
    assert dispersion_of([[*before, (0, 0)], after]) == dispersion_of([before, after])


def test_one_month_in_either_window_tells_nothing() -> None:
    """Without a degree of freedom there is no dispersion, and it is not 0."""
    assert dispersion_of([[(3, 4)], [(5, 6)]]) is None
    assert dispersion_of([[(0, 0)], []]) is None


@given(st.lists(st.tuples(st.floats(-2, 2), VARIANCES), min_size=3, max_size=12))
@settings(max_examples=50)
def test_drift_is_that_of_statsmodels(effects: list[tuple[float, float]]) -> None:
    """τ² is that of DerSimonian and Laird, and never below 0."""
    values, variances = zip(*effects, strict=True)
    with np.errstate(all="ignore"):  # statsmodels goes on with a τ² below 0
        expected = combine_effects(np.array(values), np.array(variances), method_re="dl").tau2
    assert der_simonian_laird(values, variances) == pytest.approx(max(0.0, expected), rel=1e-9, abs=1e-12)


@given(st.floats(-1, 1), st.lists(VARIANCES, min_size=3, max_size=6))
def test_places_that_move_alike_do_not_drift(change: float, variances: list[float]) -> None:
    """Equal changes have no drift, however uncertain each is."""
    assert der_simonian_laird([change] * len(variances), variances) == 0
