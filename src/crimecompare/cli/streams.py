"""Standard output: a description of its terminal, and everything that writes to it."""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

import typer

from crimecompare.errors import UnwritableFile
from crimecompare.formats.names import Screen
from crimecompare.wording import printable

AT_A_TIME = 1 << 20
"""Bytes written at a time."""


def screen_of(descriptor: int) -> Screen:
    """Describe the terminal behind a file descriptor; anything else has no size and no colour."""
    if not os.isatty(descriptor):
        return Screen()
    colour = bool(os.environ.get("FORCE_COLOR")) or os.environ.get("TERM") not in {"dumb", "unknown", None}
    columns, lines = os.get_terminal_size(descriptor)  # 0 from a terminal that does not know its size
    return Screen(columns or 80, lines or 24, colour and not os.environ.get("NO_COLOR"), sys.stdout.encoding)


def write(content: str) -> None:
    """Write all of `content` to standard output. Raises what `write_all` does."""
    write_all([content.encode("utf-8", "replace")])


def write_all(pieces: Iterable[bytes]) -> None:
    """Write all the pieces to standard output, once the last of them is known.

    It goes past Python's buffer, whose failures can get lost. Raises BrokenPipeError when the reader has gone,
    UnwritableFile when the output takes no more for another reason.
    """
    if sys.stdout is None:
        raise UnwritableFile("cannot write to standard output: it is closed")
    content = bytearray()
    for piece in pieces:
        content += piece
    left = memoryview(content)
    raw = getattr(
        sys.stdout.buffer, "raw", sys.stdout.buffer
    )  # and no file descriptor: a console of Windows has its own
    try:
        while left:
            written = raw.write(left[:AT_A_TIME])
            if written is None:  # it would have to wait, and has been told not to
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            left = left[written:]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableFile(f"cannot write to standard output: {error.strerror}") from None


def remark(line: str) -> None:
    """Say something beside the answer, on standard error, as one printable line; nobody need hear it."""
    with suppress(OSError):
        typer.echo(printable(line), err=True)
