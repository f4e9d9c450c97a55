"""`evaluate` of one area against 116 controls, as a ratio to `diff` of the same against the same, pooled.

python benchmarks/one_of_many.py [--runs N], with the Python of an environment that has crimecompare installed.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

from processes import CRIMECOMPARE, Program, arguments, compared, holds, rounds, show

CONTROLS = 116
MOST = 1.50
SEED = 1


def made_months(areas: int) -> str:
    """Return a profile file of areas a0, a1, … with two years by month, the same every time."""
    rng = random.Random(SEED)
    made = {}
    for n in range(areas):
        months = {f"{y}-{m:02}": round(rng.gauss(100, 10)) for y in (2024, 2025) for m in range(1, 13)}
        counts = {"period": "2024-01/2025-12", "crimes": sum(months.values()), "monthly_crimes": months}
        made[f"a{n}"] = {"name": f"Area {n}", "population": 10_000, "kind": "ward"} | counts
    return json.dumps({"areas": made})


def main(runs: int) -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "areas.json")
        file.write_text(made_months(CONTROLS + 1), encoding="utf-8")
        common = ["-p", str(file), "-f", "json"]
        programs = {
            "diff": Program([CRIMECOMPARE, "diff", "a0", "-b", str(file), *common], holds('"area": "a0"')),
            "evaluate": Program(
                [CRIMECOMPARE, "evaluate", "a0", "--control", str(file), "--since", "2025-01", *common],
                holds(f'"placebos": {CONTROLS}'),
            ),
        }
        taken = rounds(programs, runs)
    rows = [compared("diff", taken["diff"]), compared("evaluate", taken["evaluate"], taken["diff"], MOST)]
    show(f"CPU, one area against {CONTROLS}, {runs} rounds", rows)


if __name__ == "__main__":
    main(arguments(__doc__, runs=20).parse_args().runs)
