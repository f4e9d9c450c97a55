"""Pictures: how many milliseconds of CPU `-f svg` takes more than `-f json`, of 7 areas and of 264, in paired runs.

python benchmarks/pictures.py [--runs N]
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from made_areas import make
from processes import CRIMECOMPARE, Program, Row, arguments, holds, less, median, rounds, show

MOST = {7: 0.050, 264: 0.150}
"""How many areas, and how many seconds a picture of them may take more."""
DRAWN, WRITTEN = holds("</svg>"), holds('"report": ')


def main(runs: int) -> None:
    """Make the files, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        programs = {}
        for number in MOST:
            file = str(make(Path(folder, f"areas-{number}.json"), number))
            for command in (["rank", "-p", file], ["diff", file, "-b", "uk"]):
                for form, check in (("svg", DRAWN), ("json", WRITTEN)):
                    programs[f"{command[0]} of {number}, {form}"] = Program([CRIMECOMPARE, *command, "-f", form], check)
        taken = rounds(programs, runs)
    rows = []
    for number, most in MOST.items():
        for command in ("rank", "diff"):
            more = median(less(taken[f"{command} of {number}, svg"], taken[f"{command} of {number}, json"]), "cpu")
            rows.append(Row(f"{command} of {number}: svg more than json", f"{1000 * more:.0f} ms", more / most, 1.0))
    show(f"pictures, CPU, {runs} rounds; the ratio is to what may be", rows)


if __name__ == "__main__":
    main(arguments(__doc__, runs=11).parse_args().runs)
