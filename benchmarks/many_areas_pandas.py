"""What `rank -p FILE -f json` does, written with pandas and SciPy: the same rows, keys, digits and notes.

python many_areas_pandas.py FILE. It validates nothing and knows one case: the baseline is the pooled rate of all, no
area states its months, and the areas differ clearly beyond chance, so that the limits of the funnel are additive.
One `DataFrame.to_json` is the fastest way to write on Python 3.11 and on 3.13: 0.23 to 0.32 s for 35,672 areas, where
`json.dumps` takes 0.59 to 0.78 s with zipped columns or with `to_dict`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import optimize, stats

CONFIDENCE, OUTER, INNER = 0.95, 0.998, 0.95
SMALLEST_APPROXIMATED, SMALL_COUNT, IMPLAUSIBLE = 10, 20, 500
DIGITS, MOST_DECIMALS = 12, 15
PLACES = np.array(["low-99.8", "low-95", "within", "high-95", "high-99.8"])


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


def dispersion(z: np.ndarray) -> float:
    """Return φ: the mean square of z, a tenth at either end winsorised, divided by what that leaves of chance."""
    n, cut = len(z), len(z) // 10
    parted = np.partition(z, [cut, n - cut - 1])
    inner = parted[cut : n - cut]
    share, edge = cut / n, stats.norm.isf(cut / n)
    left = 1 - 2 * share - 2 * edge * stats.norm.pdf(edge) + 2 * share * edge**2
    return (inner @ inner + cut * (inner[0] ** 2 + inner[-1] ** 2)) / (n * left)


def spread(z: np.ndarray, expected: np.ndarray) -> float:
    """Return τ, with which the dispersion of z/√(1 + 4Eτ²) is 1."""

    def excess(squared: float) -> float:
        return 1 / dispersion(z / np.sqrt(1 + 4 * expected * squared)) - 1

    return np.sqrt(optimize.brentq(excess, 0, (z**2 / expected).max(), xtol=1e-15))


def funnel(count: np.ndarray, expected: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Place counts on the funnel: beyond a limit by z, and beyond the one of chance alone."""
    (low, high), (outer_low, outer_high) = limits(count, INNER), limits(count, OUTER)
    above = (expected < low).astype(int) + (expected < outer_low)
    below = (expected > high).astype(int) + (expected > outer_high)
    most = sum((abs(z) > stats.norm.isf((1 - limit) / 2)).astype(int) for limit in (INNER, OUTER))
    return PLACES[2 + np.clip(above - below, -most, most)]


def notes(count: np.ndarray, rate: np.ndarray, pool: tuple[float, float], phi: float, tau: float) -> list[list[Any]]:
    """Return the notes of each area, in the order of their codes; `pool` are the limits of the pooled rate."""
    areas = f"{len(count):,} areas"
    silent = f"The months are not stated for all of the pool of {areas}, so counts without them are"
    before = [
        _note("period-assumed", "The months are not stated, so the count is taken to be of one year."),
        _note("period-assumed", f"{silent} taken to be of one year."),
        _note("undocumented", "Not all of these areas state which months, offences or residents they count."),
    ]
    small = _note("small-count", "Fewer than 20 crimes: counts this small vary a lot by chance.")
    after = [
        _note(
            "baseline-fixed",
            f"The pooled rate of the {areas} is treated as exact; its own 95% interval is {pool[0]:.1f} to "
            f"{pool[1]:.1f}.",
        ),
        _note(
            "limits-additive",
            f"The areas differ more than chance alone explains (φ = {phi:.3g}), and the limits and z allow for it: "
            f"beyond chance, two in three areas would lie within about ±{200 * tau:.0f}% of the baseline.",
        ),
        _note(
            "rank-uncertain",
            "Ranks mislead: areas next to each other may not really differ, and part of the order is chance. Look at "
            "the intervals and the funnel.",
        ),
    ]
    noted = [[*before, *after]] * len(count)
    for n in np.flatnonzero((count < SMALL_COUNT) | (rate > IMPLAUSIBLE)):
        asked = f"A rate of {rate[n]:,.0f} crimes per 1,000 residents a year looks like a mistake: check its unit and"
        implausible = [_note("implausible-rate", f"{asked} the population.")] if rate[n] > IMPLAUSIBLE else []
        noted[n] = [*implausible, *before, *([small] if count[n] < SMALL_COUNT else []), *after]
    return noted


def _note(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}


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
    by_chance = 2 * (np.sqrt(count) - np.sqrt(expected))
    phi, tau = dispersion(by_chance), spread(by_chance, expected)
    z = by_chance / np.sqrt(1 + 4 * expected * tau**2)
    pool = [1000 * limit.item() / years.sum() for limit in limits(np.array([count.sum()]), CONFIDENCE)]
    columns = {
        "area": list(areas),
        "name": given["name"],
        "code": given["code"],
        "kind": None,
        "within": given["within"],
        "period": None,
        "offence": None,
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
        "funnel": funnel(count, expected, z),
        "limits": "additive",
        "z": z,
        "safety_score": None,
        "safety_shortfall": None,
        "confidence": CONFIDENCE,
        "method": np.where(count < SMALLEST_APPROXIMATED, "exact-poisson", "byar"),
        "notes": notes(count, rate, pool, phi, tau),
        "source": None,
    }
    figures = {k: rounded(v) for k, v in columns.items() if isinstance(v, np.ndarray) and v.dtype == float}
    frame = pd.DataFrame(columns | figures)
    frame = frame.sort_values(["rate_ratio", "name", "area"], ascending=[False, True, True], ignore_index=True)
    frame.insert(0, "rank", frame["rate_ratio"].rank(method="min", ascending=False).astype(int))
    return frame


def main(path: str) -> None:
    """Read, rank and write."""
    rows = ranked(json.loads(Path(path).read_text(encoding="utf-8"))["areas"])
    sys.stdout.write('{"report": "rank", "schema_version": 2, "rows": ')
    rows.to_json(sys.stdout, orient="records", double_precision=MOST_DECIMALS, force_ascii=False)
    sys.stdout.write("}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script's own name is one of them
        sys.exit("give a profile file of many areas in JSON; many_areas.py makes one")
    main(sys.argv[1])
