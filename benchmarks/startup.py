"""Start-up: CPU time of whole `crimecompare` processes as ratios to the smallest two-command Typer program.

Run with the Python of an environment that has crimecompare installed: python benchmarks/startup.py [RUNS].
Each round runs every program once, in a shuffled order, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

FLOOR = """\
import typer

app = typer.Typer()


@app.command()
def show():
    print("show")


@app.command()
def diff():
    print("diff")


app()
"""
TARGETS = {"diff -f json": 1.20, "diff as a table": 1.35}


def cpu_seconds(command: list[str], expected: str) -> float:
    """Run a process to its end and return its user and system time; fail unless it printed what it should."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if expected not in done.stdout:
        sys.exit(f"{command} did not print {expected!r} but {done.stdout!r}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    """Measure, and print the medians and the ratios of paired runs."""
    crimecompare = str(Path(sysconfig.get_path("scripts"), "crimecompare"))
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder, "floor.py")
        floor.write_text(FLOOR, encoding="utf-8")
        programs = {
            "floor": ([sys.executable, str(floor), "diff"], "diff"),
            "diff -f json": ([crimecompare, "diff", "wisbech", "-b", "uk", "-f", "json"], '"excess_crime_rate": 45.3'),
            "diff as a table": ([crimecompare, "diff", "wisbech", "-b", "uk"], "+45.3"),
            "show -f csv": ([crimecompare, "show", "wisbech", "-f", "csv"], "136.9"),
            "--version": ([crimecompare, "--version"], "crimecompare"),
        }
        for command, expected in programs.values():
            cpu_seconds(command, expected)  # compiles and fills the caches
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(runs):
            for name in random.sample(list(programs), len(programs)):
                taken[name].append(cpu_seconds(*programs[name]))
    print(f"Python {sys.version.split()[0]}, {runs} rounds, CPU time of whole processes")
    print(f"{'':18}{'median':>10}{'ratio':>8}{'at most':>9}")
    for name, seconds in taken.items():
        ratio = statistics.median(s / f for s, f in zip(seconds, taken["floor"], strict=True))
        target = f"{TARGETS[name]:9.2f}" if name in TARGETS else ""
        print(f"{name:18}{1000 * statistics.median(seconds):7.1f} ms{ratio:8.3f}{target}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
