"""Monthly: profile files of areas by month, as short as a test can say them, and a county of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crimecompare.profiles.periods import month_text
from support.courses import FENLAND, START, WISBECH

YEARS = (2024, 2025)
COUNTY: Mapping[str, tuple[Sequence[int], dict[str, Any]]] = {
    "fenland": (FENLAND, {"population": 102437, "kind": "district"}),
    "wisbech": (WISBECH, {"population": 24794, "kind": "town", "within": "fenland"}),
}
"""The crimes of two areas by month, from January 2024 on, and what else their profiles say."""


def by_month(counts: Sequence[int | None], first: int = START) -> dict[str, int]:
    """Name the month of each count, from a first one on; None is a month without data."""
    return {month_text(first + n): count for n, count in enumerate(counts) if count is not None}


def monthly_profile(key: str, months: Mapping[str, int], period: str, **said: Any) -> dict[str, Any]:
    """Make a profile of those months, as plain data; `monthly=False` leaves the months out."""
    monthly = {"monthly_crimes": dict(months)} if said.pop("monthly", True) else {}
    return {"name": key.title(), "period": period, "crimes": sum(months.values())} | monthly | said


def file_of(path: Path, areas: Mapping[str, Any]) -> Path:
    """Write a profile file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"areas": dict(areas)}), encoding="utf-8")
    return path


def file_of_two_years(path: Path, areas: Mapping[str, tuple[Sequence[int | None], dict[str, Any]]] = COUNTY) -> Path:
    """Write one file with two years of each area."""
    return file_of(
        path, {key: monthly_profile(key, by_month(c), "2024-01/2025-12", **said) for key, (c, said) in areas.items()}
    )


def files_of_a_year(folder: Path, *, monthly: bool = True, **said: Any) -> Path:
    """Write the county's two years into a folder, a file each, by month or as a whole."""
    for n, year in enumerate(YEARS):
        half = slice(12 * n, 12 * n + 12)
        areas = {
            key: monthly_profile(key, by_month(c[half], START + 12 * n), str(year), monthly=monthly, **(own | said))
            for key, (c, own) in COUNTY.items()
        }
        file_of(folder / f"{year}.json", areas)
    return folder
