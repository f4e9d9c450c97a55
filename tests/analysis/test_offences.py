"""An excess broken down by offence: its parts make the whole, and its intervals hold together."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis import intervals
from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.offences import NOT_BROKEN_DOWN, by_offence
from crimecompare.analysis.pairs import compare
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.strategies import CONFIDENCES, OFFENCES, parts_of

PLAIN = {"population": 1000, "crimes": 100}


@st.composite
def counted_by_offence(draw: st.DrawFn, key: str) -> AreaProfile:
    """Draw an area with counts by offence, theft among them."""
    crimes = draw(st.integers(0, 10**6))
    parts = draw(parts_of(OFFENCES, crimes))
    parts["theft"] = parts.get("theft", 0) + draw(st.integers(0, crimes - sum(parts.values())))
    return area(key, crimes=crimes, population=draw(st.integers(1, 10**7)), offences=parts)


@st.composite
def rated_by_offence(draw: st.DrawFn, key: str) -> AreaProfile:
    """Draw an area with rates by offence, theft among them, with a population or without."""
    rate = draw(st.floats(0.5, 300))
    shares = {"theft": 20} | draw(parts_of(OFFENCES, 75))
    rates = {name: rate * share / 101 for name, share in shares.items()}
    figures = {"population": draw(st.integers(1, 10**7))} if draw(st.booleans()) else {}
    return area(key, crime_rate=rate, offence_rates=rates, **figures)


def with_offences(key: str) -> st.SearchStrategy[AreaProfile]:
    return counted_by_offence(key) | rated_by_offence(key)


def slack(whole: Comparison) -> float:
    """Return what floating point may leave of a difference of two rates, the remainder rounded to 0 among it."""
    return 1e-8 * (1 + whole.area.rate + whole.baseline.rate)


@given(with_offences("a"), with_offences("b"))
def test_rows_add_up_to_the_whole(one: AreaProfile, two: AreaProfile) -> None:
    """Counts, rates and excess rates of an area's rows add up to its own, the last row holding the remainder."""
    whole = compare(one, two)
    parts = [part.comparison for part in by_offence(whole)]
    assert sum(c.area.rate for c in parts) == pytest.approx(whole.area.rate, abs=slack(whole))
    assert sum(c.excess_crime_rate for c in parts) == pytest.approx(whole.excess_crime_rate, abs=slack(whole))
    for side in ("area", "baseline"):
        counts = [getattr(c, side).crimes for c in parts]
        if None not in counts:
            assert sum(counts) == pytest.approx(getattr(whole, side).crimes, rel=1e-9)


@given(with_offences("a"), with_offences("b"))
def test_shares_add_up_to_one(one: AreaProfile, two: AreaProfile) -> None:
    """The shares of an area's rows add up to 1, each its excess over the whole; without a clear excess all are null."""
    whole = compare(one, two)
    parts = by_offence(whole)
    is_clear = whole.verdict in {"higher", "lower"}
    assert {"no-clear-excess" in codes(part.comparison) for part in parts} == {not is_clear}
    if not is_clear:
        assert {part.share_of_excess for part in parts} == {None}
        return
    assert sum(part.share_of_excess for part in parts) == pytest.approx(
        1, abs=slack(whole) / abs(whole.excess_crime_rate)
    )
    for part in parts:
        assert part.share_of_excess * whole.excess_crime_rate == pytest.approx(part.comparison.excess_crime_rate)


@given(with_offences("a"))
def test_without_an_excess_no_offence_has_a_share(profile: AreaProfile) -> None:
    """Two areas of the same rate have no excess to share, whatever their offences are."""
    whole = compare(profile, profile.model_copy(update={"key": "b"}))
    assert {part.share_of_excess for part in by_offence(whole)} == {None}


