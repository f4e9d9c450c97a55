"""Running: an input is written into folders of its own and given to a warm process, or to the real command."""

from __future__ import annotations

import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from support.program import PROGRAM

SECONDS, CPU_SECONDS = 40, 20
"""How long a run may take, by the clock and of the processor; these inputs are small."""
MEMORY = 512
"""How much memory a run may use at its peak, in MiB."""
LIMITS = {"RLIMIT_AS": 6 << 30, "RLIMIT_CPU": CPU_SECONDS, "RLIMIT_FSIZE": 256 << 20, "RLIMIT_CORE": 0}
"""What the machine is kept safe by; the laws are stricter."""
STREAM_NAMES = ("stdin", "stdout", "stderr")

Tree = dict[str, bytes | str | None]
"""What is in a folder, by path: the content of a file, the target of a link, None for a folder."""


class Hostile(NamedTuple):
    """One input: what is typed, the files beside it, what is piped in, and variables of the environment.

    `form` is the format of the answer, where it is known; `judges` says that conditions may fail after the answer.
    """

    arguments: Sequence[str]
    files: Mapping[str, bytes | str | None] = {}
    piped: bytes = b""
    environment: Mapping[str, str] = {}
    form: str | None = None
    judges: bool = False


class Ending(NamedTuple):
    """How a run ended (minus the signal, where one ended it), what it wrote, and what it used: seconds and MiB."""

    code: int
    out: bytes
    err: bytes
    before: Tree
    after: Tree
    cpu: float
    wall: float
    memory: float

    @property
    def visible(self) -> tuple[int, bytes, bytes, Tree]:
        """What a repeated run has to have in common."""
        return self.code, self.out, self.err, self.after


class Warm:
    """A warm process of a given hash seed, which has imported the program (and more `modules`) before it is asked."""

    def __init__(self, hash_seed: int, modules: Sequence[str] = ()) -> None:
        """Start it."""
        self.modules = modules
        # Measured coverage would have each of thousands of children write a file of its own.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}
        self._server = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("warm_process.py"), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=kept | {"PYTHONHASHSEED": str(hash_seed), "LC_ALL": "C.UTF-8", "POLARS_MAX_THREADS": "2"},
        )

    def close(self) -> None:
        """End it."""
        self._server.communicate(timeout=SECONDS)

    def run(self, hostile: Hostile, folder: Path) -> Ending:
        """Run the program on an input whose files are put into an empty `folder`."""
        before = _laid_out(hostile, folder)
        request = {
            "folder": str(folder / "work"),
            "arguments": [*hostile.arguments],
            "environment": _surroundings(hostile, folder),
            "limits": LIMITS,
            "seconds": SECONDS,
            **{name: str(folder / name) for name in STREAM_NAMES},
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(request).encode() + b"\n")
        self._server.stdin.flush()
        used = json.loads(self._server.stdout.readline())
        return _ended(folder, before, **used)


def run_really(hostile: Hostile, folder: Path) -> Ending:
    """Run the installed command on an input, as a process that began cold."""
    before = _laid_out(hostile, folder)
    streams = [(folder / name).open(mode) for name, mode in zip(STREAM_NAMES, ("rb", "wb", "wb"), strict=True)]
    began = time.monotonic()
    child = subprocess.Popen(
        [os.fsencode(PROGRAM), *map(os.fsencode, hostile.arguments)],
        cwd=folder / "work",
        env=_surroundings(hostile, folder),
        stdin=streams[0],
        stdout=streams[1],
        stderr=streams[2],
        preexec_fn=_limited,  # noqa: PLW1509 - a test has no threads
        start_new_session=True,
    )
    for stream in streams:
        stream.close()
    signal.signal(signal.SIGALRM, lambda *_: child.kill())
    signal.alarm(SECONDS)
    _, status, usage = os.wait4(child.pid, 0)
    signal.alarm(0)
    child.returncode = os.waitstatus_to_exitcode(status)
    cpu, wall = usage.ru_utime + usage.ru_stime, time.monotonic() - began
    return _ended(folder, before, code=child.returncode, cpu=cpu, wall=wall, memory=usage.ru_maxrss / 1024)


def as_script(hostile: Hostile) -> str:
    """Return the shell command that gives the program this input again, in the folder of its files."""
    variables = "".join(f"{name}={shlex.quote(value)} " for name, value in hostile.environment.items())
    words = " ".join(shlex.quote(word) for word in hostile.arguments)
    return f"{variables}HOME=../home TMPDIR=../tmp crimecompare {words} < ../stdin"


def _limited() -> None:
    for limit, most in LIMITS.items():
        resource.setrlimit(getattr(resource, limit), (most, most))


def _surroundings(hostile: Hostile, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "LC_ALL": "C.UTF-8",
        "POLARS_MAX_THREADS": "2",
    } | hostile.environment


def _laid_out(hostile: Hostile, folder: Path) -> Tree:
    """Write the files of an input, and return all that is there before the program runs."""
    for inner in ("work", "home", "tmp"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for stream in STREAM_NAMES:
        (folder / stream).write_bytes(hostile.piped if stream == "stdin" else b"")
    for name, content in hostile.files.items():
        path = folder / "work" / name
        with suppress(OSError, ValueError):  # a name that no file can have
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.mkdir(exist_ok=True)
            elif isinstance(content, str):
                path.symlink_to(content)
            else:
                path.write_bytes(content)
    return _tree(folder)


def _ended(folder: Path, before: Tree, **used: Any) -> Ending:
    out, err = ((folder / name).read_bytes() for name in STREAM_NAMES[1:])
    return Ending(out=out, err=err, before=before, after=_tree(folder), **used)


def _tree(folder: Path) -> Tree:
    found: Tree = {}
    for inner in ("work", "home", "tmp"):
        for path in sorted((folder / inner).rglob("*")):
            is_link = path.is_symlink()
            found[str(path.relative_to(folder))] = (
                str(path.readlink()) if is_link else path.read_bytes() if path.is_file() else None
            )
    return found
