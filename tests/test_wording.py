"""Wording: numbers and counts as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.wording import (
    counted,
    did_you_mean,
    figure,
    in_sentence,
    installation,
    level,
    limits,
    percent,
    plural,
    visible,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (counted(1, "crime"), "1 crime"),
        (counted(0, "crime"), "0 crimes"),
        (counted(0.2, "crime", " more"), "less than 1 more crime"),
        (counted(0.5, "crime"), "1 crime"),
        (counted(1.4, "crime"), "1 crime"),
        (counted(1234.5, "crime", " fewer"), "1,235 fewer crimes"),
        (percent(0.5), "less than 1%"),
        (percent(0), "0%"),
        (percent(1234.5), "1,235%"),
        (percent(12.5), "13%"),
        (percent(99.9), "over 99%"),
        (percent(100), "100%"),
        (visible(0.0123), "0.012"),
        (visible(0.05), "0.050"),
        (visible(0), "0.0"),
        (figure(-0.04), "0.0"),
        (figure(-1234.56, signed=True), "−1,234.6"),
        (figure(1234.56, signed=True), "+1,234.6"),
        (figure(61.5, None), "61.5"),
        (figure(61, None), "61"),
        (level(0.95), "95%"),
        (level(0.996429), "99.6429%"),
        (level(0.996429, 4), "99.64%"),
        (level(0.9999929, 4), "99.999%"),
        (limits(132.41, 141.49, 1), "132.4 to 141.5"),
        (limits(0.942, 1.003, 2, null=1), "0.942 to 1.003"),
        (limits(88.79, 88.84, 1), "88.79 to 88.84"),
        (limits(-4.5, 0.0, 1, null=0, signed=True), "−4.5 to 0.0"),
        (limits(1.5, float("inf"), 2, null=1), "1.50 upwards"),
        (in_sentence("UK"), "the UK"),
        (in_sentence("United Kingdom (2024)"), "the United Kingdom (2024)"),
        (in_sentence("Ukraine Close"), "Ukraine Close"),
        (did_you_mean("burglry", ["Burglary", "Robbery"]), '; did you mean "Burglary"?'),
        (did_you_mean("burglry", ["Drugs"]), ""),
    ],
)
def test_figures_are_written_for_people(written: str, expected: str) -> None:
    """Thousands are grouped, one is singular, and what is not nothing does not read as nothing."""
    assert written == expected


def test_what_installs_a_package_installs_it_for_the_python_that_runs(monkeypatch):
    """The line is for this very Python, as a shell takes it: quoted where its path has blanks, and uv's without pip."""
    monkeypatch.setattr("sys.executable", "/opt/my tools/python")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    assert installation("polars", "fastexcel") == '"/opt/my tools/python" -m pip install polars fastexcel'
    monkeypatch.setattr("sys.executable", "/opt/python")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert installation("polars") == "uv pip install --python /opt/python polars"


@given(st.floats(allow_nan=False, allow_infinity=False), st.none() | st.integers(0, 9))
def test_every_number_can_be_written(value: float, places: int | None) -> None:
    """However large or small a figure is, it is written whole and reads back as itself, rounded."""
    written = figure(value, places).replace(",", "").replace("−", "-")
    assert float(written) == pytest.approx(value, rel=1e-12, abs=0.51 * 10 ** -(2 if places is None else places))


@pytest.mark.parametrize(
    ("noun", "several"),
    [("ward", "wards"), ("local authority", "local authorities"), ("Bay", "Bays"), ("parish", "parishes")],
)
def test_kinds_of_areas_have_plurals(noun: str, several: str) -> None:
    """As English mostly makes them."""
    assert plural(noun) == several
