"""Sentences: the answer in words, in both directions, when equal, when alike and when figures are missing."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.figures import Figures
from crimecompare.analysis.pairs import compare
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports.sentences import of_area, of_comparison
from support.program import Run

UNJUDGED = " These figures cannot show whether chance alone explains the difference."
profiles = st.builds(
    AreaProfile,
    key=st.just("a"),
    name=st.just("Fenmouth"),
    population=st.none() | st.integers(1, 10**9),
    crimes=st.none() | st.integers(0, 10**9),
    safety_score=st.integers(0, 100),
)


def sentence(area: dict[str, Any], baseline: dict[str, Any]) -> str:
    """Compare two areas, Fenmouth and the Isle, in words."""
    return of_comparison(
        compare(AreaProfile(key="a", name="Fenmouth", **area), AreaProfile(key="b", name="the Isle", **baseline))
    )


def test_seed_case(run: Run) -> None:
    """Wisbech compared with the UK, word for word."""
    said = run("diff", "wisbech", "-b", "uk", "-f", "sentence").out
    assert said.startswith(
        "Wisbech recorded 136.9 crimes per 1,000 residents, 45.3 more (49.5% higher) than the UK at 91.6: "
        "about 1,148 more crimes a year than at the UK's rate. "
    )
    assert "The 95% interval is 40.8 to 49.9 more per 1,000 residents, or 1,033 to 1,265 crimes a year. " in said
    assert "Its safety score, 68, is 11 points below the UK's 79. " in said
    assert said.splitlines()[1:] == ["Source: Undated briefing on community policing in Wisbech"]


BASE = "the Isle at"
RATES = [
    (150, 100, f"recorded 150.0 crimes per 1,000 residents, 50.0 more (50.0% higher) than {BASE} 100.0."),
    (50, 100, f"recorded 50.0 crimes per 1,000 residents, 50.0 fewer (50.0% lower) than {BASE} 100.0."),
    (100, 100, f"recorded 100.0 crimes per 1,000 residents, the same as {BASE} 100.0."),
    (0, 100, f"recorded 0.0 crimes per 1,000 residents, 100.0 fewer (100.0% lower) than {BASE} 100.0."),
    (100, 0, f"recorded 100.0 crimes per 1,000 residents, 100.0 more than {BASE} 0.0."),
    (0, 0, f"recorded 0.0 crimes per 1,000 residents, the same as {BASE} 0.0."),
    (100.3, 100, f"recorded 100.3 crimes per 1,000 residents, 0.3 more (0.3% higher) than {BASE} 100.0."),
    (0.0012, 0.0048, f"recorded 0.0012 crimes per 1,000 residents, 0.0036 fewer (75.0% lower) than {BASE} 0.0048."),
    (None, 100, "There is no crime rate for Fenmouth; the Isle recorded 100.0 crimes per 1,000 residents."),
    (None, None, "There is no crime rate for Fenmouth, nor for the Isle."),
    (
        100,
        None,
        "recorded 100.0 crimes per 1,000 residents; no crime rate is given for the Isle.",
    ),
]


@pytest.mark.parametrize(("rate", "other", "said"), RATES)
def test_rates_are_said_in_both_directions(rate: float | None, other: float | None, said: str) -> None:
    """More is more and fewer is fewer; equal is the same; what is missing is said to be; what is small is not 0."""
    differ = rate is not None and other is not None and rate != other
    start = sentence({"crime_rate": rate, "safety_score": 50}, {"crime_rate": other, "safety_score": 50})
    named = said if said.startswith("There") else f"Fenmouth {said}"
    assert start == f"{named}{UNJUDGED if differ else ''} Its safety score, 50, is the same as the Isle's score."


SCORES = [
    (68, 79, " Its safety score, 68, is 11 points below the Isle's 79."),
    (79, 68, " Its safety score, 79, is 11 points above the Isle's 68."),
    (68, 69, " Its safety score, 68, is 1 point below the Isle's 69."),
    (68.5, 67.5, " Its safety score, 68.5, is 1 point above the Isle's 67.5."),
    (61.5, 79, " Its safety score, 61.5, is 17.5 points below the Isle's 79."),
    (0, 100, " Its safety score, 0, is 100 points below the Isle's 100."),
    (79, 79, " Its safety score, 79, is the same as the Isle's score."),
    (68, None, " Its safety score is 68; none is given for the Isle."),
    (None, 79, " No safety score is given for Fenmouth."),
    (None, None, ""),
    (60.3, 60, " Its safety score, 60.3, is 0.3 points above the Isle's 60."),
]


@pytest.mark.parametrize(("score", "other", "said"), SCORES)
def test_scores_are_said_in_both_directions(score: float | None, other: float | None, said: str) -> None:
    """A lower score is below, a higher one above; one point is singular; a score that is missing is said to be."""
    end = sentence({"crime_rate": 9, "safety_score": score}, {"crime_rate": 9, "safety_score": other})
    assert end.removeprefix("Fenmouth recorded 9.0 crimes per 1,000 residents, the same as the Isle at 9.0.") == said


COUNTS = [
    (150, 1000, "50.0 more (50.0% higher) than the Isle at 100.0: about 50 more crimes a year than at the Isle's"),
    (50, 1000, "50.0 fewer (50.0% lower) than the Isle at 100.0: about 50 fewer crimes a year than at the Isle's"),
    (102, 1000, "not clearly different from the Isle at 100.0 (ratio 1.02, 95% interval 0.83 to 1.24)."),
    (98, 1000, "not clearly different from the Isle at 100.0 (ratio 0.98, 95% interval 0.80 to 1.19)."),
]


@pytest.mark.parametrize(("crimes", "population", "said"), COUNTS)
def test_difference_that_may_be_chance_is_not_called_one(crimes: int, population: int, said: str) -> None:
    """A difference within its interval is called not clearly different, one outside it is sized with its interval."""
    whole = sentence({"crimes": crimes, "population": population}, {"crime_rate": 100})
    assert said in whole
    direction = "more" if crimes > 120 else "fewer"
    assert (f" {direction} per 1,000 residents, or " in whole) == ("not clearly" not in whole)


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"crime_rate": 91.6}, "Fenmouth recorded 91.6 crimes per 1,000 residents a year."),
        ({"crimes": 1}, "Fenmouth recorded 1 crime; without a population no rate can be given."),
        ({"crimes": 1200}, "Fenmouth recorded 1,200 crimes; without a population no rate can be given."),
        ({"safety_score": 50}, "No crime rate is given for Fenmouth. Its safety score is 50 out of 100."),
        (
            {"safety_score": 50.25, "population": 1},
            "Fenmouth has 1 resident; no crime rate is given. Its safety score is 50.25 out of 100.",
        ),
        (
            {"crimes": 0, "population": 999},
            "Fenmouth, with 999 residents, recorded 0.0 crimes per 1,000 residents a year (95% interval 0.0 to 3.7).",
        ),
    ],
    ids=str,
)
def test_one_area_is_said(profile: dict[str, Any], said: str) -> None:
    """One area is said with what it gives, in the singular and the plural, and with what it does not give."""
    side = Figures.of(AreaProfile(key="a", name="Fenmouth", **profile))
    assert of_area(side, side.rate_interval(0.95), 0.95) == said


@given(area=profiles, baseline=profiles)
def test_sentence_agrees_with_the_figures(area: AreaProfile, baseline: AreaProfile) -> None:
    """Whatever the figures, the words say the direction that they have, and never none, NaN or infinity."""
    other = baseline.model_copy(update={"key": "b", "name": "the Isle"})
    comparison = compare(area, other)
    said = of_comparison(comparison)
    assert not re.search(r"None|nan|inf\b|(?<! to) 1 crimes| 1 points|−|  ", said)
    assert said.endswith(".")
    clearly = {"higher": "more", "lower": "fewer"}.get(comparison.verdict.value)
    assert (f" {clearly} " in said) == (clearly is not None)
    gap = comparison.safety_shortfall or 0
    assert (" below " in said, " above " in said) == (gap > 0, gap < 0)


def test_the_largest_differences_are_an_answer(run: Run, tmp_path: Path) -> None:
    """The widest gap that two profiles can have between them is drawn like any other."""
    file = tmp_path / "far.json"
    area = '{"name": "A", "crime_rate": 900000000000000, "population": 999999999999999}'
    file.write_text(f'{{"areas": {{"a": {area}, "b": {{"name": "B", "crime_rate": 1e-14}}}}}}')
    for output in ("table", "markdown", "sentence"):
        assert run("diff", "a", "-b", "b", "-p", file, "-f", output).code == 0
