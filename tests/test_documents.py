"""README, docs/ and examples/: every transcript is run and compared, every name of the contract is documented."""

from __future__ import annotations

import doctest
import io
import os
import re
import shutil
import subprocess
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from crimecompare.analysis.codes import Code
from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.intervals import Method
from crimecompare.analysis.ranking import Funnel
from crimecompare.analysis.terms import Term
from crimecompare.cli import COMMANDS
from crimecompare.profiles.area import DOCUMENT_FIELDS
from crimecompare.reports import (
    by_offence,
    diff,
    evaluate,
    evaluate_by_offence,
    listing,
    rank,
    show,
    trend,
    validation,
)
from support.folders import EXAMPLES, ROOT
from support.program import PROGRAM
from support.street import BURGLARY, NORTHAM, SOUTHAM, archive, name, street

README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
EXPLAINING = [README, *DOCS]
"""Where what the program has is documented."""
DOCUMENTS = [*EXPLAINING, *sorted(EXAMPLES.glob("*.md"))]
BLOCK = re.compile(r"(?<=```console\n)(?P<block>\$ .*?)(?=```)", re.DOTALL)
SESSION = re.compile(r"(?<=```pycon\n)(?P<block>>>> .*?)(?=```)", re.DOTALL)
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)(?P<file>[^)#]*)(?:#(?P<heading>[^)]*))?\)")
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
SHAPES = [
    module.KIND for module in (show, diff, by_offence, rank, trend, evaluate, evaluate_by_offence, listing, validation)
]
IMPORTS = ("police-uk", "ons", "table")
CALLS = [(), *((name,) for name in COMMANDS if name != "import"), *(("import", name) for name in IMPORTS)]
"""Every way to begin a command line."""
LONGEST_README = 150


def text_of(*documents: Path) -> str:
    return "".join(document.read_text(encoding="utf-8") for document in documents)


def section(document: str, language: str) -> str:
    """Return the only block in a language that a document of docs/ has."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", text_of(ROOT / "docs" / document), re.DOTALL)
    return block


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


def retyped(block: str) -> str:
    """Return a session of Python with what it prints now."""
    names: dict[str, Any] = {}
    written = []
    for example in doctest.DocTestParser().get_examples(re.sub(r"^(?!>>>|\.\.\. ).*\n", "", block, flags=re.MULTILINE)):
        printed = io.StringIO()
        with redirect_stdout(printed):
            try:
                exec(compile(example.source, "<session>", "single"), names)  # noqa: S102 - a session is there to be run
            except Exception as error:  # noqa: BLE001 - which the session shows
                printed.write(
                    f"Traceback (most recent call last):\n  ...\n{traceback.format_exception_only(error)[-1]}"
                )
        first, *more = example.source.splitlines(keepends=True)
        written += [f">>> {first}", *(f"... {line}" for line in more), printed.getvalue()]
    return "".join(written)


def blocks(pattern: re.Pattern[str]) -> list[object]:
    return [
        pytest.param(document, match["block"], id=f"{document.name}: {match['block'].splitlines()[0][:60]}")
        for document in DOCUMENTS
        for match in pattern.finditer(document.read_text(encoding="utf-8"))
    ]


def skip_without_what_it_needs(block: str) -> None:
    for program, found in {"jq": shutil.which("jq"), "pandas": find_spec("pandas")}.items():
        if re.search(rf"\b{program}\b", block) and not found:
            pytest.skip(f"{program} is not on this machine")


def check(document: Path, block: str, again: Callable[[str], str], request: pytest.FixtureRequest) -> None:
    skip_without_what_it_needs(block)
    printed = again(block)
    if request.config.getoption("--rewrite-documents"):
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace(block, printed), encoding="utf-8")
    else:
        assert printed == block


@pytest.mark.parametrize(("document", "block"), blocks(BLOCK))
def test_a_transcript_is_what_the_program_prints(document: Path, block: str, request: pytest.FixtureRequest):
    """What a document shows is what its reader gets; `pytest --rewrite-documents` makes it so."""
    check(document, block, rerun, request)


@pytest.mark.parametrize(("document", "block"), blocks(SESSION))
def test_a_session_of_python_is_what_python_prints(
    document: Path, block: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
):
    """As for transcripts."""
    monkeypatch.chdir(ROOT)
    check(document, block, retyped, request)


def test_there_are_transcripts():
    """The patterns above find the blocks that are there."""
    assert len(blocks(BLOCK)) == text_of(*DOCUMENTS).count("```console") > 5
    assert len(blocks(SESSION)) == text_of(*DOCUMENTS).count("```pycon") > 2


def test_the_two_commands_of_the_readme_are_there_once():
    """One line sets up and runs the main job, one sets up and passes the tests; `.ci/run` runs both."""
    lines = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("python3 -m venv")]
    assert [line.split("&&")[-1].split()[0] for line in lines] == [".venv/bin/crimecompare", ".venv/bin/pytest"]


def test_the_readme_is_read_in_a_few_minutes():
    """It has at most 150 lines; what is longer stands in docs/, and README leads to all of it."""
    text = text_of(README)
    assert len(text.splitlines()) <= LONGEST_README
    assert {document.name for document in DOCS if f"(docs/{document.name})" not in text} == set()


def anchors(document: Path) -> set[str]:
    """Return the names that a page's headings can be linked by."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", text_of(document)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda d: d.name
)
def test_every_link_leads_somewhere(document: Path):
    """A link within the project is to a file that is there, and to a heading that it has."""
    for link in LINK.finditer(FENCED.sub("", text_of(document))):
        target = document.parent / link["file"] if link["file"] else document
        assert target.exists(), link[0]
        assert not link["heading"] or link["heading"] in anchors(target), link[0]


