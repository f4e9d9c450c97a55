"""How does recorded crime here compare with there, and how sure can we be?

The public names; each is loaded when it is first asked for, so that Ctrl-C finds the program ready from the start.
"""

TYPE_CHECKING = False  # as type checkers know it; `typing` takes as long to load as Python itself takes to start
if TYPE_CHECKING:
    from crimecompare.analysis.comparison import Comparison, Verdict
    from crimecompare.analysis.funnel import Limits
    from crimecompare.analysis.intervals import Interval
    from crimecompare.analysis.offences import OffenceShare, by_offence
    from crimecompare.analysis.pairs import compare
    from crimecompare.analysis.ranking import Funnel, Ranking, Standing, rank
    from crimecompare.errors import CrimecompareError
    from crimecompare.profiles.area import AreaProfile
    from crimecompare.profiles.catalogue import load
    from crimecompare.reports.answers import report

__version__ = "0.1.0"
__all__ = [
    "AreaProfile",
    "Comparison",
    "CrimecompareError",
    "Funnel",
    "Interval",
    "Limits",
    "OffenceShare",
    "Ranking",
    "Standing",
    "Verdict",
    "by_offence",
    "compare",
    "load",
    "rank",
    "report",
]

_HOMES = {
    "AreaProfile": "profiles.area",
    "Comparison": "analysis.comparison",
    "CrimecompareError": "errors",
    "Funnel": "analysis.ranking",
    "Interval": "analysis.intervals",
    "Limits": "analysis.funnel",
    "OffenceShare": "analysis.offences",
    "Ranking": "analysis.ranking",
    "Standing": "analysis.ranking",
    "Verdict": "analysis.comparison",
    "by_offence": "analysis.offences",
    "compare": "analysis.pairs",
    "load": "profiles.catalogue",
    "rank": "analysis.ranking",
    "report": "reports.answers",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names, so that Tab offers them before they are loaded."""
    return sorted([*__all__, "__version__"])
