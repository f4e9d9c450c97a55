"""Standard output: the terminal behind it as it is, and the only writing to it."""

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
    """Describe the terminal behind a file descriptor; anything else is no screen at all."""
    if not os.isatty(descriptor):
        return Screen()
    colour = bool(os.environ.get("FORCE_COLOR")) or os.environ.get("TERM") not in {"dumb", "unknown", None}
    columns, lines = os.get_terminal_size(descriptor)  # 0 from a terminal that does not know its size
    return Screen(columns or 80, lines or 24, colour and not os.environ.get("NO_COLOR"), sys.stdout.encoding)


def write(content: str) -> None:
    """Write all of `content` to standard output. Raises what `write_all` does."""
    write_all([content.encode("utf-8", "replace")])


def write_all(pieces: Iterable[bytes]) -> None:
    """Write all that the pieces make up to standard output, once the last of them is known.

    It goes past Python's buffer, whose failures can get lost. Raises BrokenPipeError when the reader has gone,
    UnwritableFile when the output takes no more for another reason.
    """
    if sys.stdout is None:
        raise UnwritableFile("cannot write to standard output: it is closed")
    content = bytearray()
    for piece in pieces:
        content += piece
    left = memoryview(content)
    try:
        while left:
            left = left[os.write(sys.stdout.fileno(), left[:AT_A_TIME]) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableFile(f"cannot write to standard output: {error.strerror}") from None


def remark(line: str) -> None:
    """Say something beside the answer, on standard error, as one printable line; nobody need hear it."""
    with suppress(OSError):
        typer.echo(printable(line), err=True)
