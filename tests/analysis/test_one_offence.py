"""One offence alone: its figures are those of an area that recorded no other, whichever side they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.baselines import pool, without
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.one_offence import of_offence, of_offence_if_given, spelled_offence
from crimecompare.analysis.pairs import compare, compare_with_pool
from crimecompare.analysis.ranking import rank
from crimecompare.errors import Incomparable, UnknownName
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.strategies import CONFIDENCES

COUNTS_AND_PEOPLE = st.tuples(st.integers(0, 300), st.integers(300, 10**6), st.integers(1, 10**7))
"""Thefts, crimes of all offences, and residents."""


def thieving(key: str, thefts: int, crimes: int, people: int, **more: object) -> AreaProfile:
    """Make an area with a count of thefts among its crimes."""
    return area(key, crimes=crimes, population=people, offences={"theft": thefts}, safety_score=60, **more)


def thefts_of(profile: AreaProfile) -> Figures:
    return of_offence(Figures.of(profile), "theft")


@given(COUNTS_AND_PEOPLE, COUNTS_AND_PEOPLE, CONFIDENCES)
def test_one_offence_is_compared_like_all_the_crimes_of_an_area(
    one: tuple[int, int, int], two: tuple[int, int, int], confidence: float
) -> None:
    """Intervals, verdict and notes are those of two areas that recorded nothing else, at the same confidence."""
    found = compare(thefts_of(thieving("a", *one)), thefts_of(thieving("b", *two)), confidence=confidence)
    plain = compare(*(area(k, crimes=n, population=p) for k, (n, _, p) in zip("ab", (one, two), strict=True)))
    plain = compare(plain.area, plain.baseline, confidence=confidence)
    for what in ("rate_ratio", "ratio_interval", "excess_rate_interval", "verdict", "method", "notes"):
        assert getattr(found, what) == getattr(plain, what)
    assert found.safety_shortfall is found.area.safety_score is found.baseline.safety_score is None
    assert found.area.offence == found.baseline.offence == "theft"


@given(st.lists(COUNTS_AND_PEOPLE, min_size=2, max_size=5))
def test_what_is_pooled_or_taken_out_is_that_offence(counts: list[tuple[int, int, int]]) -> None:
    """To single an offence out and then to pool, or to take a part out, is the same as the other way round."""
    sides = [Figures.of(thieving(f"k{n}", *figures, within="whole")) for n, figures in enumerate(counts)]
    sums = (sum(figures[n] for figures in counts) for n in range(3))
    whole = Figures.of(thieving("whole", *sums))
    pairs = [(pool([side.only("theft") for side in sides]), pool(sides).only("theft"))]
    pairs.append((without(whole.only("theft"), sides[0].only("theft")), without(whole, sides[0]).only("theft")))
    for first, last in pairs:
        assert first._replace(sources=()) == last._replace(sources=())
        assert first.offence == "theft"


@given(COUNTS_AND_PEOPLE)
def test_singling_out_twice_is_singling_out_once(figures: tuple[int, int, int]) -> None:
    """What is one offence already stays as it is."""
    side = thefts_of(thieving("a", *figures))
    assert side.only("theft") == side


def test_notes_are_about_the_offence() -> None:
    """A count is small, worked out or implausible as that of the offence is, whatever all crimes together are."""
    plain = thieving("b", 400, 5000, 1000, period="2024")
    few = thieving("a", 4, 5000, 1000, period="2024")
    assert "small-count" in codes(compare(thefts_of(few), thefts_of(plain)))
    assert "implausible-rate" in codes(compare(few, plain))
    assert "implausible-rate" not in codes(compare(thefts_of(few), thefts_of(plain)))
    rated = area("a", crimes=90, population=1000, offence_rates={"theft": 30})
    assert "count-derived" in codes(compare(thefts_of(rated), thefts_of(plain)))
    assert "count-derived" not in codes(compare(rated, plain))


def test_published_rates_of_an_offence_may_be_rounded() -> None:
    """What may be rounding is told by the digits of the offence's rates, and not by those of all crimes."""
    here, there = (
        area(key, crime_rate=rate, population=10**8, offence_rates={"theft": theft})
        for key, rate, theft in (("a", 95, 3.1), ("b", 60, 3.2))
    )
    assert compare(here, there).verdict == "higher"
    found = compare(thefts_of(here), thefts_of(there))
    assert (found.verdict, "within-rounding" in codes(found)) == ("untested", True)


def test_a_ranking_by_one_offence_has_the_funnel_of_that_offence() -> None:
    """The baseline, z and place on the funnel follow from the counts of that offence."""
    areas = [thieving(f"k{n}", thefts, 900, 10_000) for n, thefts in enumerate((10, 20, 60))]
    found = rank([thefts_of(one) for one in areas])
    plain = rank([area(f"k{n}", crimes=thefts, population=10_000) for n, thefts in enumerate((10, 20, 60))])
    assert found.baseline.rate == plain.baseline.rate == 3
    assert [(s.rank, s.z, s.funnel) for s in found.standings] == [(s.rank, s.z, s.funnel) for s in plain.standings]


def test_a_pool_needs_the_offence_of_every_member() -> None:
    """An offence of which a member says nothing is not 0 there, and is refused."""
    members = [Figures.of(thieving("a", 9, 90, 1000)), Figures.of(area("b", crimes=90, population=1000))]
    subject = thefts_of(thieving("c", 9, 90, 1000))
    alone = [of_offence_if_given(member, "Theft") for member in members]
    with pytest.raises(Incomparable, match=r'^b cannot be pooled: it gives no figure of the offence "Theft"$'):
        compare_with_pool(subject, alone)
    assert compare_with_pool(subject, alone[:1]).rate_ratio == 1


def test_an_offence_is_found_without_regard_to_case() -> None:
    """It matches exactly first, then but for case; what may be two is refused, what is none is None."""
    assert spelled_offence("THEFT", ["Theft", "Arson"]) == "Theft"
    assert spelled_offence("theft", ["Theft", "theft"]) == "theft"
    assert spelled_offence("burglary", ["Theft"]) is None
    with pytest.raises(UnknownName, match=r'^the offence "THEFT" may be Theft or theft; write it exactly$'):
        spelled_offence("THEFT", ["Theft", "theft"])
    with pytest.raises(
        UnknownName, match=r'^no offence "thef" is given for a; did you mean "theft"\? The offences are'
    ):
        of_offence(Figures.of(thieving("a", 1, 300, 9)), "thef")
