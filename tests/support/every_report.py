"""Every report: a command for each, on areas with every kind of value, the keys it has, and what it printed."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from crimecompare.formats.names import PICTURES, Format
from support.program import Run

KEYS = {
    "show": "area name code kind within period offence population crimes crime_rate crime_rate_low crime_rate_high "
    "safety_score confidence method notes source",
    "diff": "area name code kind within period offence baseline baseline_name baseline_members baseline_period "
    "population crimes crime_rate crime_rate_low crime_rate_high baseline_crime_rate excess_crime_rate "
    "excess_crime_rate_low excess_crime_rate_high excess_percent rate_ratio rate_ratio_low rate_ratio_high "
    "excess_crimes excess_crimes_low excess_crimes_high safety_score baseline_safety_score safety_shortfall verdict "
    "confidence method notes source baseline_source",
    "diff-by-offence": "area name code period baseline baseline_name baseline_period offence crimes baseline_crimes "
    "crime_rate baseline_crime_rate excess_crime_rate rate_ratio rate_ratio_low rate_ratio_high share_of_excess "
    "verdict confidence method notes source baseline_source",
    "rank": "rank area name code kind within period offence population crimes crime_rate crime_rate_low "
    "crime_rate_high baseline_crime_rate rate_ratio rate_ratio_low rate_ratio_high excess_crime_rate excess_crimes "
    "funnel limits z safety_score safety_shortfall confidence method notes source",
    "trend": "area name code kind within offence first last monthly before after crimes_before crimes_after "
    "change_percent change_ratio change_ratio_low change_ratio_high crime_rate crime_rate_low crime_rate_high "
    "dispersion verdict confidence method notes source",
    "evaluate": "area name code offence control control_name control_members before after crimes_before crimes_after "
    "change_percent control_crimes_before control_crimes_after control_change_percent relative_ratio "
    "relative_ratio_low relative_ratio_high expected_crimes excess_crimes excess_crimes_low excess_crimes_high "
    "dispersion drift detectable_percent earlier_ratio earlier_ratio_low earlier_ratio_high placebos placebos_beyond "
    "verdict confidence method notes source",
    "evaluate-by-offence": "area name code control control_name offence before after crimes_before crimes_after "
    "control_crimes_before control_crimes_after relative_ratio relative_ratio_low relative_ratio_high "
    "expected_crimes excess_crimes dispersion drift verdict confidence method notes source",
    "list": "area name code kind population crimes crime_rate safety_score period file shadowed",
    "validate": "file area field problem",
}
COMMANDS = {
    "show": ("show", "areas.toml", "uk"),
    "diff": ("diff", "areas.toml"),
    "diff-by-offence": ("diff", "fen", "odd", "-p", "areas.toml", "-b", "shire", "--by-offence"),
    "rank": ("rank", "areas.toml", "-b", "uk"),
    "trend": ("trend", "months.json"),
    "evaluate": ("evaluate", "fen", "odd", "isle", "--control", "shire", "--since", "2025-01", "-p", "months.json"),
    "evaluate-by-offence": (
        *(
            "evaluate",
            "fen",
            "odd",
            "isle",
            "--control",
            "shire",
            "--since",
            "2025-01",
            "-p",
            "months.json",
            "--by-offence",
        ),
    ),
    "list": ("list", "areas.toml", "uk", "wisbech"),
    "validate": ("validate", "bad.toml", "areas.toml"),
}
CHOSEN = pytest.mark.parametrize(
    "report", ["show", "diff", "diff-by-offence", "rank", "trend", "evaluate", "evaluate-by-offence", "list"]
)
"""The reports whose rows --where, --sort, --reverse and --top choose."""
UNDRAWN = {"list", "validate"}
"""The reports without a picture."""
TEXTS = [name for name in Format if name is not Format.XLSX]
"""The formats that standard output takes."""
WRITTEN = [(name, output) for output in TEXTS for name in COMMANDS if output not in PICTURES or name not in UNDRAWN]
"""Every report with every format that standard output takes and that it has."""
IN_TEXT = pytest.mark.parametrize(("report", "output"), WRITTEN)
MACHINE = [Format.JSON, Format.NDJSON, Format.CSV, Format.TSV]
NAME = '[red]x[/] | "a", b; *c* _d_ `e` <f> é大'
_AREAS = """
[areas.fen]
name = "Fenmouth"
population = 20000
crimes = 1500
period = "2025-01/2025-06"
safety_score = 61.5
within = "shire"
code = "E07"
kind = "town, or so"
caveats = ["Half a year, \\"roughly\\"", "Pipes | and, commas; both"]
offences = { burglary = 500 }

