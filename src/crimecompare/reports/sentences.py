"""The answer in plain words, computed: right in both directions, when equal, and when figures are missing."""

from __future__ import annotations

from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import Interval
from crimecompare.profiles.periods import spelled_period
from crimecompare.wording import MOST_DECIMALS, counted, figure, level, percent, visible


def of_area(side: Figures, interval: Interval | None, confidence: float) -> str:
    """Say what is known of one area."""
    residents = f", with {counted(side.population, 'resident')}," if side.population is not None else ""
    if side.rate is not None:
        said = f"recorded {visible(side.rate)} crimes per 1,000 residents a year{_between(interval, confidence)}"
    elif side.crimes is not None:
        said = f"recorded {counted(side.crimes, 'crime')}; without a population no rate can be given"
    else:
        said = "gives no crime rate"
    score = (
        f" Its safety score is {figure(side.safety_score, None)} out of 100." if side.safety_score is not None else ""
    )
    return f"{in_period(side)}{side.label}{residents} {said}.{score}"


def in_period(*sides: Figures) -> str:
    """Return the beginning of a sentence: the period of all sides, where they state one and the same."""
    periods = {side.period and spelled_period(side.period) for side in sides}
    (period, *others) = periods
    return f"In {period}, " if period and not others else ""


def _dated(side: Figures, other: Figures) -> str:
    """Name a side, with its period where the other's is not the same."""
    if side.period is None or in_period(side, other) or side.label != side.name:
        return side.label
    return f"{side.label} ({spelled_period(side.period)})"


def of_comparison(comparison: Comparison) -> str:
    """Say how an area stands to its baseline."""
    parts = [_of_rates(comparison), _of_chance(comparison), _of_scores(comparison.area, comparison.baseline)]
    return " ".join(filter(None, parts))


def _of_rates(comparison: Comparison) -> str:
    area, baseline, excess = comparison.area, comparison.baseline, comparison.excess_crime_rate
    if area.rate is None:
        known = f", which has {visible(baseline.rate)} per 1,000 residents" if baseline.rate is not None else ""
        return f"{area.label} gives no crime rate to compare with the baseline {baseline.label}{known}."
    recorded = (
        f"{in_period(area, baseline)}{_dated(area, baseline)} recorded {visible(area.rate)} crimes per 1,000 residents"
    )
    if baseline.rate is None or excess is None:
        return f"{recorded}; the baseline {baseline.label} gives no crime rate to compare with."
    against = f"the baseline {_dated(baseline, area)} at {visible(baseline.rate)}"
    if comparison.verdict is Verdict.SIMILAR:
        return f"{recorded}, not clearly different from {against}{_of_ratio(comparison)}."
    if excess == 0:
        return f"{recorded}, the same as {against}."
    more, higher = ("more", "higher") if excess > 0 else ("fewer", "lower")
    per_cent = comparison.excess_percent
    relative = f" ({percent(abs(per_cent))} {higher})" if per_cent is not None else ""
    crimes = comparison.excess_crimes
    yearly = (
        f": about {counted(abs(crimes), 'crime', ' ' + more)} a year than at that rate" if crimes is not None else ""
    )
    return f"{recorded}, {visible(abs(excess))} {more}{relative} than {against}{yearly}."


def _of_ratio(comparison: Comparison) -> str:
    interval, ratio = comparison.ratio_interval, comparison.rate_ratio
    if interval is None or ratio is None:
        return ""
    high = f"to {figure(interval.high, 2)}" if interval.high < float("inf") else "upwards"
    return f" (ratio {figure(ratio, 2)}, {level(comparison.confidence)} interval {figure(interval.low, 2)} {high})"


def _of_chance(comparison: Comparison) -> str:
    """Give the interval of a clear difference, or say that there is none."""
    rates, crimes = comparison.excess_rate_interval, comparison.excess_crimes_interval
    if comparison.verdict is Verdict.UNTESTED:
        explained = comparison.ratio_interval is not None  # then a note says why there is no verdict
        differs = bool(comparison.excess_crime_rate) and not explained
        return "Whether chance alone could make this difference cannot be judged from these figures." if differs else ""
    if comparison.verdict is Verdict.SIMILAR or rates is None:
        return ""
    more = "more" if comparison.verdict is Verdict.HIGHER else "fewer"
    yearly = f", or {_range(crimes, 0)} crimes a year" if crimes is not None else ""
    return f"The {level(comparison.confidence)} interval is {_range(rates, 1)} {more} per 1,000 residents{yearly}."


def _range(interval: Interval, places: int) -> str:
    """Write the size of a difference that lies on one side of 0, from its smaller to its larger limit."""
    low, high = sorted((abs(interval.low), abs(interval.high)))
    while places < MOST_DECIMALS and ((low and not round(low, places)) or round(low, places) == round(high, places)):
        places += 1
    return f"{figure(low, places) if low else '0'} {'to ' + figure(high, places) if high < float('inf') else 'or more'}"


def _between(interval: Interval | None, confidence: float) -> str:
    """Write the interval of a rate, with the decimals that tell its ends apart."""
    if interval is None:
        return ""
    places = 1
    while places < MOST_DECIMALS and round(interval.low, places) == round(interval.high, places):
        places += 1
    return f" ({level(confidence)} interval {figure(interval.low, places)} to {figure(interval.high, places)})"


def _of_scores(area: Figures, baseline: Figures) -> str:
    score, other = area.safety_score, baseline.safety_score
    if score is None:
        return f"No safety score is given for {area.label}." if other is not None else ""
    if other is None:
        return f"Its safety score is {figure(score, None)}; {baseline.label} gives none."
    gap = other - score
    if gap == 0:
        return f"Its safety score of {figure(score, None)} equals the baseline's."
    size = figure(abs(gap), None)
    size = visible(abs(gap), 2) if size == "0" else size
    points = f"{size} {'point' if size == '1' else 'points'} {'below' if gap > 0 else 'above'}"
    return f"Its safety score of {figure(score, None)} is {points} {figure(other, None)}."
