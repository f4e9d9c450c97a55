"""What every test of the command line uses: the program in this process, and real processes."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from crimecompare.__main__ import main
from support import every_report
from support.program import PROGRAM, Done, Process, Run

# How long one example takes depends on the machine. In CI the same examples are tried each time, by people new ones.
settings.register_profile("crimecompare", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("crimecompare")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-documents",
        action="store_true",
        help="put into README, docs/ and examples/ what the commands print now",
    )
    parser.addoption(
        "--fuzz-seconds", type=float, metavar="N", help="how long the tests of tests/fuzzing/ last together"
    )
    parser.addoption("--fuzz-input", type=int, metavar="SEED", help="the one input that they try, after it failed")


@pytest.fixture(autouse=True)
def nothing_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Give every test an empty HOME and working directory, and none of the variables that the program reads."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "CRIMECOMPARE_PROFILES",
        "CRIMECOMPARE_BASELINE",
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    yield home
    gc.enable()  # the program turns it off, for it means to end soon


@pytest.fixture
def every_kind_of_area(nothing_of_this_machine: Path) -> None:
    """Give the working directory what the commands of `support.every_report` read."""
    every_report.write_files(nothing_of_this_machine)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process: `run("diff", "wisbech", stdin="…")`."""

    def run_program(*arguments: str | Path, stdin: str | bytes = "") -> Done:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["crimecompare", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return Done(int(end.value.code or 0), out, err)

    return run_program


@pytest.fixture
def process() -> Process:
    """Run the installed program as a process of its own: `process("show", "uk", env={"NO_COLOR": "1"})`."""

    def run_process(*arguments: str | Path, env: dict[str, str] | None = None, **options: object) -> object:
        options = {"capture_output": True, "stdin": subprocess.DEVNULL, "text": True, "timeout": 60} | options
        return subprocess.run([PROGRAM, *map(str, arguments)], env=os.environ | (env or {}), check=False, **options)

    return run_process  # type: ignore[return-value]
