"""Start-up: CPU time of whole `crimecompare` processes as ratios to the smallest two-command Typer program.

python benchmarks/startup.py [--runs N], with the Python of an environment that has crimecompare installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from processes import CRIMECOMPARE, Program, arguments, compared, holds, rounds, show

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
MEASURED = {
    "diff wisbech -b uk -f json": ("diff", '"excess_crime_rate": 45.3', 1.20),
    "diff wisbech -b uk": ("diff", "+45.3", 1.35),
    "diff fenland -f json": ("diff", '"area": "fenland"', 1.20),
    "diff fenland": ("diff", "England and Wales", 1.45),
    "diff fenland -b @2023 -f json": ("diff", '"area": "fenland"', None),
    "show wisbech -f csv": ("diff", "136.9", None),
    "--version": ("diff", "crimecompare", None),
    "--help": ("--help", "rank", 0.60),
    "diff --help": ("diff --help", "--baseline", 0.80),
}
"""Commands: with what of the smallest program each is paired, what it must print, and the most it may take."""


def main(runs: int) -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder, "floor.py")
        floor.write_text(FLOOR, encoding="utf-8")
        paired = {f"Typer: {a}": [sys.executable, str(floor), *a.split()] for a in ("diff", "--help", "diff --help")}
        programs = {name: Program(command, holds("diff")) for name, command in paired.items()} | {
            name: Program([CRIMECOMPARE, *name.split()], holds(text)) for name, (_, text, _) in MEASURED.items()
        }
        taken = rounds(programs, runs)
    ours = [compared(n, taken[n], taken[f"Typer: {other}"], most) for n, (other, _, most) in MEASURED.items()]
    show(f"CPU, {runs} rounds", [*(compared(name, taken[name]) for name in paired), *ours])


if __name__ == "__main__":
    main(arguments(__doc__, runs=30).parse_args().runs)