@given(with_offences("a"), with_offences("b"), CONFIDENCES)
def test_intervals_hold_together(one: AreaProfile, two: AreaProfile, confidence: float) -> None:
    """With k offences each interval is made at 1 − (1 − c)/k, which is on every row and said in a note."""
    whole = compare(one, two, confidence=confidence)
    *offences, rest = by_offence(whole)
    each = 1 - (1 - confidence) / len(offences)
    assert {part.comparison.confidence for part in (*offences, rest)} == {each}
    for part in offences:
        c = part.comparison
        assert "simultaneous" in codes(part.comparison)
        if c.area.has_interval and c.baseline.has_interval and max(c.area.crimes, c.baseline.crimes) >= 0.5:
            figures = (c.area.crimes, c.area.person_years, c.baseline.crimes, c.baseline.person_years)
            assert c.ratio_interval == intervals.of_ratio(*figures, c.confidence)
    assert rest.comparison.ratio_interval is rest.comparison.method is None
    assert rest.comparison.verdict == "untested"


@given(with_offences("a"), with_offences("b"))
def test_the_largest_contribution_stands_first(one: AreaProfile, two: AreaProfile) -> None:
    """Rows come by their share of the excess, ties by name, and what is not broken down comes last."""
    whole = compare(one, two)
    *offences, rest = by_offence(whole)
    assert rest.offence == NOT_BROKEN_DOWN
    assert {part.offence for part in offences} == whole.area.offence_names & whole.baseline.offence_names
    turned = -1 if whole.excess_crime_rate < 0 else 1
    order = [(-turned * part.comparison.excess_crime_rate, part.offence) for part in offences]
    assert order == sorted(order)


def test_a_count_that_was_published_is_not_derived() -> None:
    """Only an offence whose count is worked out from its rate is noted as derived, also after an exclusion."""
    figures = {"offences": {"theft": 40}, "offence_rates": {"theft": 40, "arson": 30}}
    part, whole = area("p", **PLAIN, **figures, within="w"), area("w", crimes=500, population=4000, **figures)
    for exclude_self in (False, True):
        shares = by_offence(compare(part, whole, exclude_self=exclude_self))
        derived = {share.offence: codes(share.comparison).count("count-derived") for share in shares}
        assert derived == {"theft": 0, "arson": 2, NOT_BROKEN_DOWN: 0}


@pytest.fixture
def broken_down(diff):
    """Run `diff a -b b --by-offence` on the two areas given."""
    return lambda one, two, *options: diff(one, two, "--by-offence", *options)


ONE = {"crimes": 200, "population": 1000, "offences": {"theft": 90, "arson": 30, "fraud": 4, "drugs": 10}}
TWO = {"crimes": 1000, "population": 10_000, "offences": {"theft": 400, "arson": 350, "drugs": 50, "robbery": 9}}


def test_a_broken_down_excess_by_hand(broken_down) -> None:
    """An excess of 100 per 1,000 is 50 of thefts, 5 of drugs, −5 of arson, and 50 of what is not broken down."""
    rows = json.loads(broken_down(ONE, TWO, "-f", "json").out)["rows"]
    found = [(r["offence"], r["crimes"], r["baseline_crimes"], r["share_of_excess"], r["verdict"]) for r in rows]
    assert found == [
        ("theft", 90, 400, 0.5, "higher"),
        ("drugs", 10, 50, 0.05, "similar"),
        ("arson", 30, 350, -0.05, "similar"),
        (NOT_BROKEN_DOWN, 70, 200, 0.5, "untested"),
    ]
    assert {row["confidence"] for row in rows} == {0.983333333333}
    assert [row["method"] for row in rows] == ["log-normal"] * 3 + [None]
    assert [(row["crime_rate"], row["excess_crime_rate"], row["rate_ratio_low"] is None) for row in rows[-2:]] == [
        (30, -5, False),
        (70, 50, True),
    ]


