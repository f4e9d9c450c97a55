"""Whole processes, measured: CPU time, wall time and peak memory of a child, whose success and output are checked."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

CRIMECOMPARE = str(Path(sysconfig.get_path("scripts"), "crimecompare"))

Check = Callable[[IO[bytes], IO[bytes]], str | None]
"""Looks at what a process wrote to its two outputs; returns what is wrong with it, or None."""

SETTINGS = ("PYTHON", "CRIMECOMPARE_")
"""Variables of the environment that a measured process does not get: with PYTHONDONTWRITEBYTECODE an editable
install would be compiled at each start, which costs a quarter more."""


class Used(NamedTuple):
    """What a process used: seconds of CPU and of the clock, MiB of memory at its peak."""

    cpu: float
    wall: float
    memory: float


class Program(NamedTuple):
    """A command, the check that each of its runs must pass, and on how many cores it runs (None: on all).

    `code` is the exit code that it must end with (None: any).
    """

    command: Sequence[str]
    check: Check
    cores: int | None = None
    code: int | None = 0


class Row(NamedTuple):
    """One line of a benchmark: what was measured, its median, its ratio to something, and the most that may be."""

    name: str
    median: str = ""
    ratio: float | None = None
    most: float | None = None


def measure(program: Program) -> Used:
    """Run a process to its end and return what it used. Exits when it fails, or printed something wrong."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        used, code = _run(program, out, err)
        out.seek(0)
        err.seek(0)
        ends_well = program.code in {code, None}
        problem = program.check(out, err) if ends_well else f"exit code {code}: {err.read().decode()}"
    if problem:
        sys.exit(f"{' '.join(program.command)}: {problem}")
    return used


def _run(program: Program, out: IO[bytes], err: IO[bytes]) -> tuple[Used, int]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    if program.cores:
        environment["POLARS_MAX_THREADS"] = str(program.cores)
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[: program.cores])  # the process that starts now inherits it
    began = time.perf_counter()
    child = subprocess.Popen(program.command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment)
    os.sched_setaffinity(0, cores)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024), child.returncode


def rounds(programs: Mapping[str, Program], runs: int) -> dict[str, list[Used]]:
    """Run each program once a round, in a shuffled order, so that what else the machine does falls on all alike.

    One round goes before that is not counted: it compiles the programs and fills the disk cache.
    """
    taken: dict[str, list[Used]] = {name: [] for name in programs}
    for counts in [False, *[True] * runs]:
        for name in random.sample(list(programs), len(programs)):
            used = measure(programs[name])
            taken[name] += [used] * counts
    return taken


def holds(text: str) -> Check:
    """Return a check that the standard output holds a text."""
    return lambda out, _: None if text.encode() in out.read() else f"did not print {text!r}"


def same() -> Check:
    """Return a check that the standard output is the same in every run, without keeping any of it in memory."""
    seen: set[bytes] = set()

    def check(out: IO[bytes], _: IO[bytes]) -> str | None:
        seen.add(hashlib.file_digest(out, "sha256").digest())
        return None if len(seen) == 1 else "printed something else than before"

    return check


def median(of: Sequence[Used], what: str) -> float:
    """Return the median of what the runs used (`what` is a field of Used)."""
    return statistics.median(getattr(used, what) for used in of)


def ratio(of: Sequence[Used], to: Sequence[Used], what: str) -> float:
    """Return the median of the ratios of paired runs."""
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(of, to, strict=True))


def less(of: Sequence[Used], other: Sequence[Used]) -> list[Used]:
    """Return what paired runs used more than others."""
    return [Used(*(x - y for x, y in zip(a, b, strict=True))) for a, b in zip(of, other, strict=True)]


def compared(
    name: str, of: Sequence[Used], to: Sequence[Used] | None = None, most: float | None = None, what: str = "cpu"
) -> Row:
    """Return the line of one program: what it used, as a ratio to another where there is one."""
    value = median(of, what)
    unit = f"{value:.0f} MiB" if what == "memory" else f"{value:.2f} s" if value >= 1 else f"{1000 * value:.0f} ms"
    return Row(name, unit, ratio(of, to, what) if to is not None else None, most)


def show(title: str, rows: Sequence[Row]) -> None:
    """Print lines one below the other: name, median, ratio, at most; a target that is missed is marked."""
    print(f"{title}; Python {sys.version.split()[0]}; medians of whole processes, ratios of paired runs")
    print(f"{'':44}{'median':>10}{'ratio':>9}{'at most':>9}")
    for name, value, found, most in rows:
        ratios = f"{found:9.3f}" if found is not None else " " * 9
        target = f"{most:9.2f}{'  missed' if found is not None and found > most else ''}" if most is not None else ""
        print(f"{name:44}{value:>10}{ratios}{target}".rstrip())


def arguments(about: str | None, runs: int) -> argparse.ArgumentParser:
    """Return a parser of what every benchmark takes."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=runs, metavar="N", help=f"rounds to measure ({runs})")
    return parser
