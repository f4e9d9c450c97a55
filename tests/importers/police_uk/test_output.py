"""The output of an import: whole or untouched."""

from __future__ import annotations

import json
import os
import resource
import stat
from pathlib import Path

from support.street import (
    EVERYWHERE,
    archive,
    name,
    street,
    unprivileged,
    written,
)


class TestOutput:
    """The output file is whole or untouched."""

    def test_a_file_is_written_whole(self, run, importing, tmp_path: Path, lookup: Path) -> None:
        """--output holds what standard output would, replaces a file and keeps its permissions."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        target = written(tmp_path / "out.json", "old")
        target.chmod(0o640)
        areas, _ = importing(source)
        done = run("import", "police-uk", source, "--areas", lookup, "--area-column", "district_name", "-o", target)
        assert (done.code, done.out) == (0, "")
        assert json.loads(target.read_text())["areas"] == areas
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_an_input_is_never_overwritten(self, refused, tmp_path: Path, lookup: Path) -> None:
        """A source or a lookup, through a link as well, is refused as the output before anything is read."""
        source = written(tmp_path / "broken.zip", "no archive, and never opened")
        link = tmp_path / "link.json"
        link.symlink_to(lookup)
        for read, target in ((source, source), (lookup, lookup), (lookup, link)):
            before = read.read_bytes()
            message = f"--output {target}: is {read}, which is read; name another file"
            assert refused(source, "-o", target) == message
            assert read.read_bytes() == before

    def test_what_is_written_can_be_read(self, run, importing, refused, tmp_path: Path) -> None:
        """An output that no command could read by its name is refused; one that can be is read, whatever its case."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        for target in (tmp_path / "out", tmp_path / "out.csv", tmp_path / "out.toml"):
            why = "must end in .json, or no command can read the profiles in it"
            assert refused(source, "-o", target) == f"--output {target}: {why}"
            assert not target.exists()
        target = tmp_path / "out.JSON"
        importing(source, "-o", target, read=target)
        assert run("validate", target).code == 0

    def test_a_device_needs_no_suffix(self, process, tmp_path: Path, lookup: Path) -> None:
        """/dev/stdout takes the profiles, be it a pipe."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        options = ("--areas", lookup, "--area-column", "district_name", "-o", "/dev/stdout")
        done = process("import", "police-uk", source, *options)
        assert [*json.loads(done.stdout)["areas"]] == ["northam", "southam-city-of"]

    def test_a_failure_leaves_what_was_there(self, refused, tmp_path: Path) -> None:
        """Whatever fails, an existing file is what it was and nothing is left beside it."""
        good = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        bad = archive(tmp_path / "b.zip", {name("2025-01"): street("2025-02", EVERYWHERE)})
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        refused(bad, "-o", target)
        assert refused(good, "-o", out) == f"{out}: is a folder; name a file in it"
        missing = tmp_path / "no" / "out.json"
        assert refused(good, "-o", missing) == f"{missing}: cannot be written: No such file or directory"
        assert refused(good, "-o", "/dev/full") == "/dev/full: cannot be written: No space left on device"
        assert ([*out.iterdir()], target.read_text()) == ([target], "old")

    def test_a_folder_that_is_read_only(self, importing, refused, tmp_path: Path) -> None:
        """A folder that takes no file is found out before anything is read."""
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        out.chmod(0o555)
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        importing(source)  # loads all modules, for the other user may not
        with unprivileged(tmp_path):
            assert refused(source, "-o", target) == f"{target}: cannot be written: Permission denied"
        assert target.read_text() == "old"

    def test_a_full_disk(self, refused, tmp_path: Path) -> None:
        """When the disk takes no more, the existing file is what it was and nothing is left beside it."""
        months = [f"2025-{month:02}" for month in range(1, 13)]
        source = archive(tmp_path / "a.zip", {name(month): street(month, EVERYWHERE) for month in months})
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # as if the disk had a thousand bytes left
        try:
            assert refused(source, "-o", target) == f"{target}: cannot be written: File too large"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert ([*out.iterdir()], target.read_text()) == ([target], "old")

    def test_a_new_file_has_the_usual_permissions(self, importing, tmp_path: Path) -> None:
        """A file that was not there gets the permissions that any new file gets."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        run_to = tmp_path / "new.json"
        before = os.umask(0o027)
        try:
            importing(source, "-o", run_to, read=run_to)
        finally:
            os.umask(before)
        assert stat.S_IMODE(run_to.stat().st_mode) == 0o640
