"""The optional libraries that importing needs: whether they are installed, and how they are loaded."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from crimecompare.errors import UsageError
from crimecompare.wording import installation, printable

STANDARD_ERROR = 2
LEAST_MEMORY = 1 << 30
"""Bytes of address space, of which the import of a table takes half."""


def require(*modules: str, memory: int = LEAST_MEMORY) -> None:
    """Load `modules` (such as "polars"), for work that takes so many bytes of memory.

    Raises UsageError with the line that installs those that are missing, or where so much memory is not allowed.
    """
    _check_memory(memory)
    missing = [module for module in modules if not _loads(module)]
    if missing:
        raise UsageError(f"import needs {' and '.join(missing)}; install with: {installation(*missing)}")
    _give_interrupts_back()


def _check_memory(least: int) -> None:
    """Refuse to begin where too little memory is allowed: Polars would end the process, which nothing can catch.

    Memory that the machine lacks is not foreseen: a system promises more than it has.
    """
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if allowed != resource.RLIM_INFINITY and allowed < least:
        here = f"this shell allows {allowed >> 20:,} MB (ulimit -v)"
        raise UsageError(f"import needs up to {least >> 20:,} MB of memory, and {here}")


@contextmanager
def failures_mended() -> Iterator[None]:
    """Say in one line that an import took more memory than there is, or that Polars could not go on.

    Raises UsageError.
    """
    try:
        with panics_raised():
            yield
    except MemoryError:
        raise UsageError(
            "this import takes more memory than there is; import fewer areas or months at a time"
        ) from None
    except Panicked as error:
        raise UsageError(f"Polars could not go on ({printable(str(error))}); is there enough memory?") from None


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
