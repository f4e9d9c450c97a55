"""Made areas: a profile file of as many as are asked for, the same every time."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path


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
