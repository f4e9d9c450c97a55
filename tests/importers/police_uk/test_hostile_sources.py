"""Hostile sources: archives that no program wrote, folders that are closed, and time in proportion to what is read."""

from __future__ import annotations

import os
import resource
import struct
import subprocess
from pathlib import Path

import pytest

from crimecompare.importers.keys import unique_keys
from crimecompare.importers.police_uk.forces import force_of
from crimecompare.importers.tables.cells import number_in
from crimecompare.importers.tables.grid import one_line
from support.program import PROGRAM
from support.street import EVERYWHERE, JANUARY, LOOKUP, archive, folder, name, street, unprivileged, written

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
MEMBER = name("2025-01")
NO_ZIP = "is not a zip archive, or is damaged or cut off; get it again"
ENCRYPTED = "is encrypted; unpack it with its password, and name the folder instead"


def changed(path: Path, flags: int = 0, title: bytes = b"", method: int | None = None, extra: bytes = b"") -> Path:
    """Write an archive whose one member has other flags, another name, compression or offset than it should."""
    data = bytearray(archive(path, {MEMBER: JANUARY}).read_bytes())
    for start, at, named in ((data.find(LOCAL), 6, 30), (data.find(CENTRAL), 8, 46)):
        old = int.from_bytes(data[start + at : start + at + 2], "little")
        struct.pack_into("<H", data, start + at, old | flags)
        data[start + named : start + named + len(title)] = title
        if method is not None:
            struct.pack_into("<H", data, start + at + 2, method)
    if extra:
        start, end = data.find(CENTRAL), data.find(b"PK\x05\x06")
        struct.pack_into("<H", data, start + 30, len(extra))
        struct.pack_into("<L", data, start + 42, 0xFFFFFFFF)
        struct.pack_into("<L", data, end + 12, end - start + len(extra))
        data[end:end] = extra
    return written(path, bytes(data))


CASES = {
    "a name that is not UTF-8": ({"flags": 0x800, "title": b"\xff\xfe"}, NO_ZIP),
    "patched data": (
        {"flags": 0x20},
        f"{MEMBER}: is damaged (compressed patched data (flag bit 5)); get the archive again",
    ),
    "strong encryption": ({"flags": 0x40}, f"{MEMBER}: {ENCRYPTED}"),
    "an offset beyond all files": (
        {"extra": struct.pack("<HHQ", 1, 8, (1 << 63) + 5)},
        f"{MEMBER}: is damaged; get the archive again",
    ),
    "an offset beyond this file": (
        {"extra": struct.pack("<HHQ", 1, 8, 1 << 62)},
        f"{MEMBER}: is damaged; get the archive again",
    ),
    "a name that ends early": ({"title": b"2025\0"}, "is damaged; get the archive again"),
    "another compression": ({"method": 99}, f"{MEMBER}: is compressed in an unusual way; pack it again as .zip"),
}


@pytest.mark.parametrize(("change", "message"), CASES.values(), ids=CASES)
def test_an_archive_that_no_program_writes(refused, tmp_path: Path, change, message: str) -> None:
    """What the standard library trips over is one line that names the archive and the member."""
    source = changed(tmp_path / "a.zip", **change)
    assert refused(source) == f"{source}: {message}"


def test_every_changed_byte_of_an_archive_is_survived(command, tmp_path: Path) -> None:
    """Whichever byte of the directory is another, the import reads the file or refuses it in one line."""
    whole = archive(tmp_path / "a.zip", {MEMBER: JANUARY}).read_bytes()
    start = whole.find(CENTRAL)
    for at in range(start, len(whole)):
        done = command(written(tmp_path / "a.zip", whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]))
        assert done.code in {0, 2}, at
        assert done.code == 0 or len(done.err.splitlines()) == 1


