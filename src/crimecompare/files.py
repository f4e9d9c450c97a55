"""Files: read whole and without ever waiting, written whole or not at all (under another name, then renamed)."""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from crimecompare.errors import UnreadableFile, UnwritableFile, UsageError
from crimecompare.interruption import OrderlyInterrupt
from crimecompare.pipes import write_everything
from crimecompare.wording import printable

DEVICES = ("/dev", "/proc")
"""Where names such as /dev/stdout are, which mean a plain file when the shell sends the output to one."""


STREAM = re.compile(r"/dev/(?:(stdin)|(stdout)|(stderr)|fd/(\d+))|/proc/self/fd/(\d+)")
"""Names of the streams that the program was started with, and of others that it was given."""


WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
"""What a file permits, without the right to run as its owner or group, which new content must not get."""
ADRIFT = "the current folder no longer exists; change to another folder"


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
            _refuse_read_only(path)
            with tempfile.TemporaryFile(dir=path.resolve().parent):
                pass
    except OSError as error:
        raise _unwritable(path, error) from None


def is_adrift() -> bool:
    """Whether the current folder has been deleted, so that no relative path leads anywhere."""
    try:
        os.getcwd()  # noqa: PTH109 - only whether there is one
    except OSError:
        return True
    return False


def is_device(path: Path) -> bool:
    """Whether a name stands for a stream or a device, of which it tells nothing, or something is there that is one."""
    with suppress(OSError):  # what cannot be looked at is reported when it is written
        return any(path.absolute().is_relative_to(folder) for folder in DEVICES) or _written_in_place(path)
    return False


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`; whatever goes wrong, a file that was there stays as it was.

    A device or a pipe is written to directly. Raises UnwritableFile, and BrokenPipeError when a pipe's reader has gone.
    """
    try:
        if (stream := _stream(path)) is not None:
            with open(stream, "wb", 0, closefd=False) as opened:  # by its name it would begin at the start again
                write_everything(opened, content)
        elif _written_in_place(path):
            path.write_bytes(content)
        else:
            _refuse_read_only(path)
            with OrderlyInterrupt():
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
        with OrderlyInterrupt(), path.open("xb") as stream:
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


def _refuse_read_only(path: Path) -> None:
    """Refuse to replace a file that is not to be written, even where the system would let this user do so."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & WRITABLE or not os.access(path, os.W_OK):
        raise UnwritableFile(f"{_shown(path)}: is read-only, and is left as it is; name another file")


def _replace(path: Path, content: bytes) -> None:
    # A name of its own: with the other name in it, it could be longer than a folder takes.
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".crimecompare.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())  # a full disk may say so only here
            if hasattr(os, "fchmod"):  # Windows, where others may read a file if its folder lets them
                _permit(stream.fileno(), path)
        os.replace(beside, path)  # noqa: PTH105 - `beside` is a plain name from tempfile
    except BaseException:  # Ctrl-C as well: nothing half-written is left
        Path(beside).unlink(missing_ok=True)
        raise


def _permit(descriptor: int, path: Path) -> None:
    """Permit nobody more than the file that is replaced does; where there is none, what a new file would permit."""
    try:
        old = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        return
    with suppress(OSError):  # which is for root, and for a member of the group
        os.fchown(descriptor, -1 if os.geteuid() else old.st_uid, old.st_gid)
    mode = old.st_mode & PERMISSIONS
    if os.fstat(descriptor).st_gid != old.st_gid:  # then its group was among all others
        mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    os.fchmod(descriptor, mode)


def _written_in_place(path: Path) -> bool:
    return _stream(path) is not None or (path.exists() and not path.is_file())


def _stream(path: Path) -> int | None:
    """Return the descriptor of the stream that a name stands for."""
    match = STREAM.fullmatch(path.as_posix())
    if match is None:
        return None
    return int(match[4] or match[5] or next(n for n in range(3) if match[n + 1]))


def _unwritable(path: Path, error: OSError) -> UnwritableFile:
    if not path.is_absolute() and is_adrift():
        return UnwritableFile(ADRIFT)
    if error.errno == errno.ELOOP:
        return UnwritableFile(f"{_shown(path)}: is a link that leads back to itself; name another file")
    return UnwritableFile(f"{_shown(path)}: cannot be written: {error.strerror or error}")


def _shown(path: Path) -> str:
    return printable(str(path))
