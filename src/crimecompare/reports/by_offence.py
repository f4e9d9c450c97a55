"""The report of `diff --by-offence`: which offences an excess consists of, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.caveats import Note
from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.offences import NOT_BROKEN_DOWN, OffenceShare
from crimecompare.reports import Measure, Paragraph, Report, ReportKind, Row, Value, fields
from crimecompare.reports.diff import JUDGEMENT, common_baseline, limits
from crimecompare.wording import figure, percent

LARGEST = 3
"""How many offences the sentence names."""

KIND = ReportKind(
    name="diff-by-offence",
    fields=fields(
        order="area name baseline baseline_name offence crimes baseline_crimes crime_rate baseline_crime_rate "
        "excess_crime_rate rate_ratio rate_ratio_low rate_ratio_high share_of_excess verdict confidence method notes",
        text="area name baseline baseline_name offence verdict method",
        notes="notes",
    ),
    measures=(
        Measure("Area", "name"),
        Measure("Offence", "offence"),
        Measure("Crimes", "crimes", 5, places=0),
        Measure("Crimes per\n1,000 a year", "crime_rate", 2, baseline="baseline_crime_rate", places=2),
        Measure("Excess per\n1,000 a year", "excess_crime_rate", 1, places=2, signed=True),
        Measure("Rate\nratio", "rate_ratio", 4, "rate_ratio_low", "rate_ratio_high", places=2, null=1),
        Measure("Share of\nexcess", "share_of_excess", 3, places=3),
        Measure("Verdict", "verdict"),
        Measure("Notes", "notes"),
    ),
)


def report(broken_down: Sequence[tuple[Comparison, Sequence[OffenceShare]]]) -> Report:
    """Report each comparison with the offences it consists of."""
    baseline = common_baseline([whole for whole, _ in broken_down])
    return Report(
        KIND,
        [_row(part) for _, parts in broken_down for part in parts],
        [Paragraph(_sentence(whole, parts), _notes(parts)) for whole, parts in broken_down],
        f"Recorded crime by offence against the baseline {baseline or ''}".rstrip(),
        baseline or "Baseline",
        broken_down[0][1][0].comparison.confidence,
    )


def _row(part: OffenceShare) -> Row:
    judgement = JUDGEMENT.get(part.comparison.verdict)
    return Row(_values(part), {"excess_crime_rate": judgement, "verdict": judgement} if judgement else {})


def _values(part: OffenceShare) -> dict[str, Value]:
    c = part.comparison
    return {
        "area": c.area.key,
        "name": c.area.name,
        "baseline": c.baseline.key,
        "baseline_name": c.baseline.name,
        "offence": part.offence,
        "crimes": c.area.crimes,
        "baseline_crimes": c.baseline.crimes,
        "crime_rate": c.area.rate,
        "baseline_crime_rate": c.baseline.rate,
        "excess_crime_rate": c.excess_crime_rate,
        "rate_ratio": c.rate_ratio,
        **limits("rate_ratio", c.ratio_interval),
        "share_of_excess": part.share_of_excess,
        "verdict": c.verdict.value,
        "confidence": c.confidence,
        "method": c.method,
        "notes": c.notes,
    }


def _notes(parts: Sequence[OffenceShare]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(note for part in parts for note in part.comparison.notes))


def _sentence(whole: Comparison, parts: Sequence[OffenceShare]) -> str:
    excess = whole.excess_crime_rate
    names = f"{whole.area.label} against the baseline {whole.baseline.label}"
    if excess is None:
        return f"{names}: the whole excess is not known, so no offence has a share of it."
    total = f"{names}: {figure(excess, 1, signed=True)} crimes per 1,000 residents"
    if not excess:
        return f"{total}, so no offence has a share of it."
    pulling = sorted((p for p in parts if (p.share_of_excess or 0) > 0), key=lambda part: -(part.share_of_excess or 0))
    named = [f"{_called(p)} ({percent(100 * (p.share_of_excess or 0))})" for p in pulling[:LARGEST]]
    return f"{total}; the largest {'share of it is' if len(named) == 1 else 'shares of it are'} {', '.join(named)}."


def _called(part: OffenceShare) -> str:
    return "what is not broken down" if part.offence == NOT_BROKEN_DOWN else part.offence
