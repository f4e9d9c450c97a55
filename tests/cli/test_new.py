"""`crimecompare new`: a file to fill in, with what its options give, and never over one that is there."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from crimecompare.files import write_new
from crimecompare.profiles import parsers
from support.program import Process, Run, row_of

NEEDED = "Before its crime can be compared, fill in crimes and population, or crime_rate.\n"
TEXTS = ['"quoted" \\ back', "’t Zand", "[red]x[/]", "# no comment", "北京, 'x'", '"""', "a = 1", "$HOME `id`"]


def filled_in(file: str | Path) -> dict[str, Any]:
    """Parse a profile file that was written."""
    return parsers.parse(Path(file).read_bytes(), ".toml", str(file))


def test_it_writes_a_file_to_fill_in(run: Run) -> None:
    """Without any figure there is a file all the same, named after its key, and it is said what it needs."""
    done = run("new", "fen-mouth")
    assert (done.code, done.out) == (0, "")
    assert done.err == f'Wrote fen-mouth.toml, with the name "Fen Mouth" after its key.\n{NEEDED}'
    assert filled_in("fen-mouth.toml") == {"name": "Fen Mouth"}
    assert "no figure to show" in run("show", "fen-mouth.toml").refusal


def test_with_a_figure_it_can_be_shown_as_it_is(run: Run) -> None:
    """What its options give is there, each as the type that it is, and nothing else."""
    options = {
        "name": "Fenmouth",
        "kind": "town",
        "population": 9300,
        "crimes": 873,
        "crime-rate": 93.9,
        "period": "2025",
        "safety-score": 61.5,
        "safety-score-source": "A website",
        "within": "fenland",
        "code": "E07",
        "population-basis": "Census 2021",
        "offence-scope": "all",
        "source": "Police",
        "retrieved": "2026-01-31",
    }
    done = run("new", "fenmouth", *(word for name, value in options.items() for word in (f"--{name}", str(value))))
    assert (done.code, done.err) == (0, "Wrote fenmouth.toml.\n")
    assert filled_in("fenmouth.toml") == {name.replace("-", "_"): value for name, value in options.items()}
    row = row_of(run("show", "./fenmouth.toml", "-f", "json"))
    assert (row["area"], row["crimes"], row["code"]) == ("fenmouth", 873, "E07")
    assert run("validate", "fenmouth.toml").code == 0


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_kept_as_it_is(run: Run, text: str) -> None:
    """A name is a name, whatever it would mean to TOML, a shell or a terminal."""
    assert run("new", "a", "--name", text, "--crime-rate", "5", "--source", text).code == 0
    row = row_of(run("show", "a.toml", "-f", "json"))
    assert (row["name"], row["source"]) == (text, text)


@pytest.mark.parametrize(
    ("typed", "number"), [("9300", 9300), ("9.3e3", 9300), ("93.90", 93.9), ("0", 0), ("-0.0", 0), ("1e-9", 1e-9)]
)
def test_numbers_are_numbers(run: Run, typed: str, number: float) -> None:
    """A number is written as it is, a whole one without decimals."""
    assert run("new", "a", "--crime-rate", typed).code == 0
    found = filled_in("a.toml")["crime_rate"]
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(
    ("key", "name"), [("st mary", "St Mary"), ("ely.2", "Ely.2"), ("_", "_"), ("e07_x-y", "E07 X Y"), ("Été", "Été")]
)
def test_a_name_is_made_of_the_key(run: Run, key: str, name: str) -> None:
    """Without --name the key in words is the name, and it is said so."""
    done = run("new", key, "--crime-rate", "5")
    assert done.err == f'Wrote {key}.toml, with the name "{name}" after its key.\n'
    assert row_of(run("show", f"{key}.toml", "-f", "json"))["area"] == key


