"""What Hypothesis draws: valid profiles with every optional field, counts, and levels of confidence."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from hypothesis import strategies as st

from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.types import LARGEST

MOST = 10**15 - 1
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=12
).filter(
    lambda text: (
        unicodedata.category(text.lstrip(' "')[:1] or " ")[0] in "LNPS"
        and text.lstrip(' "')[0] not in "=+-@＝＋－＠\u115f\u1160\u2800\u3164\uffa0"
    )
)
WORDS = st.sampled_from(["Police.uk", "police.uk ", "[red]x[/]", "’t Zand", "a;b", "1", '"quoted", text', "北京"])
KEYS = st.sampled_from(["in", "the-whole", "E07000010", "ely.2", "st mary"])
OFFENCES = st.sampled_from(["burglary", "criminal damage", "drugs", "robbery", "theft", "vehicle crime"])
MONTHS = st.builds("{:04}-{:02}".format, st.integers(0, 9999), st.integers(1, 12))
PERIODS = st.one_of(
    st.sampled_from(["2025", "2024", "2025-01/2025-06"]),
    st.integers(0, 9999).map("{:04}".format),
    MONTHS,
    st.tuples(MONTHS, MONTHS).map(lambda pair: "/".join(sorted(pair))),
)
COUNTS = st.one_of(st.integers(0, 30), st.integers(0, 10**6), st.integers(0, MOST))
RESIDENTS = st.one_of(st.integers(1, 10**6), st.integers(1, MOST))
RATES = st.one_of(
    st.just(0.0), st.floats(0.1, 300), st.floats(1 / LARGEST, LARGEST, exclude_min=True, exclude_max=True)
)
CONFIDENCES = st.one_of(st.sampled_from([0.9, 0.95, 0.99, 0.998, 0.9999]), st.floats(0.9, 0.9999))
SIMULTANEOUS = st.one_of(CONFIDENCES, st.floats(-6, -1).map(lambda exponent: 1 - 10**exponent))
"""Confidences as the Bonferroni correction makes them, up to 1 − 10⁻⁶."""


SCORES = st.one_of(st.integers(0, 100), st.floats(0.001, 100))
STATED = ("safety_score_source", "population_basis", "offence_scope")
KNOWN = [{"crimes"}, {"crimes"}, {"crimes", "crime_rate"}, {"crime_rate", "safety_score"}, {"crime_rate"}]
KNOWN += [{"safety_score"}, {"crimes", "crime_rate", "safety_score"}]
"""Which figures a profile may have; it must have one."""


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def parts_of(draw: st.DrawFn, names: st.SearchStrategy[str], whole: int) -> dict[str, int]:
    """Draw counts by name that add up to no more than the whole."""
    parts = {}
    for name in draw(st.lists(names, unique=True, max_size=4)):
        parts[name] = draw(st.integers(0, whole))
        whole -= parts[name]
    return parts


@st.composite
def compared_fields(draw: st.DrawFn, text: st.SearchStrategy[str] = WORDS) -> dict[str, Any]:
    """Draw the fields of a valid profile that a comparison looks at, at least one of them a figure to show."""
    known = draw(st.sampled_from(KNOWN))
    crimes = draw(COUNTS) if "crimes" in known else None
    fields = {
        "name": draw(text),
        "period": draw(optional(PERIODS)),
        "population": draw(optional(RESIDENTS)),
        "crimes": crimes,
        "crime_rate": draw(RATES) if "crime_rate" in known else None,
        "safety_score": draw(SCORES) if "safety_score" in known else None,
        "caveats": draw(st.sampled_from([[], ["Counted twice."], ["As published.", "100% sure?"]])),
        **{name: draw(optional(text)) for name in STATED},
    }
    if crimes is not None and fields["population"] and "crime_rate" in known:
        fields["crime_rate"] = _agreeing_rate(fields, draw(st.floats(0.995, 1.005)))
    return without_unknown(fields)


def _agreeing_rate(fields: dict[str, Any], factor: float) -> float | None:
    months = AreaProfile(key="a", name="a", crimes=0, period=fields["period"]).months
    rate = factor * 1000 * fields["crimes"] / (fields["population"] * months / 12)
    return rate if 1 / LARGEST < rate < LARGEST else None


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a valid profile with any of its fields; those left out are unknown."""
    fields = draw(compared_fields(TEXT))
    rate, crimes = fields.get("crime_rate", 0), fields.get("crimes", 0)
    rates = draw(parts_of(OFFENCES, 100)) if rate and not crimes else {}
    more = {
        "offences": draw(parts_of(OFFENCES, crimes)),
        "offence_rates": {name: rate * share / 101 for name, share in rates.items() if rate > 1e-9},
        "monthly_crimes": draw(parts_of(MONTHS, crimes)),
        "other_codes": draw(st.lists(TEXT, max_size=2)),
        "kind": draw(optional(TEXT)),
        "within": draw(optional(KEYS)),
        "retrieved": draw(optional(st.dates(date(1000, 1, 1)).map(str))),
        "caveats": draw(st.lists(TEXT, max_size=2)),
        "code": draw(optional(TEXT)),
        "source": draw(optional(TEXT)),
    }
    return without_unknown(fields | more)


def without_unknown(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value not in ({}, [])}


def profiles(key: str = "a") -> st.SearchStrategy[AreaProfile]:
    """Draw valid profiles of that key, with any of the figures and statements that a comparison looks at."""
    return compared_fields().map(lambda fields: AreaProfile(key=key, **fields))


def counted(
    key: str, crimes: st.SearchStrategy[int] = COUNTS, population: st.SearchStrategy[int] = RESIDENTS
) -> st.SearchStrategy[AreaProfile]:
    """Draw profiles that give a count and a population, and nothing else."""
    return st.builds(lambda o, n: AreaProfile(key=key, name=key.title(), crimes=o, population=n), crimes, population)
