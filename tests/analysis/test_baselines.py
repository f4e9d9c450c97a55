"""The rest of an area without a part of it, and which areas lie within which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.baselines import pool, without
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.pairs import compare, compare_with_pool
from crimecompare.errors import Incomparable
from crimecompare.profiles.area import AreaProfile
from support.areas import area, codes
from support.program import row_of
from support.strategies import OFFENCES, parts_of

WISBECH = {"name": "Wisbech", "crimes": 3629, "population": 24_794, "period": "2025", "within": "fenland"}
FENLAND = {"name": "Fenland", "crimes": 9651, "population": 102_437, "period": "2025"}
PLAIN = {"name": "A", "population": 1000, "crimes": 100}
SUMMER = st.sampled_from(["2025-06", "2025-07", "2025-08"])


@pytest.fixture
def diff(diff):
    """Compare Wisbech with Fenland, of which it is a part, and with --exclude-self: `diff(part, whole)`."""
    return lambda part, whole, *options: diff(part, whole, "--exclude-self", *options, keys=("wisbech", "fenland"))


def test_published_numbers(diff) -> None:
    """Wisbech against the rest of Fenland: its rate, a ratio further from 1 than that to the whole, and its excess."""
    row = row_of(diff(WISBECH, FENLAND, "-f", "json"))
    found = [row[key] for key in ("baseline_crime_rate", "rate_ratio", "rate_ratio_low", "rate_ratio_high")]
    assert found == [pytest.approx(value, rel=4e-6) for value in (77.5601, 1.88713, 1.81098, 1.96648)]
    found = [row[f"excess_crime_rate{limit}"] for limit in ("", "_low", "_high")]
    assert found == [pytest.approx(value, abs=5e-4) for value in (68.806, 63.682, 74.024)]
    assert [round(row[f"excess_crimes{limit}"]) for limit in ("_low", "_high")] == [1579, 1835]
    assert row["crime_rate"] == pytest.approx(146.366, abs=5e-4)
    assert (row["baseline"], row["verdict"], row["method"]) == ("fenland", "higher", "log-normal")
    assert row["baseline_name"] == "Fenland without Wisbech"
    assert "part-of-baseline" not in codes(row)


@st.composite
def nested(draw: st.DrawFn) -> tuple[AreaProfile, AreaProfile]:
    """Draw an area and one that contains it, made of that area and a rest of at least one resident."""
    figures = []
    for _ in range(2):
        crimes = draw(st.integers(0, 10**6))
        parts = {"offences": draw(parts_of(OFFENCES, crimes)), "monthly_crimes": draw(parts_of(SUMMER, crimes))}
        figures.append({"crimes": crimes, "population": draw(st.integers(1, 10**7)), **parts})
    part, rest = figures
    whole = {name: part[name] + rest[name] for name in ("crimes", "population")}
    for name in ("offences", "monthly_crimes"):
        whole[name] = {what: part[name].get(what, 0) + rest[name].get(what, 0) for what in {**part[name], **rest[name]}}
    period = draw(st.sampled_from([{}, {"period": "2025"}, {"period": "2025-01/2025-06"}]))
    inner = AreaProfile(key="part", name="Part", within="whole", **part, **period)
    return inner, AreaProfile(key="whole", name="Whole", **whole, **period)


@given(nested())
def test_part_and_rest_make_the_whole(areas: tuple[AreaProfile, AreaProfile]) -> None:
    """Crimes, residents, person-years, offences and months of the part and of the rest add up to the whole's."""
    part, whole = map(Figures.of, areas)
    rest = without(whole, part)
    assert rest.crimes + part.crimes == whole.crimes
    assert rest.population + part.population == whole.population
    assert rest.person_years + part.person_years == pytest.approx(whole.person_years, rel=1e-14)
    for ours, parts, wholes in (
        (rest.offences, part.offences, whole.offences),
        (rest.monthly_crimes, part.monthly_crimes, whole.monthly_crimes),
    ):
        assert {name: ours[name] + parts[name] for name in ours} == {name: wholes[name] for name in parts}
    assert rest.rate * rest.person_years + part.rate * part.person_years == pytest.approx(1000 * whole.crimes)


@given(nested())
def test_excluding_moves_a_ratio_away_from_one(areas: tuple[AreaProfile, AreaProfile]) -> None:
    """A baseline that holds the area is more like it than the rest is, so the excess never shrinks without it."""
    part, whole = areas
    with_it, without_it = compare(part, whole), compare(part, whole, exclude_self=True)
    slack = 1e-9 * max(part.rate, without_it.baseline.rate)
    assert abs(without_it.excess_crime_rate) >= abs(with_it.excess_crime_rate) - slack
    assert without_it.excess_crime_rate * with_it.excess_crime_rate >= -slack


