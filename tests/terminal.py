"""Terminal: the program's output on a pseudo-terminal of a given width."""

import fcntl
import os
import pty
import struct
import subprocess
import termios

from conftest import PROGRAM


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