@pytest.mark.parametrize("field", DOCUMENT_FIELDS)
def test_every_profile_field_is_documented(field):
    """The table of profile fields has every one."""
    assert re.search(rf"^\|[^|]*`{field}`", text_of(ROOT / "docs" / "profiles.md"), re.MULTILINE)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_key_is_documented_in_order(shape):
    """The page of output lists the keys of every report as they are written."""
    assert f"`{' '.join(shape.fields)}`" in text_of(ROOT / "docs" / "output.md")


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_command_and_option_is_documented(run, call):
    """README's table has every command, and docs/ every option that its `--help` has, an import's in its own page."""
    assert not call or re.search(rf"^\| `{' '.join(call)}[` ]", text_of(README), re.MULTILINE)
    options = re.findall(r"^ +(?:(-\w), *)?(--[a-z-]+)", run(*call, "--help").out, re.MULTILINE)
    names = {option for pair in options for option in pair if option} - {"-h", "--help"}
    assert names or call == ("schema",)
    text = text_of(*([ROOT / "docs" / "importing.md"] if call[:1] == ("import",) else EXPLAINING))
    assert {option for option in names if not re.search(rf"(?<![\w-]){option}(?![\w-])", text)} == set()


@pytest.mark.parametrize("words", [Verdict, Funnel, Limits, Method, Code], ids=lambda words: words.__name__)
def test_every_word_is_documented(words: type[Term]):
    """The page of output has every word of a closed set with its meaning, in order, and no other page has them."""
    rows = "".join(f"| `{word}` | {word.meaning} |\n" for word in words)
    assert [document.name for document in EXPLAINING if rows in text_of(document)] == ["output.md"]


def test_the_tour_from_a_download_to_an_answer(tmp_path):
    """The three commands of the tour, as they stand there, answer on a made archive."""
    tour = section("tour.md", "sh")
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


@pytest.mark.parametrize(
    ("condition", "area", "printed"),
    [
        ("excess_percent>-5", "fenland", '--fail-if "excess_percent>-5" holds for Fenland (−2.8).\nFenland (2024) '),
        ("excess_percent>50", "fenland", ""),
        ("excess_percent>50", "fenlnad", "crimecompare: "),
    ],
)
def test_the_job_of_cron_speaks_only_when_it_must(condition, area, printed, tmp_path):
    """It prints the answer when that is yes, says why when it cannot be told, and is silent otherwise."""
    job = section("recipes.md", "crontab").splitlines()[1].split(maxsplit=5)[5]
    out = transcript(job.replace("excess_percent>-5", condition).replace("diff fenland", f"diff {area}"), tmp_path)
    assert out.startswith(printed)
    assert bool(out) is bool(printed)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not on this machine")
def test_the_rules_of_make_make_tables_once(tmp_path):
    """They make what they name, and nothing again when nothing has changed."""
    shutil.copy(EXAMPLES / "rural-fenland.toml", tmp_path)
    (tmp_path / "Makefile").write_text(section("recipes.md", "make"), encoding="utf-8")
    assert "crimecompare diff" in transcript("make", tmp_path)
    assert (tmp_path / "rural-fenland.csv").read_text("utf-8").startswith("area,name,")
    assert "Rural Fenland" in (tmp_path / "rural-fenland.md").read_text("utf-8")
    assert "crimecompare diff" not in transcript("make", tmp_path)
