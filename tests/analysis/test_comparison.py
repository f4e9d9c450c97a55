"""Comparisons: the laws that hold for any two valid profiles, and what is said where a figure is missing or zero."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.pairs import compare
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.strategies import CONFIDENCES, counted, profiles

WHY_UNTESTED = {"no-rate", "no-population", "baseline-zero", "small-count"}
"""The notes of which an untested comparison has at least one."""


def test_overlap_is_no_test() -> None:
    """Two intervals of rates that overlap do not make two areas similar: the interval of the ratio decides."""
    fewer, more = area("a", crimes=100, population=10_000), area("b", crimes=130, population=10_000)
    comparison, back = compare(more, fewer), compare(fewer, more)
    assert comparison.rate_interval.low < back.rate_interval.high
    assert (comparison.verdict, back.verdict) == (Verdict.HIGHER, Verdict.LOWER)


def test_a_side_without_a_count_is_a_fixed_reference() -> None:
    """The ratio's limits are those of the side that has a count over the other's rate, or that rate over them."""
    known, fixed = area("a", crimes=50, population=1000), area("b", crime_rate=40)
    there, back = compare(known, fixed), compare(fixed, known)
    low, high, method = there.rate_interval
    assert there.ratio_interval == (low / 40, high / 40, method)
    assert back.ratio_interval == (40 / high, 40 / low, method)
    assert "baseline-fixed" in codes(there)
    assert "baseline-fixed" not in codes(back)


@pytest.mark.parametrize(
    ("subject", "baseline", "verdict", "note"),
    [
        ({"crime_rate": 50}, {"crime_rate": 40}, "untested", "no-population"),
        ({"crimes": 50}, {"crime_rate": 40}, "untested", "no-population"),
        ({"safety_score": 50}, {"crime_rate": 40}, "untested", "no-rate"),
        ({"crime_rate": 40}, {"safety_score": 50}, "untested", "no-rate"),
        ({"crimes": 50, "population": 1000}, {"crime_rate": 0}, "untested", "baseline-zero"),
        ({"crimes": 50, "population": 1000}, {"crimes": 0, "population": 1000}, "untested", "baseline-zero"),
        ({"crimes": 0, "population": 1000}, {"crimes": 0, "population": 1000}, "untested", "baseline-zero"),
        ({"crimes": 0, "population": 1000}, {"crimes": 50, "population": 1000}, "lower", "small-count"),
        ({"crimes": 0, "population": 1000}, {"crimes": 2, "population": 1000}, "similar", "small-count"),
        ({"crimes": 50, "population": 1000}, {"crime_rate": 0.1, "population": 1000}, "higher", "no-upper-limit"),
        ({"crime_rate": 50}, {"crimes": 10, "population": 1000}, "higher", "no-population"),
    ],
)
def test_what_is_missing_or_zero_is_said(subject: dict, baseline: dict, verdict: str, note: str) -> None:
    """A figure too few, or a zero, gives the verdict that can still be given, and the note that says why."""
    comparison = compare(area("a", **subject), area("b", **baseline))
    assert comparison.verdict == verdict
    assert note in codes(comparison)


def test_an_area_is_not_compared_with_itself(run) -> None:
    """The same key of the same file is one area, and comparing it is refused in one line."""
    done = run("diff", "uk", "-b", "uk")
    assert (done.code, done.out) == (2, "")
    assert done.err == "crimecompare: uk is compared with itself; name another area or another --baseline\n"
    with pytest.raises(Incomparable):
        compare(area(crimes=1), area(crimes=2))


@given(profiles("a"))
def test_identity(profile: AreaProfile) -> None:
    """The same figures under another key give no excess, no shortfall, the ratio 1, and never a difference."""
    comparison = compare(profile, profile.model_copy(update={"key": "other"}))
    assert comparison.excess_crime_rate in {0, None}
    assert comparison.safety_shortfall in {0, None}
    assert comparison.rate_ratio in {1, None}
    assert comparison.verdict in {Verdict.SIMILAR, Verdict.UNTESTED}
    assert (comparison.verdict is Verdict.SIMILAR) == (comparison.ratio_interval is not None)


@given(profiles("a"), profiles("b"), CONFIDENCES)
def test_everything_follows_from_the_ratio(one: AreaProfile, two: AreaProfile, confidence: float) -> None:
    """Excess = (ratio − 1)·B, excess crimes = (ratio − 1)·B·n/1000, per cent = 100·(ratio − 1); limits likewise."""
    c = compare(one, two, confidence=confidence)
    base, residents = two.rate, one.population
    for ratio, excess, crimes in zip(*(with_limits(c, of) for of in ("ratio", "rate", "crimes")), strict=True):
        if ratio is None:
            continue
        slack = 1e-12 * max(1, ratio) * base  # of the difference of two nearly equal rates few digits are left
        assert excess == pytest.approx((ratio - 1) * base, rel=1e-9, abs=slack)
        if residents is None:
            assert crimes is None
        else:
            assert crimes == pytest.approx(
                (ratio - 1) * base * residents / 1000, rel=1e-9, abs=slack * residents / 1000
            )
    if c.rate_ratio is not None:
        assert c.excess_percent == pytest.approx(100 * (c.rate_ratio - 1), rel=1e-9, abs=1e-9 * max(1, c.rate_ratio))


def with_limits(c: Comparison, of: str = "ratio") -> list[float | None]:
    """Return the estimate and the limits of the ratio, of the excess rate or of the excess crimes."""
    estimate, interval = {
        "ratio": (c.rate_ratio, c.ratio_interval),
        "rate": (c.excess_crime_rate, c.excess_rate_interval),
        "crimes": (c.excess_crimes, c.excess_crimes_interval),
    }[of]
    return [estimate, *(interval[:2] if interval else (None, None))]


@given(profiles("a"), profiles("b"), CONFIDENCES)
def test_the_verdict_is_whether_the_interval_holds_one(one: AreaProfile, two: AreaProfile, confidence: float) -> None:
    """Higher above 1, lower below 1, similar when 1 is inside, untested without an interval; the estimate is inside."""
    c = compare(one, two, confidence=confidence)
    if c.ratio_interval is None:
        assert (c.verdict, c.method) == (Verdict.UNTESTED, None)
        return
    low, high, method = c.ratio_interval
    assert c.method == method
    assert low * (1 - 1e-12) <= c.rate_ratio <= high * (1 + 1e-12)
    assert c.verdict == ("higher" if low > 1 else "lower" if high < 1 else "similar")


@given(profiles("a"), profiles("b"))
def test_signs_turn_round_with_the_sides(one: AreaProfile, two: AreaProfile) -> None:
    """Excess is area − baseline and shortfall is baseline − area, so both change sign when the sides are swapped."""
    there, back = compare(one, two), compare(two, one)
    if there.excess_crime_rate is not None:
        assert there.excess_crime_rate == one.rate - two.rate == -back.excess_crime_rate
    if there.safety_shortfall is not None:
        assert there.safety_shortfall == two.safety_score - one.safety_score == -back.safety_shortfall
    opposite = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    if Verdict.UNTESTED not in {there.verdict, back.verdict} and not (there.rate_ratio == 0 or back.rate_ratio == 0):
        assert back.verdict is opposite.get(there.verdict, there.verdict)


@given(counted("a"), counted("b"), st.integers(2, 1000), CONFIDENCES)
def test_scaling_both_populations_changes_no_ratio(
    one: AreaProfile, two: AreaProfile, factor: int, confidence: float
) -> None:
    """The same crimes among any multiple of the residents of both give the same ratio, limits and verdict."""
    more = [p.model_copy(update={"population": p.population * factor}) for p in (one, two)]
    here, there = compare(one, two, confidence=confidence), compare(*more, confidence=confidence)
    for one_value, other in zip(with_limits(here), with_limits(there), strict=True):
        assert (one_value is None) == (other is None)
        assert one_value is None or other == pytest.approx(one_value, rel=1e-9, abs=1e-12)


@given(profiles("a"), profiles("b"), CONFIDENCES)
@settings(max_examples=200)
def test_nothing_raises_and_undefined_is_null_and_noted(one: AreaProfile, two: AreaProfile, confidence: float) -> None:
    """For any two valid profiles every figure is finite or None, and a note stands beside what is undefined."""
    c = compare(one, two, confidence=confidence)
    notes = set(codes(c))
    estimates = [c.excess_crime_rate, c.rate_ratio, c.excess_percent, c.excess_crimes, c.safety_shortfall]
    assert all(value is None or math.isfinite(value) for value in estimates)
    for interval in (c.rate_interval, c.ratio_interval, c.excess_rate_interval, c.excess_crimes_interval):
        if interval is not None:
            assert math.isfinite(interval.low)
            assert interval.low <= interval.high
            assert math.isfinite(interval.high) or "no-upper-limit" in notes
    assert (c.excess_crime_rate is None) == ("no-rate" in notes)
    assert (c.rate_ratio is None) == bool({"no-rate", "baseline-zero"} & notes)
    assert c.excess_crimes is not None or {"no-rate", "no-population"} & notes
    assert c.rate_interval is not None or {"no-rate", "no-population"} & notes
    assert c.verdict is not Verdict.UNTESTED or notes & WHY_UNTESTED
