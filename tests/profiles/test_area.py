"""Profiles: which figures make one, which are refused, and what follows from them."""

from __future__ import annotations

import json
import tomllib
from calendar import monthrange
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crimecompare import load
from crimecompare.errors import BadProfile
from crimecompare.profiles.area import DOCUMENT_FIELDS, LOADER_FIELDS
from crimecompare.profiles.parsing import parse_profile
from crimecompare.profiles.periods import month_text, months_in, parse_period, spelled_months
from support.areas import area
from support.strategies import COUNTS, MONTHS, MOST, RATES, RESIDENTS, TEXT, documents, parts_of

COUNT_FIELDS = ("population", "crimes")
NUMBER_FIELDS = (*COUNT_FIELDS, "crime_rate", "safety_score")
TEXT_FIELDS = ("name", "safety_score_source", "code", "population_basis", "offence_scope", "source")


def problem(**figures: object) -> str:
    """Return what is said of figures that are refused, each problem by its field."""
    with pytest.raises(BadProfile) as refused:
        parse_profile("a", {"name": "A", **figures}, "a.toml")
    return "; ".join(map(str, refused.value.problems))


@given(documents())
def test_what_is_valid_is_kept(document: dict[str, Any]) -> None:
    """A valid document is accepted, and every field comes out as it went in."""
    profile = parse_profile("a", document, "a.toml")
    kept = profile.model_dump(mode="json", exclude_unset=True, exclude={*LOADER_FIELDS})
    assert kept == document
    assert (profile.key, profile.file) == ("a", "a.toml")


@given(documents(), st.sampled_from([".json", ".toml"]))
def test_a_profile_goes_round_through_a_file(document: dict[str, Any], suffix: str) -> None:
    """A profile written to a JSON or a TOML document and loaded again is the same profile."""
    profile = parse_profile("round", document, "round")
    dumped = json.loads(profile.model_dump_json(exclude_defaults=True, exclude={*LOADER_FIELDS}))
    path = Path(f"round{suffix}")
    path.write_text(json.dumps(dumped) if suffix == ".json" else toml(dumped), encoding="utf-8")
    loaded = load(str(path))
    assert loaded.origin == str(path.resolve())
    assert loaded.model_copy(update={"file": "round", "origin": None}) == profile


def toml(document: dict[str, Any]) -> str:
    """Write a document as TOML, whose strings and lists are those of JSON."""
    text = "\n".join(
        f"{name} = {{ {', '.join(f'{toml_value(k)} = {toml_value(v)}' for k, v in value.items())} }}"
        if isinstance(value, dict)
        else f"{name} = {toml_value(value)}"
        for name, value in document.items()
    )
    assert tomllib.loads(text) == document
    return text


def toml_value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_a_profile_is_frozen() -> None:
    """A profile that exists stays as it is."""
    with pytest.raises(ValidationError):
        area(crimes=1).crimes = 2


