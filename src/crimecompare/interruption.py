"""Ctrl-C: ends the process at once, but where something has to be put in order first."""

import os
import signal
from types import FrameType

INTERRUPTED = 130
"""The exit code of a process that Ctrl-C ended."""


def end_at_once_on_interrupt() -> None:
    """Make Ctrl-C end the process from now on, with no exception that could be lost or shown on its way.

    A process that was started with Ctrl-C ignored, as shells do with what runs in the background, goes on ignoring it.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


class OrderlyInterrupt:
    """A block within which Ctrl-C raises KeyboardInterrupt, once, so that nothing half-done is left behind."""

    def __enter__(self) -> None:
        self._ends_at_once = signal.getsignal(signal.SIGINT) is _end
        if self._ends_at_once:
            signal.signal(signal.SIGINT, _interrupt)

    def __exit__(self, *_: object) -> None:
        if self._ends_at_once:
            signal.signal(signal.SIGINT, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not stop the tidying
    raise KeyboardInterrupt
