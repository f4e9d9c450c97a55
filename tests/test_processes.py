"""Processes: what a shell sees of the program as a whole, its exit codes, streams and terminals."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import crimecompare
from support.program import PROGRAM, Run
from support.terminal import on_terminal

Process = Callable[..., subprocess.CompletedProcess[str]]
SURROUNDINGS = [
    {"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "dumb", "PYTHONUNBUFFERED": "1"},
    {"COLUMNS": "400", "NO_COLOR": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"FORCE_COLOR": "1", "TERM": "", "PYTHONIOENCODING": "latin-1", "PYTHONUNBUFFERED": ""},
    {"NO_COLOR": "", "PYTHONIOENCODING": "ascii"},
]
ONE = 'name = "{}"\npopulation = 20000\ncrimes = {}\nsafety_score = 60.5\n'
AREAS = {"a": ("[red]x[/]", 3000), "b": ("大阪市中央区", 2), "c": ("Łódź", 1832), "d": ("e\u0301cole", 120)}


@pytest.fixture
def areas(nothing_of_this_machine: Path) -> str:
    """Write areas of odd names: more crime than the UK, less, and about as much."""
    file = nothing_of_this_machine / "areas.toml"
    file.write_text("".join(f"[areas.{key}]\n{ONE.format(*values)}" for key, values in AREAS.items()), encoding="utf-8")
    return file.name


@pytest.fixture
def many(nothing_of_this_machine: Path) -> str:
    """Write so many areas that no pipe holds the answer."""
    file = nothing_of_this_machine / "many.toml"
    file.write_text("".join(f'[areas.a{n}]\nname = "{"x" * 200}"\ncrimes = {n}\n' for n in range(500)))
    return file.name


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [("-f", "csv"), ("--get", "name")], ids=str)
def test_reader_that_goes_away_is_141(many: str, arguments: tuple[str, ...], unbuffered: str) -> None:
    """A reader that closes the pipe early ends the program in silence with 141, however Python buffers."""
    judgement, writing = os.pipe()
    end = subprocess.Popen(
        [PROGRAM, "show", many, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    )
    os.close(writing)
    assert os.read(judgement, 10)
    os.close(judgement)
    assert end.communicate(timeout=60) == (None, b"")
    assert end.returncode == 141


def test_reader_that_was_never_there_is_141() -> None:
    """A pipe that nobody reads from the start is 141, also for help."""
    judgement, writing = os.pipe()
    os.close(judgement)
    end = subprocess.run([PROGRAM, "--help"], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (end.returncode, end.stderr) == (141, b"")


CLOSED = {
    "show - <&-": (2, "", "crimecompare: standard input is closed; pipe a profile document into it\n"),
    "show uk --get crime_rate <&-": (0, "91.6\n", ""),
    "show uk >&-": (2, "", "crimecompare: cannot write to standard output: it is closed\n"),
    "show uk --get crime_rate 2>&-": (0, "91.6\n", ""),
    "show nowhere 2>&-": (2, "", ""),
    "show nowhere 2>/dev/full": (2, "", ""),
    "--help >&-": (2, "", "crimecompare: cannot write to standard output: it is closed\n"),
    "show uk >&- 2>&-": (2, "", ""),
}


@pytest.mark.parametrize(("words", "end"), CLOSED.items(), ids=str)
def test_closed_streams_are_survived(words: str, end: tuple[int, str, str]) -> None:
    """A closed stream that is not needed does not matter; one that is needed is exit 2, with the line if it can be."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" {words}', PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == end


def test_interrupt_is_130() -> None:
    """Ctrl-C while the program waits for standard input ends it with 130, without a traceback."""
    pipe = subprocess.PIPE
    end = subprocess.Popen([PROGRAM, "show", "-"], stdin=pipe, stdout=pipe, stderr=pipe)
    wait_until_reading(end.pid)
    end.send_signal(signal.SIGINT)
    assert end.communicate(timeout=60) == (b"", b"")
    assert end.returncode == 130