class TestFolders:
    """A folder is read whole, or refused."""

    def test_a_folder_within_that_is_closed(self, importing, refused, tmp_path: Path) -> None:
        """A month in a folder that may not be read is not passed over: it is named."""
        source = folder(tmp_path / "data", {MEMBER: JANUARY, name("2025-02"): street("2025-02", [])})
        importing(source)  # loads all modules, for the other user may not
        closed = source / "2025-02"
        closed.chmod(0)
        with unprivileged(tmp_path):
            assert refused(source) == f"{closed}: cannot be read: Permission denied"
        closed.chmod(0o755)

    def test_a_file_within_that_is_closed(self, importing, refused, tmp_path: Path) -> None:
        """Nor is a file."""
        source = folder(tmp_path / "data", {MEMBER: JANUARY})
        importing(source)
        (source / MEMBER).chmod(0)
        with unprivileged(tmp_path):
            assert refused(source) == f"{source / MEMBER}: cannot be read: Permission denied"

    def test_links_that_lead_nowhere(self, refused, tmp_path: Path) -> None:
        """A link to a file that is gone, or to itself, is named."""
        source = folder(tmp_path / "data", {MEMBER: JANUARY})
        link = source / "2025-02-made-street.csv"
        link.symlink_to(source / "gone.csv")
        assert refused(source) == f"{link}: no such file or folder"
        link.unlink()
        link.symlink_to(link)
        assert refused(source) == f"{link}: cannot be read: Too many levels of symbolic links"

    def test_a_link_to_a_folder_that_is_gone(self, refused, tmp_path: Path) -> None:
        """A month behind it would be missing without a word."""
        source = folder(tmp_path / "data", {MEMBER: JANUARY})
        link = source / "2025-02"
        link.symlink_to(tmp_path / "gone")
        assert refused(source) == f"{link}: no such file or folder"

    def test_links_to_folders_are_followed(self, importing, tmp_path: Path) -> None:
        """A month may be on another disk; a link that leads back, up or to what is read anyway adds nothing."""
        source = folder(tmp_path / "data", {MEMBER: JANUARY})
        folder(tmp_path / "above", {name("2025-03"): street("2025-03", EVERYWHERE)})
        other = folder(tmp_path / "disk" / "x", {name("2025-02"): street("2025-02", EVERYWHERE)})
        (source / "2025-02").symlink_to(other / "2025-02")
        (other / "2025-02" / "back").symlink_to(source)
        (source / "itself").symlink_to(source)
        (source / "up").symlink_to(tmp_path)
        (source / "also").symlink_to(source / "2025-01")
        assert importing(source)[0]["northam"]["crimes"] == 6

    def test_a_pipe_in_the_place_of_a_file(self, refused, tmp_path: Path) -> None:
        """It is named, and never waited on."""
        source = folder(tmp_path / "data", {MEMBER: JANUARY})
        pipe = source / "2025-02-made-street.csv"
        os.mkfifo(pipe)
        assert refused(source) == f"{pipe}: must be a file, with street-level records, and not a device or a pipe"


class TestSurroundings:
    """What the process was given."""

    @pytest.fixture
    def words(self, tmp_path: Path) -> list[str]:
        """The words of an import that goes well."""
        source = archive(tmp_path / "a.zip", {MEMBER: JANUARY})
        lookup = written(tmp_path / "l.csv", LOOKUP)
        columns = ["--area-column", "district_name"]
        return [str(PROGRAM), "import", "police-uk", str(source), "--areas", str(lookup), *columns]

    @pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&-"])
    def test_standard_output_is_not_needed_for_a_file(self, tmp_path: Path, words: list[str], closed: str) -> None:
        """With -o the profiles are written although standard output is closed."""
        target = tmp_path / "o.json"
        command = ["/bin/sh", "-c", f'"$@" {closed}', "sh", *words, "-o", str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stdout) == (0, "")
        assert '"northam"' in target.read_text()

    def test_too_little_memory_is_said(self, words: list[str]) -> None:
        """Where Polars would abort for want of memory, one line says how much is needed."""
        limit = 600 << 20
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        )
        said = "import needs up to 2,048 MB of memory, and this shell allows 600 MB (ulimit -v)"
        assert (done.returncode, done.stderr) == (2, f"crimecompare: {said}\n")


class TestTime:
    """What once took half a minute and more is answered; benchmarks/worst_case.py measures how its time grows."""

    def test_a_stray_quotation_mark_in_a_heading(self, refused, tmp_path: Path) -> None:
        """It makes one field of a whole lookup."""
        body = "".join(f"E01{n:06},Area {n % 100},1700\n" for n in range(90_000))
        lookup = written(tmp_path / "long.csv", f'"lsoa,area,residents\n{body}')
        source = archive(tmp_path / "a.zip", {MEMBER: JANUARY})
        message = 'line 1 has a quotation mark (") that is never closed'
        assert refused(source, areas=lookup, columns=()) == f"{lookup}: {message}"

    @pytest.mark.parametrize(
        "cell", ["1" + " " * 120_000 + "x", "[a] " * 40_000 + "x", "[note" * 30_000, "1,111" * 30_000]
    )
    def test_cells_that_patterns_go_back_over(self, cell: str) -> None:
        """Blanks, marks, brackets and digits without end are read once."""
        assert one_line(cell)
        with pytest.raises(ValueError, match="must be a number, not"):
            number_in(cell)

    def test_a_police_force_without_end(self) -> None:
        """A reporter's name is read once."""
        assert force_of("Kent" + " Police" * 100_000 + " x").endswith("police-x")
        assert force_of("Kent" + " Police" * 100_000) == "kent"

    def test_many_names_alike(self) -> None:
        """Each gets a number after the last, without trying those that are taken."""
        keys = unique_keys([("Abbey" + "!" * (n % 7), None) for n in range(20_000)])
        assert (keys[0], keys[-1], len(set(keys))) == ("abbey-2", "abbey-20001", 20_000)
