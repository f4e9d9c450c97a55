"""Tables for people: CPU time of `rank` of 3,000 areas as a table and as Markdown, paired with another release's.

python benchmarks/tables.py [--against PROGRAM] [--runs N], where PROGRAM is the `crimecompare` of an environment that
has the release to compare with, of the same Python.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from made_areas import make
from processes import CRIMECOMPARE, Program, arguments, compared, holds, rounds, show

AREAS = 3_000
LAST = holds("District 027 029")
A_THIRD = 1 / 3


def main(against: str | None, runs: int) -> None:
    """Make the file, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(make(Path(folder, "areas.json"), AREAS))
        programs = {
            f"{form} {release}".strip(): Program([program, "rank", "-p", file, "-f", form], LAST)
            for form in ("table", "markdown")
            for release, program in (("", CRIMECOMPARE), ("of before", against))
            if program
        }
        taken = rounds(programs, runs)
    rows = [
        compared(name, used, taken.get(f"{name} of before"), A_THIRD if f"{name} of before" in taken else None)
        for name, used in taken.items()
    ]
    show(f"rank of {AREAS:,} areas, CPU, {runs} rounds", rows)


if __name__ == "__main__":
    parser = arguments(__doc__, runs=9)
    parser.add_argument("--against", metavar="PROGRAM", help="the `crimecompare` of the release to compare with")
    options = parser.parse_args()
    if options.against and not Path(options.against).exists():
        parser.error(f"{options.against}: no such program")
    main(options.against, options.runs)
