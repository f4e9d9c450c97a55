"""Judging: what --fail-if says of the rows for which a condition holds."""

import io
import re
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.cli.conditions import OPERATORS, parse_condition
from crimecompare.cli.judging import is_no
from crimecompare.reports import show
from support.areas import area
from support.program import Run

RATE = st.floats(1e-9, 1e9).map(lambda rate: float(f"{rate:.15g}"))
AREAS = "".join(f'[areas.a{n}]\nname = "{name}"\ncrime_rate = {n}\n' for n, name in enumerate("ABCDEFG", 10))


@pytest.fixture
def seven(nothing_of_this_machine: Path) -> str:
    """Write a file of seven areas, with rates of 10 to 16."""
    (nothing_of_this_machine / "seven.toml").write_text(AREAS)
    return "seven.toml"


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ("crime_rate>14", ["2 of 7 rows: F (15.0); G (16.0)."]),
        ("crime_rate>14.96, area==a10", ["2 of 7 rows: F (15.0); G (16.0).", "1 of 7 rows: A."]),
        ("crime_rate<=16", ["7 of 7 rows: A (10.0); B (11.0); C (12.0); D (13.0); E (14.0) and 2 more."]),
        ("area!=a10", ["6 of 7 rows: B (a11); C (a12); D (a13); E (a14); F (a15) and 1 more."]),
        ("notes==no-population", ["7 of 7 rows: A; B; C; D; E and 2 more."]),
        ("notes!=small-count", ["7 of 7 rows: A; B; C; D; E and 2 more."]),
    ],
)
def test_it_is_said_which_condition_held_for_which_rows(run: Run, seven: str, conditions: str, said: list[str]) -> None:
    """Each condition that holds has a line: how many rows of how many, the first five, and the values that tell why."""
    false, unknown = "crime_rate>99", "population>1"
    asked = [false, *conditions.split(", "), unknown]
    code, out, err = run("show", seven, "--get", "area", *(word for one in asked for word in ("--fail-if", one)))
    lines = [f'--fail-if "{one}" holds for {rows}' for one, rows in zip(conditions.split(", "), said, strict=True)]
    assert (code, out.split(), err.splitlines()) == (1, [f"a{n}" for n in range(10, 17)], lines)


def test_one_row_is_not_counted(run: Run) -> None:
    """Of one row it is said that the condition holds for it."""
    assert run("diff", "wisbech", "--get", "area", "--fail-if", "excess_percent>25").err == (
        '--fail-if "excess_percent>25" holds for Wisbech (49.5).\n'
    )


def test_rows_of_one_name_are_told_apart(run: Run) -> None:
    """Offences of one area, and one area at two times, are named so that each is known."""
    command = ("diff", "a", "-b", "b", "-p", "two.toml", "--by-offence", "--get", "area", "--fail-if", "crimes>20")
    offences = "offences = {burglary = 30, arson = 50}"
    Path("two.toml").write_text(
        f'[areas.a]\nname = "A"\npopulation = 1000\ncrimes = 80\n{offences}\n'
        f'[areas.b]\nname = "B"\npopulation = 1000\ncrimes = 80\n{offences}\n'
    )
    assert "arson (50); burglary (30)." in run(*command).err
    said = run("show", "fenland", "fenland@2023", "--get", "area", "--fail-if", "crimes>20").err
    assert "holds for 2 of 2 rows: Fenland (2024) (7,691); Fenland (2023) (7,910)." in said


@given(rate=RATE, bound=RATE, symbol=st.sampled_from(["<", "<=", ">", ">=", "!="]))
def test_the_value_that_is_said_meets_the_condition(rate: float, bound: float, symbol: str) -> None:
    """Whatever the decimals, the figure that is said is one for which the condition holds."""
    condition = parse_condition(f"crime_rate{symbol}{bound!r}", show.KIND)
    report = show.report(show.shown([area(crime_rate=rate)]))
    with redirect_stderr(io.StringIO()) as said:
        holds = is_no(report, [condition])
    figures = re.findall(r"\((.*)\)", said.getvalue())
    assert len(figures) == holds
    for figure in figures:
        assert OPERATORS[symbol](float(figure.replace(",", "")), condition.value)


def test_no_line_is_long(run: Run, nothing_of_this_machine: Path) -> None:
    """However long names and values are, a condition has one printable line of at most 1,000 characters."""
    name = "x" * 400
    (nothing_of_this_machine / "long.toml").write_text(
        "".join(f'[areas.a{n}]\nname = "{name}{n}"\nsource = "{"y" * 5000}"\ncrimes = 9\n' for n in range(9))
    )
    code, _, err = run("show", "long.toml", "--get", "area", "--fail-if", f"source!={'z' * 5000}")
    (line,) = err.splitlines()
    assert code == 1
    assert len(line) <= 1000
    assert line.endswith("… (" + "y" * 80 + "…) and 4 more.")
