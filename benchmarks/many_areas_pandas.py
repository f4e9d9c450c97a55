"""What `rank -p FILE -f json` does, written with pandas and SciPy: the same figures under the same keys.

Run as: python many_areas_pandas.py FILE. It validates nothing and knows one baseline, the pooled rate of all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

SMALLEST_APPROXIMATED, SMALL_COUNT = 10, 20


def limits(count: pd.Series, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Return exact Poisson limits below 10, Byar's from 10."""
    tail = (1 - confidence) / 2
    z = stats.norm.isf(tail)
    o = count.to_numpy(dtype=float)
    above = o + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        low = o * (1 - 1 / (9 * o) - z / (3 * np.sqrt(o))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    small = o < SMALLEST_APPROXIMATED
    low[small] = np.nan_to_num(stats.chi2.ppf(tail, 2 * o[small]) / 2)
    high[small] = stats.chi2.isf(tail, 2 * above[small]) / 2
    return low, high


def main(path: str) -> None:
    """Read, rank and write."""
    areas = json.loads(Path(path).read_text(encoding="utf-8"))["areas"]
    frame = pd.DataFrame.from_dict(areas, orient="index")
    frame.index.name = "area"
    frame = frame.reset_index()
    years = frame["population"]
    base = 1000 * frame["crimes"].sum() / years.sum()
    expected = base * years / 1000
    low, high = limits(frame["crimes"], 0.95)
    outer_low, outer_high = limits(frame["crimes"], 0.998)
    frame["crime_rate"] = 1000 * frame["crimes"] / years
    frame["crime_rate_low"], frame["crime_rate_high"] = 1000 * low / years, 1000 * high / years
    frame["baseline_crime_rate"] = base
    for key in ("", "_low", "_high"):
        frame[f"rate_ratio{key}"] = frame[f"crime_rate{key}"] / base
    frame["excess_crime_rate"] = frame["crime_rate"] - base
    frame["excess_crimes"] = frame["excess_crime_rate"] * frame["population"] / 1000
    frame["funnel"] = np.select(
        [expected < outer_low, expected > outer_high, expected < low, expected > high],
        ["high-99.8", "low-99.8", "high-95", "low-95"],
        "within",
    )
    frame["z"] = 2 * (np.sqrt(frame["crimes"]) - np.sqrt(expected))
    frame["safety_score"] = frame["safety_shortfall"] = None
    frame["confidence"] = 0.95
    frame["method"] = np.where(frame["crimes"] < SMALLEST_APPROXIMATED, "exact-poisson", "byar")
    n = len(frame)
    k = n // 10
    ordered = np.sort(frame["z"])
    phi = float((np.clip(frame["z"], ordered[k], ordered[-k - 1]) ** 2).mean())
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
    frame["notes"] = [[small, *common] if few else common for few in frame["crimes"] < SMALL_COUNT]
    frame = frame.sort_values(["rate_ratio", "name", "area"], ascending=[False, True, True], ignore_index=True)
    frame.insert(0, "rank", frame.index + 1)
    columns = [
        "rank",
        "area",
        "name",
        "population",
        "crimes",
        "crime_rate",
        "crime_rate_low",
        "crime_rate_high",
        "baseline_crime_rate",
        "rate_ratio",
        "rate_ratio_low",
        "rate_ratio_high",
        "excess_crime_rate",
        "excess_crimes",
        "funnel",
        "z",
        "safety_score",
        "safety_shortfall",
        "confidence",
        "method",
        "notes",
    ]
    rows = frame[columns].astype(object).where(frame[columns].notna(), None).to_dict(orient="records")
    sys.stdout.write(json.dumps({"report": "rank", "schema_version": 1, "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
