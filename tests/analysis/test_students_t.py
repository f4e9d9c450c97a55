"""Student's t: against SciPy, and by its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from crimecompare.analysis.intervals import normal_quantile
from crimecompare.analysis.students_t import t_quantile
from support.strategies import SIMULTANEOUS

FOUR_IN_FIVE = 0.6
FREEDOMS = st.one_of(st.integers(1, 30), st.integers(1, 1000))


@pytest.mark.parametrize("confidence", [FOUR_IN_FIVE, 0.9, 0.95, 0.998, 0.9999, 1 - 1e-6])
@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 10, 22, 30, 100, 999, 1000])
def test_the_quantile_of_small_and_large_degrees_is_that_of_scipy(freedom: int, confidence: float) -> None:
    """It is SciPy's to ten digits, at the levels that one interval, four in five and Bonferroni's correction need."""
    assert t_quantile(confidence, freedom) == pytest.approx(t.isf((1 - confidence) / 2, freedom), rel=1e-10)


@given(FREEDOMS, SIMULTANEOUS)
def test_the_quantile_is_that_of_scipy(freedom: int, confidence: float) -> None:
    """It is SciPy's to ten digits wherever it is used."""
    assert t_quantile(confidence, freedom) == pytest.approx(t.isf((1 - confidence) / 2, freedom), rel=1e-10)


@given(FREEDOMS, SIMULTANEOUS)
def test_fewer_degrees_of_freedom_make_wider_intervals(freedom: int, confidence: float) -> None:
    """The quantile falls towards the normal one, and stays above it."""
    assert t_quantile(confidence, freedom) > t_quantile(confidence, freedom + 1) > normal_quantile(confidence)
