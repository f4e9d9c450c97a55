"""Pipes: writing everything to what may not take it at once."""

from typing import Protocol

AT_A_TIME = 1 << 20
"""Bytes written at a time."""


class Unbuffered(Protocol):
    """What takes bytes, perhaps only some of them, or none for now (None)."""

    def write(self, content: memoryview, /) -> int | None:
        """Write, and return how many bytes were taken."""

    def fileno(self) -> int:
        """Return the file descriptor."""


def write_everything(stream: Unbuffered, content: bytes | bytearray) -> None:
    """Write all of `content`, and wait where a stream that does not wait itself takes no more. Raises OSError."""
    left = memoryview(content)
    while left:
        written = stream.write(left[:AT_A_TIME])
        if written is None:
            _wait_for(stream.fileno())
        else:
            left = left[written:]


def _wait_for(descriptor: int) -> None:
    """Wait until a descriptor takes bytes, or its reader is gone, which writing then finds out."""
    import select

    waiting = select.poll()  # which takes a descriptor of any number
    waiting.register(descriptor, select.POLLOUT)
    waiting.poll()
