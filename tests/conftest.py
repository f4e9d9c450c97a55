"""What every test of the command line stands on: the program in this process, and real processes."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings
from street import LOOKUP, written

from crimecompare.__main__ import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PROGRAM = Path(sysconfig.get_path("scripts"), "crimecompare")

# How long one example takes depends on the machine. In CI the same examples are tried each time, by people new ones.
settings.register_profile("crimecompare", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("crimecompare")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-documents",
        action="store_true",
        help="put into README, docs/ and examples/ what the commands print now",
    )


class Done(NamedTuple):
    """How a run ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one line of a run that could not answer, and that printed nothing else."""
        assert (self.code, self.out) == (2, "")
        assert self.err.startswith("crimecompare: ")
        assert self.err.endswith("\n")
        assert len(self.err.splitlines()) == 1
        return self.err.removeprefix("crimecompare: ").rstrip("\n")


Run = Callable[..., Done]
"""What the fixture `run` is."""


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
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
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
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the installed program as a process of its own: `process("show", "uk", env={"NO_COLOR": "1"})`."""

    def run_process(*arguments: str | Path, env: dict[str, str] | None = None, **options: object) -> object:
        options = {"capture_output": True, "stdin": subprocess.DEVNULL, "text": True, "timeout": 60} | options
        return subprocess.run([PROGRAM, *map(str, arguments)], env=os.environ | (env or {}), check=False, **options)

    return run_process  # type: ignore[return-value]


@pytest.fixture
def lookup(tmp_path: Path) -> Path:
    """A lookup of two districts, six LSOAs and 9,000 residents."""
    return written(tmp_path / "lookup.csv", LOOKUP)


@pytest.fixture
def importing(run, lookup):
    """Run the import by district, and give its areas and what it said: `importing(source, "--total", "Both")`."""

    def run_import(*arguments, areas=lookup, columns=("--area-column", "district_name"), read=None):
        done = run("import", "police-uk", *arguments, "--areas", areas, *columns)
        assert done.code == 0, done.err
        return json.loads(read.read_text() if read else done.out)["areas"], done.err

    return run_import


@pytest.fixture
def refused(run, lookup):
    """Run an import that must fail, and give its one line."""

    def run_import(*arguments, areas=lookup, columns=("--area-column", "district_name")):
        done = run("import", "police-uk", *arguments, "--areas", areas, *columns)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("crimecompare: ")
        assert done.err.count("\n") == 1
        return done.err.removeprefix("crimecompare: ").rstrip("\n")

    return run_import
