"""crimecompare as a library: the public names, without the command line."""

from __future__ import annotations

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
        name: name for name in ("AreaProfile", "Comparison", "compare", "load")
    }
    with pytest.raises(AttributeError, match="has no attribute 'colour'"):
        crimecompare.colour  # noqa: B018 - asking for it is the point


def test_the_program_starts_with_nothing_loaded():
    """Until the program's own `try` begins, nothing heavy is imported, so that Ctrl-C is never a traceback."""
    code = "import sys, crimecompare.__main__; print('pydantic' in sys.modules, 'typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "False False\n"
