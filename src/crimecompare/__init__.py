"""How does recorded crime here compare with there, and how sure can we be?

The public names; each is loaded when it is first asked for, so that Ctrl-C finds the program ready from the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crimecompare.analysis.comparison import Comparison, compare
    from crimecompare.profiles.area import AreaProfile
    from crimecompare.profiles.catalogue import load

__all__ = ["AreaProfile", "Comparison", "compare", "load"]

_HOMES = {
    "AreaProfile": "profiles.area",
    "Comparison": "analysis.comparison",
    "compare": "analysis.comparison",
    "load": "profiles.catalogue",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
