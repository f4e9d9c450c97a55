"""Shell completion: what bash, zsh and fish are offered, through the protocol of environment variables and for real."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crimecompare.cli import COMMANDS
from crimecompare.formats.names import Format
from crimecompare.reports import by_offence, diff, listing, rank, show, validation
from crimecompare.reports.excerpt import choosable
from crimecompare.reports.fields import ReportKind
from support.areas import bundled
from support.program import PROGRAM, Run
from support.terminal import Prompt

Complete = Callable[[str], list[str]]
SHELLS = ["bash", "zsh", "fish"]
BUNDLED = bundled()


@pytest.fixture(autouse=True)
def files(nothing_of_this_machine: Path) -> Path:
    """Give the working directory a file of two areas, and a broken one."""
    here = nothing_of_this_machine
    (here / "several.toml").write_text("".join(f'[areas.{k}]\nname = "{k}"\ncrimes = 9\n' for k in ("Fen", "isle")))
    (here / "broken.toml").write_text("name =")
    return here


@pytest.fixture(params=SHELLS)
def complete(request: pytest.FixtureRequest, run: Run, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """Complete the last word of a command line as each of the shells asks for it."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_CRIMECOMPARE_COMPLETE", f"complete_{request.param}")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        code, out, err = run()
        assert err == ""
        assert code in {0, 1}  # 1 is how fish is told that there is nothing
        if request.param == "zsh":
            return re.findall(r'^(?:_arguments \'\*: :\(\()?"([^"]*)"', out, re.MULTILINE)
        return [offer.partition("\t")[0] for offer in out.splitlines() if offer]

    return ask


def test_commands_are_offered(complete: Complete) -> None:
    """The first word completes to every command, and a part of it to those that start so."""
    assert complete("crimecompare ") == list(COMMANDS)
    assert complete("crimecompare va") == ["validate"]


def test_options_are_offered(complete: Complete) -> None:
    """A dash completes to options, and an option that has choices to these."""
    assert complete("crimecompare diff --b") == ["--baseline", "--by-offence"]
    assert complete("crimecompare show uk --format ") == [name.value for name in Format]
    assert complete("crimecompare show uk -f nd") == ["ndjson"]


@pytest.mark.parametrize("command", COMMANDS)
def test_offers_are_one_line_each(complete: Complete, command: str) -> None:
    """What is said beside an option is no offer of its own, however long it is."""
    offers = complete(f"crimecompare {command} --")
    assert "--help" in offers
    assert all(offer.startswith("--") for offer in offers)


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("show ", BUNDLED),
        ("show wis", ["wisbech"]),
        ("show uk w", bundled("w")),
        ("diff wisbech -b ", BUNDLED),
        ("diff wisbech --baseline uk", ["uk"]),
        ("rank ", BUNDLED),
        ("show -p several.toml ", ["Fen", "isle", *BUNDLED]),
        ("show --profiles several.toml F", ["Fen"]),
        ("diff isle -p several.toml -b F", ["Fen"]),
        ("show zzz", []),
    ],
)
def test_areas_are_offered(complete: Complete, line: str, keys: list[str]) -> None:
    """An area completes to the keys that can be named, those of --profiles first."""
    assert complete(f"crimecompare {line}") == keys


