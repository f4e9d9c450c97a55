"""Sources: archives, folders and files that are read, passed over or refused."""

from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

from support.street import (
    EVERYWHERE,
    archive,
    name,
    street,
    unprivileged,
    written,
)


class TestSources:
    """Which files are read at all."""

    def test_broken_archives_are_refused(self, refused, tmp_path: Path) -> None:
        """Not a zip, cut off, or damaged inside: one line that names the archive or the member."""
        content = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 99)}).read_bytes()
        no_zip = "is not a zip archive, or is damaged or cut off; get it again"
        source = written(tmp_path / "b.zip", b"Month,LSOA code,Crime type\n")
        assert refused(source) == f"{source}: {no_zip}"
        source = written(tmp_path / "b.zip", content[: len(content) // 2])
        assert refused(source) == f"{source}: {no_zip}"
        source = written(tmp_path / "b.zip", b"")
        assert refused(source) == f"{source}: {no_zip}"
        source = written(tmp_path / "b.zip", content[:100] + b"\xff" * 20 + content[120:])
        assert refused(source).startswith(f"{source}: {name('2025-01')}: is damaged (")

    def test_a_member_that_lies_about_its_size(self, refused, tmp_path: Path) -> None:
        """A member that unpacks to far more than it says is read no further than it says, and refused."""
        content = bytearray(
            archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 50_000)}).read_bytes()
        )
        central = content.rindex(b"PK\x01\x02")
        struct.pack_into("<L", content, central + 24, 1000)
        source = written(tmp_path / "b.zip", bytes(content))
        with zipfile.ZipFile(source) as changed:
            assert changed.infolist()[0].file_size == 1000
        assert refused(source).startswith(f"{source}: {name('2025-01')}: is damaged (Bad CRC-32")

    def test_an_encrypted_member(self, refused, tmp_path: Path) -> None:
        """A member that needs a password is refused by name."""
        content = bytearray(archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)}).read_bytes())
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
        source = written(tmp_path / "b.zip", bytes(content))
        why = "is encrypted; unpack it with its password, and name the folder instead"
        assert refused(source) == f"{source}: {name('2025-01')}: {why}"

    def test_a_member_with_a_path_is_only_read(self, importing, tmp_path: Path) -> None:
        """A member named `../x` is counted like any other, and nothing is written anywhere."""
        inner = tmp_path / "inner"
        inner.mkdir()
        source = archive(inner / "a.zip", {"../2025-01-made-street.csv": street("2025-01", EVERYWHERE)})
        before = sorted(tmp_path.rglob("*"))
        assert importing(source)[0]["northam"]["crimes"] == 3
        assert sorted(tmp_path.rglob("*")) == before

    def test_other_files_alone(self, refused, tmp_path: Path) -> None:
        """Files that are passed over are no source on their own, and the line says what is missing."""
        others = [written(tmp_path / f"2025-01-made-{kind}.csv", "x\n") for kind in ("outcomes", "stop-and-search")]
        assert refused(*others) == (
            "no street-level file (a name that ends in -street.csv) is among the sources; "
            "files that end in -outcomes.csv or -stop-and-search.csv are skipped"
        )

    def test_the_same_file_twice(self, refused, tmp_path: Path) -> None:
        """A force-month that two sources hold would count twice, and is refused with both places."""
        members = {name("2025-01"): street("2025-01", EVERYWHERE)}
        one, two = archive(tmp_path / "a.zip", members), archive(tmp_path / "b.zip", members)
        places = f"from {one}: {name('2025-01')} and from {two}: {name('2025-01')}"
        assert refused(one, two) == f'"2025-01-made-street.csv" would be counted twice: {places}'

    def test_what_cannot_be_read(self, importing, refused, tmp_path: Path, lookup: Path) -> None:
        """An archive, a file or a lookup that may not be read, or has an impossible name: one line each."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        plain = written(tmp_path / "2025-01-b-street.csv", street("2025-01", EVERYWHERE))
        importing(source, plain)  # loads all modules, for the other user may not
        for path in (source, plain, lookup):
            path.chmod(0)
            with unprivileged(tmp_path):
                assert refused(source if path is lookup else path) == f"{path}: cannot be read: Permission denied"
            path.chmod(0o644)
        long = "x" * 300 + ".zip"
        assert refused(long) == f"{long}: cannot be read: File name too long"
        long = "x" * 300 + ".json"
        assert refused(source, "-o", long) == f"{long}: cannot be written: File name too long"
        assert refused(source, areas=tmp_path) == (
            f"{tmp_path}: must be a file, a lookup of LSOAs, and not a folder, a device or a pipe"
        )

    def test_a_rare_compression(self, refused, tmp_path: Path) -> None:
        """A member that is compressed in a way police.uk does not use is refused by name."""
        source = tmp_path / "a.zip"
        with zipfile.ZipFile(source, "w", zipfile.ZIP_BZIP2) as file:
            file.writestr(name("2025-01"), street("2025-01", EVERYWHERE))
        why = "is compressed in an unusual way; pack it again as .zip"
        assert refused(source) == f"{source}: {name('2025-01')}: {why}"

    def test_what_is_no_source(self, refused, tmp_path: Path) -> None:
        """Missing, empty, of another kind, or a pipe (never waited on): one line each."""
        empty = tmp_path / "empty"
        empty.mkdir()
        os.mkfifo(tmp_path / "pipe.csv")
        other = written(tmp_path / "a.txt", "x")
        assert refused(tmp_path / "no.zip") == f"{tmp_path / 'no.zip'}: no such file or folder"
        assert refused(empty) == f"{empty}: has no street-level file (a name that ends in -street.csv)"
        needed = "must be an archive (.zip), a folder or a"
        assert refused(other) == f"{other}: {needed} file that ends in -street.csv"
        assert refused(tmp_path / "pipe.csv") == f"{tmp_path / 'pipe.csv'}: {needed} CSV file, not a device or a pipe"
