"""Files: read whole and without ever waiting, written whole or not at all (under another name, then renamed)."""

import os
import re
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from crimecompare.errors import UnreadableFile, UnwritableFile, UsageError
from crimecompare.wording import printable

DEVICES = ("/dev", "/proc")
"""Where names such as /dev/stdout are, which mean a plain file when the shell sends the output to one."""


STREAM = re.compile(r"/dev/(?:(stdin)|(stdout)|(stderr)|fd/(\d+))|/proc/self/fd/(\d+)")
"""Names of the streams that the program was started with, and of others that it was given."""


class Irregular(Exception):
    """What is at a path is not a regular file; `mode` says what it is."""

    def __init__(self, mode: int) -> None:
        """Keep the mode."""
        super().__init__()
        self.mode = mode


def read(path: Path) -> bytes:
    """Read a regular file whole, without ever waiting on something else (a FIFO, a device).

    Raises Irregular and OSError.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(mode := os.fstat(descriptor).st_mode):  # before `open`, which has its own words for a folder
        os.close(descriptor)
        raise Irregular(mode)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - a path could change between the look and the read
        return stream.read()


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


def check_place(path: Path, inputs: Iterable[Path]) -> None:
    """Check, before any long work, that a file can be made at `path` and is not one of the `inputs`.

    Raises UsageError and UnwritableFile.
    """
    for read in inputs:
        if _same(path, read):
            raise UsageError(f"--output {_shown(path)}: is {_shown(read)}, which is read; name another file")
    try:
        if path.is_dir():
            raise UnwritableFile(f"{_shown(path)}: is a folder; name a file in it")
        if not _written_in_place(path):
            with tempfile.TemporaryFile(dir=path.resolve().parent):
                pass
    except RuntimeError:  # before Python 3.13
        raise UnwritableFile(f"{_shown(path)}: is a link that leads back to itself; name another file") from None
    except OSError as error:
        raise _unwritable(path, error) from None


def is_device(path: Path) -> bool:
    """Whether a name stands for a stream or a device, of which it tells nothing, or something is there that is one."""
    if any(path.absolute().is_relative_to(folder) for folder in DEVICES):
        return True
    with suppress(OSError):  # what cannot be looked at is reported when it is written
        return _written_in_place(path)
    return False


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`; whatever goes wrong, a file that was there stays as it was.

    A device or a pipe is written to directly. Raises UnwritableFile, and BrokenPipeError when a pipe's reader has gone.
    """
    try:
        if (stream := _stream(path)) is not None:
            with open(stream, "wb", closefd=False) as opened:  # opened by its name, it would begin at the start again
                opened.write(content)
        elif _written_in_place(path):
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from None


def write_new(path: Path, content: str) -> None:
    """Write `content` as UTF-8 to a file that nothing has made before, not even in this moment: whole or not at all.

    Raises UnwritableFile, also when there is one.
    """
    try:
        with path.open("xb") as stream:
            try:
                stream.write(content.encode())
                stream.flush()
                os.fsync(stream.fileno())
            except BaseException:  # a full disk, Ctrl-C: nothing half-written stays behind
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise UnwritableFile(f"{_shown(path)}: is there already, and is left as it is; name another file") from None
    except OSError as error:
        raise _unwritable(path, error) from None


def _same(path: Path, other: Path) -> bool:
    """Whether both name one file, through links as well; one that cannot be looked at is reported when it is used."""
    with suppress(OSError):
        return path.samefile(other)
    return False


def _replace(path: Path, content: bytes) -> None:
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())  # a full disk may say so only here
            if hasattr(os, "fchmod"):  # Windows, where others may read a file if its folder lets them
                os.fchmod(stream.fileno(), _mode(path))
        os.replace(beside, path)  # noqa: PTH105 - `beside` is a plain name from tempfile
    except BaseException:  # Ctrl-C as well: nothing half-written is left
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, or what a new file would get."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _written_in_place(path: Path) -> bool:
    return _stream(path) is not None or (path.exists() and not path.is_file())


def _stream(path: Path) -> int | None:
    """Return the descriptor of the stream that a name stands for."""
    match = STREAM.fullmatch(path.as_posix())
    if match is None:
        return None
    return int(match[4] or match[5] or next(n for n in range(3) if match[n + 1]))


def _unwritable(path: Path, error: OSError) -> UnwritableFile:
    return UnwritableFile(f"{_shown(path)}: cannot be written: {error.strerror or error}")


def _shown(path: Path) -> str:
    return printable(str(path))