def wait_until_reading(process: int) -> None:
    """Wait until a process waits for standard input: system call 0 on descriptor 0."""
    for _ in range(10_000_000):
        if Path(f"/proc/{process}/syscall").read_text().startswith(("0 0x0 ", "63 0x0 ")):  # x86-64, AArch64
            return


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version_is_said(run: Run, option: str) -> None:
    """The version is that of the package."""
    assert run(option) == (0, f"crimecompare {crimecompare.__version__}\n", "")


def test_module_is_the_program(process: Process) -> None:
    """`python -m crimecompare` answers as `crimecompare` does."""
    module = [sys.executable, "-m", "crimecompare", "diff", "wisbech", "-f", "json"]
    assert subprocess.run(module, capture_output=True, text=True, check=True).stdout == (
        process("diff", "wisbech", "-f", "json").stdout
    )


@pytest.mark.parametrize(
    ("output", "surroundings"), [*zip(["json", "csv", "tsv", "sentence"], SURROUNDINGS, strict=True)], ids=str
)
def test_machine_output_is_always_the_same(
    run: Run, process: Process, areas: str, output: str, surroundings: dict[str, str]
) -> None:
    """All formats but the table are the same, byte for byte, on a terminal and in a pipe, whatever is set."""
    arguments = ("diff", areas, "-f", output)
    expected = run(*arguments).out
    assert "大阪市中央区" in expected
    assert process(*arguments, env=surroundings, text=False).stdout.decode("utf-8") == expected
    assert on_terminal(*arguments, columns=30, env=surroundings) == expected


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=str)
def test_piped_table_is_always_whole(run: Run, process: Process, areas: str, surroundings: dict[str, str]) -> None:
    """A table in a pipe has its natural width, no colour, every column and the same bytes whatever the environment."""
    table = process("diff", areas, text=False, env=surroundings).stdout.decode("utf-8")
    assert table == run("diff", areas).out
    assert "\x1b" not in table
    assert "Left out" not in table
    assert len(max(table.splitlines(), key=len)) > 150


@pytest.mark.parametrize("columns", [60, 200])
def test_table_fits_the_terminal(run: Run, columns: int) -> None:
    """One area, shown downwards, keeps every figure at 60 columns and at 200, and no line is wider than that."""
    figure = re.compile(r"[+−]?[0-9][0-9.,]*")
    shown = plain(on_terminal("diff", "wisbech", columns=columns))
    assert max(map(len, shown.splitlines())) <= columns
    assert sorted(figure.findall(shown)) == sorted(figure.findall(run("diff", "wisbech").out))


def test_a_list_fills_the_terminal_and_is_whole_in_a_pipe(run: Run, many: str) -> None:
    """On a terminal `list` prints a screenful and says how to see the rest; in a pipe it prints all."""
    named = Path(many).read_text().replace("x" * 200, "x")
    Path(many).write_text(named)
    shown = plain(on_terminal("list", "-p", many, columns=120, lines=24))
    assert shown.count("\n") == 23
    assert shown.splitlines()[-1].startswith("Showing the first ")
    assert 'add -f csv for all, or a pattern such as "fen*" for some.' in shown
    whole = run("list", "-p", many).out
    assert "Showing" not in whole
    assert all(f"a{n} " in whole for n in range(500))


@pytest.mark.parametrize(
    ("env", "is_coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
    ids=str,
)
def test_colour_can_be_turned_off(env: dict[str, str], is_coloured: bool) -> None:  # noqa: FBT001 - what is expected
    """There is colour on a terminal only, and neither with NO_COLOR nor on a dumb one."""
    shown = on_terminal("diff", "wisbech", columns=80, env=env)
    assert ("\x1b[31m" in shown) == is_coloured
    assert ("\x1b" in shown) == is_coloured
    assert "+1,148 worse" in plain(shown)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_terminal_of_another_encoding_gets_plainer_signs(encoding: str) -> None:
    """On a terminal that cannot show them, dashes and arrows become ASCII, figures stay, and nothing fails."""
    shown = plain(on_terminal("diff", "wisbech", columns=100, env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"}))
    assert shown.isascii()
    assert "^ higher" in shown
    assert "+1,148 worse" in shown


def plain(shown: str) -> str:
    """Take away what sets colours and weights."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)
