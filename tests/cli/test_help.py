"""Help: what --help shows of each command on a screen of 80 columns."""

import importlib
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from crimecompare.cli import COMMANDS
from support.program import Run

EVERY = [(), *((name,) for name in COMMANDS), *(("import", name) for name in ("police-uk", "ons", "table"))]
LONGEST_HELP = 80
"""What fish shows of an option beside its name, and what reads well in a column."""


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the screen 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def commands() -> Iterator[Any]:
    """Yield every command with its options."""
    for lazy in COMMANDS.values():
        command: Any = typer.main.get_command(importlib.import_module(f"crimecompare.cli.commands.{lazy.module}").app)
        yield from getattr(command, "commands", {"": command}).values()


@pytest.mark.parametrize("group", [(), ("import",)], ids=str)
def test_every_summary_fits_its_column(run: Run, group: tuple[str, ...]) -> None:
    """A list of commands says in one whole sentence what each of them does."""
    lines = run(*group, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) >= 3
    assert all(re.fullmatch(r"  [a-z-]+ +[A-Z].*[^.]\.", line) for line in lines)


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_opens_with_an_example(run: Run, command: tuple[str, ...]) -> None:
    """After what the command does comes one line that can be typed, whole."""
    usage, summary, example = run(*command, "--help").out.split("\n\n")[:3]
    assert usage.startswith(" ".join(["Usage: crimecompare", *command]))
    assert summary.strip().endswith((".", "?"))
    assert re.fullmatch(" ".join([r"  \$ crimecompare", *command, r"\S.*"]), example)


@pytest.mark.parametrize("command", ["show", "diff", "rank", "trend", "evaluate", "list"])
def test_the_examples_of_help_are_real(run: Run, command: str) -> None:
    """What help says can be typed answers, with the figures that come with the program."""
    _, _, example, *_ = run(command, "--help").out.split("\n\n")
    done = run(*shlex.split(example)[2:])
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_is_in_plain_words(run: Run, command: tuple[str, ...]) -> None:
    """No Python type is named in place of a value, and what is quoted is in straight double quotes."""
    shown = run(*command, "--help").out
    assert not re.search(r"[<{]|(?<!\w)'|'(?!\w)|`", shown.replace("schema > profile", ""))


def test_no_option_says_more_than_its_column_reads_well() -> None:
    """Help before the default is one line of fish's completion."""
    helps = {
        f"{command.name} {option.opts[0]}": option.help.partition("  [")[0]
        for command in commands()
        for option in command.params
        if option.param_type_name == "option" and option.help
    }
    assert len(helps) > 50
    assert {name: text for name, text in helps.items() if len(text) > LONGEST_HELP or not text.endswith(".")} == {}
