"""The report of `rank`: areas in order of their rate ratio, and whether they lie within the funnel's limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crimecompare.analysis.codes import Code
from crimecompare.analysis.differences import Differences
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.funnel import FEWEST_JUDGED, INNER, OUTER, Limits
from crimecompare.analysis.funnel_limits import FunnelLimits
from crimecompare.analysis.intervals import OF_COUNT
from crimecompare.analysis.ranking import FUNNEL, Funnel, Ranking, Standing
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.fields import NOTES_IMPORTANCE, Field, Judgement, ReportKind, Shown, ValueType
from crimecompare.reports.headlines import headline_of_place, headline_of_ranking, placed_alone, words_of_place
from crimecompare.reports.pictures import LOG_SCALE, Drawing, Picture, rate_axis
from crimecompare.reports.report import Paragraph, Report
from crimecompare.reports.sentences import rate_of
from crimecompare.reports.titles import RECORDED, of_sides, of_what
from crimecompare.wording import capitalised, counted, figure, level

PASSED = {lies: passed for passed, lies in FUNNEL.items()}
"""How many limits an area has passed, by where it lies."""
PERSON_YEARS = Field("person_years", "comparison.area.person_years", Shown("Person-years", places=0))
"""The residents times the years observed, where the areas are not observed equally long."""
JUDGEMENTS = {
    Funnel.HIGH_OUTER: Judgement.WORSE,
    Funnel.HIGH_INNER: Judgement.WORSE,
    Funnel.LOW_INNER: Judgement.BETTER,
    Funnel.LOW_OUTER: Judgement.BETTER,
}
OUTSIDE = f"outside the {level(OUTER)} limits", "within them"
"""What filled and hollow marks mean."""
ROUNDING = 1e-9
"""How far two lengths of time may be apart that are equal but for floating-point errors."""
ALLOWED = {Limits.POISSON: "chance", Limits.ADDITIVE: "more than chance"}
"""What limits allow for, as a title says it."""
CONTAINED = "contains all the others and is left out"
NOT_SHOWN = "There is no clear sign that the areas differ by more than chance."


def _of_funnel(standing: Standing) -> Judgement | None:
    return JUDGEMENTS.get(standing.funnel) if standing.funnel else None


KIND = ReportKind(
    "rank",
    [
        Field("rank", "rank", Shown("Rank", places=0)),
        Field("area", "comparison.area.key", value_type=ValueType.TEXT),
        Field("name", "comparison.area.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("code", "comparison.area.code", value_type=ValueType.TEXT),
        Field("kind", "comparison.area.kind", Shown("Kind", 32, folds=True, varies=True), ValueType.TEXT),
        Field("within", "comparison.area.within", value_type=ValueType.TEXT),
        Field(
            "period", "comparison.area.period", Shown("Period", 2, folds=True, spelled=spelled_period), ValueType.TEXT
        ),
        Field("offence", "comparison.area.offence", value_type=ValueType.TEXT),
        Field("population", "comparison.area.population", Shown("Residents", 30, places=0)),
        Field("crimes", "comparison.area.crimes", Shown("Crimes", 9, places=0)),
        Field(
            "crime_rate",
            "comparison.area.rate",
            Shown("Crimes per\n1,000 a year", 3, places=1, finer=True),
            interval="comparison.rate_interval",
        ),
        Field("baseline_crime_rate", "comparison.baseline.rate", places=1),
        Field(
            "rate_ratio",
            "comparison.rate_ratio",
            Shown("Rate\nratio", 1, places=2, null=1),
            interval="comparison.ratio_interval",
        ),
        Field("excess_crime_rate", "comparison.excess_crime_rate", places=1),
        Field(
            "excess_crimes",
            "comparison.excess_crimes",
            Shown("Difference in\ncrimes a year", 6, places=0, signed=True),
        ),
        Field("funnel", "funnel", Shown("Funnel"), ValueType.TEXT, among=Funnel, judgement=_of_funnel),
        Field("limits", "limits", value_type=ValueType.TEXT, among=(Limits.POISSON, Limits.ADDITIVE)),
        Field("z", "z", Shown("z", 31, places=1, signed=True)),
        Field("safety_score", "comparison.area.safety_score", Shown("Safety score\n(0 to 100)", 8)),
        Field("safety_shortfall", "comparison.safety_shortfall", Shown("Points\nbelow", 7)),
        Field("confidence", "comparison.confidence"),
        Field("method", "comparison.rate_method", value_type=ValueType.TEXT, among=OF_COUNT),
        Field("notes", "notes", Shown("Notes", NOTES_IMPORTANCE, folds=True), ValueType.NOTES, among=Code),
        Field("source", "comparison.area.source", value_type=ValueType.TEXT),
    ],
    sources=["comparison.area.sources", "comparison.baseline.sources"],
    order="rank",
)


class OneOfSeveral(NamedTuple):
    """That areas of one kind are ranked although there are others, and how to choose another."""

    remedy: str


def report(
    ranking: Ranking,
    shown: Sequence[Standing],
    excluded: Figures | None = None,
    only: OneOfSeveral | None = None,
    highlighted: Iterable[str] = (),
) -> Report:
    """Report the standings chosen from a ranking; its title and its sentence are about all that was ranked.

    `highlighted` are the keys of the areas that its picture names in any case; one alone is what the words are about.
    """
    lit = frozenset(highlighted)
    own = placed_alone(ranking, lit)
    baseline = ranking.baseline
    rate = f" at {rate_of(baseline)} per 1,000 residents a year" if baseline.rate is not None else ""
    areas = (standing.comparison.area for standing in ranking.standings)
    kinds = {standing.comparison.area.kind for standing in ranking.standings}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    within = "of" if baseline.offence is None else "in"
    of_each = f" {within} each {kind or 'area of no stated kind'}" if kind or only else ""
    subject = f"{of_what(baseline.offence, RECORDED)}{of_each}"
    title = of_sides(subject, f"compared with {baseline.called}", areas, [baseline], rate)
    caption = f"{title.text}, limits that allow for {ALLOWED[ranking.differences.limits]}"
    return Report(
        KIND.of(baseline.offence),
        shown,
        [Paragraph(_sentence(ranking, excluded, own), None)],
        f"{caption}{f' ({only.remedy})' if only else ''}",
        title.told,
        baseline.label,
        ranking.confidence,
        headline=headline_of_place(own, ranking.ranked) if own else _headline(ranking),
        pictures=_pictures(ranking, lit, caption),
    )


def _headline(ranking: Ranking) -> str:
    return headline_of_ranking(ranking.places, _first_ranked(ranking), ranking.baseline.offence)


def _pictures(ranking: Ranking, highlighted: frozenset[str], caption: str) -> list[Picture]:
    """Draw the funnel, by residents or, where areas are not observed equally long, by person-years."""
    baseline, differences = ranking.baseline, ranking.differences
    if not baseline.rate or not ranking.ranked:
        return []
    fields = KIND.of(baseline.offence).fields
    in_rows = Picture(
        Drawing.FOREST,
        fields["rate_ratio"],
        f"Rate ratio to {baseline.called} {LOG_SCALE}",
        is_log=True,
        reference=1,
        reference_name=baseline.label,
        sides=("lower", "higher"),
        is_clear=_is_outside,
        key=OUTSIDE,
        highlighted=highlighted,
    )
    years = _years_alike(ranking)
    tau = differences.tau if differences.limits is Limits.ADDITIVE else 0.0
    funnel = in_rows._replace(
        drawing=Drawing.FUNNEL,
        value=fields["crime_rate"],
        axis=f"{rate_axis(baseline.offence)} {LOG_SCALE}",
        reference=baseline.rate,
        reference_name=f"{capitalised(baseline.label)}: {rate_of(baseline)}",
        caption=caption,
        size=PERSON_YEARS if years is None else fields["population"],
        size_axis=f"{'Person-years' if years is None else 'Residents'} {LOG_SCALE}",
        limits=FunnelLimits(baseline.rate, tau, years or 1.0),
        limit_names=(f"{level(INNER)} limits", f"{level(OUTER)} limits"),
        passed=_limits_passed,
        in_rows=in_rows,
    )
    return [funnel]


def _years_alike(ranking: Ranking) -> float | None:
    """Return how many years each area is observed; None where that differs, or one gives no residents."""
    areas = [standing.comparison.area for standing in ranking.standings if standing.funnel is not None]
    years = {area.person_years / area.population if area.person_years and area.population else None for area in areas}
    first = next(iter(years))
    if first is None or None in years or any(abs(other / first - 1) > ROUNDING for other in years if other):
        return None
    return first


def _limits_passed(standing: Standing) -> int | None:
    return None if standing.funnel is None else PASSED[standing.funnel]


def _is_outside(standing: Standing) -> bool:
    return standing.funnel in {Funnel.HIGH_OUTER, Funnel.LOW_OUTER}


def _first_ranked(ranking: Ranking) -> str:
    """Name the first area that has a place on the funnel, if there is one."""
    return next((capitalised(s.comparison.area.called) for s in ranking.standings if s.funnel is not None), "")


def _sentence(ranking: Ranking, excluded: Figures | None, own: Standing | None) -> str:
    left_out = [f"{excluded.name} {CONTAINED}."] if excluded is not None else []
    if not ranking.ranked:
        return " ".join(["No area is ranked: none of them has a count and a population.", *left_out])
    alike = [NOT_SHOWN] if _may_be_alike(ranking.differences) else []
    said = " ".join(
        [
            *([words_of_place(own, ranking.ranked)] if own else []),
            _of_funnel_limits(ranking),
            *alike,
            *_of_unplaced(ranking),
            *left_out,
        ]
    )
    offence = ranking.baseline.offence
    if offence is None:
        return said
    return f"{capitalised(offence)}: {said if own or ranking.ranked == 1 else said[0].lower() + said[1:]}"


def _of_funnel_limits(ranking: Ranking) -> str:
    """Say how many areas lie outside the outer limits, and how many would for no particular reason."""
    n, places = ranking.ranked, ranking.places
    above, below = places[Funnel.HIGH_OUTER], places[Funnel.LOW_OUTER]
    outside, each = above + below, "99.8% limits of the funnel"
    around = f"around {ranking.baseline.called} at {rate_of(ranking.baseline)} per 1,000 residents"
    period = ranking.baseline.period
    around = f"{around} in {spelled_period(period)}" if period else around
    if n == 1:
        where = "above" if above else "below" if below else "within"
        return f"{_first_ranked(ranking)} lies {where} the {each} {around}."
    if not outside:
        return f"None of the {n:,} areas lies outside the {each} {around}."
    sides = " and ".join(f"{number:,} {side}" for number, side in ((above, "above"), (below, "below")) if number)
    found = f"Of {counted(n, 'area')}, {figure(outside, 0)} {'lies' if outside == 1 else 'lie'} outside the {each}"
    share = n * (1 - OUTER)
    few = "fewer than one" if share < 1 else f"about {figure(share, 0)}"
    if ranking.differences.limits is Limits.ADDITIVE:
        return f"{found} {around} ({sides}); {few} would if areas differed only as these limits allow."
    return f"{found} {around} ({sides}); chance alone would put {few} there."


def _may_be_alike(differences: Differences) -> bool:
    """Whether there are enough areas to tell whether they differ beyond chance, and they do not clearly differ."""
    enough = differences.number >= FEWEST_JUDGED
    return enough and differences.limits is Limits.POISSON and not differences.are_clear


def _of_unplaced(ranking: Ranking) -> list[str]:
    """Say how many areas are not on the funnel, if any."""
    unplaced = ranking.places[None]
    if not unplaced:
        return []
    verb, it, has = ("is", "it", "has") if unplaced == 1 else ("are", "they", "have")
    return [f"{counted(unplaced, 'area')} {verb} not ranked: {it} {has} no count or no population."]
