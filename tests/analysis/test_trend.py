"""Trend: a year against the year before, by published figures, statsmodels' model and its laws."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, t
from statsmodels.formula.api import glm
from statsmodels.genmod.families import Poisson

from crimecompare.analysis.intervals import of_count
from crimecompare.analysis.trend import Trend, trend
from crimecompare.errors import CrimecompareError
from support.areas import codes
from support.courses import START, WISBECH, course_of, series, whole_course
from support.intervals import holds, near


def trend_of(*months: float | None, **said: object) -> Trend:
    """Compare the second year of these months with the first."""
    return trend(course_of(months, **said))


def test_wisbech() -> None:
    """3,629 crimes after 3,826 are a ratio of 0.949, not clearly different."""
    found = trend_of(*WISBECH, population=24794)
    assert (found.crimes_before, found.crimes_after) == (3826, 3629)
    assert (found.change_ratio, found.change_percent) == (near(0.948510193413), near(-5.1489806587))
    assert found.ratio_interval == (near(0.899449240493), near(1.00024720296), "quasi-poisson")
    assert (found.dispersion, found.verdict) == (near(1.08442937519), "similar")
    assert found.crime_rate == near(146.366056304)
    assert found.rate_interval == (near(141.6422996665), near(151.207200808), "byar")
    assert (found.first, found.last, found.monthly) == ("2024-01", "2025-12", tuple(WISBECH))
    assert (found.before, found.after, codes(found)) == ("2024", "2025", [])
    assert repr(found) == "Trend(A, 2024 to 2025: ratio 0.95, similar)"


def test_the_model_is_that_of_statsmodels() -> None:
    """Ratio, φ and its degrees of freedom are those of y ~ calendar month + year."""
    table = pd.DataFrame([(y, n % 12, n // 12) for n, y in enumerate(WISBECH)], columns=["y", "month", "year"])
    model = glm("y ~ C(month) + year", table, family=Poisson()).fit(scale="X2")
    found = trend_of(*WISBECH)
    assert found.change_ratio == near(math.exp(model.params["year"]), 1e-10)
    assert (found.dispersion, found.month_dispersion.freedom) == (near(model.scale, 1e-10), model.df_resid)
    assert found.ratio_interval.high == near(
        math.exp(model.params["year"] + t.isf(0.025, 11) * model.bse["year"]), 1e-10
    )


def test_two_years_known_as_a_whole() -> None:
    """Without months the interval is that of chance; one that does not hold 1 shows nothing."""
    fewer, same = trend(whole_course(3826, 3629)), trend(whole_course(3826, 3800))
    spread = math.exp(norm.isf(0.025) * math.sqrt(1 / 3826 + 1 / 3629))
    assert fewer.ratio_interval == (near(3629 / 3826 / spread), near(3629 / 3826 * spread), "log-normal")
    assert (fewer.verdict, same.verdict, fewer.dispersion, fewer.monthly) == ("untested", "similar", None, None)
    assert codes(fewer) == ["dispersion-unknown", "no-population"]


@given(series(1))
def test_swapping_the_years_inverts_the_ratio(places: list[list[int]]) -> None:
    """The interval of the other way round is the interval's own, upside down."""
    (months,) = places
    found, back = trend_of(*months), trend_of(*months[12:], *months[:12])
    assert (back.change_ratio, back.dispersion) == (near(1 / found.change_ratio), near(found.dispersion))
    assert back.ratio_interval.low == near(1 / found.ratio_interval.high)
    assert holds(found.ratio_interval, found.change_ratio)


@given(series(1), st.integers(1, 12))
def test_a_year_like_the_one_before_has_a_ratio_of_1(places: list[list[int]], factor: int) -> None:
    """And in proportion it has no dispersion, whatever its seasons."""
    year = places[0][:12]
    assert (trend_of(*year, *year).change_ratio, trend_of(*year, *year).verdict) == (1, "similar")
    assert trend_of(*year, *(y * factor for y in year)).dispersion == pytest.approx(0, abs=1e-12)


@given(series(1), st.sets(st.integers(0, 23), min_size=1, max_size=6))
def test_a_month_that_is_missing_is_left_out_of_both_years(places: list[list[int]], missing: set[int]) -> None:
    """Its counterpart is not counted either, it is null in the series and never 0, and the note names it."""
    months = [None if n in missing else y for n, y in enumerate(places[0])]
    found = trend_of(*months)
    left = [n for n in range(12) if months[n] is not None and months[n + 12] is not None]
    assert (found.crimes_before, found.crimes_after) == tuple(sum(months[n + year] for n in left) for year in (0, 12))
    assert (found.monthly, found.months_left_out) == (tuple(months), [START + n for n in sorted(missing)])
    assert "months-missing" in codes(found)
    assert (found.dispersion is not None) == (len(left) >= 6)
    assert found.change_percent == near(100 * (found.change_ratio - 1), 1e-9) or found.change_ratio == near(1)


def test_clear_changes_need_six_pairs_of_months() -> None:
    """With six or more the verdict says which way; with five the interval is that of chance, and shows nothing."""
    for factor, verdict in ((0.5, "lower"), (2, "higher")):
        months = [*WISBECH[:12], *(int(y * factor) for y in WISBECH[:12])]
        six, five = ([y if n % 12 < pairs else None for n, y in enumerate(months)] for pairs in (6, 5))
        assert (trend_of(*six).verdict, trend_of(*six).method) == (verdict, "quasi-poisson")
        assert (trend_of(*five).verdict, trend_of(*five).method) == ("untested", "log-normal")


def test_the_rate_is_of_the_months_that_are_compared() -> None:
    """A month without data counts neither crimes nor person-years."""
    found = trend_of(*WISBECH[:23], None, population=24794)
    years = 334 / 365.25
    assert found.crime_rate == near(1000 * sum(WISBECH[12:23]) / (24794 * years))
    assert found.rate_interval == of_count(sum(WISBECH[12:23]), 0.95).scaled(1000 / (24794 * years))
    assert trend_of(*WISBECH).crime_rate is None


@pytest.mark.parametrize(("months", "ratio"), [([0] * 12 + [3] * 12, None), ([3] * 12 + [0] * 12, 0), ([0] * 24, None)])
def test_a_year_without_crimes_leaves_no_interval(months: list[int], ratio: float | None) -> None:
    """Then nothing is tested, and what is not known is null."""
    found = trend_of(*months)
    assert (found.change_ratio, found.ratio_interval, found.method, found.verdict) == (ratio, None, None, "untested")
    assert "zero-count" in codes(found)


def test_what_is_not_a_year_and_the_one_before_is_refused() -> None:
    """Windows of other calendar months, windows that overlap, and two without a month in common."""
    for before, after in ((range(6), range(6, 12)), (range(12), range(12, 23)), (range(12), range(12))):
        with pytest.raises(CrimecompareError, match="are not the same months of two years"):
            trend(course_of(WISBECH, before, after))
    with pytest.raises(CrimecompareError, match="has no month that is known in both 2024 and 2025"):
        trend_of(*WISBECH[:6], *[None] * 12, *WISBECH[18:])
    with pytest.raises(CrimecompareError, match="confidence must be from"):
        trend(course_of(WISBECH), confidence=1)