def test_another_file_keeps_the_key(run: Run) -> None:
    """In a file of another name the area stands in a table of its key, by which it is found."""
    Path("places").mkdir()
    for key, file in (("st mary", "places/mine.toml"), ("isle", "places/isle.TOML")):
        assert run("new", key, "--crime-rate", "5", "-o", file).code == 0
    assert list(filled_in("places/mine.toml")) == ["areas"]
    assert filled_in("places/isle.TOML") == {"name": "Isle", "crime_rate": 5}
    assert row_of(run("show", "st mary", "-p", "places", "-f", "json"))["area"] == "st mary"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a", "--population", "9,300"], '--population must be a number such as 1234 or 12.5, not "9,300"'),
        (["a", "--crimes", ""], '--crimes must be a number such as 1234 or 12.5, not ""'),
        (["a", "--population", "0"], 'a.toml: area "a": population: must be above 0; leave it out if it is not known'),
        (["a", "--crimes", "5.5"], 'a.toml: area "a": crimes: must be a whole number, not 5.5'),
        (["a", "--crime-rate", "nan"], 'a.toml: area "a": crime_rate: must be a finite number, not nan; leave the'),
        (["a", "--crimes", "9" * 400], 'a.toml: area "a": crimes: must be a finite number, not inf; leave the field'),
        (["a", "--name", "=1"], 'a.toml: area "a": name: must not start with = (a spreadsheet would run it)'),
        (["a", "--name", ""], 'a.toml: area "a": name: must not be empty'),
        (["a", "--period", "25"], 'a.toml: area "a": period: must be'),
        (["a", "--within", "a"], 'a.toml: area "a": within: must name another area'),
        (["a", "--retrieved", "today"], 'a.toml: area "a": retrieved: must be a date such as 2025-12-31'),
        (
            ["a", "--crimes", "9", "--population", "90", "--crime-rate", "2"],
            'a.toml: area "a": crime_rate: must agree with crimes, population and period (100.0 per 1,000 a year)',
        ),
        (["a/b"], 'KEY: a key has only letters, digits, "-", "_", "." and inner blanks, unlike "a/b"'),
        (["--", "-"], "KEY: must not start with - (a spreadsheet would run it)"),
        ([""], "KEY: must not be empty"),
        (["a.toml"], 'KEY: "a.toml" is a file\'s name; write "a"'),
        (["a", "-o", "a.json"], '--output "a.json" must end in .toml'),
        (["a", "-o", "missing/a.toml"], "missing/a.toml: cannot be written: No such file or directory"),
        (["x" * 300], f"{'x' * 300}.toml: cannot be written: File name too long"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_filled_in(run: Run, arguments: list[str], message: str) -> None:
    """Each mistake is one line that says what would be right, and leaves no file."""
    before = sorted(Path().iterdir())
    assert run("new", *arguments).refusal.startswith(message)
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize("kind", ["file", "link", "nowhere", "folder"])
def test_nothing_is_written_over(run: Run, kind: str) -> None:
    """Whatever is there already stays as it is: a file, a link, one that leads nowhere, a folder."""
    there, target = Path("a.toml"), Path("target.toml")
    {
        "file": lambda: there.write_text("mine"),
        "link": lambda: (target.write_text("mine"), there.symlink_to(target)),
        "nowhere": lambda: there.symlink_to(target),
        "folder": there.mkdir,
    }[kind]()
    before = there.lstat()
    refusal = run("new", "a", "--crime-rate", "5").refusal
    assert refusal == "a.toml: is there already, and is left as it is; name another file"
    assert there.lstat() == before
    assert kind != "nowhere" or not target.exists()


def test_of_many_at_once_one_writes(process: Process) -> None:
    """Programs that write the same file in the same moment do not write over each other."""
    with ThreadPoolExecutor() as racing:
        done = list(racing.map(lambda rate: process("new", "a", "--crime-rate", str(rate)), range(6)))
    assert sorted(one.returncode for one in done) == [0, *[2] * 5]
    winner = next(rate for rate, one in enumerate(done) if one.returncode == 0)
    assert filled_in("a.toml")["crime_rate"] == winner


def test_a_file_that_cannot_be_finished_is_none() -> None:
    """What is not wholly written is not there afterwards."""
    with pytest.raises(UnicodeEncodeError):
        write_new(Path("a.toml"), "\ud800")
    assert not Path("a.toml").exists()


def test_its_options_are_fields(run: Run) -> None:
    """What an option means is what its field means."""
    shown = " ".join(run("new", "--help").out.split())
    schema = json.loads(run("schema").out)["$defs"]["profile"]["properties"]
    options = [field for field in schema if f"--{field.replace('_', '-')} " in shown]
    assert {"name", "population", "crimes", "crime_rate", "retrieved"} <= set(options)
    assert all(schema[field]["description"].partition(";")[0] in shown for field in options)
