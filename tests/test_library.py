"""crimecompare as a library: the public names, without the command line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import crimecompare


def test_loading_and_comparing_needs_neither_typer_nor_rich():
    """A program that only compares pays for no command line."""
    code = (
        "import sys; from crimecompare import AreaProfile, Comparison, compare, load; "
        "comparison = compare(load('wisbech'), load('uk')); assert isinstance(comparison, Comparison); "
        "print(comparison.verdict, *sorted({'typer', 'rich', 'polars'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("higher\n", "")


def test_the_public_names_are_these_and_no_others():
    """Every public name is there, and another one is an AttributeError as of any module."""
    assert {name: getattr(crimecompare, name).__name__ for name in crimecompare.__all__} == {
        name: name for name in crimecompare.__all__
    }
    with pytest.raises(AttributeError, match="has no attribute 'colour'"):
        crimecompare.colour  # noqa: B018 - asking for it is the point


def test_the_program_starts_with_nothing_loaded():
    """Until the program's own `try` begins, nothing heavy is imported, so that Ctrl-C is never a traceback."""
    code = "import sys, crimecompare.__main__; print('pydantic' in sys.modules, 'typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "False False\n"


def test_the_names_are_listed_before_they_are_loaded():
    """Tab in a notebook offers the public names and nothing else, though none of them is loaded yet."""
    code = "import crimecompare; print(*dir(crimecompare))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == sorted([*crimecompare.__all__, "__version__"])


def test_rows_are_dictionaries_of_what_the_command_prints(run):
    """A report made in Python has the rows of the command's JSON, its figures unrounded."""
    wisbech, uk = crimecompare.load("wisbech"), crimecompare.load("uk")
    cases = {
        ("show", "wisbech"): wisbech,
        ("diff", "wisbech", "-b", "uk"): crimecompare.compare(wisbech, uk),
        ("rank", "wisbech", "-b", "uk"): crimecompare.rank([wisbech], uk),
    }
    for arguments, answer in cases.items():
        (printed,) = json.loads(run(*arguments, "-f", "json").out)["rows"]
        (row,) = crimecompare.report(answer).to_dicts()
        assert list(row) == list(printed)
        assert {
            key: pytest.approx(value) if isinstance(value, float) else value for key, value in row.items()
        } == printed


def test_what_is_no_answer_makes_no_report():
    """Nothing, and what the library did not return, are refused in words."""
    with pytest.raises(ValueError, match="nothing to report"):
        crimecompare.report([])
    with pytest.raises(TypeError, match="no report is made of int"):
        crimecompare.report([1])


def test_messages_name_parameters_and_the_command_line_its_options(run):
    """In Python a refusal names what a function takes; the command says what to type."""
    wisbech, uk = crimecompare.load("wisbech"), crimecompare.load("uk")
    with pytest.raises(crimecompare.CrimecompareError, match=r"^confidence must be from 0.9 to 0.9999, not 0.5$"):
        crimecompare.compare(wisbech, uk, confidence=0.5)
    assert run("diff", "wisbech", "-c", "0.5").refusal == "--confidence must be from 0.9 to 0.9999, not 0.5"
    with pytest.raises(crimecompare.CrimecompareError, match="so exclude_self has nothing to leave out"):
        crimecompare.compare(wisbech, uk, exclude_self=True)
    assert "so --exclude-self has nothing" in run("diff", "wisbech", "-b", "uk", "--exclude-self").refusal
