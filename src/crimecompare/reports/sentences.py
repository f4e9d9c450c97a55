"""The answer in plain words: right in both directions, when equal, and when figures are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import Interval
from crimecompare.profiles.periods import spelled_period
from crimecompare.wording import capitalised, counted, figure, level, limits, listed, visible


def of_area(side: Figures, interval: Interval | None, confidence: float) -> str:
    """Say what is known of one area."""
    name = capitalised(side.called)
    residents = counted(side.population, "resident") if side.population is not None else ""
    if side.rate is not None:
        rate = f"{rate_of(side)} crimes per 1,000 residents a year{_between(interval, confidence, side.decimals)}"
        said = f"{name}{f', with {residents},' if residents else ''} recorded {rate}."
    elif side.crimes is not None:
        said = f"{name} recorded {counted(side.crimes, 'crime')}; without a population no rate can be given."
    elif residents:
        said = f"{name} has {residents}; no crime rate is given."
    else:
        said = f"No crime rate is given for {side.called}."
    score = side.safety_score
    said = said if score is None else f"{said} Its safety score is {figure(score, None)} out of 100."
    dated = begun(in_period(side), said) if side.rate is not None or side.crimes is not None else said
    return f"{_about(side)}{dated}"


def in_period(*sides: Figures) -> str:
    """Return the beginning of a sentence: the period of all sides, where they state one and the same."""
    periods = {side.period and spelled_period(side.period) for side in sides}
    (period, *others) = periods
    return f"In {period}, " if period and not others else ""


def begun(period: str, words: str) -> str:
    """Begin a sentence with a period, if it is given, and these words."""
    return f"{period}{words}" if period else capitalised(words)


def _dated(side: Figures, other: Figures) -> str:
    """Name a side, with its period where the other's is not the same."""
    if side.period is None or in_period(side, other) or side.label != side.name:
        return side.called
    return f"{side.called} ({spelled_period(side.period)})"


def of_comparison(comparison: Comparison) -> str:
    """Say how an area differs from its baseline."""
    parts = [_of_rates(comparison), _of_chance(comparison), _of_scores(comparison.area, comparison.baseline)]
    return _about(comparison.area) + " ".join(filter(None, parts))


def rate_of(side: Figures) -> str:
    """Write the crime rate of a side, which has one."""
    return visible(side.rate or 0, side.decimals)


def _about(side: Figures) -> str:
    """Say before a sentence which offence alone it is about, if it is; any name can stand so."""
    return "" if side.offence is None else f"{capitalised(side.offence)}: "


def of_many_areas(sides: Sequence[Figures]) -> str:
    """Say which of many areas has the highest and which the lowest rate."""
    known = sorted((side.rate, side.label) for side in sides if side.rate is not None)
    if len(known) <= 1:
        return f"Of {counted(len(sides), 'area')}, {counted(len(known), 'has', '')} a crime rate."
    (low, lowest), (high, highest) = known[0], known[-1]
    rates = f"{highest} has the highest rate, {visible(high)} crimes per 1,000 residents a year"
    return f"{begun(in_period(*sides), f'of {len(sides):,} areas')}, {rates}, and {lowest} the lowest, {visible(low)}."


def of_many_comparisons(comparisons: Sequence[Comparison]) -> str:
    """Say how many of many areas are clearly higher, lower or neither, and which differ most."""
    said = listed(list(_counted_verdicts(comparisons, _common_baseline(comparisons))))
    sides = [side for comparison in comparisons for side in (comparison.area, comparison.baseline)]
    text = f"{begun(in_period(*sides), f'of {len(comparisons):,} areas')}, {said}."
    ratios = sorted((c.rate_ratio, c.area.name) for c in comparisons if c.rate_ratio is not None)
    if len(ratios) <= 1:
        return text
    (low, lowest), (high, highest) = ratios[0], ratios[-1]
    ends = f"highest for {highest} ({visible(high, 2)}) and lowest for {lowest} ({visible(low, 2)})"
    return f"{text} The rate ratio is {ends}."


def _common_baseline(comparisons: Sequence[Comparison]) -> str:
    """Name what all areas are compared with: one baseline, themselves at another time, or something each."""
    labels = {comparison.baseline.label: comparison.baseline.called for comparison in comparisons}
    if len(labels) == 1:
        return next(iter(labels.values()))
    periods = {comparison.baseline.period for comparison in comparisons}
    if len(periods) == 1 and all(c.area.is_at_another_time(c.baseline) for c in comparisons):
        return f"they were in {spelled_period(str(periods.pop()))}"
    return "what each is compared with"