def test_an_excess_that_is_not_clear_has_no_shares(broken_down) -> None:
    """Of 101 crimes against 100 a share would be hundreds of per cent of what chance may be: it is null, and said."""
    one, two = ({"crimes": n, "population": 1000, "offences": {"theft": m}} for n, m in ((101, 20), (100, 60)))
    for row in json.loads(broken_down(one, two, "-f", "json").out)["rows"]:
        assert row["share_of_excess"] is None
        assert "no-clear-excess" in codes(row)


def test_what_is_left_of_derived_counts_is_derived() -> None:
    """The remainder of counts that were worked out from annual rates is no count of a year that is assumed."""
    one, two = (
        area(key, population=1000, crime_rate=rate, offence_rates={"theft": 40}) for key, rate in (("a", 90), ("b", 60))
    )
    rest = by_offence(compare(one, two))[-1].comparison
    assert codes(rest).count("count-derived") == 2
    assert "period-assumed" not in codes(rest)


def test_offences_of_one_side_are_named(broken_down) -> None:
    """Offences that only one side gives are named beside whose they are; where both give the same, nothing is said."""
    rows = json.loads(broken_down(ONE, TWO, "-f", "json").out)["rows"]
    for row in rows:
        (message,) = [note["message"] for note in row["notes"] if note["code"] == "offences-unmatched"]
        assert "fraud (A); robbery (B)" in message
    assert "offences-unmatched" not in broken_down(ONE, TWO | {"offences": ONE["offences"]}, "-f", "csv").out


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "markdown", "sentence"])
def test_every_format_says_that_the_intervals_hold_together(broken_down, form: str) -> None:
    """What is made for people, or holds messages, names Bonferroni and both levels of confidence."""
    done = broken_down(ONE, TWO, "--confidence", "0.97", "-f", form)
    said = " ".join(done.out.split())
    assert (done.code, done.err) == (0, "")
    assert "Bonferroni" in said
    assert any(level in said for level in ("97%", "0.97 ")), said
    assert any(level in said for level in ("99%", "0.99 ")), said


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_lines_have_the_codes(broken_down, form: str) -> None:
    """Every line of CSV and TSV has the code of the note on simultaneous intervals."""
    assert broken_down(ONE, TWO, "-f", form).out.count("simultaneous") == 4


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        (PLAIN, TWO, "a cannot be compared by offence: its offences are not given"),
        (ONE, PLAIN, "b cannot be compared by offence: its offences are not given"),
        (ONE, PLAIN | {"offences": {"piracy": 3}}, "a and b have no offence in common"),
    ],
)
def test_what_cannot_be_broken_down_is_refused(broken_down, one: dict, two: dict, reason: str) -> None:
    """A side without offences, or without any that the other has, is refused in one line."""
    done = broken_down(one, two)
    assert reason in done.refusal
    with pytest.raises(Incomparable):
        by_offence(compare(area("a", **one), area("b", **two)))


def test_the_sentence_names_the_largest_shares_whatever_they_are(run, tmp_path):
    """What is not broken down is named when it is among the largest, and one share is spoken of as one."""
    file = tmp_path / "areas.json"
    file.write_text(
        '{"areas": {"a": {"name": "Alpha", "crimes": 1000, "population": 10000, "offences": {"Theft": 100}},'
        ' "b": {"name": "Beta", "crimes": 900, "population": 10000, "offences": {"Theft": 150}}}}'
    )
    said = run("diff", "a", "-b", "b", "-p", file, "--by-offence", "-f", "sentence").out
    assert "; the largest share of it is what is not broken down (150.0%)." in said


def test_a_row_of_one_offence_says_which() -> None:
    """The figures of one offence name it, those of all together name none, and the remainder says that it is one."""
    one = area("one", crimes=100, population=1000, offences={"burglary": 40})
    whole = compare(one, area("two", crimes=50, population=1000, offences={"burglary": 20}))
    parts = by_offence(whole)
    assert [part.comparison.area.offence for part in parts] == [part.offence for part in parts]
    assert [part.comparison.baseline.offence for part in parts] == ["burglary", "not-broken-down"]
    assert whole.area.offence is None
