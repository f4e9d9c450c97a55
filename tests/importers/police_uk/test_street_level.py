"""`crimecompare import police-uk` as a whole: from an archive to an answer, names, long work."""

from __future__ import annotations

import json
import os
import pty
import signal
import sys
from pathlib import Path

import pytest

from crimecompare.wording import installation
from support.street import (
    ANTI_SOCIAL,
    BURGLARY,
    EVERYWHERE,
    HEADING,
    NORTHAM,
    NOWHERE,
    archive,
    name,
    street,
    written,
)


class TestTour:
    """From an archive to an answer."""

    def test_three_commands(self, run, tmp_path: Path, lookup: Path) -> None:
        """Import, rank and diff: the profiles that an import writes are what the other commands read."""
        towns = written(tmp_path / "towns.csv", "code,area,residents\nE01000001,Town,1954\n")
        rows = [*EVERYWHERE * 5, *[(NORTHAM[0], BURGLARY)] * 40]
        source = archive(tmp_path / "a.zip", {name(month): street(month, rows) for month in ("2025-01", "2025-02")})
        target = tmp_path / "areas.json"
        lookups = ("--areas", lookup, "--areas", towns, "--area-column", "district_name")
        assert run("import", "police-uk", source, *lookups, "--total", "Both", "-o", target).code == 0
        done = run("rank", target, "--baseline", "both", "--profiles", target, "-f", "json")
        rank = {row["area"]: row["crimes"] for row in json.loads(done.out)["rows"]}
        assert {"northam": 110, "southam-city-of": 30, "town": 90}.items() <= rank.items()
        done = run("diff", "town", "--baseline", "northam", "--exclude-self", "--profiles", target, "-f", "json")
        (row,) = json.loads(done.out)["rows"]
        assert (row["baseline_name"], row["verdict"]) == ("Northam without Town", "higher")
        assert row["rate_ratio"] == pytest.approx(90 / 1954 / (20 / 2046))

    def test_scopes_that_differ_are_warned_of(self, run, importing, tmp_path: Path) -> None:
        """Comparing counts with anti-social behaviour and counts without it says so."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 20)})
        for file, options in (("with", ()), ("without", ("--exclude", ANTI_SOCIAL))):
            importing(source, *options, "-o", tmp_path / f"{file}.json", read=tmp_path / f"{file}.json")
        done = run("diff", tmp_path / "with.json", "-b", tmp_path / "without.json", "--get", "notes")
        assert "scope-differs" in done.out


class TestNames:
    """Names that a user types."""

    def test_unknown_names(self, refused, tmp_path: Path) -> None:
        """An area, an offence or a column that is not there gets a suggestion."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert refused(source, "--only", "Nortam") == 'no lookup has an area "Nortam"; did you mean "Northam"?'
        assert refused(source, "--exclude", "Burglery") == (
            'these files have no offence "Burglery"; did you mean "Burglary"?'
        )
        assert refused(source, columns=("--area-column", "district")).endswith(
            '"population")' + '; did you mean "district_name" or "district_code"?'
        )
        assert (
            refused(source, "--total", "northam") == '--total "northam": an area already has that name; choose another'
        )
        assert refused(source, "--retrieved", "May") == '--retrieved must be a date such as 2025-12-31, not "May"'

    @pytest.mark.parametrize("option", ["--total", "--source"])
    @pytest.mark.parametrize("text", ["", " "])
    def test_empty_text(self, refused, tmp_path: Path, option: str, text: str) -> None:
        """An option that is given but empty (an unset variable, say) is refused and not taken for absent."""
        assert refused(tmp_path / "a.zip", option, text) == f"{option} must not be empty; leave it out instead"


class TestLongWork:
    """What is seen and what can be stopped."""

    def test_nothing_is_drawn_on_a_pipe(self, importing, tmp_path: Path) -> None:
        """On a pipe standard error holds the report alone, without a control character."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE + NOWHERE)})
        _, said = importing(source)
        why = "too small to tell a quiet area from one whose force has no file"
        assert said.splitlines() == [
            "Read 1 file with 8 rows for January 2025.",
            "Not counted: 1 row has no LSOA and 1 row has an LSOA that is in no lookup.",
            f"The areas of the first lookup are small (median: 3 LSOAs), {why}: name a lookup of districts first.",
            "Wrote 2 areas: northam, southam-city-of.",
        ]

    def test_ctrl_c_on_a_terminal(self, tmp_path: Path, lookup: Path) -> None:
        """A terminal shows files and rows; Ctrl-C ends it, with exit code 130 and no partial file."""
        source = tmp_path / "2025-01-made-street.csv"
        lines = street("2025-01", EVERYWHERE * 1000).split("\n", 1)[1].encode()
        with source.open("wb") as stream:
            stream.write(HEADING.encode() + b"\n")
            for _ in range(200):
                stream.write(lines)
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        options = ["--areas", str(lookup), "--area-column", "district_name", "-o", str(target)]
        command = [sys.executable, "-m", "crimecompare", "import", "police-uk", str(source), *options]
        child, terminal = pty.fork()
        if child == 0:
            os.execv(command[0], command)  # noqa: S606 - our own program, on a terminal of its own
        shown = os.read(terminal, 10_000)
        while b"files" not in shown:
            shown += os.read(terminal, 10_000)
        assert b"0 of 1 files" in shown
        os.kill(child, signal.SIGINT)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 130
        assert ([*out.iterdir()], target.read_text()) == ([target], "old")
        os.close(terminal)

    def test_without_polars(self, process, tmp_path: Path, lookup: Path) -> None:
        """Without Polars, the one line says what installs it for the Python that runs."""
        written(tmp_path / "polars.py", "raise ImportError\n")
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        done = process(
            "import",
            "police-uk",
            source,
            "--areas",
            lookup,
            env={"PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])},
        )
        line = f"crimecompare: import needs polars; install with: {installation('polars')}\n"
        assert (done.returncode, done.stderr) == (2, line)