def test_areas_of_the_environment_are_offered(complete: Complete, monkeypatch: pytest.MonkeyPatch, files: Path) -> None:
    """Keys come from $CRIMECOMPARE_PROFILES and the user's folder, too, and each only once."""
    monkeypatch.setenv("CRIMECOMPARE_PROFILES", "several.toml")
    folder = files / ".config" / "crimecompare" / "profiles"
    folder.mkdir(parents=True)
    for key in ("mine", "uk", "isle"):
        (folder / f"{key}.toml").write_text('name = "Mine"\ncrimes = 9\n')
    assert complete("crimecompare show ") == ["Fen", "isle", "mine", "uk", *(key for key in BUNDLED if key != "uk")]


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("show uk --get ", show.KIND),
        ("show uk --fail-if ", show.KIND),
        ("diff wisbech --get ", diff.KIND),
        ("diff wisbech --fail-if ", diff.KIND),
        ("diff wisbech --by-offence --get ", by_offence.KIND),
        ("rank --get ", rank.KIND),
        ("list --get ", listing.KIND),
    ],
)
def test_fields_are_offered(complete: Complete, line: str, shape: ReportKind) -> None:
    """--get and --fail-if complete to the fields of their own report."""
    assert complete(f"crimecompare {line}") == list(shape.fields)
    assert complete(f"crimecompare {line}cr") == [name for name in shape.fields if name.startswith("cr")]


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("show uk --fields ", show.KIND),
        ("diff uk --by-offence --fields ", by_offence.KIND),
        ("rank --fields ", rank.KIND),
        ("list --fields ", listing.KIND),
        ("validate . --fields ", validation.KIND),
    ],
)
def test_the_last_of_several_fields_is_offered(complete: Complete, line: str, shape: ReportKind) -> None:
    """--fields completes what stands behind the last comma, to what is not named before it."""
    names = list(choosable(shape))
    first, *rest = names
    assert complete(f"crimecompare {line}") == names
    assert complete(f"crimecompare {line}{first},") == [f"{first},{name}" for name in rest]
    last = names[-1]
    assert complete(f"crimecompare {line}{first},{last[:-1]}") == [
        f"{first},{n}" for n in rest if n.startswith(last[:-1])
    ]
    assert complete(f"crimecompare {line}{last},{last[:-1]}") == []


def test_a_file_is_left_to_the_shell(complete: Complete) -> None:
    """Nothing is offered for --output, so that the shell completes paths."""
    assert complete("crimecompare show uk --output ") == []


@pytest.mark.parametrize("place", ["broken.toml", "missing", "missing.toml", ".", "x" * 5000])
def test_broken_file_is_passed_over_in_silence(complete: Complete, place: str) -> None:
    """With a place that is broken or missing nothing is said at the prompt, and what does not need it completes."""
    assert set(complete(f"crimecompare show -p {place} ")) <= {"Fen", "isle", *BUNDLED}
    assert complete(f"crimecompare show -p {place} --get na") == ["name"]


OFFENCES_OF_FEN = {
    "population": 9000,
    "crimes": 900,
    "offences": {"Arson": 1, "Other theft": 2, "(all) the rest": 3},
    "offence_rates": {"arson (rate)": 1, "Robbery": 1},
    "monthly_crimes": {"2024-01": 9},
    "monthly_offences": {"Fraud": {"2024-01": 4}},
}


def test_offences_are_offered(complete: Complete, files: Path) -> None:
    """Those of the areas named so far, going on from what is typed in any case, and only what could be a key."""
    (files / "fen.json").write_text(json.dumps({"name": "Fen", **OFFENCES_OF_FEN}))
    (files / "isle.json").write_text(json.dumps({"name": "Isle", "crimes": 9, "offences": {"Fraud": 2}}))
    offered = [offer.replace("\\", "") for offer in complete("crimecompare show ./fen.json --offence ")]
    assert offered == ["Arson", "Other theft", "Robbery"]
    assert complete("crimecompare show ./fen.json ./isle.json --offence ")[-1] == "Fraud"
    assert complete("crimecompare diff ./fen.json -b ./isle.json --offence ar") == ["arson"]
    assert complete("crimecompare show fen@2024-01 -p fen.json --offence ") == ["Fraud"]
    assert complete("crimecompare rank -p isle.json --offence ") == ["Fraud"]
    assert complete("crimecompare rank --offence rob") == ["robbery"]


