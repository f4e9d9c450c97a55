"""A change in plain words: of an area by itself, and against what its controls did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.courses import Change
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import Interval
from crimecompare.analysis.trend import Trend
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR, spelled_period
from crimecompare.wording import capitalised, counted, figure, level, limits, listed, percent, visible

NUMBERS = {1: "one control", 2: "two controls"}
LARGEST = 3
"""How many offences a sentence names."""
NO_FALL = 99
"""From so large a fall on, in per cent, none could be shown."""


def of_trend(trend: Trend) -> str:
    """Say how an area's last year differs from the one before."""
    before, after = trend.change
    months = len(after.counted_months)
    whole = months == MONTHS_IN_A_YEAR
    when = spelled_period(trend.after) if whole else f"{counted(months, 'month')} of {spelled_period(trend.after)}"
    about = _about(trend.area)
    recorded = f"{'in' if about else 'In'} {when}, {trend.area.called} recorded {counted(after.crimes, 'crime')}"
    then = "of the year before" if whole else f"of the same months of {spelled_period(trend.before)}"
    daily = " a day" if before.years != after.years else ""
    than = _than(trend.change_percent, before.crimes, then, daily)
    return f"{about}{recorded}, {than}: {_judged(trend)}."


def _about(side: Figures) -> str:
    """Begin a sentence with the offence that it is about, if it is one alone."""
    return "" if side.offence is None else f"{capitalised(side.offence)}: "


def _than(change: float | None, before: float, then: str, daily: str) -> str:
    if change is None:
        return f"after none {then.removeprefix('of ')}" if not before else then
    if not change:
        return f"as many{daily} as {then.removeprefix('of ')}"
    return f"{percent(abs(change))} {_more(change)}{daily} than the {figure(before, 0)} {then}"


def _more(difference: float) -> str:
    return "more" if difference > 0 else "fewer"


def _judged(trend: Trend) -> str:
    said = _ratio(trend.change_ratio, trend.ratio_interval, trend.confidence)
    if trend.ratio_interval is None:
        return "there is too little to judge by"
    if trend.verdict is Verdict.SIMILAR:
        return f"not clearly different{said}"
    if trend.verdict is Verdict.UNTESTED:
        return f"how much such counts vary is not known, so whether that is much cannot be judged{said}"
    return f"clearly different{said}"


def _ratio(ratio: float | None, interval: Interval | None, confidence: float) -> str:
    """Write a ratio and its interval in brackets."""
    if interval is None:
        return "" if ratio is None else f" (ratio {visible(ratio, 2)})"
    between = limits(interval.low, interval.high, 2, null=1)
    if ratio is None:
        return f" (ratio: {level(confidence, 4)} interval from {between})"
    return f" (ratio {visible(ratio, 2)}, {level(confidence, 4)} interval {between})"


def of_many_trends(trends: Sequence[Trend]) -> str:
    """Say how many of many areas changed clearly, and which changed most."""
    words = {
        Verdict.HIGHER: ("recorded clearly more than in the year before", "clearly more"),
        Verdict.LOWER: ("recorded clearly fewer than in the year before", "clearly fewer"),
    }
    said = _counted_verdicts([trend.verdict for trend in trends], words)
    ratios = sorted((trend.change_ratio, trend.area.name) for trend in trends if trend.change_ratio is not None)
    return f"{said}.{_ends('ratio', ratios)}"


def of_many_evaluations(evaluations: Sequence[Evaluation]) -> str:
    """Say how many of many areas changed clearly more or less than their controls, and which did most."""
    had = f"what would be expected had they changed as {evaluations[0].controls.spelled_out} did"
    words = {
        Verdict.HIGHER: (f"above {had}", "above"),
        Verdict.LOWER: (f"below {had}", "below"),
    }
    said = _counted_verdicts([one.verdict for one in evaluations], words, "clearly ")
    ratios = sorted((one.relative_ratio, one.area.name) for one in evaluations if one.relative_ratio is not None)
    return f"{_of_detections(evaluations)}{said}.{_ends('ratio of the changes', ratios)}"