def test_derived_counts_are_taken_out_and_said(diff) -> None:
    """What is worked out from rates can be subtracted, too; the rest is as much derived as its parts."""
    part = {"name": "Wisbech", "population": 25_334, "crime_rate": 136.9, "within": "fenland"}
    row = row_of(diff(part, {"name": "Fenland", "population": 104_896, "crime_rate": 92.8}, "-f", "json"))
    expected = (104_896 * 92.8 - 25_334 * 136.9) / (104_896 - 25_334)
    assert row["baseline_crime_rate"] == pytest.approx(expected, rel=1e-11)
    assert codes(row) == ["undocumented", "count-derived", "count-derived"]


@pytest.mark.parametrize(("score", "expected"), [({"safety_score": 78}, 1), ({}, 0)])
def test_the_score_stays_that_of_the_whole(diff, score: dict, expected: int) -> None:
    """Scores cannot be subtracted: the whole's is kept, with a note; without one there is nothing to note."""
    row = row_of(diff(WISBECH | {"safety_score": 68}, FENLAND | score, "-f", "json"))
    assert row["baseline_safety_score"] == score.get("safety_score")
    assert codes(row).count("score-of-whole") == expected


@pytest.mark.parametrize(
    ("part", "whole", "reason"),
    [
        ({}, {}, "wisbech is not part of fenland, so --exclude-self has nothing to leave out"),
        ({"within": "ely"}, {}, "wisbech is not part of fenland"),
        (
            {"within": "fenland", "period": "2025"},
            {"period": "2024"},
            "A (2025) is part of A (2024), and cannot be taken out because",
        ),
        (
            {"within": "fenland", "period": "2025", "months_missing": ["2025-02"]},
            {"period": "2025"},
            "cannot be taken out because their months differ",
        ),
        ({"within": "fenland", "offence_scope": "with"}, {"offence_scope": "without"}, "their offences counted differ"),
        (
            {"within": "fenland", "population_basis": "Census 2021", "offence_scope": "with"},
            {"population_basis": "Census 2011", "offence_scope": "without"},
            "their offences counted and residents counted differ",
        ),
        ({"within": "fenland", "crimes": None, "safety_score": 1}, {}, "wisbech has no figure for its crimes"),
        (
            {"within": "fenland"},
            {"crimes": None, "crime_rate": 9, "population": None},
            "fenland has no figure for its crimes",
        ),
        ({"within": "fenland", "population": None}, {}, "wisbech has no figure for its population"),
        ({"within": "fenland"}, {"population": None}, "fenland has no figure for its population"),
        ({"within": "fenland", "crimes": 201}, {}, "it has more crimes than the whole"),
        ({"within": "fenland", "population": 2001}, {}, "it has more population than the whole"),
        ({"within": "fenland", "population": 2000}, {}, "has no residents to compare with"),
        ({"within": "fenland", "offences": {"theft": 9}}, {"offences": {"theft": 8}}, "it has more theft than the"),
        (
            {"within": "fenland", "monthly_crimes": {"2025-01": 9}},
            {"monthly_crimes": {"2025-01": 8}},
            "it has more 2025-01 than the whole",
        ),
        (
            {"within": "fenland", "offences": {"theft": 10}},
            {"offences": {"theft": 190}},
            "would have more crimes by offence than in all",
        ),
    ],
)
def test_impossible_exclusions_are_refused(diff, part: dict, whole: dict, reason: str) -> None:
    """What cannot be taken out is refused in one line that says why, and nothing is answered."""
    done = diff(PLAIN | part, PLAIN | {"population": 2000, "crimes": 200} | whole)
    assert reason in done.refusal


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("period", "2025", "period-unknown"),
        ("offence_scope", "all", "scope-unknown"),
        ("population_basis", "Census 2021", "population-basis-unknown"),
    ],
)
def test_the_silence_of_one_side_is_noted_and_not_refused(diff, field: str, value: str, code: str) -> None:
    """A part is taken out of a whole that says less of itself, or more, and the note says that it may be another."""
    part, whole = PLAIN | {"within": "fenland"}, PLAIN | {"population": 2000, "crimes": 200}
    for one, two in ((part | {field: value}, whole), (part, whole | {field: value})):
        row = row_of(diff(one, two, "-f", "json"))
        assert code in codes(row)
        assert row["baseline_crime_rate"] == 100
    same = codes(row_of(diff(part | {field: value}, whole | {field: value}, "-f", "json")))
    assert code not in same


