"""How does recorded crime here compare with there, and how sure can we be?

The public names; each is loaded when it is first asked for, so that Ctrl-C finds the program ready from the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crimecompare.analysis.comparison import Comparison, Verdict
    from crimecompare.analysis.evaluating import evaluate
    from crimecompare.analysis.evaluation import Evaluation
    from crimecompare.analysis.funnel import Limits
    from crimecompare.analysis.intervals import Interval
    from crimecompare.analysis.offences import OffenceShare, by_offence
    from crimecompare.analysis.pairs import compare
    from crimecompare.analysis.ranking import Funnel, Ranking, Standing, rank
    from crimecompare.analysis.trend import Trend, trend
    from crimecompare.errors import CrimecompareError
    from crimecompare.profiles.area import AreaProfile
    from crimecompare.profiles.catalogue import load
    from crimecompare.reports.answers import report

__version__ = "0.1.0"
__all__ = [
    "AreaProfile",
    "Comparison",
    "CrimecompareError",
    "Evaluation",
    "Funnel",
    "Interval",
    "Limits",
    "OffenceShare",
    "Ranking",
    "Standing",
    "Trend",
    "Verdict",
    "by_offence",
    "compare",
    "evaluate",
    "load",
    "rank",
    "report",
    "trend",
]

_HOMES = {
    "AreaProfile": "profiles.area",
    "Comparison": "analysis.comparison",
    "CrimecompareError": "errors",
    "Evaluation": "analysis.evaluation",
    "Funnel": "analysis.ranking",
    "Interval": "analysis.intervals",
    "Limits": "analysis.funnel",
    "OffenceShare": "analysis.offences",
    "Ranking": "analysis.ranking",
    "Standing": "analysis.ranking",
    "Trend": "analysis.trend",
    "Verdict": "analysis.comparison",
    "by_offence": "analysis.offences",
    "compare": "analysis.pairs",
    "evaluate": "analysis.evaluating",
    "load": "profiles.catalogue",
    "rank": "analysis.ranking",
    "report": "reports.answers",
    "trend": "analysis.trend",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names, so that Tab offers them before they are loaded."""
    return sorted([*__all__, "__version__"])