def _of_detections(evaluations: Sequence[Evaluation]) -> str:
    """Say between which sizes falls would be missed in many areas."""
    known = [one for one in evaluations if one.detectable_percent is not None]
    sizes = [one.detectable_percent or 0 for one in known]
    if not known:
        return ""
    if min(sizes) >= NO_FALL:
        return capitalised(f"{_even_if(known)}no fall in any of them could be shown. ")
    low, high = percent(min(sizes)), percent(max(sizes))
    under = f"falls under {low}" if low == high else f"falls under {low} to {high}, depending on the area,"
    return capitalised(f"{_even_if(known)}{under} would often be missed. ")


def _counted_verdicts(verdicts: Sequence[Verdict], words: Mapping[Verdict, tuple[str, str]], clearly: str = "") -> str:
    """Say how many areas there are of each verdict; the first that differ say from what, in the longer of two words."""
    often, number = Counter(verdicts), f"{len(verdicts):,} areas"
    if often[Verdict.SIMILAR] == len(verdicts):
        return f"None of the {number} is clearly different"
    if often[Verdict.UNTESTED] == len(verdicts):
        return f"None of the {number} can be judged"
    parts: list[str] = []
    for verdict, (long, short) in words.items():
        if many := often[verdict]:
            verb = f"{'is' if many == 1 else 'are'} " if clearly and not parts else ""
            parts.append(f"{many:,} {verb}{clearly}{short if parts else long}")
    if many := often[Verdict.SIMILAR]:
        parts.append(f"{many:,} {'is' if many == 1 else 'are'} not clearly different")
    if many := often[Verdict.UNTESTED]:
        parts.append(f"{many:,} cannot be judged")
    return f"Of {number}, {listed(parts)}"


def _ends(what: str, ratios: Sequence[tuple[float, str]]) -> str:
    if len(ratios) <= 1:
        return ""
    (low, lowest), (high, highest) = ratios[0], ratios[-1]
    if visible(low, 2) == visible(high, 2):
        return ""
    return f" The {what} is highest for {highest} ({visible(high, 2)}) and lowest for {lowest} ({visible(low, 2)})."


def of_evaluation(one: Evaluation) -> str:
    """Say how an area changed against its controls: what would show, both sides' counts, and what that comes to."""
    parts = [_of_detection(one), _of_counts(one), _of_expectation(one), _of_placebos(one)]
    said = " ".join(filter(None, parts))
    about = _about(one.area)
    return f"{about}{said[:1].lower()}{said[1:]}" if about else said


def _of_detection(one: Evaluation) -> str:
    """Say how large a fall must be to be seen."""
    if one.detectable_percent is None:
        return ""
    if one.detectable_percent >= NO_FALL:
        return capitalised(f"{_even_if([one])}no fall in {one.area.called} could be shown.")
    under = f"falls under {percent(one.detectable_percent)} in {one.area.called}"
    return capitalised(f"{_even_if([one])}{under} would often be missed.")


def _even_if(evaluations: Sequence[Evaluation]) -> str:
    """Say what the size of a fall that would be missed does not allow for."""
    if any(one.dispersion is None for one in evaluations):
        return "even if counts varied by chance alone and such places never drifted apart, "
    return "even if such places never drifted apart, " if any(one.drift is None for one in evaluations) else ""


def _of_counts(one: Evaluation) -> str:
    """Give both sides' counts, and by how much they changed."""
    after, before = spelled_period(one.after), spelled_period(one.before)
    own, other = one.course.change, one.controls.course.change
    yearly = " a year" if own.before.years != own.after.years else ""
    area = f"In {after}, {one.area.called} recorded {counted(own.after.crimes, 'crime')}"
    control = f"{one.controls.spelled_out} recorded {figure(other.after.crimes, 0)}"
    return f"{area}, {_changed(own, yearly, f'in {before} ')}; {control}, {_changed(other, yearly, '')}."


