"""crimecompare as a library: the public names, without the command line."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import polars as pl
import pytest

import crimecompare
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.one_offence import of_offence
from support.areas import area
from support.folders import EXAMPLES
from support.monthly import by_month

EXAMPLE = EXAMPLES / "fenland-2024-2025.json"
MONTHLY = {"period": "2024-01/2025-12", "crimes": 240, "monthly_crimes": by_month([10] * 24)}


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
        ("trend", "fenland"): crimecompare.trend([crimecompare.load("fenland@2023"), crimecompare.load("fenland")]),
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


def test_answers_read_in_one_line():
    """What a notebook shows of a result is what it found, in one line, and not all that it is made of."""
    wisbech, uk, march = (crimecompare.load(name) for name in ("wisbech", "uk", "fenland"))
    comparison = crimecompare.compare(wisbech, uk)
    assert repr(comparison) == "Comparison(Wisbech against UK: ratio 1.49 (1.45 to 1.55), higher)"
    ranking = crimecompare.rank([wisbech, march, area("rated", crime_rate=45.8)], uk)
    assert repr(ranking) == "Ranking(3 areas against UK: 1 above and 1 below the 99.8% limits, poisson)"
    assert list(map(repr, ranking.standings)) == [
        "Standing(Wisbech: rank 1, ratio 1.49 (1.45 to 1.55), high-99.8)",
        "Standing(Fenland: rank 2, ratio 0.82 (0.80 to 0.83), low-99.8)",
        "Standing(Rated: not ranked, ratio 0.50)",
    ]
    assert repr(crimecompare.report(comparison)).startswith("Report(diff, 1 row: Recorded crime and safety score c")


def test_answers_about_one_offence_say_so():
    """One offence is named before its areas; what has no ratio or no upper limit has none in words either."""
    none, few, more = (
        of_offence(Figures.of(area(key, population=10**4, crimes=90, offences={"arson": arsons})), "arson")
        for key, arsons in (("a", 0), ("b", 5), ("c", 90))
    )
    assert repr(crimecompare.compare(more, few)).startswith("Comparison(arson, C against B: ratio 18.00 (")
    assert repr(crimecompare.compare(few, none)) == "Comparison(arson, B against A: no ratio, similar)"
    fixed = few._replace(key="d", name="D", label="D").fixed
    assert repr(crimecompare.compare(fixed, none)) == "Comparison(arson, D against A: no ratio, untested)"
    assert repr(crimecompare.compare(fixed, few)).startswith("Comparison(arson, D against B: ratio 1.00 (0.43 to")
    assert repr(crimecompare.compare(fixed, few.fixed)) == "Comparison(arson, D against B: ratio 1.00, untested)"
    rare = of_offence(Figures.of(area("e", population=1000, crimes=90, offence_rates={"arson": 0.3})), "arson")
    assert (
        repr(crimecompare.compare(fixed, rare)) == "Comparison(arson, D against E: ratio 1.67 (0.14 upwards), similar)"
    )
    assert repr(crimecompare.rank([few, more])).startswith("Ranking(arson, 2 areas against pool of 2 areas: ")


def test_changes_are_looked_at_without_the_command_line(run):
    """Profiles and periods are enough; what they lack is refused in words that name parameters."""
    wisbech, fenland = (crimecompare.load(key, profiles=[EXAMPLE]) for key in ("wisbech", "fenland"))
    found = crimecompare.evaluate(wisbech, [fenland], before="2024", after="2025")
    assert repr(found) == "Evaluation(Wisbech against Fenland without Wisbech: ratio 0.86, untested)"
    (row,) = crimecompare.report(found).to_dicts()
    asked = ("evaluate", "wisbech", "--control", "fenland", "--since", "2025-01", "-p", EXAMPLE, "-f", "json")
    (printed,) = json.loads(run(*asked).out)["rows"]
    assert row["relative_ratio_low"] == pytest.approx(printed["relative_ratio_low"], rel=1e-11)
    for before, after, message in (
        ("2023", "2024", "wisbech has no count for every month of 2023 and 2024"),
        ("", "2024", "before and after each must be "),
        ("2025", "2024", "after .2024. must begin when before .2025. has ended"),
    ):
        with pytest.raises(crimecompare.CrimecompareError, match=message):
            crimecompare.evaluate(wisbech, [fenland], before=before, after=after)
    with pytest.raises(crimecompare.CrimecompareError, match="uk has no year and the one before to compare"):
        crimecompare.trend(crimecompare.load("uk"))


def test_rows_make_frames():
    """pandas and Polars take the rows of every report, with notes and members, however late a value first comes."""
    wisbech, uk, fenland = (crimecompare.load(name) for name in ("wisbech", "uk", "fenland"))
    plain = [area(f"k{n}", crimes=n, population=1000) for n in range(120)]
    two = area("two", **MONTHLY)
    answers = [
        [*plain, wisbech, uk, fenland],
        crimecompare.compare(wisbech, uk),
        [crimecompare.compare(one, uk) for one in (*plain, wisbech, fenland)],
        crimecompare.by_offence(crimecompare.compare(fenland, crimecompare.load("cambridge"))),
        crimecompare.rank([*plain, wisbech, fenland, area("rated", crime_rate=9.5)], uk),
        [crimecompare.trend([area(period="2024", crimes=9), area(period="2025", crimes=8)]), crimecompare.trend(two)],
        crimecompare.evaluate(two, [area("c", **MONTHLY)], before="2024", after="2025"),
    ]
    for answer in answers:
        rows = crimecompare.report(answer).to_dicts()
        frame = pl.DataFrame(rows, infer_schema_length=None)
        assert frame.columns == list(pd.DataFrame(rows).columns) == list(rows[0])
        assert frame.to_dicts() == rows
        assert frame.select(pl.col("notes").list.len().sum()).item() == sum(len(row["notes"]) for row in rows)
