"""A profile to fill in: it parses back to what was given, has every field once, and its examples are right."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.errors import BadProfile
from crimecompare.profiles import parsers
from crimecompare.profiles.area import DOCUMENT_FIELDS
from crimecompare.profiles.blank import EXAMPLES, blank_profile, check_given, still_needed, toml_text
from crimecompare.profiles.parsing import parse_profile
from support.strategies import KEYS, TEXT, documents


def back(document: str) -> dict[str, Any]:
    """Parse a document as a profile file is."""
    return parsers.parse(document.encode(), ".toml", "made.toml")


@given(documents())
def test_what_is_given_comes_back(fields: dict[str, Any]) -> None:
    """Whatever texts, numbers, lists and tables are filled in, the file has just these, of the same types."""
    assert back(blank_profile(fields)) == fields
    parse_profile("made", back(blank_profile(fields)), "made.toml")


@given(st.text() | TEXT)
def test_text_is_quoted_whatever_it_holds(text: str) -> None:
    """Quotes, backslashes, control characters and signs of TOML itself come back as they were."""
    if not re.search("[\ud800-\udfff]", text):
        assert back(f"{toml_text({text: text})[2:-2]}\n") == {text: text}


@given(TEXT, KEYS)
def test_an_area_may_have_another_key_than_its_file(name: str, key: str) -> None:
    """Under a table of its key the area keeps it, whatever the file is called."""
    assert back(blank_profile({"name": name}, key)) == {"areas": {key: {"name": name}}}


@pytest.mark.parametrize("filled", [(), ("name",), ("population", "crimes", "caveats"), DOCUMENT_FIELDS])
def test_every_field_is_there_once_in_order_with_its_meaning(filled: tuple[str, ...]) -> None:
    """All that a profile may have can be filled in, in the order of the documentation, beneath what it means."""
    lines = blank_profile({field: EXAMPLES[field] for field in filled}).splitlines()
    found = [match[1] for line in lines if (match := re.match(r"(?:# )?([a-z_]+) = ", line))]
    assert found == list(DOCUMENT_FIELDS)
    assert [field for field in found if any(line.startswith(f"{field} = ") for line in lines)] == [
        field for field in DOCUMENT_FIELDS if field in filled
    ]
    for n, line in enumerate(lines):
        if re.match(r"(?:# )?[a-z_]+ = ", line):
            assert re.match("# [^=]+$", lines[n - 1])
    assert lines[0] == "#:schema profile.schema.json"


def test_the_examples_are_one_valid_profile() -> None:
    """Who takes away every # has a profile that is right."""
    filled = re.sub(r"^# (?=[a-z_]+ = )", "", blank_profile({}), flags=re.MULTILINE)
    assert back(filled) == EXAMPLES
    parse_profile("wisbech", back(filled), "wisbech.toml")


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"name": "A"}, "crimes and population, or crime_rate"),
        ({"name": "A", "safety_score": 5}, "crimes and population, or crime_rate"),
        ({"name": "A", "crimes": 5}, "population, or crime_rate"),
        ({"name": "A", "crimes": 5, "population": 50}, None),
        ({"name": "A", "crime_rate": 5}, None),
    ],
    ids=str,
)
def test_what_is_needed_is_what_makes_a_rate(fields: dict[str, Any], needed: str | None) -> None:
    """A file may have no figure yet; crime can be compared once there is a rate, or what it is worked out from."""
    check_given("a", fields, "a.toml")
    assert still_needed(fields) == needed
    if needed is None:
        assert parse_profile("a", fields, "a.toml").rate is not None


def test_a_problem_is_found_with_a_figure_or_without() -> None:
    """What is filled in is refused as in a file."""
    for figure in ({}, {"crimes": 3}):
        with pytest.raises(BadProfile, match="population: must be above 0"):
            check_given("a", {"name": "A", "population": 0, **figure}, "a.toml")
