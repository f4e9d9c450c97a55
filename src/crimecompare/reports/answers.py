"""Any result → its report: what the commands print, for those who call the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.offences import OffenceShare
from crimecompare.analysis.ranking import Ranking
from crimecompare.analysis.trend import Trend
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import by_offence, diff, evaluate, rank, show, trend
from crimecompare.reports.report import Report

One = AreaProfile | Comparison | Trend | Evaluation
Answer = One | Ranking | Sequence[One] | Sequence[OffenceShare]

REPORTED: dict[type, Callable[[Any], Report]] = {
    AreaProfile: lambda areas: show.report(show.shown(areas)),
    Comparison: diff.report,
    OffenceShare: by_offence.report,
    Trend: trend.report,
    Evaluation: evaluate.report,
}
"""What reports several results of a type."""


def report(answer: Answer) -> Report:
    """Return the report of profiles, of comparisons, trends or evaluations, of a ranking, or of `by_offence`.

    `report(…).to_dicts()` is its rows as dictionaries, under the keys of the command's JSON. Raises TypeError for what
    is none of these, and ValueError for an empty sequence.
    """
    if isinstance(answer, Ranking):
        return rank.report(answer, answer.standings)
    results: list[Any] = [answer] if isinstance(answer, One) else list(answer)
    if not results:
        raise ValueError("there is nothing to report: the sequence is empty")
    for kind, reported in REPORTED.items():
        if all(isinstance(result, kind) for result in results):
            return reported(results)
    raise TypeError(f"no report is made of {type(results[0]).__name__}")