[areas.shire]
name = "Shire"
population = 100000
crimes = 9160
safety_score = 79
kind = "county"
source = "Office; of Figures"
offences = { burglary = 3000, arson = 12 }

[areas.odd]
name = '@NAME'
population = 3
crime_rate = 333.333333333333
source = 'tab-free; "quoted", | piped'
offences = { burglary = 1 }

[areas.scored]
name = "Scored only"
safety_score = 50
"""
_WITHIN = {"fen": "shire"}
_MONTHLY = {"fen": (30, 39), "odd": (3, 4), "isle": (11, 9), "shire": (190, 200), "gap": (7, 7)}
"""How many crimes a month the areas with months have in two years, more or less."""
_BAD = '[areas."a|b"]\nname = "=1+1"\ncrime_rate = 9\n[areas.c]\ncrime_rat = 9\n'
EVERY_REPORT = pytest.mark.parametrize("report", [*COMMANDS])


def _with_months() -> dict[str, Any]:
    """Give areas with two years of months and offences by month, one of which lacks a month."""
    areas = {}
    for key, most in _MONTHLY.items():
        months = {f"{2024 + n}-{m:02}": most[n] + m * 7 % 4 * most[n] // 10 for n in (0, 1) for m in range(1, 13)}
        if key == "gap":
            del months["2024-03"]
        areas[key] = {
            "name": {"fen": "Fenmouth", "odd": NAME}.get(key, key.title()),
            "period": "2024-01/2025-12",
            "monthly_crimes": months,
            "crimes": sum(months.values()),
            "monthly_offences": {o: {m: n // 2 for m, n in months.items()} for o in ("arson", "burglary")},
            "code": "E07" if key == "fen" else None,
            "population": None if key == "odd" else 4000 * most[0],
            "within": _WITHIN.get(key),
            "kind": "town, or so" if key == "fen" else None,
            "source": 'tab-free; "quoted", | piped' if key == "odd" else None,
            "caveats": ['Half a year, "roughly"', "Pipes | and, commas; both"] if key == "fen" else [],
        }
    return {"areas": areas}


def write_files(folder: Path) -> None:
    """Write what the commands read: areas with every kind of value, and a file with problems."""
    (folder / "areas.toml").write_text(_AREAS.replace("@NAME", NAME), encoding="utf-8")
    (folder / "months.json").write_text(json.dumps(_with_months()), encoding="utf-8")
    (folder / "bad.toml").write_text(_BAD, encoding="utf-8")


def printed(run: Run, report: str, output: str) -> str:
    """Return a report in a format; it must have been answered, if only by no."""
    code, out, err = run(*COMMANDS[report], "-f", output)
    assert (code, err) == (1 if report == "validate" else 0, "")
    assert out.endswith("\n")
    assert "\r" not in out
    return out


def rows_of(run: Run, report: str) -> list[dict[str, Any]]:
    document = json.loads(printed(run, report, "json"))
    assert list(document) == ["report", "schema_version", "rows"]
    assert (document["report"], document["schema_version"]) == (report, 2)
    return list(document["rows"])


def words_printed(shown: str, output: Format) -> str:
    """Return what a format prints for people as plain words, without what escapes them."""
    return unescape(shown) if output in {Format.SVG, Format.HTML} else shown.replace("\\", "")
