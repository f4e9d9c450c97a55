"""The optional libraries that importing needs: whether they are installed, and how they are loaded."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from crimecompare.errors import UsageError
from crimecompare.wording import installation

STANDARD_ERROR = 2


def require(*modules: str) -> None:
    """Load `modules` (such as "polars"). Raises UsageError with the line that installs those that are missing."""
    missing = [module for module in modules if not _loads(module)]
    if missing:
        raise UsageError(f"import needs {' and '.join(missing)}; install with: {installation(*missing)}")
    _give_interrupts_back()


def _loads(module: str) -> bool:
    try:
        with _interrupts_later():
            importlib.import_module(module)
    except ImportError:
        return False
    return True


def _give_interrupts_back() -> None:
    """Let Ctrl-C reach Python: Polars takes the signal for itself when it loads, and loses it between two queries."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.default_int_handler)


class Panicked(Exception):
    """A compiled library came upon what it had held to be impossible."""


@contextmanager
def panics_raised() -> Iterator[None]:
    """Make an error of the end that a compiled library would put to everything, `except Exception` included.

    Raises Panicked.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Panicked(str(error).splitlines()[0] if str(error) else "") from None


@contextmanager
def unheard() -> Iterator[None]:
    """Keep from standard error what a compiled library prints there when it fails; its error says the same."""
    try:
        before = os.dup(STANDARD_ERROR)
    except OSError:  # it is closed
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, STANDARD_ERROR)
    os.close(nothing)
    try:
        yield
    finally:
        os.dup2(before, STANDARD_ERROR)
        os.close(before)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl-C back for as long as a compiled module loads, which would panic on it with a traceback.

    Windows has no way to: there Ctrl-C is not held back.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