@pytest.mark.parametrize("line", ["show broken.toml", "diff zzz", "show missing/", "rank -p broken.toml", "show -"])
def test_no_offence_is_offered_of_what_cannot_be_read(complete: Complete, line: str) -> None:
    """A broken or missing file says nothing at the prompt, and standard input is not read."""
    assert set(complete(f"crimecompare {line} --offence x")) <= {"x"}


SCRIPT = "_CRIMECOMPARE_COMPLETE=source_{} crimecompare"
REAL = {
    "bash": f"""
        eval "$({SCRIPT.format("bash")})"
        COMP_WORDS=(crimecompare show wis) COMP_CWORD=2
        _crimecompare_completion crimecompare
        echo "${{COMPREPLY[@]}}"
    """,
    "zsh": f"""
        compdef() {{ :; }}
        _arguments() {{ print -r -- "$1"; }}
        words=(crimecompare show wis) CURRENT=3
        eval "$({SCRIPT.format("zsh")})"
        _crimecompare_completion
    """,
    "fish": f"env {SCRIPT.format('fish')} | source; complete -C 'crimecompare show wis'",
}


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shutil.which(shell)])
def test_shells_themselves_complete(shell: str) -> None:
    """The script that the program prints for a shell makes it complete, in every shell that this machine has."""
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [shell, "-c", REAL[shell]], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip().strip(': ()"*'), done.stderr) == ("wisbech", "")


HOSTILE = [
    r"\$(touch pwned)",
    r"\\$(touch pwned)",
    "$(touch pwned)",
    r"\`touch pwned\`",
    "`touch pwned`",
    ";touch pwned;",
    '";touch pwned;"',
    "';touch pwned;'",
    "))'; touch pwned; '((",
    "a\ntouch pwned\n",
    "a:$(touch pwned)",
]
"""Keys that would be commands if a shell read them."""
INTERACTIVE = {
    "bash": (["--norc", "--noprofile", "-i"], f'eval "$({SCRIPT.format("bash")})"'),
    "zsh": (["-f", "-i"], f'autoload -U compinit; compinit -u -D; eval "$({SCRIPT.format("zsh")})"'),
    "fish": (["--no-config", "-i"], f"env {SCRIPT.format('fish')} | source"),
}


@pytest.fixture
def hostile(files: Path) -> Path:
    """Give a file whose keys are commands of a shell, except one with a blank."""
    areas = {key: {"name": "A", "crimes": 9} for key in [*HOSTILE, "Kings Lynn"]}
    (files / "hostile.json").write_text(json.dumps({"areas": areas}))
    return files / "hostile.json"


def test_only_what_can_be_a_key_is_offered(complete: Complete, hostile: Path) -> None:
    """A key that validation would refuse is not offered, since a shell may act on it."""
    offers = complete(f"crimecompare show -p {hostile} ")
    assert [offer.replace("\\", "") for offer in offers] == ["Kings Lynn", *BUNDLED]


@pytest.mark.parametrize("shell", [shell for shell in INTERACTIVE if shutil.which(shell)])
def test_no_key_is_run_by_a_shell(shell: str, hostile: Path) -> None:
    """Tab at a real prompt runs nothing of a profile, and completes a key with a blank to one word."""
    options, setup = INTERACTIVE[shell]
    keys = {"CRIMECOMPARE_PROFILES": str(hostile), "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"}
    with Prompt([shell, *options], keys) as prompt:
        prompt.type(f"{setup}; echo rea''dy\n", until="ready")
        for start in ("", "\\", "a", ";"):
            prompt.type(f"crimecompare show {start}\t\t", until="" if start else "possibilities")
            prompt.type("\x03")
        prompt.type("printf '<%s>' Q", until="Q")
        prompt.type("\x15crimecompare show --get name Ki\t", until="Lynn")
        prompt.type(" > answer.txt; echo do''ne\n", until="done")
    assert not (hostile.parent / "pwned").exists()
    assert (hostile.parent / "answer.txt").read_text() == "A\n"
