"""The report of `rank`: areas in order of their rate ratio, and where chance alone would leave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from crimecompare.analysis import caveats
from crimecompare.analysis.caveats import Note
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.ranking import FEWEST_FOR_OVERDISPERSION, OUTER, Funnel, Ranking, Standing
from crimecompare.profiles.area import PER
from crimecompare.reports import Judgement, Measure, Paragraph, Report, ReportKind, Row, Value, fields
from crimecompare.reports.diff import limits
from crimecompare.wording import counted, figure, visible

KIND = ReportKind(
    name="rank",
    fields=fields(
        order="rank area name population crimes crime_rate crime_rate_low crime_rate_high baseline_crime_rate "
        "rate_ratio rate_ratio_low rate_ratio_high excess_crime_rate excess_crimes funnel z safety_score "
        "safety_shortfall confidence method notes",
        text="area name funnel method",
        notes="notes",
    ),
    measures=(
        Measure("Rank", "rank", places=0),
        Measure("Area", "name"),
        Measure("Residents", "population", 8, places=0),
        Measure("Crimes", "crimes", 7, places=0),
        Measure("Crimes per\n1,000 a year", "crime_rate", 2, "crime_rate_low", "crime_rate_high", places=1),
        Measure("Rate\nratio", "rate_ratio", 1, "rate_ratio_low", "rate_ratio_high", places=2, null=1),
        Measure("Excess crimes\na year", "excess_crimes", 3, places=0, signed=True),
        Measure("Funnel", "funnel"),
        Measure("z", "z", 4, places=1, signed=True),
        Measure("Safety score\n(0 to 100)", "safety_score", 6),
        Measure("Shortfall\n(points)", "safety_shortfall", 5, signed=True),
        Measure("Notes", "notes"),
    ),
)

JUDGEMENT = {
    Funnel.HIGH_OUTER: Judgement.WORSE,
    Funnel.HIGH_INNER: Judgement.WORSE,
    Funnel.LOW_INNER: Judgement.BETTER,
    Funnel.LOW_OUTER: Judgement.BETTER,
}
POOR_SUMMARY = Note(
    "rank-uncertain",
    "A rank is a poor summary: it makes neighbours look different who are not, and much of it is chance; "
    "look at the intervals and the funnel.",
)
CONTAINED = "contains all the others and is left out"


class Rows(Sequence[Row]):
    """The rows of some standings, each spelled out when it is looked at: a large ranking has more than fit at once."""

    def __init__(self, ranking: Ranking, standings: Sequence[Standing], confidence: float) -> None:
        """Make rows of those standings of a ranking, with intervals at that confidence."""
        self._ranking = ranking
        self._standings = standings
        self._baseline = ranking.baseline
        self._confidence = confidence
        self._common_notes = tuple(_common_notes(ranking))

    def __len__(self) -> int:
        return len(self._standings)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return Rows(self._ranking, self._standings[index], self._confidence)
        return _row(self._standings[index], self._baseline, self._confidence, self._common_notes)


def report(ranking: Ranking, shown: Sequence[Row], confidence: float, excluded: Figures | None) -> Report:
    """Report the rows chosen from a ranking; its sentence speaks of all that was ranked."""
    title = f"Recorded crime against the baseline {ranking.baseline.label}"
    rate = (
        f" at {visible(ranking.baseline.rate)} per 1,000 residents a year" if ranking.baseline.rate is not None else ""
    )
    paragraph = Paragraph(_sentence(ranking, excluded), None)
    return Report(KIND, shown, [paragraph], title + rate, ranking.baseline.label, confidence)


def _row(standing: Standing, baseline: Figures, confidence: float, common: tuple[Note, ...]) -> Row:
    area, base = standing.area, baseline.rate or 0.0
    rate = area.rate_interval(confidence)
    ratio = rate.scaled(1 / base) if rate and base else None
    excess = area.rate - base if area.rate is not None else None
    scores = area.safety_score, baseline.safety_score
    values: dict[str, Value] = {
        "rank": standing.rank,
        "area": area.key,
        "name": area.name,
        "population": area.population,
        "crimes": area.crimes,
        "crime_rate": area.rate,
        **limits("crime_rate", rate),
        "baseline_crime_rate": base,
        "rate_ratio": standing.ratio,
        **limits("rate_ratio", ratio),
        "excess_crime_rate": excess,
        "excess_crimes": excess * area.population / PER if excess is not None and area.population else None,
        "funnel": standing.funnel.value if standing.funnel else None,
        "z": standing.z,
        "safety_score": scores[0],
        "safety_shortfall": scores[1] - scores[0] if scores[0] is not None and scores[1] is not None else None,
        "confidence": confidence,
        "method": rate.method if rate else None,
        "notes": (*_own_notes(area, baseline), *common),
    }
    judgement = JUDGEMENT.get(standing.funnel) if standing.funnel else None
    return Row(values, {"funnel": judgement} if judgement else {}, area.name)


def _own_notes(area: Figures, baseline: Figures) -> Iterator[Note]:
    yield from caveats.of_side(area)
    yield from caveats.no_population(area)
    yield from caveats.of_kinds(area, baseline)
    yield from caveats.stated_by(area)


def _common_notes(ranking: Ranking) -> Iterator[Note]:
    """Yield the notes that concern every row alike, those of the baseline among them."""
    baseline = ranking.baseline
    yield Note("baseline-fixed", f"{baseline.label}: its rate is taken as exact for all areas.")
    if baseline.rate == 0:
        yield caveats.zero_baseline(baseline)
    yield from caveats.of_side(baseline, baseline.label)
    yield from caveats.stated_by(baseline, baseline.label)
    yield from caveats.pooled_score(baseline)
    measured = f"φ = {ranking.phi:.4g} among {counted(ranking.ranked, 'area')}"
    if ranking.adjusted:
        yield Note(
            "overdispersion-adjusted", f"z and funnel allow for over-dispersion ({measured}; Spiegelhalter 2005)."
        )
    elif ranking.asked:
        yield Note("not-over-dispersed", f"There is no over-dispersion to allow for ({measured}).")
    elif ranking.is_overdispersed:
        remedy = "; --overdispersion allows for it" if ranking.ranked >= FEWEST_FOR_OVERDISPERSION else ""
        yield Note(
            "over-dispersed",
            f"The areas vary more than chance alone would make them ({measured}), so more lie outside the limits "
            f"than these promise{remedy}.",
        )
    yield POOR_SUMMARY


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
