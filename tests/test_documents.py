"""README, docs/ and examples/: every transcript is run and compared, every name of the contract is documented."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from crimecompare.analysis.codes import Code
from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.intervals import Method
from crimecompare.analysis.ranking import Funnel
from crimecompare.analysis.terms import Term
from crimecompare.profiles.area import DOCUMENT_FIELDS
from crimecompare.reports import by_offence, diff, listing, rank, show, validation
from support.folders import EXAMPLES, ROOT
from support.program import PROGRAM
from support.street import BURGLARY, NORTHAM, SOUTHAM, archive, name, street

README = ROOT / "README.md"
DOCUMENTS = [README, *sorted(EXAMPLES.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=```console\n)(?P<block>\$ .*?)(?=```)", re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
SHAPES = [module.KIND for module in (show, diff, by_offence, rank, listing, validation)]


def transcript(command: str, folder: Path = ROOT) -> str:
    """Run a command line as a reader would, from the project's folder, and return all that it printed."""
    environment = os.environ | {"PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout


def rerun(block: str) -> str:
    """Return a block of commands with what they print now."""
    return COMMAND.sub(lambda match: f"$ {match['command']}\n{transcript(match['command'])}", block)


def blocks() -> list[object]:
    return [
        pytest.param(document, match["block"], id=f"{document.name}: {match['block'].splitlines()[0][:60]}")
        for document in DOCUMENTS
        for match in BLOCK.finditer(document.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("document", "block"), blocks())
def test_a_transcript_is_what_the_program_prints(document: Path, block: str, request: pytest.FixtureRequest):
    """What a document shows is what its reader gets; `pytest --rewrite-documents` makes it so."""
    printed = rerun(block)
    if request.config.getoption("--rewrite-documents"):
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace(block, printed), encoding="utf-8")
    else:
        assert printed == block


def test_there_are_transcripts():
    """The pattern above finds the blocks that are there."""
    assert len(blocks()) == sum(d.read_text(encoding="utf-8").count("```console") for d in DOCUMENTS) > 5


def test_the_two_commands_of_the_readme_are_there_once():
    """One line sets up and runs the main job, one sets up and passes the tests; `.ci/run` runs both."""
    lines = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("python3 -m venv")]
    assert [line.split("&&")[-1].split()[0] for line in lines] == [".venv/bin/crimecompare", ".venv/bin/pytest"]


@pytest.mark.parametrize("field", DOCUMENT_FIELDS)
def test_every_profile_field_is_documented(field):
    """The README's table has every field of a profile."""
    assert re.search(rf"^\|[^|]*`{field}`", README.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_key_is_documented_in_order(shape):
    """The README lists the keys of every report as they are written."""
    assert " ".join(shape.fields) in " ".join(README.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("command", ["police-uk", "ons", "table"])
def test_every_option_of_an_import_is_documented(run, command):
    """docs/importing.md has every option that `--help` has."""
    shown = run("import", command, "--help").out
    options = set(re.findall(r"^ *(?:-\w, *|--\w+, *)?(--[a-z-]+)", shown, re.MULTILINE)) - {"--help"}
    text = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    assert {option for option in options if not re.search(rf"{option}(?![a-z-])", text)} == set()


@pytest.mark.parametrize("words", [Verdict, Funnel, Limits, Method, Code], ids=lambda words: words.__name__)
def test_every_word_is_documented(words: type[Term]):
    """The page of methods has every word of a closed set with its meaning, in order."""
    rows = "".join(f"| `{word}` | {word.meaning} |\n" for word in words)
    assert rows in (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")


def test_the_tour_from_a_download_to_an_answer(tmp_path):
    """The three commands of the README, as written there, answer on a made archive."""
    (tour,) = re.findall(r"```sh\n(crimecompare import police-uk archive.*?)```", README.read_text("utf-8"), re.DOTALL)
    rows = [(lsoa, BURGLARY) for lsoa in (*NORTHAM, *SOUTHAM) * 7] + [(NORTHAM[0], BURGLARY)] * 60
    archive(tmp_path / "archive.zip", {name(month): street(month, rows) for month in ("2025-01", "2025-02")})
    districts = [(lsoa, "Fenland" if lsoa in NORTHAM else "Peterborough") for lsoa in (*NORTHAM, *SOUTHAM)]
    for file, members in (("districts", districts), ("towns", [(lsoa, "Wisbech") for lsoa in NORTHAM[:2]])):
        lines = [f"{lsoa},{area},1500\n" for lsoa, area in members]
        (tmp_path / f"{file}.csv").write_text("lsoa21_code,area,residents\n" + "".join(lines), encoding="utf-8")
    imported, ranked, compared = (transcript(command, tmp_path) for command in tour.splitlines())
    assert "Wrote 4 areas: fenland, peterborough, wisbech, county." in imported
    assert "Recorded crime compared with County" in ranked
    assert "Wisbech recorded" in compared
    assert "than Fenland without Wisbech at" in " ".join(compared.split())
