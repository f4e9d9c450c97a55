"""Conditions: when --fail-if says no, when it cannot say, and that it judges figures as they are written."""

import operator
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.cli.conditions import OPERATORS, parse_condition, words_of
from crimecompare.formats.values import number
from crimecompare.reports import diff
from crimecompare.reports.fields import Field, ReportKind
from support.program import Run

AREAS = """
[areas.high]
name = "High Fen"
crime_rate = 200
population = 1000

[areas.low]
name = "Low Fen"
crime_rate = 10.5

[areas.scored]
name = "Scored only"
safety_score = 50
"""
INDEPENDENT = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
ONE_NUMBER = ReportKind("one-number", [Field("crime_rate", "value")])
"""A report whose rows have one number."""
numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_subnormal=False)


@pytest.fixture
def ends(run: Run, nothing_of_this_machine: Path) -> Callable[..., int]:
    """Return how a run on some of the areas ends with conditions, after checking that it printed the answer."""
    (nothing_of_this_machine / "areas.toml").write_text(AREAS)

    def end(areas: str, *conditions: str) -> int:
        options = [word for condition in conditions for word in ("--fail-if", condition)]
        code, out, err = run("show", *areas.split(), "-p", "areas.toml", "--get", "area", *options)
        assert out.split() == areas.split()
        assert (err == "") == (code == 0)
        assert err.startswith({0: "", 1: "--fail-if ", 2: "crimecompare: --fail-if "}[code])
        return code

    return end


@pytest.mark.parametrize(
    ("areas", "conditions", "code"),
    [
        ("low", ["crime_rate>100"], 0),
        ("low high", ["crime_rate>100"], 1),
        ("low high", ["crime_rate>200"], 0),
        ("scored high", ["crime_rate>100"], 1),
        ("high scored", ["crime_rate>100"], 1),
        ("scored low", ["crime_rate>100"], 2),
        ("scored", ["crime_rate!=1"], 2),
        ("low", ["crime_rate>100", "crime_rate<100"], 1),
        ("low scored", ["crime_rate>100", "crime_rate<100"], 1),
        ("low scored", ["safety_score>60", "crime_rate>100"], 2),
        ("low high", ["name==Low Fen"], 1),
        ("low high", ["name == Low Fen"], 1),
        ("low high", ["name==low fen"], 0),
        ("low", ["name!=Low Fen"], 0),
        ("low high", ["name!=Low Fen"], 1),
        ("low", ["within==fen"], 2),
        ("low", ["notes==no-population"], 1),
        ("high", ["notes==no-population"], 0),
        ("high", ["notes!=no-population"], 1),
        ("low", ["notes!=no-population"], 0),
        ("low", [" crime_rate  >=  1.05e1 "], 1),
        ("low", ["crime_rate<=10.5"], 1),
        ("low", ["crime_rate<10.5"], 0),
        ("low", ["crime_rate==10.50"], 1),
        ("low", ["crime_rate!=10.5"], 0),
        ("low", ["population>=0"], 2),
    ],
)
def test_fail_if_is_true_then_unknown_then_false(
    ends: Callable[..., int], areas: str, conditions: list[str], code: int
) -> None:
    """True of any row is 1, even when another is unknown; else unknown for any is 2; else 0. The answer is printed."""
    assert ends(areas, *conditions) == code


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("excess_crime_rate>45.3", 0),
        ("excess_crime_rate>=45.3", 1),
        ("excess_crime_rate==45.3", 1),
        ("excess_crime_rate<45.3", 0),
        ("excess_crime_rate>45.2999999999", 1),
        ("excess_percent==49.4541484716", 1),
        ("excess_percent>49.4541484716", 0),
        ("safety_shortfall>=11", 1),
        ("safety_shortfall>−1", 1),
        ("excess_crime_rate < −2.5", 0),
        ("excess_crime_rate>+45", 1),
        ("verdict==higher", 1),
        ("verdict!=higher", 0),
        ("baseline_members==uk", 1),
        ("baseline_members!=uk", 0),
        ("notes==baseline-fixed", 1),
    ],
)
def test_what_is_printed_is_what_is_judged(run: Run, condition: str, code: int) -> None:
    """A figure is judged as it is written: 136.9 − 91.6 is 45.3, not 45.30000000000001."""
    assert run("diff", "wisbech", "--get", "excess_crime_rate", "--fail-if", condition)[:2] == (code, "45.3\n")


@given(value=numbers, limit=numbers, symbol=st.sampled_from([*OPERATORS]), blanks=st.sampled_from(["", " ", "\t "]))
def test_condition_compares_as_mathematics_does(value: float, limit: float, symbol: str, blanks: str) -> None:
    """FIELD OP VALUE is true of a row exactly when its value, as written, is so to the limit; blanks are optional."""
    condition = parse_condition(f"{blanks}crime_rate{blanks}{symbol}{blanks}{limit!r}{blanks}", ONE_NUMBER)
    assert condition.holds(SimpleNamespace(value=value)) is INDEPENDENT[symbol](number(value), limit)
    assert condition.holds(SimpleNamespace(value=None)) is None


@given(value=numbers)
def test_written_value_equals_itself(value: float) -> None:
    """A value copied from the output is equal to the one it was copied from, and not above or below it."""
    row, written = SimpleNamespace(value=value), number(value)
    holds = {s: parse_condition(f"crime_rate{s}{written}", ONE_NUMBER).holds(row) for s in OPERATORS}
    assert holds == {"<=": True, ">=": True, "==": True, "!=": False, "<": False, ">": False}


@pytest.mark.parametrize(
    ("command", "option", "condition", "message"),
    [
        (
            "diff uk",
            "--fail-if",
            "verdict==worse",
            'verdict is never "worse"; it is higher, similar, lower or untested',
        ),
        ("diff uk", "--fail-if", "verdict!=highr", 'verdict is never "highr"; did you mean "higher"?'),
        ("show uk", "--fail-if", "notes==smal-count", 'notes is never "smal-count"; did you mean "small-count"'),
        ("show uk", "--fail-if", "method==Byar", 'method is never "Byar"; did you mean "byar"?'),
        ("rank uk", "--where", "funnel==high", 'funnel is never "high"; did you mean "high-95" or "high-99.8"?'),
    ],
)
def test_a_word_that_a_field_never_holds_is_refused(
    run: Run, command: str, option: str, condition: str, message: str
) -> None:
    """A condition that can never be true, or never false, is a slip: an alarm with one would never ring."""
    refusal = run(*command.split(), option, condition).refusal
    assert refusal.startswith(f'"{condition}": {message}')


def test_every_word_that_a_field_can_hold_is_taken(run: Run) -> None:
    """Each member of a closed set can be asked for."""
    for field in diff.KIND.fields.values():
        for word in words_of(field):
            assert run("diff", "wisbech", "--get", "area", "--fail-if", f"{field.name}=={word}").code in {0, 1}