def years_of(months: int) -> Fraction:
    """Return how long the months from January 2025 on last: whole years, or days of 365.25 to the year."""
    end = date(2025 + months // 12, months % 12 + 1, 1)
    return Fraction(months, 12) if months % 12 == 0 else Fraction((end - date(2025, 1, 1)).days * 4, 1461)


@given(COUNTS, RESIDENTS, st.integers(1, 240))
def test_a_count_and_a_population_give_the_rate(crimes: int, population: int, months: int) -> None:
    """The rate is 1,000 · crimes / (residents · years), whatever the number of months."""
    last = 2025 * 12 + months - 1
    profile = area(crimes=crimes, population=population, period=f"2025-01/{last // 12}-{last % 12 + 1:02}")
    length = years_of(months)
    assert profile.months == months
    assert profile.person_years == pytest.approx(float(population * length), rel=1e-14)
    assert profile.rate == pytest.approx(float(1000 * crimes / (population * length)), rel=1e-14, abs=0)
    assert profile.count == crimes


@given(RATES, RESIDENTS)
def test_a_rate_and_a_population_give_the_count(rate: float, population: int) -> None:
    """The derived count is rate · residents · years / 1,000, kept unrounded."""
    profile = area(crime_rate=rate, population=population, period="2025-01/2025-06")
    assert profile.rate == rate
    assert profile.count == pytest.approx(rate * population * 181 / 365.25 / 1000, rel=1e-14)


@given(st.integers(1, 10**9), st.floats(0.001, 10**6))
def test_a_count_and_its_rate_give_the_person_years(crimes: int, rate: float) -> None:
    """Without a population, a count and a rate say how many person-years there were; one alone does not."""
    assert area(crimes=crimes, crime_rate=rate).person_years == pytest.approx(1000 * crimes / rate, rel=1e-14)
    assert area(crimes=crimes).person_years is None
    assert area(crimes=crimes).rate is None
    assert area(crime_rate=rate).person_years is None
    assert area(crime_rate=rate).count is None


@given(MONTHS, MONTHS)
def test_a_period_covers_both_its_ends(one: str, two: str) -> None:
    """A period holds every month from its first to its last; a year is its twelve months, a month itself."""
    first, last = sorted((one, two))
    (y1, m1), (y2, m2) = (map(int, month.split("-")) for month in (first, last))
    span = parse_period(f"{first}/{last}")
    assert span.months == (y2 - y1) * 12 + m2 - m1 + 1 >= 1
    assert parse_period(f"{first}/{first}") == parse_period(first)
    assert parse_period(first[:4]) == parse_period(f"{first[:4]}-01/{first[:4]}-12")
    if first != last:
        assert "must not end before it starts" in problem(crimes=1, period=f"{last}/{first}")


BAD_PERIODS = ["25", "2025-13", "2025-00", "2025-1", "2025/2026", "2025-03/", "/2025-03", "2025-01/2025", "２０２５"]
BAD_PERIODS += ["2025-03\n", "2025-01/2025-02/2025-03", "2025-01 / 2025-02", ""]


@pytest.mark.parametrize("period", [*BAD_PERIODS, 2025, date(2025, 1, 1), True])
def test_other_periods_are_refused(period: object) -> None:
    """A period is a year, a month, or two months with a slash, in quotes; nothing else."""
    assert problem(crimes=1, period=period).startswith('area "a": period: must be "YYYY", "YYYY-MM" or')


@pytest.mark.parametrize("field", NUMBER_FIELDS)
@pytest.mark.parametrize("value", [True, "5", [5], {}, float("nan"), float("inf"), 10**15, -1, 1e-16, 10**400])
def test_what_is_no_number_is_refused(field: str, value: object) -> None:
    """Figures are finite numbers of at most 15 digits, 0 or more: no text, no booleans, nothing empty."""
    said = problem(**{"safety_score": 1, field: value})
    assert said.startswith(f'area "a": {field}: must ')


@pytest.mark.parametrize("field", COUNT_FIELDS)
def test_counts_are_whole(field: str) -> None:
    """A count may be written 3629.0, but not 5.5; there is always somebody living in an area."""
    assert getattr(area(**{"safety_score": 1, field: 3629.0}), field) == 3629
    assert type(getattr(area(**{"safety_score": 1, field: 3629.0}), field)) is int
    assert "must be a whole number, not 5.5" in problem(safety_score=1, **{field: 5.5})
    assert getattr(area(**{"safety_score": 1, field: MOST}), field) == MOST
    assert "must be above 0" in problem(crimes=1, population=0)


@pytest.mark.parametrize("score", [-0.1, 100.1, 1000])
def test_scores_are_from_0_to_100(score: float) -> None:
    """A safety score lies on its scale, whose ends are on it."""
    assert "must be from 0 to 100" in problem(safety_score=score)
    assert [area(safety_score=end).safety_score for end in (0, 100)] == [0, 100]


@given(
    st.sampled_from(TEXT_FIELDS),
    TEXT,
    st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"], exclude_characters="\u200c\u200d"),
    st.data(),
)
def test_text_that_a_terminal_acts_on_is_refused(field: str, text: str, bad: str, data: st.DataObject) -> None:
    """Control, override, surrogate and separator characters are refused anywhere in a text."""
    where = data.draw(st.integers(1, len(text)))
    assert f"U+{ord(bad):04X}" in problem(safety_score=1, **{field: text[:where] + bad + text[where:]})


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_stand_between_letters_only(joiner: str) -> None:
    """Persian and Sinhala need them there, marks on letters included; elsewhere they hide what a text is."""
    for text in (f"می{joiner}خواهم", f"ශ්{joiner}රී ලංකා"):
        profile = parse_profile(text, {"name": text, "crimes": 9, "offences": {text: 1}, "caveats": [text]}, "a.toml")
        assert (profile.key, profile.name, [*profile.offences], profile.caveats) == (text, text, [text], [text])
    for text in (f"{joiner}a", f"a{joiner}", f"a{joiner}{joiner}b", f"a{joiner} b", f"1{joiner}2", f"a{joiner}="):
        assert f"U+{ord(joiner):04X}" in problem(crimes=9, name=text)


@given(TEXT, st.sampled_from("=+-@＝＋－＠"))
def test_text_that_a_spreadsheet_runs_is_refused(text: str, sign: str) -> None:
    """No text, key or caveat starts with = + - or @, or its full-width form; inside, they are allowed."""
    refused = f"must not start with {sign}"
    assert refused in problem(crimes=9, name=sign + text)
    assert refused in problem(crimes=9, offences={sign + text: 1})
    assert refused in problem(crimes=9, caveats=["As published.", sign + text])
    assert area(crimes=9, name=text + sign, offences={text + sign: 1}).name == text + sign


@pytest.mark.parametrize("key", ["-a", "a/b", "a*", "a?", "[a]", " a", "a ", "a\tb", "a,b", "a:b", ""])
def test_keys_can_be_typed(key: str) -> None:
    """A key is letters, digits, `-`, `_`, `.` and inner blanks, in any script, and does not start with `-`."""
    with pytest.raises(BadProfile):
        parse_profile(key, {"name": "A", "crimes": 1}, "a.toml")
    assert "within" in problem(crimes=1, within=key)


@pytest.mark.parametrize("key", ["a", "St Mary", "E07.000_1-0", "Łódź", "北京", "नई दिल्ली"])
def test_keys_of_any_script_are_taken(key: str) -> None:
    """Letters are letters in every script, with their marks."""
    assert parse_profile(key, {"name": "A", "crimes": 1}, "a.toml").key == key


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.floats(0.01, 3))
def test_a_rate_and_a_count_must_agree(crimes: int, population: int, factor: float) -> None:
    """A published rate more than 1 % and more than 0.1 off what the count gives is refused, a nearer one is not."""
    exact = 1000 * crimes / population
    stated = exact * factor
    gap = abs(stated - exact)
    figures = {"crimes": crimes, "population": population, "crime_rate": stated}
    if gap > 0.11 and gap > 0.0102 * max(exact, stated):
        assert "crime_rate: must agree with crimes, population and period" in problem(**figures)
    elif gap < 0.09 or gap < 0.0098 * min(exact, stated):
        assert area(**figures).rate == pytest.approx(exact)


