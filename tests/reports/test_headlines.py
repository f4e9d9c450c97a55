"""Headlines: short, right in both directions, and no surer than the verdicts."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.offences import by_offence
from crimecompare.analysis.pairs import compare
from crimecompare.analysis.ranking import Funnel, rank
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports.answers import report
from crimecompare.reports.rank import report as report_of_rank
from crimecompare.wording import ordinal
from support.areas import area
from support.strategies import compared_fields

MOST = 12
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=60
)
NAMES = st.one_of(
    NAMES.filter(lambda name: name.strip() and name.lstrip()[0] not in "=+-@＝＋－＠"),
    st.just("King's Lynn and West Norfolk"),
    st.just("A {} of many {words} in a name that is longer than any headline is allowed to be"),
)
UK = area("uk", name="UK", crime_rate=91.6)
REST = "Cambridgeshire Police without Fenland and all that is around it"


@st.composite
def headed_profiles(draw: st.DrawFn, key: str = "a") -> AreaProfile:
    fields: dict[str, Any] = draw(compared_fields())
    offences = {}
    if fields.get("crimes"):
        offences = {draw(NAMES): draw(st.integers(0, fields["crimes"])), "drugs": 0}
    return AreaProfile.model_validate({**fields, "key": key, "name": draw(NAMES), "offences": offences})


def headline(answer: Any) -> str:
    return report(answer).headline


def against(crimes: int, other: int = 1000, **more: object) -> Comparison:
    """Compare so many crimes among 10,000 people with others among as many."""
    here = area("a", name="Ely", population=10_000, crimes=crimes, period="2025", **more)
    return compare(here, area("b", name="Fens", population=10_000, crimes=other, period="2025"))


@given(here=headed_profiles(), there=headed_profiles("b"))
def test_a_headline_has_at_most_twelve_words(here: AreaProfile, there: AreaProfile) -> None:
    """No name, however long or strange, makes it longer, nor lets it end in a full stop of ours."""
    compared = compare(here, there)
    answers: list[Any] = [here, [here, there], compared, [compared, compare(there, here)]]
    if here.rate is not None:
        answers.append(rank([here, there], here))
    if here.offence_counts.keys() & there.offence_counts.keys():
        answers += [by_offence(compared), [*by_offence(compared), *by_offence(compare(there, here))]]
    for answer in answers:
        said = headline(answer)
        assert 0 < len(said.split()) <= MOST
        assert "\n" not in said


@given(here=headed_profiles(), there=headed_profiles("b"))
def test_a_headline_turns_round_with_the_two_sides(here: AreaProfile, there: AreaProfile) -> None:
    """It says more or above when the verdict is higher, less or below when lower, and neither otherwise."""
    compared = compare(renamed(here, "X"), renamed(there, "Y"))
    said = set(
        re.findall(r"\b(?:more|less|above|below|not clearly different|cannot be judged|No)\b", headline(compared))
    )
    words = {"higher": {"more"}, "lower": {"less"}, "similar": {"not clearly different"}}
    if here.rate is None or there.rate is None:
        assert said == {"No"}
    else:
        expected = words.get(compared.verdict, {"cannot be judged"})
        assert said - {"less"} == expected - {"less"}
        assert ("less" in said) == (compared.verdict == "lower" or "less than 1%" in headline(compared))


def renamed(profile: AreaProfile, name: str) -> AreaProfile:
    return profile.model_copy(update={"name": name})


@given(counts=st.lists(st.sampled_from([500, 1000, 2000]), min_size=2, max_size=9))
def test_a_headline_of_many_counts_their_verdicts(counts: list[int]) -> None:
    """Each number in it is how many areas have a verdict, or how many there are."""
    compared = [against(count) for count in counts]
    often = Counter(comparison.verdict.value for comparison in compared)
    said = headline(compared)
    found = re.search(r"(\d+) of (\d+) areas (?:is|are) clearly (above|below) Fens(?:, (\d+) below)?$", said)
    if found:
        assert int(found[2]) == len(counts)
        assert often["higher" if found[3] == "above" else "lower"] == int(found[1])
        assert often["lower"] == int(found[4] or (found[1] if found[3] == "below" else 0))
    else:
        assert said in {
            f"All {len(counts)} areas are clearly above Fens",
            f"All {len(counts)} areas are clearly below Fens",
            f"None of the {len(counts)} areas is clearly different from Fens",
            f"Of {len(counts)} areas, only Ely is clearly above Fens",
            f"Of {len(counts)} areas, only Ely is clearly below Fens",
        }
        assert len(often) == 1 or ("only" in said and len(counts) - often["similar"] == 1)


@pytest.mark.parametrize(
    ("crimes", "said"),
    [
        (1500, "Ely records 50% more crime per resident than Fens"),
        (500, "Ely records 50% less crime per resident than Fens"),
        (1010, "Ely is not clearly different from Fens in recorded crime"),
    ],
)
def test_one_area_in_both_directions(crimes: int, said: str) -> None:
    """A clear difference has its size and side; one that is not clear has neither."""
    assert headline(against(crimes)) == said


def test_what_cannot_be_judged_is_not_called_different() -> None:
    """Two published rates have no interval, and a missing one no difference."""
    rated = area("a", name="Ely", crime_rate=150)
    assert headline(compare(rated, UK)) == "Whether Ely differs from the UK cannot be judged"
    scored = area("a", name="Ely", safety_score=50)
    assert headline(compare(scored, UK)) == "No crime rate is given for Ely"
    assert headline(compare(UK, scored)) == "No crime rate is given for Ely"
    several = [compare(rated, UK), compare(area("b", population=1000, crimes=500), UK)]
    assert headline(several) == "Of 2 areas: 1 above, 1 cannot be judged"
    assert headline([compare(rated, UK)] * 2) == "None of the 2 areas can be judged against the UK"


@pytest.mark.parametrize(
    ("name", "baseline", "said"),
    [
        ("King's Lynn and West Norfolk", "UK", "King's Lynn and West Norfolk: crime rate 50% above the UK"),
        ("King's Lynn and West Norfolk", REST, "King's Lynn and West Norfolk: crime rate 50% above its baseline"),
        (REST, "UK", "Cambridgeshire Police without Fenland and all…: crime rate 50% above its baseline"),
    ],
)
def test_long_names_have_a_shorter_form(name: str, baseline: str, said: str) -> None:
    """The words give way first, then the baseline's name, and last the end of the area's."""
    here = area("a", name=name, population=10_000, crimes=1500)
    compared = compare(here, area("b", name=baseline, population=10_000, crimes=1000))
    assert headline(compared) == said


def test_the_same_area_at_another_time() -> None:
    """The two periods are named, and the area once."""
    then = area("a", name="Ely", population=10_000, crimes=1000, period="2024")
    now = then.model_copy(update={"crimes": 700, "period": "2025"})
    assert headline(compare(now, then)) == "Ely recorded 30% less crime per resident in 2025 than in 2024"


def test_a_breakdown_names_the_largest_share_and_its_side() -> None:
    """It gives the offence that contributes most, and the side of the whole; neither when that is not clear."""
    there = area("b", name="Fens", population=10_000, crimes=1000, offences={"theft": 500, "drugs": 500})
    for theft, drugs, said in (
        (1100, 600, "Theft made up 86% of Ely's excess over Fens"),
        (100, 450, "Theft made up 89% of how far Ely is below Fens"),
        (500, 510, "Ely is not clearly different from Fens in recorded crime"),
    ):
        here = area("a", name="Ely", population=10_000, crimes=theft + drugs, offences={"theft": theft, "drugs": drugs})
        assert headline(by_offence(compare(here, there))) == said


@given(counts=st.lists(st.integers(10, 3000), min_size=1, max_size=8))
def test_a_ranking_is_headed_by_how_many_lie_where(counts: list[int]) -> None:
    """The numbers above and below are those of the rows."""
    ranking = rank([area(f"a{n}", population=10_000, crimes=crimes) for n, crimes in enumerate(counts)])
    said = headline(ranking)
    lies = Counter(standing.funnel for standing in ranking.standings)
    above, below = lies[Funnel.HIGH_OUTER], lies[Funnel.LOW_OUTER]
    numbers = [int(number) for number in re.findall(r"(?<!9\.)\b(\d+)\b(?!\.8|%)", said)]
    if len(counts) == 1:
        assert said == "A0 lies within the funnel's 99.8% limits"
    else:
        assert sorted(numbers) == sorted([number for number in (above, below) if number] + [len(counts)])
        assert ("above" in said, "below" in said) == (bool(above), bool(below))


def test_a_ranking_with_one_area_highlighted_is_headed_by_its_place() -> None:
    """Its side of the limits and its place are said; of several highlighted, how many lie where."""
    ranking = rank([area(f"a{n}", population=10_000, crimes=crimes) for n, crimes in enumerate((700, 820, 1200))])
    for key, said in (
        ("a2", "A2 lies above the funnel's 99.8% limits, 1st of 3"),
        ("a1", "A1 lies below the funnel's 95% limits, 2nd of 3"),
        ("a0", "A0 lies below the funnel's 99.8% limits, 3rd of 3"),
    ):
        told = report_of_rank(ranking, ranking.standings, highlighted=[key])
        assert told.headline == said
        assert f"{said.split()[-3]} of 3 areas by rate" in told.paragraphs[0].text
    general = headline(ranking)
    assert report_of_rank(ranking, ranking.standings, highlighted=["a0", "a1"]).headline == general


def test_places_are_written_as_people_say_them() -> None:
    """Eleventh to thirteenth end as all others that are not first, second or third."""
    places = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1003]
    assert list(map(ordinal, places)) == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "1,003rd")
    ]


def test_figures_are_headed_by_their_range() -> None:
    """One area by its rate, several by the lowest and the highest."""
    assert headline(UK) == "The UK records 91.6 crimes per 1,000 residents a year"
    several = [UK, area("a", crime_rate=44.1), area("b", crime_rate=103.7)]
    assert headline(several) == "3 areas record 44.1 to 103.7 crimes per 1,000 residents a year"
    assert headline([UK, area("a", safety_score=1)]) == "1 of 2 areas has a crime rate: 91.6 per 1,000"


def test_one_offence_is_named() -> None:
    """What is about one offence alone says so."""
    here, there = (
        area(k, name=n, population=10_000, crimes=900, offences={"theft": c})
        for k, n, c in (("a", "Ely", 300), ("b", "Fens", 100))
    )
    one, other = Figures.of(here).only("theft"), Figures.of(there).only("theft")
    assert headline(compare(one, other)) == "Ely records 200% more theft per resident than Fens"
