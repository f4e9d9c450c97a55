"""The report of `diff`: areas against a baseline, one row each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from crimecompare.analysis.comparison import Comparison, Verdict
from crimecompare.analysis.intervals import Interval
from crimecompare.reports import Judgement, Measure, Paragraph, Report, ReportKind, Row, Value, fields
from crimecompare.reports.sentences import of_comparison

KIND = ReportKind(
    name="diff",
    fields=fields(
        order="area name baseline baseline_name baseline_members population crimes crime_rate crime_rate_low "
        "crime_rate_high baseline_crime_rate excess_crime_rate excess_crime_rate_low excess_crime_rate_high "
        "excess_percent rate_ratio rate_ratio_low rate_ratio_high excess_crimes excess_crimes_low excess_crimes_high "
        "safety_score baseline_safety_score safety_shortfall verdict confidence method notes",
        text="area name baseline baseline_name verdict method",
        keys="baseline_members",
        notes="notes",
    ),
    measures=(
        Measure("Area", "name"),
        Measure("Residents", "population", 9, places=0),
        Measure("Crimes", "crimes", 10, places=0),
        Measure(
            "Crimes per\n1,000 a year",
            "crime_rate",
            2,
            "crime_rate_low",
            "crime_rate_high",
            "baseline_crime_rate",
            places=1,
        ),
        Measure(
            "Excess per\n1,000 a year",
            "excess_crime_rate",
            1,
            "excess_crime_rate_low",
            "excess_crime_rate_high",
            places=1,
            signed=True,
            null=0,
        ),
        Measure("Excess\n(%)", "excess_percent", 7, places=1, signed=True),
        Measure("Rate\nratio", "rate_ratio", 5, "rate_ratio_low", "rate_ratio_high", places=2, null=1),
        Measure(
            "Excess crimes\na year",
            "excess_crimes",
            4,
            "excess_crimes_low",
            "excess_crimes_high",
            places=0,
            signed=True,
            null=0,
        ),
        Measure("Safety score\n(0 to 100)", "safety_score", 6, baseline="baseline_safety_score"),
        Measure("Shortfall\n(points)", "safety_shortfall", 3, signed=True),
        Measure("Verdict", "verdict"),
        Measure("Notes", "notes"),
    ),
    downwards=True,
)

JUDGEMENT = {Verdict.HIGHER: Judgement.WORSE, Verdict.LOWER: Judgement.BETTER}


def report(comparisons: Sequence[Comparison]) -> Report:
    """Report comparisons in the order given."""
    rows = [Row(_values(c), _judgements(c), c.area.label) for c in comparisons]
    baseline = common_baseline(comparisons)
    return Report(
        KIND,
        rows,
        [Paragraph(of_comparison(c), c.notes) for c in comparisons],
        f"Recorded crime and safety score against the baseline {baseline or ''}".rstrip(),
        baseline or "Baseline",
        comparisons[0].confidence,
    )


def common_baseline(comparisons: Sequence[Comparison]) -> str | None:
    """Return what the baseline of all comparisons is called, or None where each has another."""
    labels = {comparison.baseline.label for comparison in comparisons}
    return labels.pop() if len(labels) == 1 else None


def _values(c: Comparison) -> dict[str, Value]:
    return {
        "area": c.area.key,
        "name": c.area.name,
        "baseline": c.baseline.key,
        "baseline_name": c.baseline.name,
        "baseline_members": c.baseline.members,
        "population": c.area.population,
        "crimes": c.area.crimes,
        "crime_rate": c.area.rate,
        **limits("crime_rate", c.rate_interval),
        "baseline_crime_rate": c.baseline.rate,
        "excess_crime_rate": c.excess_crime_rate,
        **limits("excess_crime_rate", c.excess_rate_interval),
        "excess_percent": c.excess_percent,
        "rate_ratio": c.rate_ratio,
        **limits("rate_ratio", c.ratio_interval),
        "excess_crimes": c.excess_crimes,
        **limits("excess_crimes", c.excess_crimes_interval),
        "safety_score": c.area.safety_score,
        "baseline_safety_score": c.baseline.safety_score,
        "safety_shortfall": c.safety_shortfall,
        "verdict": c.verdict.value,
        "confidence": c.confidence,
        "method": c.method,
        "notes": c.notes,
    }


def limits(key: str, interval: Interval | None) -> dict[str, float | None]:
    """Spell the two limits of a measure; a limit that the data do not set is None."""
    if interval is None:
        return {f"{key}_low": None, f"{key}_high": None}
    return {f"{key}_low": interval.low, f"{key}_high": interval.high if math.isfinite(interval.high) else None}


def _judgements(c: Comparison) -> dict[str, Judgement]:
    """Say what differs clearly for the worse or the better.

    A score has no interval, so any gap counts, but not in a row whose crime is not clearly different.
    """
    judgements: dict[str, Judgement] = {}
    if c.verdict in JUDGEMENT:
        judgements |= dict.fromkeys(("excess_crime_rate", "excess_crimes", "verdict"), JUDGEMENT[c.verdict])
    if c.safety_shortfall and c.verdict is not Verdict.SIMILAR:
        judgements["safety_shortfall"] = Judgement.WORSE if c.safety_shortfall > 0 else Judgement.BETTER
    return judgements