@pytest.mark.parametrize(
    ("period", "missing", "length"),
    [
        ("2025-02", [], 28 / 365.25),
        ("2025-01/2025-06", [], 181 / 365.25),
        ("2025", ["2025-02"], 337 / 365.25),
        ("2024", [], 1),
        (None, [], 1),
    ],
)
@pytest.mark.parametrize("reckoned", ["days", "twelfths"])
def test_a_rate_agrees_with_its_count_by_days_or_by_twelfths(
    period: str | None, missing: list[str], length: float, reckoned: str
) -> None:
    """Publishers reckon parts of years either way; the rate that is shown is by days. Halfway between is no way."""
    months = (len(months_in(period)) if period else 12) - len(missing)
    figures = {"crimes": 100_000, "population": 1_000_000, "period": period, "months_missing": missing}
    by_days, by_twelfths = 100 / length, 100 * 12 / months
    stated = {"days": by_days, "twelfths": by_twelfths}[reckoned]
    assert area(**figures, crime_rate=stated).rate == pytest.approx(by_days)
    beyond = max(by_days, by_twelfths) * 1.02
    assert "crime_rate: must agree with crimes, population and period" in problem(**figures, crime_rate=beyond)
    if period == "2025-02":  # the two are 9 % apart
        assert "must agree" in problem(**figures, crime_rate=(by_days + by_twelfths) / 2)


@given(st.sets(st.sampled_from(months_in("2025")), min_size=1, max_size=11), st.integers(1, 10**6))
def test_missing_months_count_no_person_years(missing: set[str], crimes: int) -> None:
    """A year without some months has the rate of the months that are left, however they are listed."""
    listed = [*missing, *missing]
    profile = area(population=1200, crimes=crimes, period="2025", months_missing=listed)
    left = 12 - len(missing)
    days = sum(monthrange(2025, int(month[-2:]))[1] for month in {*months_in("2025")} - missing)
    assert {month_text(month) for month in profile.counted_months} == {*months_in("2025")} - missing
    assert profile.months == left
    assert profile.person_years == pytest.approx(1200 * days / 365.25)
    assert profile.rate == pytest.approx(1000 * crimes / (1200 * days / 365.25))


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (["2025-02"], "February 2025"),
        (["2025-03", "2025-02"], "February and March 2025"),
        (["2024-12", "2025-01"], "December 2024 and January 2025"),
        (["2024-11", "2024-12", "2025-01"], "November 2024 to January 2025"),
        (["2025-01", "2025-03", "2025-05"], "January, March and May 2025"),
        (["2024-03", "2025-01", "2025-02", "2025-03", "2025-06"], "March 2024 and January to March and June 2025"),
        (months_in("2024"), "2024"),
        (["2024-02", *months_in("2025")], "February 2024 and all of 2025"),
        ([], ""),
    ],
)
def test_months_are_written_as_people_do(months: list[str], words: str) -> None:
    """Months that follow each other are a span, and a year is said once."""
    assert spelled_months(months) == words


