"""The optional libraries that importing needs: are they installed, and how are they loaded?"""

from __future__ import annotations

import importlib
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from crimecompare.errors import UsageError


def require(*modules: str) -> None:
    """Load `modules` (such as "polars"). Raises UsageError with the line that installs them."""
    for module in modules:
        try:
            with _interrupts_later():
                importlib.import_module(module)
        except ImportError:
            raise UsageError(f'import needs {module}; install it with: pip install "crimecompare[import]"') from None
    _give_interrupts_back()


def _give_interrupts_back() -> None:
    """Let Ctrl-C reach Python: Polars takes the signal for itself when it loads, and loses it between two queries."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl-C back for as long as a compiled module loads, which would panic on it with a traceback."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
