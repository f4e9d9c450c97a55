"""Comparisons: the laws that hold for any two valid profiles, and what is said where a figure is missing or zero."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.offences import by_offence
from crimecompare.analysis.pairs import compare, many_tested
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.program import row_of
from support.strategies import CONFIDENCES, RATES, counted, profiles

WHY_UNTESTED = {"no-rate", "no-population", "baseline-zero", "small-count", "within-rounding", "seasons-differ"}
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
        ({"crimes": 50, "population": 1000}, {"crimes": 0, "population": 1000}, "higher", "baseline-zero"),
        ({"crimes": 1, "population": 1000}, {"crimes": 0, "population": 1000}, "similar", "baseline-zero"),
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
    assert done.err == "crimecompare: uk would be compared with itself; name another area or another --baseline\n"
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
    """Excess = (ratio − 1)·B, excess crimes = (ratio − 1)·B·n/1000, per cent = 100·(ratio − 1).

    The limits likewise, where the baseline's rate is taken as exact.
    """
    c = compare(one, two, confidence=confidence)
    base, residents = two.rate, one.population
    figures = [with_limits(c, of)[: 1 if c.baseline.has_interval else 3] for of in ("ratio", "rate", "crimes")]
    for ratio, excess, crimes in zip(*figures, strict=True):
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


@given(RATES, counted("b"), CONFIDENCES)
def test_the_excess_of_an_exact_rate_has_the_limits_of_the_baseline(
    rate: float, baseline: AreaProfile, confidence: float
) -> None:
    """Where only the baseline has a count, its limits are taken from the rate; none are without a ratio."""
    excess = compare(area("a", crime_rate=rate), baseline, confidence=confidence).excess_rate_interval
    low, high, method = Figures.of(baseline).rate_interval(confidence)
    assert excess == ((rate - high, rate - low, method) if baseline.crimes else None)


@given(counted("a"), counted("b"), CONFIDENCES)
def test_the_excess_of_two_counts_is_mover(one: AreaProfile, two: AreaProfile, confidence: float) -> None:
    """Its limits come from both rates' own, beyond which they never go, and lie on the ratio's side of no difference.

    Zou GY, Donner A. Statistics in Medicine 2008; 27: 1693-1702.
    """
    c = compare(one, two, confidence=confidence)
    if c.ratio_interval is None:
        assert c.excess_rate_interval is None
        return
    (low1, high1, _), (low2, high2, _) = (Figures.of(side).rate_interval(confidence) for side in (one, two))
    gap = one.rate - two.rate
    low = gap - math.sqrt((one.rate - low1) ** 2 + (high2 - two.rate) ** 2)
    high = gap + math.sqrt((high1 - one.rate) ** 2 + (two.rate - low2) ** 2)
    expected = (
        max(low, 0) if c.ratio_interval.low > 1 else min(low, 0),
        min(high, 0) if c.ratio_interval.high < 1 else max(high, 0),
    )
    slack = 1e-9 * max(high1, high2)
    assert c.excess_rate_interval[:2] == pytest.approx(expected, rel=1e-9, abs=slack)
    assert low1 - high2 - slack <= c.excess_rate_interval.low <= c.excess_rate_interval.high <= high1 - low2 + slack
    assert c.excess_crimes_interval[:2] == pytest.approx(
        [limit * one.population / 1000 for limit in c.excess_rate_interval[:2]], rel=1e-12
    )


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
    """Higher above 1, lower below 1, similar when 1 is inside, untested without an interval; the estimate is inside.

    What rounding or season may explain is untested instead, with the note that says which.
    """
    c = compare(one, two, confidence=confidence)
    if c.ratio_interval is None:
        assert (c.verdict, c.method) == (Verdict.UNTESTED, None)
        return
    low, high, method = c.ratio_interval
    assert c.method == method
    if c.rate_ratio is None:
        assert (two.rate, high) == (0, math.inf)
    else:
        assert low * (1 - 1e-12) <= c.rate_ratio <= high * (1 + 1e-12)
    if low <= 1 <= high:
        assert c.verdict == "similar"
        assert not {"within-rounding", "seasons-differ"} & {*codes(c)}
    elif {"within-rounding", "seasons-differ"} & {*codes(c)}:
        assert c.verdict == "untested"
    else:
        assert c.verdict == ("higher" if low > 1 else "lower")


COUNTED = {"population": 100_000, "crimes": 9000}


@pytest.mark.parametrize(
    ("subject", "baseline", "verdict"),
    [
        ({"crime_rate": 91.6, "population": 10**8}, {"crime_rate": 91.7, "population": 10**8}, "untested"),
        ({"crime_rate": 91.7, "population": 10**8}, {"crime_rate": 91.6}, "untested"),
        ({"crime_rate": 91.6, "population": 10**8}, {"crime_rate": 91.8, "population": 10**8}, "lower"),
        ({"crime_rate": 91.6, "population": 10**8}, {"crimes": 9_170_000, "population": 10**8}, "lower"),
        ({"crime_rate": 91.6, "population": 10**6}, {"crime_rate": 91.7, "population": 10**6}, "similar"),
        ({"crime_rate": 93.7, "population": 9313}, {"crime_rate": 91.6}, "similar"),
        ({"crime_rate": 93.7, "population": 10**7}, {"crime_rate": 91.6}, "higher"),
        ({"crimes": 9_160_000, "crime_rate": 91.6}, {"crimes": 9_170_000, "crime_rate": 91.7}, "untested"),
    ],
)
def test_rounding_makes_no_verdict(subject: dict, baseline: dict, verdict: str) -> None:
    """Two published rates half a digit of each apart may be the same, however small chance is; a count is exact."""
    comparison = compare(area("a", **subject), area("b", **baseline))
    assert comparison.verdict == verdict
    assert ("within-rounding" in codes(comparison)) == (verdict == "untested")


def test_rates_by_offence_are_held_against_their_own_digits() -> None:
    """A published rate of an offence keeps its digits, though a count is worked out from it."""
    one, two = (
        area(key, population=25_334_001, crime_rate=136.9, offence_rates={"theft": rate})
        for key, rate in (("a", 20.1), ("b", 20.2))
    )
    side, other = (Figures.of(profile).only("theft") for profile in (one, two))
    assert (side.rate, other.rate) == (20.1, 20.2)
    theft = by_offence(compare(one, two))[0].comparison
    assert (theft.verdict, "within-rounding" in codes(theft)) == ("untested", True)


def test_the_rest_of_a_place_has_no_published_rate() -> None:
    """A rate that is worked out is not told apart from another by its digits."""
    inner = area("in", crime_rate=50, population=1_000_000, within="out")
    outer = area("out", crime_rate=50.5, population=100_000_000)
    rest = compare(inner, outer, exclude_self=True)
    assert not rest.baseline.publishes
    assert rest.verdict == "lower"


@pytest.mark.parametrize(
    ("period", "other", "verdict"),
    [
        ("2025-03", "2025", "untested"),
        ("2025-03", None, "untested"),
        ("2025-01/2025-10", "2025", "untested"),
        ("2025-01/2025-11", "2025", "higher"),
        ("2025-01/2025-11", None, "higher"),
        ("2025-03", "2024-03", "higher"),
        ("2025-01/2025-06", "2025-07/2025-12", "untested"),
        ("2024-04/2025-03", "2025", "higher"),
        ("2024-01/2025-12", "2025", "higher"),
    ],
)
def test_season_makes_no_verdict(period: str, other: str | None, verdict: str) -> None:
    """Where the calendar months of the two sides differ by more than one in twelve, season may be the difference."""
    one, two = area("a", population=1000, crimes=900, period=period), area("b", period=other, **COUNTED)
    for here, there, expected in ((one, two, verdict), (two, one, {"higher": "lower"}.get(verdict, verdict))):
        comparison = compare(here, there)
        assert comparison.verdict == expected
        assert ("seasons-differ" in codes(comparison)) == (expected == "untested")
        assert comparison.ratio_interval is not None


def test_a_missing_month_is_no_other_season() -> None:
    """A year without one month is judged against a whole one; without two it is not."""
    whole = area("b", period="2025", **COUNTED)
    for missing, verdict in ((["2025-08"], "higher"), (["2025-07", "2025-08"], "untested")):
        lacking = area("a", population=1000, crimes=900, period="2025", months_missing=missing)
        assert compare(lacking, whole).verdict == verdict


def test_a_baseline_without_crimes_is_judged(run, tmp_path: Path) -> None:
    """500 crimes against none have no ratio, but the limit that it exceeds (Clopper-Pearson: 0.025^(1/500) of all)."""
    file = tmp_path / "areas.json"
    areas = {key: {"name": key, "population": 1000, "crimes": n} for key, n in (("a", 500), ("b", 0))}
    file.write_text(json.dumps({"areas": areas}))
    row = row_of(run("diff", "a", "-b", "b", "-p", file, "-f", "json"))
    share = 0.025 ** (1 / 500)
    assert row["rate_ratio_low"] == pytest.approx(share / (1 - share), rel=1e-9)
    assert {row[key] for key in ("rate_ratio", "rate_ratio_high", "excess_percent")} == {None}
    assert (row["verdict"], row["method"]) == ("higher", "exact-conditional")
    assert row["excess_crime_rate_low"] > 0


def test_as_many_areas_as_chance_would_turn_one_are_noted() -> None:
    """Twenty at 95 % are: one of them is turned. Areas without a verdict are not counted."""

    def noted(number: int, confidence: float, untested: int = 0) -> set[str]:
        baseline = area("b", **COUNTED)
        judged = [area(f"a{n}", population=1000, crimes=90) for n in range(number)]
        others = [area(f"c{n}", safety_score=5) for n in range(untested)]
        comparisons = many_tested([compare(one, baseline, confidence=confidence) for one in [*judged, *others]])
        found = [[note.message for note in c.notes if note.code == "many-tested"] for c in comparisons]
        assert len({tuple(messages) for messages in found}) == 1
        return {*found[0]}

    message = "Of {} areas, about {} would be called higher or lower by chance alone even if none differed."
    assert noted(19, 0.95) == noted(19, 0.95, untested=9) == noted(9, 0.9) == noted(99, 0.99) == set()
    assert noted(20, 0.95) == {message.format(20, 1)}
    assert noted(10, 0.9) == {message.format(10, 1)}
    assert noted(264, 0.95, untested=1) == {message.format(264, 13)}


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
    """For any two valid profiles every figure is finite or None, and what is undefined has a note."""
    c = compare(one, two, confidence=confidence)
    notes = set(codes(c))
    estimates = [c.excess_crime_rate, c.rate_ratio, c.excess_percent, c.excess_crimes, c.safety_shortfall]
    assert all(value is None or math.isfinite(value) for value in estimates)
    for interval in (c.rate_interval, c.ratio_interval, c.excess_rate_interval, c.excess_crimes_interval):
        if interval is not None:
            assert math.isfinite(interval.low)
            assert interval.low <= interval.high
            assert math.isfinite(interval.high) or {"no-upper-limit", "baseline-zero"} & notes
    assert (c.excess_crime_rate is None) == ("no-rate" in notes)
    assert (c.rate_ratio is None) == bool({"no-rate", "baseline-zero"} & notes)
    assert c.excess_crimes is not None or {"no-rate", "no-population"} & notes
    assert c.rate_interval is not None or {"no-rate", "no-population"} & notes
    assert c.verdict is not Verdict.UNTESTED or notes & WHY_UNTESTED