def test_without_a_period_no_month_is_known() -> None:
    """Twelve months are reckoned with, but which they are is not known."""
    assert (area(crimes=1).months, area(crimes=1).counted_months) == (12, frozenset())


@given(parts_of(MONTHS, 10**6), st.integers(1, 10**6), st.sampled_from(["offences", "monthly_crimes"]))
def test_parts_are_no_more_than_the_whole(parts: dict[str, int], missing: int, field: str) -> None:
    """Offences and months that add up to the count or less are taken, one crime more is not."""
    total = sum(parts.values())
    assert getattr(area(crimes=total, **{field: parts}), field) == parts
    if total:
        assert "must not add up to more than crimes" in problem(crimes=max(0, total - missing), **{field: parts})


@pytest.mark.parametrize("figures", [{"crime_rate": 50}, {"crimes": 50, "population": 1000}])
def test_offence_rates_are_no_more_than_the_rate(figures: dict[str, Any]) -> None:
    """Rates by offence may exceed the whole rate by what rounding explains, 0.1, and no more."""
    assert area(**figures, offence_rates={"theft": 30, "arson": 20.09}).offence_rates["theft"] == 30
    said = problem(**figures, offence_rates={"theft": 30, "arson": 20.2})
    assert "offence_rates: must not add up to more than the crime rate (50)" in said


def test_offence_rates_are_held_against_the_rate_they_were_published_with() -> None:
    """Where a rate is stated as well as a count, the rates by offence need only fit the stated one."""
    figures = {"crimes": 9950, "population": 100_000, "crime_rate": 100}
    assert area(**figures, offence_rates={"theft": 100}).rate == 99.5
    assert "crime rate (100)" in problem(**figures, offence_rates={"theft": 100.2})


@pytest.mark.parametrize("figure", ["crimes", "crime_rate", "safety_score"])
def test_one_figure_is_enough_and_none_is_not(figure: str) -> None:
    """A profile shows something: a count, a rate or a score, of which one is enough."""
    assert getattr(area(**{figure: 5}), figure) == 5
    assert "no figure to show" in problem(population=1000, within="b", offences={"theft": 3})


@pytest.mark.parametrize("field", DOCUMENT_FIELDS)
def test_a_misspelt_field_is_refused_with_the_right_one(field: str) -> None:
    """A field that is not one is refused, never ignored, and the nearest is named."""
    said = problem(crimes=1, **{f"{field}x": 1})
    assert said.startswith(f'area "a": "{field}x": is not a field of a profile; did you mean ')
    assert field in said


def test_every_problem_is_found_at_once() -> None:
    """All that is wrong with a profile is said together, each with its field."""
    figures = {"population": 0, "crimes": "many", "safety_score": 101, "source": "=1", "colour": "red"}
    with pytest.raises(BadProfile, match="and 2 more, which `crimecompare validate` lists") as refused:
        parse_profile("a", {"name": "A", **figures}, "a.toml")
    assert [problem.field for problem in refused.value.problems] == ['"colour"', *list(figures)[:4]]


@pytest.mark.parametrize("field", [name for name in DOCUMENT_FIELDS if name != "name"])
def test_null_is_unknown(field: str) -> None:
    """JSON's null is what is left out: the field is as if nothing had been said of it."""
    known = {"name": "A", "crimes": 1, "safety_score": 1}
    silent = {name: value for name, value in known.items() if name != field}
    assert parse_profile("a", known | {field: None}, "a.json") == parse_profile("a", silent, "a.json")


@pytest.mark.parametrize(
    ("field", "stated", "known"),
    [
        ("offences", {"arson": None, "theft": 2}, {"theft": 2}),
        ("monthly_offences", {"arson": None, "theft": {"2025-01": None, "2025-02": 1}}, {"theft": {"2025-02": 1}}),
        ("monthly_crimes", {"2025-01": None}, {}),
        ("other_codes", [None, "E22000015"], ["E22000015"]),
        ("caveats", [None], []),
    ],
)
def test_null_is_unknown_within_a_field_too(field: str, stated: object, known: object) -> None:
    """A null in a table or a list says no more than what is not there."""
    assert getattr(parse_profile("a", {"name": "A", "crimes": 9, field: stated}, "a.json"), field) == known


def test_a_name_is_not_unknown() -> None:
    """Null is no name, which every area needs."""
    assert problem(name=None, crimes=1) == 'area "a": name: is required'


@pytest.mark.parametrize("when", ["2025-02-30", "soon", 2025, True, "2025-13-01"])
def test_a_date_is_one(when: object) -> None:
    """`retrieved` is a date of the calendar, as text or as TOML's own."""
    assert "retrieved: must be a date such as 2025-12-31" in problem(crimes=1, retrieved=when)
    assert area(crimes=1, retrieved="2025-12-31") == area(crimes=1, retrieved=date(2025, 12, 31))
