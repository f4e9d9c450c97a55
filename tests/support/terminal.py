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
from contextlib import suppress
from pathlib import Path
from typing import Self

from support.program import PROGRAM


def on_terminal(*arguments: str, columns: int, lines: int = 40, env: dict[str, str] | None = None) -> str:
    """Run the program on a terminal and return what arrives there, with the terminal's own CR taken away."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
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
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
        self._shell = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - a test has no threads
            env=os.environ | {"TERM": "xterm"} | env,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shell.kill()
        self._shell.wait(timeout=60)
        os.close(self._master)
        os.close(self._slave)

    def type(self, keys: str, until: str = "") -> None:
        """Type, and wait until the shell waits for more keys and, if it is given, that has arrived on the screen."""
        os.write(self._master, keys.encode())
        arrived, waits, end = b"", 0, time.monotonic() + 60
        while waits < 3 or until.encode() not in arrived:
            if time.monotonic() > end:
                raise AssertionError(f"the shell is not done, or {until!r} not in {arrived!r}")
            if select.select([self._master], [], [], 0.02)[0]:
                arrived += os.read(self._master, 65536)
                waits = 0
            else:
                waits = waits + 1 if self._waits() else 0

    def _waits(self) -> bool:
        """Return whether the shell has read all keys, runs no program and sleeps."""
        unread = struct.unpack("i", fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4)))[0]
        process = Path("/proc", str(self._shell.pid))
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ends meanwhile
            runs = any(task.read_text() for task in process.glob("task/*/children"))
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            return (unread, runs, state) == (0, False, "S")
        return False
