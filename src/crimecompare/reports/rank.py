"""The report of `rank`: areas in order of their rate ratio, and where chance alone would leave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crimecompare import caveats, intervals
from crimecompare.caveats import Note
from crimecompare.numbers import counted, figure, telling
from crimecompare.profiles import PER
from crimecompare.ranking import OUTER, Funnel, Ranking, Standing
from crimecompare.reports import Measure, Paragraph, Reading, Report, Row, Shape, Value, fields
from crimecompare.reports.diff import limits
from crimecompare.sides import Side

if TYPE_CHECKING:
    from crimecompare.profiles import AreaProfile

SHAPE = Shape(
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
        Measure("Crimes per\n1,000 a year", "crime_rate", 1, "crime_rate_low", "crime_rate_high", places=1),
        Measure("Rate\nratio", "rate_ratio", 2, "rate_ratio_low", "rate_ratio_high", places=2),
        Measure("Excess crimes\na year", "excess_crimes", 3, places=0, signed=True),
        Measure("Funnel", "funnel"),
        Measure("z", "z", 4, places=1, signed=True),
        Measure("Safety score\n(0 to 100)", "safety_score", 6),
        Measure("Shortfall\n(points)", "safety_shortfall", 5, signed=True),
        Measure("Notes", "notes"),
    ),
)

READING = {
    Funnel.HIGH_OUTER: Reading.WORSE,
    Funnel.HIGH_INNER: Reading.WORSE,
    Funnel.LOW_INNER: Reading.BETTER,
    Funnel.LOW_OUTER: Reading.BETTER,
}
POOR_SUMMARY = Note(
    "rank-uncertain",
    "A rank is a poor summary: it makes neighbours look different who are not, and much of it is chance; "
    "look at the intervals and the funnel.",
)
CONTAINED = "contains all the others and is left out"


def rows(ranking: Ranking, standings: Sequence[Standing], confidence: float) -> list[Row]:
    """Spell the rows of some standings of a ranking, with intervals at that confidence."""
    common = tuple(_common_notes(ranking))
    baseline = ranking.baseline
    return [_row(standing, baseline, confidence, common) for standing in standings]


def report(ranking: Ranking, shown: Sequence[Row], confidence: float, excluded: AreaProfile | None) -> Report:
    """Report the rows chosen from a ranking; its sentence speaks of all that was ranked."""
    notes = tuple(dict.fromkeys(note for row in shown for note in row.notes))
    title = f"Recorded crime against the baseline {ranking.baseline.label}"
    rate = (
        f" at {telling(ranking.baseline.rate)} per 1,000 residents a year" if ranking.baseline.rate is not None else ""
    )
    paragraph = Paragraph(_sentence(ranking, excluded), notes)
    return Report(SHAPE, shown, [paragraph], title + rate, ranking.baseline.label, confidence)


def _row(standing: Standing, baseline: Side, confidence: float, common: tuple[Note, ...]) -> Row:
    profile = standing.profile
    years, count, base = profile.person_years, profile.count, baseline.rate or 0.0
    interval = intervals.of_count(count, confidence) if count is not None and years else None
    rate = interval.scaled(PER / years) if interval and years else None
    ratio = rate.scaled(1 / base) if rate and base else None
    excess = standing.rate - base if standing.rate is not None else None
    score = profile.safety_score
    values: dict[str, Value] = {
        "rank": standing.rank,
        "area": profile.key,
        "name": profile.name,
        "population": profile.population,
        "crimes": count,
        "crime_rate": standing.rate,
        **limits("crime_rate", rate),
        "baseline_crime_rate": base,
        "rate_ratio": standing.ratio,
        **limits("rate_ratio", ratio),
        "excess_crime_rate": excess,
        "excess_crimes": excess * profile.population / PER if excess is not None and profile.population else None,
        "funnel": standing.funnel.value if standing.funnel else None,
        "z": standing.z,
        "safety_score": score,
        "safety_shortfall": baseline.safety_score - score
        if score is not None and baseline.safety_score is not None
        else None,
        "confidence": confidence,
        "method": rate.method if rate else None,
        "notes": (*_own_notes(Side.of(profile), baseline), *common),
    }
    reading = READING.get(standing.funnel) if standing.funnel else None
    return Row(values, {"funnel": reading} if reading else {}, profile.name)


def _own_notes(area: Side, baseline: Side) -> Iterator[Note]:
    yield from caveats.of_side(area)
    yield from caveats.no_population(area)
    yield from caveats.of_kinds(area, baseline)
    yield from caveats.stated_by(area)


def _common_notes(ranking: Ranking) -> Iterator[Note]:
    """Yield the notes that concern every row alike."""
    baseline = ranking.baseline
    yield Note("baseline-fixed", f"{baseline.label}: its rate is taken as exact for all areas.")
    if baseline.rate == 0:
        yield caveats.zero_baseline(baseline)
    measured = f"φ = {ranking.phi:.4g} among {counted(ranking.ranked, 'area')}"
    if ranking.adjusted:
        yield Note(
            "overdispersion-adjusted", f"z and funnel allow for over-dispersion ({measured}; Spiegelhalter 2005)."
        )
    elif ranking.is_overdispersed:
        yield Note(
            "over-dispersed",
            f"The areas vary more than chance alone would make them ({measured}), so more lie outside the limits "
            "than these promise; --overdispersion allows for it.",
        )
    yield POOR_SUMMARY


def _sentence(ranking: Ranking, excluded: AreaProfile | None) -> str:
    baseline, n = ranking.baseline, ranking.ranked
    if not n:
        return "None of these areas has a count and a population to be ranked by."
    above, below = ranking.beyond(Funnel.HIGH_OUTER), ranking.beyond(Funnel.LOW_OUTER)
    outside = above + below
    found = f"{figure(outside, 0)} {'lies' if outside == 1 else 'lie'} outside the 99.8% limits of the funnel"
    around = f"the baseline {baseline.label} at {telling(baseline.rate or 0)} per 1,000 residents"
    parts = [
        (
            f"Of {counted(n, 'area')}, {found} around {around} ({figure(above, 0)} above, {figure(below, 0)} below); "
            f"by chance alone, if crimes were independent of each other, about {_about(n * (1 - OUTER))} would."
        )
    ]
    if ranking.adjusted:
        parts.append(f"The limits allow for over-dispersion (φ = {figure(ranking.phi, 2)}).")
    elif ranking.is_overdispersed:
        parts.append(f"They are not independent: the areas are over-dispersed (φ = {figure(ranking.phi, 2)}).")
    unranked = len(ranking.standings) - n
    if unranked:
        parts.append(f"{counted(unranked, 'area')} cannot be ranked for want of a count and a population.")
    if excluded is not None:
        parts.append(f"{excluded.name} {CONTAINED}.")
    return " ".join(parts)


def _about(number: float) -> str:
    return f"{number:.1g}" if number < 1 else figure(number, 0)