POOLED = {"period": "2025", "offence_scope": "all", "population_basis": "Census 2021"}


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"period": "2024"}, "months differ"),
        ({"months_missing": ["2025-05"]}, "months differ"),
        ({"offence_scope": "all but fraud"}, "offences counted differ"),
        ({"population_basis": "Census 2011"}, "residents counted differ"),
        ({"period": "2024", "offence_scope": "none"}, "months and offences counted differ"),
    ],
)
def test_a_pool_is_of_one_kind(other: dict, reason: str) -> None:
    """Areas that say they are counted differently are not added up, and the refusal names in what they differ."""
    members = [Figures.of(AreaProfile(key=key, **PLAIN | POOLED | more)) for key, more in (("b", {}), ("c", other))]
    with pytest.raises(Incomparable, match=f"^b, c cannot be pooled: their {reason}$"):
        compare_with_pool(Figures.of(AreaProfile(key="a", **PLAIN | POOLED)), members)


@pytest.mark.parametrize(("field", "what"), [("period", "period"), ("offence_scope", "scope")])
def test_a_pool_with_a_silent_member_is_noted(field: str, what: str) -> None:
    """It is made all the same; what one member does not state is not stated of the pool."""
    members = [
        Figures.of(AreaProfile(key=key, **PLAIN | POOLED | more)) for key, more in (("b", {}), ("c", {field: None}))
    ]
    comparison = compare_with_pool(Figures.of(AreaProfile(key="a", **PLAIN | POOLED)), members)
    assumed = ["period-assumed"] if field == "period" else []
    assert codes(comparison) == [*assumed, f"{what}-unknown"]
    assert comparison.baseline.rate == 100


def test_a_pool_lacks_the_months_that_its_members_lack() -> None:
    """Members that lack the same month, however that is written, are pooled, and the note names it once."""
    gaps = (("b", {"months_missing": ["2025-05"]}), ("c", {"months_missing": ["2025-05", "2025-05"]}))
    members = [Figures.of(AreaProfile(key=key, **PLAIN | POOLED | gap)) for key, gap in gaps]
    comparison = compare_with_pool(Figures.of(AreaProfile(key="a", **PLAIN | POOLED)), members)
    assert codes(comparison) == ["months-missing"]
    assert comparison.baseline.person_years == pytest.approx(2000 * 334 / 365.25)
    assert [note.code for note in comparison.doubts_of_kind] == ["months-missing"]


def test_rounded_rates_may_leave_more_by_offence_than_in_all(diff) -> None:
    """Where counts come from published rates, a little too much by offence is what rounding leaves, and is taken."""
    part = {"name": "W", "crimes": 50, "population": 5000, "offences": {"theft": 50}, "within": "fenland"}
    whole = {"name": "F", "crime_rate": 10, "population": 10_000, "offence_rates": {"theft": 10.05}}
    row, _ = json.loads(diff(part, whole, "--by-offence", "-f", "json").out)["rows"]
    assert (row["offence"], row["baseline_crimes"]) == ("theft", 50.5)


def test_offences_that_one_side_does_not_give_are_not_in_the_rest(diff) -> None:
    """Of an offence that only the whole gives it is not known how much of it lies in the part."""
    part = WISBECH | {"offences": {"theft": 900, "arson": 9}}
    done = diff(part, FENLAND | {"offences": {"theft": 2000, "drugs": 70}}, "--by-offence", "-f", "json")
    rows = json.loads(done.out)["rows"]
    assert [(row["offence"], row["baseline_crimes"]) for row in rows] == [
        ("theft", 1100),
        ("not-broken-down", 9651 - 3629 - 1100),
    ]
    assert "offences-unmatched" in codes(rows[0])


CHAIN = {"ward": "town", "town": "district", "district": "county"}


def write_chain(folder: Path, within: dict[str, str], files: str) -> None:
    """Write areas that lie in each other, each larger than the one before, to one file or to a file each."""
    keys = [*within, *(set(within.values()) - set(within))]
    areas = {
        key: {"name": key, "population": 2**n * 500, "crimes": 3**n * 50}
        | ({"within": within[key]} if key in within else {})
        for n, key in enumerate(keys)
    }
    documents = {"all": {"areas": areas}} if files == "one file" else areas
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document))


FILES = pytest.mark.parametrize("files", ["one file", "a file each"])


@FILES
@pytest.mark.parametrize(
    ("container", "rate"),
    [("town", 100 / 0.5), ("district", 400 / 1.5), ("county", 1300 / 3.5), ("COUNTY", 1300 / 3.5)],
)
def test_within_leads_any_number_of_steps(run, tmp_path: Path, container: str, rate: float, files: str) -> None:
    """An area lies within what contains its container, however far, in one file or in several."""
    write_chain(tmp_path, CHAIN, files)
    whole = row_of(run("diff", "ward", "-b", container, "-p", tmp_path, "-f", "json"))
    rest = row_of(run("diff", "ward", "-b", container, "-p", tmp_path, "-f", "json", "--exclude-self"))
    assert "part-of-baseline" in codes(whole)
    assert rest["baseline_crime_rate"] == pytest.approx(rate)


