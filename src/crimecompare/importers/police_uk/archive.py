"""Where street-level files are found: in archives, in folders, or named outright. Nothing is unpacked to disk."""

from __future__ import annotations

import errno
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO, NoReturn

from crimecompare.errors import UnreadableFile, UsageError
from crimecompare.files import status, unreadable
from crimecompare.importers.police_uk.records import BLOCK
from crimecompare.importers.zipped import FAULTS, damage
from crimecompare.profiles.periods import MONTH
from crimecompare.wording import printable, quoted

STREET = "-street.csv"
DATED = re.compile(rf"(?P<month>{MONTH})-(?P<force>.+)-street\.csv", re.IGNORECASE)
OTHERS = ("-outcomes.csv", "-stop-and-search.csv")
"""Other files of an archive, with other columns; they are skipped even when a shell pattern names them."""
ENCRYPTED = 0x1
"""The bit of a member's flags that says it is encrypted (APPNOTE.TXT, 4.4.4)."""
STRONGLY_ENCRYPTED = 0x40
AGAIN = "get the archive again"


@dataclass(frozen=True)
class StreetFile:
    """One street-level file: `month` is "YYYY-MM" and `force` police.uk's name of it, where the file's name says so."""

    name: str
    path: Path
    size: int
    member: zipfile.ZipInfo | None = None
    archive: zipfile.ZipFile | None = None
    lock: Lock = field(default_factory=Lock)

    @property
    def title(self) -> str:
        """The file's own name, without the folders or the archive that hold it."""
        return re.split(r"[/\\]", self.member.filename)[-1] if self.member else self.path.name

    @property
    def month(self) -> str | None:
        """The month that the file's name gives, or None."""
        dated = DATED.fullmatch(self.title)
        return dated["month"] if dated else None

    @property
    def force(self) -> str:
        """The force that the file's name gives, in lower case; of one without a month, what else it says."""
        dated = DATED.fullmatch(self.title)
        force = dated["force"] if dated else self.title[: -len(STREET)]
        return "-".join(printable(force).casefold().split())

    def chunks(self) -> Iterator[bytes]:
        """Yield the file's bytes, never more than it is said to hold. Raises UnreadableFile."""
        try:
            stream = self._open()
            try:
                while chunk := stream.read(BLOCK):
                    yield chunk
            finally:
                with self.lock:
                    stream.close()
        except FAULTS as error:
            raise UnreadableFile(f"{self.name}: is {damage(error)}; {AGAIN}") from None
        except OSError as error:
            if self.member is not None and error.errno == errno.EINVAL:  # an offset that no file has
                raise UnreadableFile(f"{self.name}: is {damage(error)}; {AGAIN}") from None
            raise UnreadableFile(f"{self.name}: cannot be read: {error.strerror or error}") from None

    def _open(self) -> IO[bytes]:
        if self.archive is None or self.member is None:
            return self.path.open("rb")
        if self.member.flag_bits & (ENCRYPTED | STRONGLY_ENCRYPTED):
            raise UnreadableFile(f"{self.name}: is encrypted; unpack it with its password, and name the folder instead")
        if self.member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnreadableFile(f"{self.name}: is compressed in an unusual way; pack it again as .zip")
        with self.lock:  # an archive's own count of open members is not safe between threads
            return self.archive.open(self.member)


def find(sources: Iterable[Path], archives: ExitStack) -> list[StreetFile]:
    """List the street-level files of `sources`; `archives` closes those that stay open for reading.

    Raises UnreadableFile for a source that is missing or is not an archive, a folder or a street-level file, and
    UsageError for one without street-level files.
    """
    files: list[StreetFile] = []
    for source in sources:
        found = list(_files(source, archives))
        if not found and not source.name.endswith(OTHERS):
            raise UsageError(f"{printable(str(source))}: has no street-level file (a name that ends in {STREET})")
        files += found
    if not files:
        others = f"files that end in {' or '.join(OTHERS)} are skipped"
        raise UsageError(f"no street-level file (a name that ends in {STREET}) is among the sources; {others}")
    return files


def _files(source: Path, archives: ExitStack) -> Iterator[StreetFile]:
    name = printable(str(source))
    mode, size = status(source)
    if stat.S_ISDIR(mode):
        yield from _inside(source)
    elif not stat.S_ISREG(mode):
        raise UnreadableFile(f"{name}: must be an archive (.zip), a folder or a CSV file, not a device or a pipe")
    elif source.suffix.casefold() == ".zip":
        yield from _members(source, name, archives)
    elif is_street(source.name):
        yield StreetFile(name, source, size)
    elif not source.name.endswith(OTHERS):
        raise UnreadableFile(f"{name}: must be an archive (.zip), a folder or a file that ends in {STREET}")


def is_street(name: str) -> bool:
    """Whether a file of that name is a street-level one; macOS adds "._…" copies to a zip, a browser adds " (1)"."""
    return name.casefold().endswith(STREET) and not name.startswith(".")


def _inside(folder: Path) -> Iterator[StreetFile]:
    for path in sorted(_below(folder)):
        name, (mode, size) = printable(str(path)), status(path)
        if not stat.S_ISREG(mode):
            raise UnreadableFile(f"{name}: must be a file, with street-level records, and not a device or a pipe")
        yield StreetFile(name, path, size)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the street-level files of a folder and of those within it or behind its links, each folder once.

    Raises UnreadableFile for a folder that is closed and for a link to one that is gone.
    """

    def refuse(error: OSError) -> NoReturn:
        raise unreadable(Path(error.filename), error) from None

    waiting, seen, root = [folder], set[Path](), folder.resolve()
    for start in waiting:  # which grows: links come after what they may lead to, so that its own name is told
        for place, folders, names in os.walk(start, onerror=refuse):
            own = Path(place).resolve()
            if own in seen:
                folders.clear()
                continue
            seen.add(own)
            yield from (Path(place, name) for name in names if is_street(name))
            for path in (Path(place, name) for name in sorted([*folders, *names]) if "." not in name):
                if path.is_symlink():
                    status(path)  # a month that is gone would else be missing without a word
            for path in (Path(place, name) for name in sorted(folders)):
                target = path.resolve()
                if target != own / path.name and not (own.is_relative_to(target) or root.is_relative_to(target)):
                    waiting.append(path)


def _members(source: Path, name: str, archives: ExitStack) -> Iterator[StreetFile]:
    try:
        archive = archives.enter_context(zipfile.ZipFile(source))
    except FAULTS:
        problem = "is not a zip archive, or is damaged or cut off; get it again"
        raise UnreadableFile(f"{name}: {problem}") from None
    except OSError as error:
        raise unreadable(source, error) from None
    lock = Lock()
    for member in archive.infolist():
        if "\0" in member.orig_filename:  # the standard library cuts the name there, and so what the file is
            raise UnreadableFile(f"{name}: is damaged; {AGAIN}")
        title = re.split(r"[/\\]", member.filename)[-1]
        if is_street(title):
            label = f"{name}: {printable(member.filename)}"
            yield StreetFile(label, source, member.file_size, member, archive, lock)


def refuse_twice(files: Iterable[StreetFile]) -> None:
    """Refuse a file that is in two sources: its crimes would count twice, since rows are never compared.

    Raises UsageError.
    """
    seen: dict[str, StreetFile] = {}
    for file in files:
        own = str(file.path.resolve()) + (f":{file.member.filename}" if file.member else "")
        first = seen.setdefault(f"{file.month} {file.force}" if file.month else own, file)
        if first is not file:
            raise UsageError(f"{quoted(file.title)} would be counted twice: from {first.name} and from {file.name}")
