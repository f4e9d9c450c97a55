"""Whether the optional libraries that importing needs are installed. Nothing here reads data."""

from __future__ import annotations

import importlib

from crimecompare.errors import UsageError


def require(*modules: str) -> None:
    """Check that `modules` (such as "polars") can be imported. Raises UsageError with the line that installs them."""
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            raise UsageError(f"import needs {module}; install it with: pip install 'crimecompare[import]'") from None
