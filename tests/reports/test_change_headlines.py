"""Headlines of changes: short, right in both directions, and silent on causes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.evaluating import evaluate
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.trend import Trend, trend
from crimecompare.reports import evaluate as evaluate_report
from crimecompare.reports import evaluate_by_offence
from crimecompare.reports import trend as trend_report
from support.courses import WISBECH, controls_of, course_of, series, whole_course

MOST = 12
CAUSAL = re.compile("caused|effect|impact|prevented|worked|significant")
CALLED = st.sampled_from(["Ely", "King's Lynn and West Norfolk", "A name of " + "very " * 20 + "many words", "{x}"])


def of_trends(*trends: Trend) -> str:
    return trend_report.report(trends).headline


def of_evaluations(*evaluations: Evaluation) -> str:
    return evaluate_report.report(evaluations).headline


def held_against(area: Sequence[float], *controls: Sequence[float], name: str = "Ely") -> Evaluation:
    return evaluate(course_of(area, name=name), controls_of(*controls))


@given(counts=series(4), name=CALLED)
def test_at_most_twelve_words_and_no_cause(counts: list[list[int]], name: str) -> None:
    """Whatever the counts and the name, of one row and of several."""
    one, other = (held_against(counts[n], *counts[2:], name=name) for n in (0, 1))
    alone = held_against(counts[0], counts[1], name=name)
    trends = [trend(course_of(months, name=name)) for months in counts]
    said = [of_evaluations(one), of_evaluations(alone), of_evaluations(one, other)]
    said += [of_trends(*trends), *map(of_trends, trends), evaluate_by_offence.report([one, other]).headline]
    for headline in said:
        assert 0 < len(headline.split()) <= MOST
        assert not CAUSAL.search(headline)


@given(counts=series(4))
def test_it_says_more_or_fewer_as_the_verdict_does(counts: list[list[int]]) -> None:
    """More when higher, fewer when lower, and neither where it is not clear or cannot be judged."""
    words = {"higher": "more", "lower": "fewer", "similar": "did not clearly", "untested": "cannot be judged"}
    one = held_against(counts[0], *counts[1:])
    year = trend(course_of(counts[0], name="Ely"))
    for verdict, said in ((one.verdict, of_evaluations(one)), (year.verdict, of_trends(year))):
        assert [word for word in words.values() if word in said] == [words[verdict]]


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (WISBECH, "Crime in Wisbech did not clearly change between 2024 and 2025"),
        ([300] * 12 + [150] * 12, "Wisbech recorded 50% fewer crimes in 2025 than in 2024"),
        ([300] * 12 + [450] * 12, "Wisbech recorded 50% more crimes in 2025 than in 2024"),
    ],
)
def test_a_year_against_the_year_before(months: list[int], said: str) -> None:
    """Both years are named, and by how much they differ where that is clear."""
    assert of_trends(trend(course_of(months, name="Wisbech"))) == said


def test_whole_years_cannot_be_judged() -> None:
    """Without months it is not known how much such counts vary."""
    assert of_trends(trend(whole_course(3826, 3000, name="Ely"))) == "Ely cannot be judged against the year before"


def test_a_change_against_several_controls() -> None:
    """Three controls that did not move allow a verdict; one alone does not."""
    steady = [300, 310] * 12
    fell, rose = ([300, 310] * 6 + [n, n + 10] * 6 for n in (150, 450))
    assert re.fullmatch(r"Ely recorded \d\d% fewer crimes than its controls would suggest", short(fell, steady))
    assert re.fullmatch(r"Ely recorded \d\d% more crimes than its controls would suggest", short(rose, steady))
    assert of_evaluations(held_against(fell, steady)) == "Whether Ely changed differently from C0 cannot be judged"
    both = held_against(fell, steady, steady, steady), held_against(rose, steady, steady, steady)
    assert of_evaluations(*both) == "1 of 2 areas is clearly above expectation, 1 below"
    assert evaluate_by_offence.report(both).headline == "1 of 2 offences in Ely is clearly above expectation, 1 below"


def short(area: list[int], control: list[int]) -> str:
    """Return the headline against three controls alike, whose pool is not named where that takes too many words."""
    return of_evaluations(held_against(area, control, control, control)).replace("the pool of 3 areas", "its controls")
