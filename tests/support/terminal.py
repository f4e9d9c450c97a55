"""Terminal: the program's output on a pseudo-terminal of a given width, and a shell that is typed at."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Self

from support.program import PROGRAM


def on_terminal(*arguments: str, columns: int, env: dict[str, str] | None = None) -> str:
    """Run the program on a terminal and return what arrives there, with the terminal's own CR taken away."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    program = subprocess.Popen(
        [PROGRAM, *arguments], stdin=slave, stdout=slave, stderr=slave, env=os.environ | {"TERM": "xterm"} | (env or {})
    )
    os.close(slave)
    arrived = b""
    try:
        while chunk := os.read(master, 65536):
            arrived += chunk
    except OSError:  # Linux says so when the last writer is gone
        pass
    os.close(master)
    program.wait(timeout=60)
    return arrived.decode().replace("\r\n", "\n")


class Prompt:
    """A shell at a terminal, to be typed at; leaving the block ends it."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start the shell, in the working directory."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
        self._shell = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - a test has no threads
            env=os.environ | {"TERM": "xterm"} | env,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shell.kill()
        self._shell.wait(timeout=60)
        os.close(self._master)

    def type(self, keys: str, until: str | None = None, quiet: float = 0.4, most: float = 60) -> str:
        """Type, and return what arrives `until` then; without it, until nothing more comes for a while."""
        os.write(self._master, keys.encode())
        arrived, end = b"", time.monotonic() + most
        while time.monotonic() < end:
            if select.select([self._master], [], [], quiet)[0]:
                arrived += os.read(self._master, 65536)
            elif until is None:
                break
            if until is not None and until.encode() in arrived:
                break
        else:
            raise AssertionError(f"{until!r} did not arrive but {arrived!r}")
        return arrived.decode(errors="replace")