def _counted_verdicts(comparisons: Sequence[Comparison], other: str) -> Iterator[str]:
    """Yield how many areas there are of each verdict; the first names what they are compared with."""
    often = Counter(comparison.verdict for comparison in comparisons)
    words = {Verdict.HIGHER: ("clearly higher", "than"), Verdict.LOWER: ("clearly lower", "than")}
    words |= {Verdict.SIMILAR: ("not clearly different", "from")}
    first = True
    for verdict, (word, than) in words.items():
        if number := often[verdict]:
            yield (
                f"{number:,} {'is' if number == 1 else 'are'} {word} {than} {other}" if first else f"{number:,} {word}"
            )
            first = False
    if number := often[Verdict.UNTESTED]:
        yield f"{number:,} cannot be judged"


def _of_rates(comparison: Comparison) -> str:
    area, baseline, excess = comparison.area, comparison.baseline, comparison.excess_crime_rate
    if area.rate is None:
        none = f"There is no crime rate for {area.called}"
        if baseline.rate is None:
            return f"{none}, nor for {baseline.called}."
        return f"{none}; {baseline.called} recorded {rate_of(baseline)} crimes per 1,000 residents."
    named = begun(in_period(area, baseline), _dated(area, baseline))
    recorded = f"{named} recorded {rate_of(area)} crimes per 1,000 residents"
    if baseline.rate is None or excess is None:
        return f"{recorded}; no crime rate is given for {baseline.called}."
    against = f"{_dated(baseline, area)} at {rate_of(baseline)}"
    if comparison.verdict is Verdict.SIMILAR:
        return f"{recorded}, not clearly different from {against}{_of_ratio(comparison)}."
    if excess == 0:
        return f"{recorded}, the same as {against}."
    more, higher = ("more", "higher") if excess > 0 else ("fewer", "lower")
    per_cent = comparison.excess_percent
    relative = f" ({visible(abs(per_cent))}% {higher})" if per_cent is not None else ""
    yearly, crimes = "", comparison.excess_crimes
    if crimes is not None:
        yearly = f": about {counted(abs(crimes), 'crime', ' ' + more)} a year than at {baseline.owning('rate')}"
    return f"{recorded}, {visible(abs(excess), area.decimals)} {more}{relative} than {against}{yearly}."


def _of_ratio(comparison: Comparison) -> str:
    interval, ratio = comparison.ratio_interval, comparison.rate_ratio
    if interval is None or ratio is None:
        return ""
    between = limits(interval.low, interval.high, 2, null=1)
    return f" (ratio {visible(ratio, 2)}, {level(comparison.confidence)} interval {between})"


def _of_chance(comparison: Comparison) -> str:
    """Give the interval of a clear difference, or say that there is none."""
    rates, crimes = comparison.excess_rate_interval, comparison.excess_crimes_interval
    if comparison.verdict is Verdict.UNTESTED:
        explained = comparison.ratio_interval is not None  # then a note says why there is no verdict
        differs = bool(comparison.excess_crime_rate) and not explained
        return "These figures cannot show whether chance alone explains the difference." if differs else ""
    if comparison.verdict is Verdict.SIMILAR or rates is None:
        return ""
    more = "more" if comparison.verdict is Verdict.HIGHER else "fewer"
    yearly = f", or {_range(crimes, 0)} crimes a year" if crimes is not None else ""
    sizes = _range(rates, comparison.area.decimals)
    return f"The {level(comparison.confidence)} interval is {sizes} {more} per 1,000 residents{yearly}."


def _range(interval: Interval, places: int) -> str:
    """Write the size of a difference that lies on one side of 0, from its smaller to its larger limit."""
    low, high = sorted((abs(interval.low), abs(interval.high)))
    return limits(low, high, places, null=0)


def _between(interval: Interval | None, confidence: float, places: int) -> str:
    """Write the interval of a rate."""
    return f" ({level(confidence)} interval {limits(interval.low, interval.high, places)})" if interval else ""


def _of_scores(area: Figures, baseline: Figures) -> str:
    score, other = area.safety_score, baseline.safety_score
    if score is None:
        return f"No safety score is given for {area.called}." if other is not None else ""
    if other is None:
        return f"Its safety score is {figure(score, None)}; none is given for {baseline.called}."
    gap = other - score
    its = f"Its safety score, {figure(score, None)}, is"
    if gap == 0:
        return f"{its} the same as {baseline.owning('score')}."
    size = figure(abs(gap), None)
    size = visible(abs(gap), 2) if size == "0" else size
    points = f"{size} {'point' if size == '1' else 'points'} {'below' if gap > 0 else 'above'}"
    return f"{its} {points} {baseline.owning(figure(other, None))}."
