"""Any result → its report: what the commands print, for those who call the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.offences import OffenceShare
from crimecompare.analysis.ranking import Ranking
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import by_offence, diff, rank, show
from crimecompare.reports.report import Report

Answer = AreaProfile | Comparison | Ranking | Sequence[AreaProfile] | Sequence[Comparison] | Sequence[OffenceShare]

REPORTED: dict[type, Callable[[Any], Report]] = {
    AreaProfile: lambda areas: show.report(show.shown(areas)),
    Comparison: diff.report,
    OffenceShare: by_offence.report,
}
"""What reports several results of a type."""


def report(answer: Answer) -> Report:
    """Return the report of one profile or several, of comparisons, of a ranking, or of what `by_offence` returned.

    `report(…).to_dicts()` is its rows as dictionaries, under the keys of the command's JSON. Raises TypeError for what
    is none of these, and ValueError for an empty sequence.
    """
    if isinstance(answer, Ranking):
        return rank.report(answer, answer.standings)
    results: list[Any] = [answer] if isinstance(answer, AreaProfile | Comparison) else list(answer)
    if not results:
        raise ValueError("there is nothing to report: the sequence is empty")
    for kind, reported in REPORTED.items():
        if all(isinstance(result, kind) for result in results):
            return reported(results)
    raise TypeError(f"no report is made of {type(results[0]).__name__}")
