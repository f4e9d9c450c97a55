"""Many areas: `rank` and `diff` on 35,672 profiles in one file, against pandas + SciPy and against `json.load`.

python benchmarks/many_areas.py [--runs N], with the Python of an environment that has crimecompare, pandas and SciPy.
It makes its files itself and checks that both programs give the same rows.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from made_areas import make
from processes import CRIMECOMPARE, Program, Used, arguments, compared, less, rounds, same, show

ALL, FEW = 35_672, 1_000
JSON_LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
PANDAS = Path(__file__).with_name("many_areas_pandas.py")


def commands(everything: str, few: str) -> dict[str, list[str]]:
    """Return what is measured, by name."""
    rank = [CRIMECOMPARE, "rank", "-p"]
    return {
        "rank": [*rank, everything, "-f", "json"],
        "pandas": [sys.executable, str(PANDAS), everything],
        "rank of few": [*rank, few, "-f", "json"],
        "top": [*rank, everything, "--top", "20"],
        "diff": [CRIMECOMPARE, "diff", "e01000000", "-b", "e01000001", "-p", everything, "-f", "json"],
        "bundled diff": [CRIMECOMPARE, "diff", "wisbech", "-b", "uk", "-f", "json"],
        "json.load": [sys.executable, "-c", JSON_LOAD, everything],
        "python": [sys.executable, "-c", "import json, sys"],
    }


def rows_of(command: Sequence[str]) -> list[dict[str, Any]]:
    """Run a program that prints a report as JSON, and return its rows."""
    done = subprocess.run(command, capture_output=True, check=True)
    return json.loads(done.stdout)["rows"]  # type: ignore[no-any-return]


def check(ours: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]]) -> None:
    """Exit unless both programs wrote the same keys in the same order and, to eleven digits, the same values."""
    if len(ours) != len(theirs):
        sys.exit(f"{len(ours)} rows against {len(theirs)}")
    for here, there in zip(ours, theirs, strict=True):
        if list(here) != list(there):
            sys.exit(f"{here['area']}: the keys are {' '.join(here)} here and {' '.join(there)} there")
        for key, value in here.items():
            if not _alike(value, there[key]):
                sys.exit(f"{here['area']}: {key} is {value!r} here and {there[key]!r} there")


def _alike(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-11, abs_tol=1e-9)  # what is near 0 is a difference of larger figures
    return one == other


def report(taken: Mapping[str, list[Used]], runs: int) -> None:
    """Print what was measured."""
    start = taken["bundled diff"]
    beyond_start, few_beyond_start = (less(taken[name], start) for name in ("rank", "rank of few"))
    an_area = [used._replace(cpu=used.cpu * ALL / FEW) for used in few_beyond_start]
    rows = [
        compared("pandas + SciPy, CPU", taken["pandas"]),
        compared("pandas + SciPy, memory", taken["pandas"], what="memory"),
        compared("rank as JSON / pandas, CPU", taken["rank"], taken["pandas"], 1),
        compared("rank as JSON / pandas, memory", taken["rank"], taken["pandas"], 1, "memory"),
        compared(f"the same an area, / that of {FEW:,} areas", beyond_start, an_area),
        compared("(diff of two − bundled diff) / json.load", less(taken["diff"], start), _loading(taken), 2),
        compared("rank --top 20 as a table / all as JSON", taken["top"], taken["rank"], 1),
    ]
    show(f"{ALL:,} areas, {runs} rounds", rows)


def _loading(taken: Mapping[str, list[Used]]) -> list[Used]:
    return less(taken["json.load"], taken["python"])


def main(runs: int) -> None:
    """Make the files, measure, check the answers and print."""
    with tempfile.TemporaryDirectory() as folder:
        files = [str(make(Path(folder, name), n)) for name, n in (("lsoas.json", ALL), ("few.json", FEW))]
        named = commands(*files)
        taken = rounds({name: Program(command, same()) for name, command in named.items()}, runs)
        # Last, because a child's peak of memory is never below what its parent held when it was started.
        check(rows_of(named["rank"]), rows_of(named["pandas"]))
    report(taken, runs)


if __name__ == "__main__":
    main(arguments(__doc__, runs=5).parse_args().runs)
