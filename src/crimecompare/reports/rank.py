"""The report of `rank`: areas in order of their rate ratio, and where chance alone would leave them."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.codes import Code
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.intervals import Method
from crimecompare.analysis.ranking import OUTER, Funnel, Ranking, Standing
from crimecompare.reports.fields import Field, Judgement, Paragraph, Report, ReportKind, Shown, ValueType
from crimecompare.wording import counted, figure, visible

JUDGEMENTS = {
    Funnel.HIGH_OUTER: Judgement.WORSE,
    Funnel.HIGH_INNER: Judgement.WORSE,
    Funnel.LOW_INNER: Judgement.BETTER,
    Funnel.LOW_OUTER: Judgement.BETTER,
}
CONTAINED = "contains all the others and is left out"


def _of_funnel(standing: Standing) -> Judgement | None:
    return JUDGEMENTS.get(standing.funnel) if standing.funnel else None


KIND = ReportKind(
    "rank",
    [
        Field("rank", "rank", Shown("Rank", places=0)),
        Field("area", "comparison.area.key", value_type=ValueType.TEXT),
        Field("name", "comparison.area.name", Shown("Area", folds=True), ValueType.TEXT),
        Field("population", "comparison.area.population", Shown("Residents", 8, places=0)),
        Field("crimes", "comparison.area.crimes", Shown("Crimes", 7, places=0)),
        Field(
            "crime_rate",
            "comparison.area.rate",
            Shown("Crimes per\n1,000 a year", 2, places=1),
            interval="comparison.rate_interval",
        ),
        Field("baseline_crime_rate", "comparison.baseline.rate"),
        Field(
            "rate_ratio",
            "comparison.rate_ratio",
            Shown("Rate\nratio", 1, places=2, null=1),
            interval="comparison.ratio_interval",
        ),
        Field("excess_crime_rate", "comparison.excess_crime_rate"),
        Field(
            "excess_crimes",
            "comparison.excess_crimes",
            Shown("Excess crimes\na year", 3, places=0, signed=True),
        ),
        Field("funnel", "funnel", Shown("Funnel"), ValueType.TEXT, among=Funnel, judgement=_of_funnel),
        Field("z", "z", Shown("z", 4, places=1, signed=True)),
        Field("safety_score", "comparison.area.safety_score", Shown("Safety score\n(0 to 100)", 6)),
        Field("safety_shortfall", "comparison.safety_shortfall", Shown("Shortfall\n(points)", 5, signed=True)),
        Field("confidence", "comparison.confidence"),
        Field("method", "comparison.rate_method", value_type=ValueType.TEXT, among=Method),
        Field("notes", "notes", Shown("Notes", folds=True), ValueType.NOTES, among=Code),
    ],
)


def report(ranking: Ranking, shown: Sequence[Standing], excluded: Figures | None = None) -> Report:
    """Report the standings chosen from a ranking; its sentence speaks of all that was ranked."""
    title = f"Recorded crime against the baseline {ranking.baseline.label}"
    rate = (
        f" at {visible(ranking.baseline.rate)} per 1,000 residents a year" if ranking.baseline.rate is not None else ""
    )
    paragraph = Paragraph(_sentence(ranking, excluded), None)
    return Report(KIND, shown, [paragraph], title + rate, ranking.baseline.label, ranking.confidence)


def _sentence(ranking: Ranking, excluded: Figures | None) -> str:
    baseline, n = ranking.baseline, ranking.ranked
    left_out = [f"{excluded.name} {CONTAINED}."] if excluded is not None else []
    if not n:
        return " ".join(["None of these areas has a count and a population to be ranked by.", *left_out])
    above, below = ranking.beyond(Funnel.HIGH_OUTER), ranking.beyond(Funnel.LOW_OUTER)
    outside = above + below
    found = f"{figure(outside, 0)} {'lies' if outside == 1 else 'lie'} outside the 99.8% limits of the funnel"
    around = f"the baseline {baseline.label} at {visible(baseline.rate or 0)} per 1,000 residents"
    parts = [
        (
            f"Of {counted(n, 'area')}, {found} around {around} ({figure(above, 0)} above, {figure(below, 0)} below); "
            f"by chance alone, if crimes were independent of each other, about {_about(n * (1 - OUTER))} would."
        )
    ]
    if ranking.adjusted:
        parts.append(f"They are not independent (φ = {figure(ranking.phi, 2)}), and the limits allow for that.")
    elif ranking.asked:
        parts.append(f"They vary no more than that (φ = {figure(ranking.phi, 2)}), so nothing was adjusted.")
    elif ranking.is_overdispersed:
        parts.append(f"They are not independent: the areas are over-dispersed (φ = {figure(ranking.phi, 2)}).")
    unranked = len(ranking.standings) - n
    if unranked:
        parts.append(f"{counted(unranked, 'area')} cannot be ranked for want of a count and a population.")
    return " ".join([*parts, *left_out])


def _about(number: float) -> str:
    return f"{number:.1g}" if number < 1 else figure(number, 0)
