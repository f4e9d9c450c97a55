"""Files that a user names: what is there, and what is in it. Nothing is waited on: pipes and devices are refused."""

from __future__ import annotations

import stat
from pathlib import Path

from crimecompare.errors import UnreadableFile, printable


def status(path: Path) -> tuple[int, int]:
    """Return the mode and the size in bytes of what is at `path`. Raises UnreadableFile."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableFile(f"{printable(str(path))}: no such file or folder") from None
    except OSError as error:
        raise unreadable(path, error) from None
    return found.st_mode, found.st_size


def content(path: Path, largest: int, expected: str) -> bytes:
    """Read the whole of a file of at most `largest` bytes that holds what is `expected`. Raises UnreadableFile."""
    name = printable(str(path))
    mode, size = status(path)
    if not stat.S_ISREG(mode):
        raise UnreadableFile(f"{name}: must be a file, {expected}, and not a folder, a device or a pipe")
    if size > largest:
        raise UnreadableFile(f"{name}: is too large ({size:,} bytes) for {expected}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    if not data.strip():
        raise UnreadableFile(f"{name}: is empty; {expected} is expected")
    return data


def unreadable(path: Path, error: OSError) -> UnreadableFile:
    """Say that `path` cannot be read, and why."""
    return UnreadableFile(f"{printable(str(path))}: cannot be read: {error.strerror or error}")
