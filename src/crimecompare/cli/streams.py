"""Standard output: a description of its terminal, and everything that writes to it."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from crimecompare.errors import UnwritableFile
from crimecompare.formats.names import Screen
from crimecompare.pipes import Unbuffered, write_everything
from crimecompare.wording import on_one_line

PLAIN = "backslashreplace"
"""How standard error spells what its encoding has not got."""


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
    try:
        write_everything(_raw(sys.stdout.buffer), content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableFile(f"cannot write to standard output: {error.strerror}") from None


def remark(line: str) -> None:
    """Say something beside the answer, on standard error, as one printable line; nobody need hear it."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    shown = on_one_line(line.encode(encoding, PLAIN).decode(encoding))
    with suppress(OSError):
        sys.stderr.flush()
        if (buffer := getattr(sys.stderr, "buffer", None)) is None:  # a stream of text alone, in somebody's Python
            sys.stderr.write(f"{shown}\n")
        else:
            write_everything(_raw(buffer), f"{shown}\n".encode(encoding, PLAIN))


def _raw(stream: Any) -> Unbuffered:
    """Return a stream without its buffer; not its file descriptor, since a console of Windows has its own."""
    raw: Unbuffered = getattr(stream, "raw", stream)
    return raw
