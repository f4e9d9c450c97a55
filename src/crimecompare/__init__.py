"""How does recorded crime here compare with there, and how sure can we be?

The public names; each is loaded when it is first asked for, so that Ctrl-C finds the program ready from the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crimecompare.catalogue import load
    from crimecompare.comparison import Comparison, compare
    from crimecompare.profiles import AreaProfile

__all__ = ["AreaProfile", "Comparison", "compare", "load"]

_HOMES = {"AreaProfile": "profiles", "Comparison": "comparison", "compare": "comparison", "load": "catalogue"}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - for the first use of a name only

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