@FILES
@pytest.mark.parametrize(
    "circle", [{"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}, {"a": "b", "b": "c", "c": "b"}]
)
def test_circles_are_refused(run, tmp_path: Path, circle: dict, files: str) -> None:
    """Areas that lie within each other in a circle are refused, named in order, in one file or across several."""
    write_chain(tmp_path, circle, files)
    done = run("diff", "a", "-b", "uk", "-p", tmp_path)
    assert "within: must not lead in a circle: " in done.refusal
    assert "b within " in done.refusal


@pytest.mark.parametrize(("residents", "expected"), [(1000, True), (999, False)])
def test_a_part_of_its_own_baseline_is_noted_from_one_per_cent(run, tmp_path: Path, residents: int, expected) -> None:
    """From 1 % of the baseline's residents on, the area pulls its baseline towards itself, which is noted."""
    file = tmp_path / "areas.json"
    areas = {
        "a": {"name": "A", "population": residents, "crimes": 100, "within": "b"},
        "b": {"name": "B", "population": 100_000, "crimes": 9000},
    }
    file.write_text(json.dumps({"areas": areas}))
    row = row_of(run("diff", "a", "-b", "b", "-p", file, "-f", "json"))
    assert ("part-of-baseline" in codes(row)) is expected
    back = row_of(run("diff", "b", "-b", "a", "-p", file, "-f", "json"))
    assert "part-of-baseline" not in codes(back)


def test_the_library_refuses_and_excludes_alike() -> None:
    """`compare` goes by the area's own `within`, unless its figures tell more of what contains it."""
    part = AreaProfile(key="p", name="P", crimes=5, population=100, within="district")
    whole = AreaProfile(key="county", name="W", crimes=50, population=1000)
    with pytest.raises(Incomparable, match="is not part of"):
        compare(part, whole, exclude_self=True)
    inside = Figures.of(part, frozenset({"district", "county"}))
    assert compare(inside, whole, exclude_self=True).baseline.rate == 50


def test_a_silent_side_counts_a_year_and_is_not_added_to_other_months() -> None:
    """A count without a period is taken as a year's, which can be added to another year but not to three months."""
    month = area("m", crimes=200, population=10_000, period="2025-01/2025-03", within="silent")
    year = area("y", crimes=200, population=10_000, period="2025", within="silent")
    silent = area("silent", crimes=900, population=100_000)
    assert pool([Figures.of(year), Figures.of(silent)._replace(containers=frozenset())]).crimes == 900
    other = Figures.of(area("n", crimes=900, population=10_000))
    with pytest.raises(Incomparable, match="their months differ"):
        pool([Figures.of(month), other])
    with pytest.raises(Incomparable, match="their months differ"):
        compare(month, silent, exclude_self=True)
    assert compare(year, silent, exclude_self=True).baseline.crimes == 700


def sourced(key: str, period: str | None, source: str | None, **more: object) -> Figures:
    """Return the figures of an area of that period and source."""
    return Figures.of(area(key, crimes=100, population=1000, period=period, source=source, **more))


@pytest.mark.parametrize(
    ("periods", "pooled"),
    [
        (["2024", "2024"], "2024"),
        (["2024", "2024-01/2024-12"], "2024"),
        (["2024", None], None),
        ([None, None], None),
    ],
)
def test_a_pool_has_the_period_that_its_members_state_alike(periods: list[str | None], pooled: str | None) -> None:
    """The silence of one member makes the period of all unknown; one spelled otherwise is still the same."""
    sides = [sourced(f"a{n}", period, None) for n, period in enumerate(periods)]
    assert pool(sides).period == pooled


def test_a_pool_names_each_source_once() -> None:
    """Where its figures come from is all that its members say, each text once, in their order."""
    sides = [sourced(f"a{n}", "2024", source) for n, source in enumerate(["ONS", "Police", None, "ONS"])]
    assert pool(sides).source == "ONS; Police"
    assert pool(sides[2:3]).source is None


@pytest.mark.parametrize(("of_part", "of_rest"), [("ONS", "ONS"), ("Police", "ONS; Police"), (None, "ONS")])
def test_a_rest_has_the_period_of_the_whole_and_both_sources(of_part: str | None, of_rest: str) -> None:
    """The rest of an area is of the same time; its figures come from the whole's source, and from the part's."""
    whole, part = sourced("whole", "2024", "ONS", crime_rate=None), sourced("part", "2024", of_part, within="whole")
    rest = without(whole._replace(crimes=300, population=5000, person_years=5000), part)
    assert (rest.period, rest.source) == ("2024", of_rest)
