"""Start-up: CPU time of whole `crimecompare` processes as ratios to the smallest two-command Typer program.

Run with the Python of an environment that has crimecompare installed: python benchmarks/startup.py [RUNS].
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from processes import CRIMECOMPARE, measure, median, ratio, rounds

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


def check(command: list[str], expected: str) -> None:
    """Exit unless the program prints what it should; this also compiles it and fills the caches."""
    printed = measure(command)[1].decode()
    if expected not in printed:
        sys.exit(f"{command} did not print {expected!r} but {printed!r}")


def main(runs: int) -> None:
    """Measure, and print the medians and the ratios of paired runs."""
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder, "floor.py")
        floor.write_text(FLOOR, encoding="utf-8")
        programs = {
            "floor": ([sys.executable, str(floor), "diff"], "diff"),
            "diff -f json": ([CRIMECOMPARE, "diff", "wisbech", "-b", "uk", "-f", "json"], '"excess_crime_rate": 45.3'),
            "diff as a table": ([CRIMECOMPARE, "diff", "wisbech", "-b", "uk"], "+45.3"),
            "show -f csv": ([CRIMECOMPARE, "show", "wisbech", "-f", "csv"], "136.9"),
            "--version": ([CRIMECOMPARE, "--version"], "crimecompare"),
        }
        for command, expected in programs.values():
            check(command, expected)
        taken = rounds({name: command for name, (command, _) in programs.items()}, runs)
    print(f"Python {sys.version.split()[0]}, {runs} rounds, CPU time of whole processes")
    print(f"{'':18}{'median':>10}{'ratio':>8}{'at most':>9}")
    for name, used in taken.items():
        target = f"{TARGETS[name]:9.2f}" if name in TARGETS else ""
        print(f"{name:18}{1000 * median(used, 'cpu'):7.1f} ms{ratio(used, taken['floor'], 'cpu'):8.3f}{target}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
