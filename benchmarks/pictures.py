"""Pictures and pages: how many milliseconds of CPU they take more than `-f json`, of 7 areas and 264, in paired runs.

python benchmarks/pictures.py [--runs N]
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from made_areas import make
from processes import CRIMECOMPARE, Program, Row, arguments, holds, less, median, rounds, show

MOST = {("svg", 7): 0.050, ("svg", 264): 0.150, ("html", 264): 0.300}
"""A format and how many areas, and how many seconds it may take more."""
CHECKS = {"svg": holds("</svg>"), "html": holds("</html>"), "json": holds('"report": ')}


def main(runs: int) -> None:
    """Make the files, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        programs = {}
        for number in {number for _, number in MOST}:
            file = str(make(Path(folder, f"areas-{number}.json"), number))
            for command in (["rank", "-p", file], ["diff", file, "-b", "uk"]):
                for form, check in CHECKS.items():
                    programs[f"{command[0]} of {number}, {form}"] = Program([CRIMECOMPARE, *command, "-f", form], check)
        taken = rounds(programs, runs)
    rows = []
    for (form, number), most in MOST.items():
        for command in ("rank", "diff"):
            more = median(less(taken[f"{command} of {number}, {form}"], taken[f"{command} of {number}, json"]), "cpu")
            rows.append(Row(f"{command} of {number}: {form} more than json", f"{1000 * more:.0f} ms", more / most, 1.0))
    show(f"pictures and pages, CPU, {runs} rounds; the ratio is to what may be", rows)


if __name__ == "__main__":
    main(arguments(__doc__, runs=11).parse_args().runs)
