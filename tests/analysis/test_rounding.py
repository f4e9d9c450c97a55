"""Rounding: which published rates may have been the same figure, exactly and whatever the order."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.rounding import within_rounding

RATES = st.one_of(
    st.floats(0, 1e15), st.decimals(0, 500, places=1).map(float), st.integers(0, 10**6), st.sampled_from([1e-7, 2e-15])
)


@pytest.mark.parametrize(
    ("rate", "other"),
    [(91.6, 91.7), (91.6, 91.6), (92, 91.5), (92.0, 91.5), (0.1, 0.2), (0.3, 0.2), (1.1, 1.0), (85, 86), (0, 0.5)],
)
def test_rates_that_rounding_may_have_parted(rate: float, other: float) -> None:
    """They differ by half a unit of the last digit of each, added up, or by less, in decimal and not in doubles."""
    assert within_rounding(rate, other)


@pytest.mark.parametrize(
    ("rate", "other"),
    [(91.6, 91.8), (92, 91.45), (91.60001, 91.7), (91.55, 91.61), (1200, 1300), (85, 87), (1e-7, 3e-7), (0, 0.6)],
)
def test_rates_that_differ_by_more_than_rounding(rate: float, other: float) -> None:
    """Zeros at the end of a whole number are digits as any others."""
    assert not within_rounding(rate, other)


@given(RATES, RATES)
def test_the_order_does_not_matter(rate: float, other: float) -> None:
    """Either both may be the same figure or neither; a rate may be itself."""
    assert within_rounding(rate, other) == within_rounding(other, rate)
    assert within_rounding(rate, rate)


@given(
    st.decimals(0, 10_000, places=6),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]),
)
def test_what_was_one_figure_is_found_whatever_it_was_rounded_to(
    figure: Decimal, places: int, others: int, rule: str
) -> None:
    """Two roundings of one figure are within rounding, unless a zero at the end was lost and with it a digit."""
    one, two = (figure.quantize(Decimal(1).scaleb(-p), rounding=rule) for p in (places, others))
    if all(p == 0 or number.as_tuple().digits[-1] for p, number in ((places, one), (others, two))):
        assert within_rounding(float(one), float(two))
