"""What `rank -p FILE -f json` does, written with pandas and SciPy: the same rows, keys, digits and notes.

python many_areas_pandas.py FILE. It validates nothing and knows one baseline, the pooled rate of all.
One `DataFrame.to_json` is the fastest way to write on Python 3.11 and on 3.13: 0.17 s for 35,672 areas, where
`json.dumps` takes 0.36 to 0.43 s with zipped columns and 0.48 to 0.50 s with `to_dict`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

CONFIDENCE, OUTER, INNER = 0.95, 0.998, 0.95
SMALLEST_APPROXIMATED, SMALL_COUNT = 10, 20
DIGITS, MOST_DECIMALS = 12, 15


def limits(count: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Return exact Poisson limits below 10, Byar's from 10."""
    tail = (1 - confidence) / 2
    z = stats.norm.isf(tail)
    above = count + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    small = count < SMALLEST_APPROXIMATED
    low[small] = np.nan_to_num(stats.chi2.ppf(tail, 2 * count[small]) / 2)
    high[small] = stats.chi2.isf(tail, 2 * above[small]) / 2
    return low, high


def funnel(count: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Place counts on the funnel."""
    (low, high), (outer_low, outer_high) = limits(count, INNER), limits(count, OUTER)
    outside = [expected < outer_low, expected > outer_high, expected < low, expected > high]
    return np.select(outside, ["high-99.8", "low-99.8", "high-95", "low-95"], "within")


def notes(crimes: pd.Series, z: np.ndarray) -> list[list[dict[str, str]]]:
    """Return the notes of each area: those of its own, then those of all."""
    n, ordered = len(z), np.sort(z)
    phi = (np.clip(z, ordered[n // 10], ordered[-(n // 10) - 1]) ** 2).mean()
    common = [
        {"code": "baseline-fixed", "message": f"pool of {n:,} areas: its rate is taken as exact for all areas."},
        {
            "code": "over-dispersed",
            "message": f"The areas vary more than chance alone would make them (φ = {phi:.4g} among {n:,} areas), so "
            "more lie outside the limits than these promise; --overdispersion allows for it.",
        },
        {
            "code": "rank-uncertain",
            "message": "A rank is a poor summary: it makes neighbours look different who are not, and much of it is "
            "chance; look at the intervals and the funnel.",
        },
    ]
    small = {"code": "small-count", "message": "Fewer than 20 crimes; such counts move much by chance."}
    return [[small, *common] if few else common for few in crimes < SMALL_COUNT]


def rounded(values: np.ndarray) -> np.ndarray:
    """Round to 12 significant digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.abs(values))))
        return np.where(values == 0, 0, np.round(values * scale) / scale)


def ranked(areas: dict[str, Any]) -> pd.DataFrame:
    """Return the rows of the report, a column for each key, in order of the rate ratio."""
    given = pd.DataFrame(list(areas.values()))
    count, years = given["crimes"].to_numpy(dtype=float), given["population"].to_numpy(dtype=float)
    base = 1000 * count.sum() / years.sum()
    low, high = limits(count, CONFIDENCE)
    expected, rate = base * years / 1000, 1000 * count / years
    z = 2 * (np.sqrt(count) - np.sqrt(expected))
    columns = {
        "area": list(areas),
        "name": given["name"],
        "population": given["population"],
        "crimes": given["crimes"],
        "crime_rate": rate,
        "crime_rate_low": 1000 * low / years,
        "crime_rate_high": 1000 * high / years,
        "baseline_crime_rate": np.full(len(given), base),
        "rate_ratio": rate / base,
        "rate_ratio_low": 1000 * low / years / base,
        "rate_ratio_high": 1000 * high / years / base,
        "excess_crime_rate": rate - base,
        "excess_crimes": (rate - base) * years / 1000,
        "funnel": funnel(count, expected),
        "z": z,
        "safety_score": None,
        "safety_shortfall": None,
        "confidence": CONFIDENCE,
        "method": np.where(count < SMALLEST_APPROXIMATED, "exact-poisson", "byar"),
        "notes": notes(given["crimes"], z),
    }
    figures = {k: rounded(v) for k, v in columns.items() if isinstance(v, np.ndarray) and v.dtype == float}
    frame = pd.DataFrame(columns | figures)
    frame = frame.sort_values(["rate_ratio", "name", "area"], ascending=[False, True, True], ignore_index=True)
    frame.insert(0, "rank", frame.index + 1)
    return frame


def main(path: str) -> None:
    """Read, rank and write."""
    rows = ranked(json.loads(Path(path).read_text(encoding="utf-8"))["areas"])
    sys.stdout.write('{"report": "rank", "schema_version": 1, "rows": ')
    rows.to_json(sys.stdout, orient="records", double_precision=MOST_DECIMALS, force_ascii=False)
    sys.stdout.write("}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script's own name is one of them
        sys.exit("give a profile file of many areas in JSON; many_areas.py makes one")
    main(sys.argv[1])
