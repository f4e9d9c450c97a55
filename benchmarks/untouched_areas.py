"""Untouched areas: how often real areas are found to differ where nothing is known to have been done.

Run with the Python of an environment that has crimecompare, for areas of a kind and two years whose months they have:
python benchmarks/untouched_areas.py wards.json ward 2024 2025. The file is one that `crimecompare import police-uk`
makes of an archive and the lookups of districts and wards. Each area is evaluated against the others within the same
area. The shares are quoted in docs/evaluating.md.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crimecompare.analysis.controls import Controls
from crimecompare.analysis.courses import Course, Window
from crimecompare.analysis.evaluating import evaluate
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.periods import parse_month, parse_period


def course(key: str, fields: Mapping[str, Any], periods: tuple[str, str]) -> Course:
    """Return the course of an area of a document."""
    profile = AreaProfile.model_validate({"key": key, **fields})
    history = {parse_month(month): float(count) for month, count in profile.monthly_crimes.items()}
    spans = [(period, parse_period(period)) for period in periods]
    windows = [Window.of_months(said, {m: history[m] for m in range(s.first, s.last + 1)}) for said, s in spans]
    return Course(Figures.of(profile), windows[0], windows[1], history)


def misses(found: Evaluation) -> tuple[bool, bool, bool]:
    """Return whether the intervals miss 1: that of chance alone, with dispersion, and with drift as well."""
    full = found.relative
    each = replace(full, dispersion=None, drift=None), replace(full, drift=None), full
    intervals = [relative.ratio_interval for relative in each]
    return tuple(bool(i) and not i.low <= 1 <= i.high for i in intervals)  # type: ignore[return-value,union-attr]


def main(file: str, kind: str, before: str, after: str) -> None:
    """Print the share of areas whose intervals miss 1."""
    groups = defaultdict(list)
    for key, fields in json.loads(Path(file).read_text(encoding="utf-8"))["areas"].items():
        if fields.get("kind") == kind:
            groups[fields.get("within")].append(course(key, fields, (before, after)))
    found = [
        misses(evaluate(area, Controls([other for other in areas if other is not area])))
        for areas in groups.values()
        for area in areas
    ]
    shares = [f"{sum(column) / len(found):.1%}" for column in zip(*found, strict=True)]
    print(f"{len(found)} areas; 1 is missed by chance alone: {shares[0]}, with dispersion: {shares[1]}, ", end="")
    print(f"with drift: {shares[2]}")


if __name__ == "__main__":
    main(*sys.argv[1:5])
