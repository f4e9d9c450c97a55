"""Whole processes, measured: CPU time, wall time and peak memory of a child, which must succeed."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

CRIMECOMPARE = str(Path(sysconfig.get_path("scripts"), "crimecompare"))


class Used(NamedTuple):
    """What a process used: seconds of CPU and of the clock, MiB of memory at its peak."""

    cpu: float
    wall: float
    memory: float


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[Used, bytes]:
    """Run a process to its end and return what it used and printed. Exits when it fails."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        child = subprocess.Popen(
            command,
            stdout=out,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"exit {child.returncode}: {' '.join(command)}")
        out.seek(0)
        return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024), out.read()


def rounds(programs: Mapping[str, Sequence[str]], runs: int) -> dict[str, list[Used]]:
    """Run each program once a round, in a shuffled order, so that what else the machine does falls on all alike."""
    taken: dict[str, list[Used]] = {name: [] for name in programs}
    for _ in range(runs):
        for name in random.sample(list(programs), len(programs)):
            taken[name].append(measure(programs[name])[0])
    return taken


def ratio(of: Sequence[Used], to: Sequence[Used], what: str) -> float:
    """Return the median of the ratios of paired runs."""
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(of, to, strict=True))


def median(of: Sequence[Used], what: str) -> float:
    """Return the median of what the runs used."""
    return statistics.median(getattr(used, what) for used in of)
