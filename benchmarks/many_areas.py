"""Many areas: `rank` and `diff` on 35,672 profiles in one file, against pandas + SciPy and against `json.load`.

Run with the Python of an environment that has crimecompare, pandas and SciPy: python benchmarks/many_areas.py [RUNS].
It makes its file itself (seeded), checks that both programs give the same answers, and prints ratios of paired runs.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tempfile
from pathlib import Path

from processes import CRIMECOMPARE, measure, median, ratio, rounds

ALL, FEW = 35_672, 1_000
JSON_LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
PANDAS = Path(__file__).with_name("many_areas_pandas.py")


def make(path: Path, number: int) -> Path:
    """Write that many areas of about the size of an LSOA, whose rates vary about three times as much as by chance."""
    randomly = random.Random(number)
    areas = {}
    for n in range(number):
        population = randomly.randint(1000, 3000)
        expected = population * randomly.lognormvariate(math.log(0.08), 0.6)
        areas[f"e{n + 1_000_000:08}"] = {
            "name": f"District {n // 110:03} {n % 110:03}",
            "population": population,
            "crimes": max(0, round(randomly.gauss(expected, math.sqrt(expected)))),
            "within": f"district-{n // 110:03}",
            "code": f"E{n + 1_000_000:08}",
        }
    path.write_text(json.dumps({"areas": areas}), encoding="utf-8")
    return path


def check(ours: bytes, theirs: bytes) -> None:
    """Exit unless both programs wrote the same keys and, to nine digits, the same values."""
    here, there = json.loads(ours)["rows"], json.loads(theirs)["rows"]
    if len(here) != len(there):
        sys.exit(f"{len(here)} rows against {len(there)}")
    for a, b in zip(here, there, strict=True):
        for key, value in a.items():
            other = b[key]
            same = (
                math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-9) if isinstance(value, float) else value == other
            )
            if not same or list(a) != list(b):
                sys.exit(f"{a['area']}: {key} is {value!r} here and {other!r} there")


def main(runs: int) -> None:
    """Make the files, check the answers, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        everything, few = make(Path(folder, "lsoas.json"), ALL), make(Path(folder, "few.json"), FEW)
        rank = [CRIMECOMPARE, "rank", "-p"]
        programs = {
            "rank": [*rank, str(everything), "-f", "json"],
            "pandas": [sys.executable, str(PANDAS), str(everything)],
            "rank 1,000": [*rank, str(few), "-f", "json"],
            "top": [*rank, str(everything), "--top", "20"],
            "diff": [CRIMECOMPARE, "diff", "e01000000", "-b", "e01000001", "-p", str(everything), "-f", "json"],
            "diff bundled": [CRIMECOMPARE, "diff", "wisbech", "-b", "uk", "-f", "json"],
            "json.load": [sys.executable, "-c", JSON_LOAD, str(everything)],
            "python": [sys.executable, "-c", "import json, sys"],
        }
        taken = rounds(programs, runs)
        # Last, because a child's peak of memory is never below what its parent held when it was started.
        check(measure(programs["rank"])[1], measure(programs["pandas"])[1])
    print(f"Python {sys.version.split()[0]}, {runs} rounds, {ALL:,} areas; medians of whole processes")
    for name, used in taken.items():
        print(f"  {name:14}{median(used, 'cpu'):7.2f} s CPU{median(used, 'memory'):8.0f} MiB")
    start = median(taken["diff bundled"], "cpu")
    each, per_area = (median(taken["rank 1,000"], "cpu") - start) / FEW, (median(taken["rank"], "cpu") - start) / ALL
    loading = median(taken["json.load"], "cpu") - median(taken["python"], "cpu")
    extra = median(taken["diff"], "cpu") - start
    print(f"rank / pandas + SciPy, CPU:      {ratio(taken['rank'], taken['pandas'], 'cpu'):.2f}  (at most 1)")
    print(f"rank / pandas + SciPy, memory:   {ratio(taken['rank'], taken['pandas'], 'memory'):.2f}  (at most 1)")
    print(f"CPU per area, 35,672 / 1,000:    {per_area / each:.2f}  (about 1 when linear)")
    print(f"(diff − bundled diff) / json.load: {extra / loading:.2f}  (at most 2)")
    print(f"--top 20 as a table / JSON, CPU: {ratio(taken['top'], taken['rank'], 'cpu'):.2f}  (at most 1)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
