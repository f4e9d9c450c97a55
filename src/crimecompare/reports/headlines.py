"""Headlines: a report in at most twelve words, right in both directions, and no surer than its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.ranking import Funnel, Ranking, Standing
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.sentences import rate_of
from crimecompare.reports.twelve_words import CutName, about_offence, cut_to_fit, fitting, of_named
from crimecompare.wording import capitalised, counted, in_sentence, ordinal, percent, visible

ITS_BASELINE, THEIR_BASELINE = "its baseline", "their baseline"
NONE_MEETS = "No area meets the conditions"
"""What heads a report from which the conditions leave no row."""
ABOVE = {Verdict.HIGHER: "above", Verdict.LOWER: "below"}
MORE = {Verdict.HIGHER: "more", Verdict.LOWER: "less"}
OUTER_LIMITS = "the funnel's 99.8% limits"
WHERE = {
    Funnel.HIGH_OUTER: f"lies above {OUTER_LIMITS}",
    Funnel.HIGH_INNER: "lies above the funnel's 95% limits",
    Funnel.WITHIN: "lies within the funnel's limits",
    Funnel.LOW_INNER: "lies below the funnel's 95% limits",
    Funnel.LOW_OUTER: f"lies below {OUTER_LIMITS}",
}
"""What is said of an area by where it lies."""


def headline_of_areas(sides: Sequence[Figures]) -> str:
    """Head the figures of areas: the rate of one, or from which to which rate several go."""
    if not sides:
        return NONE_MEETS
    if len(sides) == 1:
        return _of_one_area(sides[0])
    offence, places = sides[0].offence, sides[0].decimals
    rates = sorted(side.rate for side in sides if side.rate is not None)
    if not rates:
        return about_offence(offence, f"None of the {len(sides):,} areas has a crime rate")
    between = " to ".join(dict.fromkeys(visible(rate, places) for rate in (rates[0], rates[-1])))
    if len(rates) < len(sides):
        some = f"{len(rates):,} of {len(sides):,} areas {'has' if len(rates) == 1 else 'have'} a crime rate"
        return about_offence(offence, f"{some}: {between} per 1,000", some)
    said = f"{len(sides):,} areas record {between}"
    what = "crimes " if offence is None else ""
    return about_offence(offence, f"{said} {what}per 1,000 residents a year", f"{said} per 1,000")


def _of_one_area(side: Figures) -> str:
    if side.rate is None and side.crimes is None:
        return cut_to_fit("No crime rate is given for", CutName(side.called))
    name, what = capitalised(side.called), "crimes " if side.offence is None else ""
    if side.rate is None:
        return of_named(side.offence, name, f"records {counted(side.crimes or 0, 'crime')}")
    rate = visible(side.rate, side.decimals)
    said = f"records {rate} {what}per 1,000 residents a year"
    return of_named(side.offence, name, said, f"records {rate} {what}per 1,000")


def headline_of_comparisons(comparisons: Sequence[Comparison]) -> str:
    """Head comparisons: how one area differs from its baseline, or how many of several clearly do."""
    if not comparisons:
        return NONE_MEETS
    return _of_one(comparisons[0]) if len(comparisons) == 1 else _of_many(comparisons)


def _of_one(comparison: Comparison) -> str:
    area, baseline = comparison.area, comparison.baseline
    lacking = next((side for side in (area, baseline) if side.rate is None), None)
    if lacking is not None:
        return cut_to_fit("No crime rate is given for", CutName(lacking.called))
    if comparison.verdict is Verdict.UNTESTED:
        return _of_untested(area, baseline)
    if comparison.verdict is Verdict.SIMILAR:
        return _of_similar(area, baseline)
    return _of_clear(comparison)


def _of_untested(area: Figures, baseline: Figures) -> str:
    said = f"whether {area.called} differs from {baseline.called} cannot be judged"
    if area.offence is None:
        return fitting(capitalised(said)) or cut_to_fit("Whether", CutName(area.called), "differs cannot be judged")
    offence = capitalised(area.offence)
    short = CutName(offence, ":"), "whether", CutName(area.called), "differs cannot be judged"
    return fitting(f"{offence}: {said}") or cut_to_fit(*short)


def _of_similar(area: Figures, baseline: Figures) -> str:
    name = capitalised(area.called)
    said = f"{name} is not clearly different from {baseline.called}"
    if area.offence is None:
        short = CutName(name), f"is not clearly different from {ITS_BASELINE}"
        if area.is_at_another_time(baseline) and area.period and baseline.period:
            between = f"between {spelled_period(baseline.period)} and {spelled_period(area.period)}"
            said = fitting(f"Crime in {in_sentence(area.name)} did not clearly differ {between}") or said
        return fitting(f"{said} in recorded crime", said) or cut_to_fit(*short)
    offence = capitalised(area.offence)
    return fitting(f"{offence}: {said}") or cut_to_fit(CutName(offence, ":"), CutName(name), "is not clearly different")


def _of_clear(comparison: Comparison) -> str:
    area, baseline, offence = comparison.area, comparison.baseline, comparison.area.offence
    name, above = capitalised(area.called), ABOVE[comparison.verdict]
    what, more = offence or "crime", MORE[comparison.verdict]
    size = f"{percent(abs(comparison.excess_percent))} " if comparison.excess_percent is not None else ""
    rate = "crime rate" if offence is None else what
    forms = [
        f"{name} records {size}{more} {what} per resident than {baseline.called}",
        f"{name}: {rate} {size}{above} {baseline.called}",
    ]
    if area.is_at_another_time(baseline) and area.period and baseline.period:
        now, then = spelled_period(area.period), spelled_period(baseline.period)
        whose = capitalised(in_sentence(area.name))
        forms.insert(0, f"{whose} recorded {size}{more} {what} per resident in {now} than in {then}")
    return fitting(*forms) or cut_to_fit(CutName(name, ":"), CutName(rate), f"{size}{above} {ITS_BASELINE}")


def _of_many(comparisons: Sequence[Comparison]) -> str:
    called = {comparison.baseline.called for comparison in comparisons}
    baselines = [*(called if len(called) == 1 else ()), THEIR_BASELINE]
    verdicts = [comparison.verdict for comparison in comparisons]
    offence, clear = comparisons[0].area.offence, [c for c in comparisons if c.verdict in ABOVE]
    if len(clear) == 1 and offence is None and Verdict.UNTESTED not in verdicts:
        said = f"Of {len(verdicts):,} areas, only {clear[0].area.called} is clearly {ABOVE[clear[0].verdict]}"
        named = fitting(*(f"{said} {whom}" for whom in (*baselines[:-1], ITS_BASELINE)))
        return named or headline_of_verdicts(verdicts, baselines)
    return headline_of_verdicts(verdicts, baselines, offence)


def headline_of_verdicts(
    verdicts: Sequence[Verdict], baselines: Sequence[str], offence: str | None = None, noun: str = "areas"
) -> str:
    """Head several rows by how many have which verdict, against a baseline that has a long and a short name."""
    often, n = Counter(verdicts), len(verdicts)
    its = [ITS_BASELINE if baseline == THEIR_BASELINE else baseline for baseline in baselines]
    if often[Verdict.UNTESTED] == n:
        said, short = f"None of the {n:,} {noun} can be judged against", f"none of {n:,} can be judged"
    elif often[Verdict.UNTESTED]:
        forms = [_with_unjudged(often, f"{n:,} {noun}", word) for word in ("cannot be judged", "unjudged")]
        return about_offence(offence, *forms)
    elif often[Verdict.SIMILAR] == n:
        said, short = f"None of the {n:,} {noun} is clearly different from", f"none of {n:,} is clearly different"
    else:
        is_one = next(often[verdict] for verdict in ABOVE if often[verdict]) == 1
        forms = [_mixed(often, n, noun, f" {baseline}") for baseline in (its if is_one else baselines)]
        return about_offence(offence, *forms, _mixed(often, n, noun, ""))
    return about_offence(offence, *(f"{said} {baseline}" for baseline in its), short)


def _mixed(often: Mapping[Verdict, int], n: int, noun: str, baseline: str) -> str:
    """Count the rows that are clearly above, and those below, a baseline."""
    (first, above), *others = [(often[verdict], where) for verdict, where in ABOVE.items() if often[verdict]]
    rest = "".join(f", {number:,} {where}" for number, where in others)
    if first == n:
        return f"All {n:,} {noun} are clearly {above}{baseline}"
    return f"{first:,} of {n:,} {noun} {'is' if first == 1 else 'are'} clearly {above}{baseline}{rest}"


def _with_unjudged(often: Mapping[Verdict, int], all_of_them: str, unjudged: str) -> str:
    """Count the rows of each verdict, where some cannot be judged."""
    parts = [f"{often[verdict]:,} {where}" for verdict, where in ABOVE.items() if often[verdict]]
    parts = parts or [f"{often[Verdict.SIMILAR]:,} not clearly different"] if often[Verdict.SIMILAR] else parts
    return f"Of {all_of_them}: {', '.join([*parts, f'{often[Verdict.UNTESTED]:,} {unjudged}'])}"


def headline_of_offences(wholes: Sequence[Comparison], largest: tuple[str, float] | None) -> str:
    """Head comparisons broken down: the offence with the largest share (0 to 1) of the one, if it is clear."""
    if len(wholes) != 1 or largest is None or wholes[0].verdict not in ABOVE:
        return headline_of_comparisons(wholes)
    area, baseline, below = wholes[0].area, wholes[0].baseline.called, wholes[0].verdict is Verdict.LOWER
    offence, made = capitalised(largest[0]), f"made up {percent(100 * largest[1])} of"  # which fits one and several
    if below:
        gaps = (
            f"how far {area.called} is below {baseline}",
            f"the gap below {baseline}",
            f"the gap below {ITS_BASELINE}",
        )
        forms = [f"{offence} {made} {gap}" for gap in gaps]
        short = CutName(offence), f"{made} the gap below"
    else:
        forms = [f"{offence} {made} {area.owning('excess')}{over}" for over in (f" over {baseline}", "")]
        short = CutName(offence), f"{made} the excess"
    return fitting(*forms) or cut_to_fit(*short)


def headline_of_place(standing: Standing, ranked: int) -> str:
    """Head a ranking with one of the areas that have a place in it, of which there are so many."""
    area = standing.comparison.area
    if standing.funnel is None or standing.rank is None:
        return of_named(area.offence, capitalised(area.called), "has no place")
    said = f"{WHERE[standing.funnel]}, {ordinal(standing.rank)} of {ranked:,}"
    return of_named(area.offence, capitalised(area.called), said, said.replace("the funnel's", "the"))


def headline_of_ranking(places: Mapping[Funnel | None, int], name: str, offence: str | None) -> str:
    """Head a ranking: how many areas lie in which part of the funnel; `name` is the area's where it is one alone."""
    sides = {"above": places.get(Funnel.HIGH_OUTER, 0), "below": places.get(Funnel.LOW_OUTER, 0)}
    n = sum(number for place, number in places.items() if place is not None)
    if not n:
        return about_offence(offence, "No area is ranked: none has a count and a population", "No area is ranked")
    found = [(number, side) for side, number in sides.items() if number]
    if n == 1:
        where = f"lies {found[0][1] if found else 'within'}"
        return of_named(offence, name, f"{where} {OUTER_LIMITS}", f"{where} the limits")
    if not found:
        return about_offence(
            offence,
            f"None of the {n:,} areas lies outside {OUTER_LIMITS}",
            f"none of {n:,} lies outside {OUTER_LIMITS}",
        )
    (first, where), *others = found
    said = f"{first:,} of {n:,} areas {'lies' if first == 1 else 'lie'} {where}"
    rest = "".join(f", {number:,} {side}" for number, side in others)
    return about_offence(offence, f"{said} {OUTER_LIMITS}{rest}", f"{first:,} of {n:,} {where} the limits{rest}")


def placed_alone(ranking: Ranking, highlighted: frozenset[str]) -> Standing | None:
    """Return the only area that is highlighted by its key, if it has a place among others."""
    found = [s for s in ranking.standings if s.comparison.area.key in highlighted and s.funnel and s.rank]
    return found[0] if len(found) == 1 == len(highlighted) and ranking.ranked > 1 else None


def words_of_place(own: Standing, ranked: int) -> str:
    """Say of one area where it lies, and how many have a higher rate."""
    area, where = own.comparison.area, WHERE[own.funnel] if own.funnel is not None else ""
    place = f"{ordinal(own.rank or 0)} of {counted(ranked, 'area')} by rate, the highest first"
    return f"{capitalised(area.called)}, at {rate_of(area)} per 1,000 residents, {where}: it is {place}."
