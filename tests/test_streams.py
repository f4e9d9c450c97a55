"""Streams: output that does not wait, long lines, and a current folder that is gone."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from support.program import PROGRAM, Process, Run

MANY = "".join(f'[areas.a{n}]\nname = "{"x" * 200}"\ncrimes = {n}\n' for n in range(1500))


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["-f", "csv"], ["-f", "csv", "-o", "/dev/stdout"]], ids=str)
def test_output_that_does_not_wait_gets_everything(run: Run, words: list[str], unbuffered: str) -> None:
    """A pipe that refuses what it has no room for is given it later, by each way to standard output."""
    Path("many.toml").write_text(MANY)
    expected = run("show", "./many.toml", "-f", "csv").out.encode()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [PROGRAM, "show", "./many.toml", *words]
    program = subprocess.Popen(
        command, stdout=writing, stderr=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": unbuffered}
    )
    os.close(writing)
    time.sleep(0.5)  # until the pipe is full
    arrived = b""
    while piece := os.read(reading, 65536):
        arrived += piece
    os.close(reading)
    assert program.communicate(timeout=60) == (None, b"")
    assert (program.returncode, arrived) == (0, expected)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("word", ["x" * 100_000, "大" * 5000], ids=["x", "wide"])
def test_no_line_on_standard_error_is_endless(process: Process, word: str, encoding: str) -> None:
    """A line has at most 1,000 characters, whatever was typed, and keeps both its ends."""
    for words in (["show", f"./{word}.toml"], ["show", "uk", "-o", f"{word}/a"], ["show", f"--{word}"], ["show", word]):
        done = process(*words, env={"PYTHONIOENCODING": encoding})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("crimecompare: ")
        assert done.stderr.count("\n") == 1
        assert len(done.stderr) <= 1001


@pytest.mark.parametrize(
    "words", [["show", "uk", "-o", "a.json"], ["show", "./a.toml"], ["new", "a", "-o", "a.toml"]], ids=str
)
def test_a_current_folder_that_is_gone_is_said(words: list[str]) -> None:
    """Where the current folder has been deleted, that is what is the matter, and not the file."""
    Path("gone").mkdir()
    command = ["/bin/sh", "-c", 'cd gone; rmdir ../gone; exec "$0" "$@"', PROGRAM, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    said = "crimecompare: the current folder no longer exists; change to another folder\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
