"""The figures that were published, out of the command line, and the confidences it takes."""

from __future__ import annotations

import json

import pytest

from support.program import row_of

PEOPLE_10_000 = {"population": 10_000}
HALF = 0.5 / (181 / 365.25)
"""What a rate that was reckoned for half a year becomes for the days from January to June."""
WISBECH_2025 = {"crimes": 3629, "population": 24_794, "period": "2025", "within": "b"}
FENLAND_2025 = {"crimes": 9651, "population": 102_437, "period": "2025"}


@pytest.mark.parametrize(
    ("subject", "baseline", "expected"),
    [
        pytest.param(
            {"crimes": 136, "population": 22_050},
            {"crimes": 1709, "population": 127_650},
            {"rate_ratio": 0.460690303, "rate_ratio_low": 0.386874858, "rate_ratio_high": 0.548589682}
            | {"method": "log-normal", "verdict": "lower"},
            id="log-normal",
        ),
        pytest.param(
            {"crimes": 2, "population": 17_877},
            {"crimes": 9, "population": 16_660},
            {"rate_ratio": 0.2070941557, "rate_ratio_low": 0.02177406, "rate_ratio_high": 1.00054910}
            | {"method": "exact-conditional", "verdict": "similar"},
            id="exact-conditional",
        ),
        pytest.param(
            {"crimes": 60, "population": 102_955, "period": "2025-01/2025-06"},
            {"crimes": 30, "population": 543_087, "period": "2025-01/2025-12"},
            # Published for half a year of residents; the first half of 2025 has 181 days.
            {
                "rate_ratio": 60 / 51477.5 / 30 * 543087 * HALF,
                "rate_ratio_low": 13.612801263 * HALF,
                "rate_ratio_high": 32.705169691 * HALF,
                "verdict": "untested",
            },
            id="person-years, half a year and ten times the residents",
        ),
        pytest.param(
            {"crimes": 130} | PEOPLE_10_000,
            {"crimes": 100} | PEOPLE_10_000,
            {"rate_ratio": 1.3, "rate_ratio_low": 1.00167, "rate_ratio_high": 1.68719, "verdict": "higher"},
            id="overlap trap",
        ),
        pytest.param(
            WISBECH_2025,
            FENLAND_2025,
            {"rate_ratio": 1.55355, "rate_ratio_low": 1.49537, "rate_ratio_high": 1.61399, "verdict": "higher"},
            id="Wisbech in Fenland",
        ),
        pytest.param(
            {"population": 9313, "crime_rate": 93.7, "safety_score": 77},
            {"crime_rate": 91.6, "safety_score": 79},
            {"verdict": "similar", "method": "byar", "safety_shortfall": 2, "excess_crime_rate": 2.1},
            id="Rural Fenland",
        ),
        pytest.param(
            {"population": 1889, "crime_rate": 62.5, "safety_score": 85},
            {"crime_rate": 91.6, "safety_score": 79},
            {"verdict": "lower", "method": "byar", "safety_shortfall": -6},
            id="Wisbech St Mary",
        ),
    ],
)
def test_published_comparisons(diff, subject: dict, baseline: dict, expected: dict) -> None:
    """The command line gives the figures that were published, to the digits that were."""
    row = row_of(diff(subject, baseline, "-f", "json"))
    assert {key: row[key] for key in expected} == {
        key: pytest.approx(value, rel=4e-6) if isinstance(value, float) else value for key, value in expected.items()
    }


def test_the_seed_case(run) -> None:
    """Wisbech against the UK, from the bundled profiles, to six figures."""
    row = json.loads(run("diff", "wisbech", "--baseline", "uk", "-f", "json").out)["rows"][0]
    expected = {
        "population": 25_334,
        "crime_rate": 136.9,
        "baseline_crime_rate": 91.6,
        "excess_crime_rate": 45.3,
        "excess_crime_rate_low": 40.7813,
        "excess_crime_rate_high": 49.9336,
        "excess_percent": 49.4541,
        "rate_ratio": 1.49454,
        "rate_ratio_low": 1.44521,
        "rate_ratio_high": 1.54513,
        "excess_crimes": 1147.63,
        "excess_crimes_low": 1033.15,
        "excess_crimes_high": 1265.02,
        "safety_shortfall": 11,
        "confidence": 0.95,
    }
    assert {key: row[key] for key in expected} == {
        key: pytest.approx(value, rel=5e-6) for key, value in expected.items()
    }
    assert (row["verdict"], row["method"], row["baseline_members"]) == ("higher", "byar", ["uk"])


@pytest.mark.parametrize(
    ("figures", "rate", "low", "high"),
    [
        (
            {"crimes": 1734, "population": 25_334, "period": "2025-01/2025-06"},
            *(rate * HALF for rate in (136.8911, 130.523, 143.490)),
        ),
        ({"crimes": 250, "population": 220}, 1136.3636, 999.849473853, 1286.31144875),
        ({"crimes": 0, "population": 1000}, 0, 0, 3.68887945411),
        (
            {"crimes": 10, "population": 1000, "period": "2025-03"},
            *(rate / 12 * 365.25 / 31 for rate in (120, 57.4493989596, 220.697503269)),
        ),
    ],
    ids=["half a year", "more crimes than people", "no crimes", "a month"],
)
def test_published_rates(run, figures: dict, rate: float, low: float, high: float) -> None:
    """Rates and their limits are per 1,000 residents and a whole year, whatever months the count covers."""
    done = run("show", "-", "-f", "json", stdin=json.dumps({"areas": {"a": {"name": "A"} | figures}}))
    row = json.loads(done.out)["rows"][0]
    found = [row[key] for key in ("crime_rate", "crime_rate_low", "crime_rate_high")]
    assert found == [pytest.approx(value, rel=1e-5) for value in (rate, low, high)]


def test_a_baseline_of_zero_leaves_differences(diff) -> None:
    """Against a rate of 0 there is no ratio and no per cent, but an excess."""
    row = row_of(diff({"crimes": 50, "population": 2000}, {"crime_rate": 0}, "-f", "json"))
    assert (row["excess_crime_rate"], row["excess_crimes"]) == (25, 50)
    assert {
        row[key]
        for key in ("rate_ratio", "rate_ratio_low", "rate_ratio_high", "excess_percent", "excess_crimes_low", "method")
    } == {None}


@pytest.mark.parametrize("level", ["0.89", "0.99991", "1", "0", "-1", "nan", "inf", "95"])
@pytest.mark.parametrize("command", ["diff", "show"])
def test_confidences_out_of_range_are_refused(run, command: str, level: str) -> None:
    """Confidences are taken from 0.9 to 0.9999; anything else is one line and exit 2."""
    done = run(command, "wisbech", "--confidence", level)
    assert "--confidence must be from 0.9 to 0.9999" in done.refusal


@pytest.mark.parametrize("level", ["0.9", "0.9999"])
def test_the_ends_of_the_range_are_in_it(run, level: str) -> None:
    """Both ends of the range of confidences are taken, and are on the row."""
    assert run("diff", "wisbech", "--confidence", level, "--get", "confidence").out == f"{level}\n"