def _changed(change: Change, yearly: str, when: str) -> str:
    """Say by how much the crimes of a side changed, and from how many."""
    before = figure(change.before.crimes, 0)
    if change.percent is None:
        return f"after none {when}".rstrip()
    if not change.percent:
        return f"as many{yearly} as {when}({before})" if when else f"as many{yearly} ({before})"
    than = f"than {when}" if when else ""
    return f"{percent(abs(change.percent))} {_more(change.percent)}{yearly} {than}({before})"


def _of_expectation(one: Evaluation) -> str:
    """Say what would have been recorded had the area changed as its control did, and how far that is from it."""
    expected, excess = one.expected_crimes, one.relative.excess
    ratio = _ratio(one.relative_ratio, one.ratio_interval, one.confidence)
    if expected is None or excess is None:
        return (
            f"{capitalised(one.control.called)} had no crimes before, so nothing can be expected of {one.area.called}."
        )
    had = f"Had it changed as {one.control.called} did, it would have recorded {figure(expected, 0)}"
    gap = figure(abs(excess), 0)
    if one.ratio_interval is None:
        return f"{had}; there is too little to judge by{ratio}."
    if one.verdict is Verdict.SIMILAR and gap == "0":
        return f"{had}, as many as it did{ratio}."
    if one.verdict is Verdict.SIMILAR:
        return f"{had}: {gap} {_more(excess)} is not clearly different from no difference{ratio}."
    if one.verdict is Verdict.UNTESTED:
        return f"{had}: {gap} {_more(-excess)} than it did{ratio}; {_why_not(one)}."
    share = f", {percent(100 * abs(excess) / expected)} {'above' if excess > 0 else 'below'} that" if expected else ""
    return f"{had}: it recorded {gap} {_more(excess)}{share}{ratio}."


def _why_not(one: Evaluation) -> str:
    """Say why a difference is not judged."""
    if one.dispersion is None:
        return "how much such counts vary from month to month cannot be told from these"
    if one.drift is None:
        controls = NUMBERS.get(len(one.controls.members), "these controls")
        return f"whether such places drift as far apart by themselves cannot be told from {controls}"
    return "before and after are of different times of the year, so that is not judged"


def _of_placebos(one: Evaluation) -> str:
    """Say how many controls moved as far by themselves."""
    number, beyond = one.placebos, one.placebos_beyond
    if number is None or beyond is None:
        return ""
    if not beyond:
        return f"None of the {number:,} controls moved as far from the others by itself."
    if beyond == number:
        return f"All {number:,} controls moved as far from the others by themselves."
    by_themselves = f"{beyond:,} moved as far from the others by {'itself' if beyond == 1 else 'themselves'}"
    return f"Of the {number:,} controls, {by_themselves}."


def of_offences(evaluations: Sequence[Evaluation]) -> str:
    """Say which offences in an area changed clearly more or less than in its controls."""
    area, control = evaluations[0].area, evaluations[0].control
    start = f"{capitalised(area.called)} compared with {control.called}, offence by offence"
    said = list(_by_verdict(evaluations))
    return f"{start}: {listed(said)}."


def _by_verdict(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    words = {
        Verdict.HIGHER: "clearly above what would be expected",
        Verdict.LOWER: "clearly below what would be expected",
        Verdict.SIMILAR: "not clearly different",
    }
    for verdict, word in words.items():
        here = [one for one in evaluations if one.verdict is verdict]
        names = [str(one.area.offence) for one in here]
        if here and verdict is Verdict.SIMILAR:
            yield f"{len(here):,} {'is' if len(here) == 1 else 'are'} {word}"
        elif here:
            yield f"{_first(names)} {'is' if len(here) == 1 else 'are'} {word}"
    if number := sum(one.verdict is Verdict.UNTESTED for one in evaluations):
        yield f"{number:,} cannot be judged"


def _first(names: Sequence[str]) -> str:
    """Name the first few, and count the rest."""
    more = [f"{len(names) - LARGEST:,} more"] if len(names) > LARGEST else []
    return listed([*names[:LARGEST], *more])
