"""The laws of fuzzing themselves: each notices a run that breaks it, and none a run that does not."""

from __future__ import annotations

import pytest

from support.fuzzing.chance import Chance
from support.fuzzing.laws import differences, laws_broken
from support.fuzzing.running import Ending, Hostile

REFUSED = b"crimecompare: no\n"
ENDED = Ending(0, b"", b"", {}, {}, 0.1, 0.1, 50.0)
JSON = b'{"report": "show", "schema_version": 2, "rows": [{"a": 1}, {"a": 2}]}\n'
KEPT: list[tuple[str | None, Ending]] = [
    (None, ENDED),
    (None, ENDED._replace(code=2, err=REFUSED)),
    ("json", ENDED._replace(out=JSON, err=b"2 areas are left out\n")),
    ("csv", ENDED._replace(out=b'a,b\n-1,"x,\xe2\x80\x8c"\n', after={"work/out.csv": b""})),
    ("markdown", ENDED._replace(out=b"**T**\n\n| a | b |\n| --- | --- |\n| x\\|y | z |\n\nNote.\n")),
]
BROKEN: dict[str, tuple[str | None, Ending]] = {
    "exit code: 70": (None, ENDED._replace(code=70)),
    "exit code: -9": (None, ENDED._replace(code=-9)),
    "bounds: 30.0 s of CPU, 0.1 s by the clock, 50 MiB": (None, ENDED._replace(cpu=30.0)),
    "bounds: 0.1 s of CPU, 0.1 s by the clock, 900 MiB": (None, ENDED._replace(memory=900.0)),
    "traceback": (None, ENDED._replace(code=1, err=b"Traceback (most recent call last):\n")),
    "refusal: 0 lines on standard error": (None, ENDED._replace(code=2)),
    "refusal: 2 lines on standard error": (None, ENDED._replace(code=2, err=REFUSED * 2)),
    "refusal: something on standard output": (None, ENDED._replace(code=2, err=REFUSED, out=b"x\n")),
    "standard error: a line of 1,014 characters": (None, ENDED._replace(code=2, err=b"crimecompare: " + b"x" * 1000)),
    "standard error: holds U+001B, which a terminal would act on": (None, ENDED._replace(err=b"\x1b[31m\n")),
    "files: ['tmp/x'] changed": (None, ENDED._replace(after={"tmp/x": b""})),
    "files: ['work/a', 'work/b'] changed": (None, ENDED._replace(before={"work/a": b""}, after={"work/b": b""})),
    "files: a refusal changed ['work/a']": (None, ENDED._replace(code=2, err=REFUSED, after={"work/a": b""})),
    "answer: not UTF-8: invalid start byte": (None, ENDED._replace(out=b"\xff\n")),
    "answer: its last line does not end": (None, ENDED._replace(out=b"x")),
    "answer: holds U+202E, which a terminal would act on": (None, ENDED._replace(out="\u202e\n".encode())),
    "answer: no json: ValueError: NaN is no JSON": ("json", ENDED._replace(out=JSON.replace(b"1", b"NaN"))),
    "answer: no json: ValueError: a key is in an object twice": (
        "json",
        ENDED._replace(out=JSON.replace(b'"a": 1', b'"a": 1, "a": 2')),
    ),
    "answer: JSON of another shape": ("json", ENDED._replace(out=JSON.replace(b'"a": 1', b'"b": 1'))),
    "answer: a row of 1 cells under a heading of 2": ("tsv", ENDED._replace(out=b"a\tb\n1\n")),
    "answer: b would run as a formula": ("csv", ENDED._replace(out=b"a,b\n1,=1+1\n")),
    "answer: rows of a Markdown table have different numbers of cells": (
        "markdown",
        ENDED._replace(out=b"| a |\n| --- |\n| x|y |\n"),
    ),
    "answer: a name became Markdown": ("markdown", ENDED._replace(out=b"# x\n")),
}
"""What is said of runs that break one law each."""


@pytest.mark.parametrize(("form", "end"), KEPT)
def test_a_run_that_keeps_the_laws_is_let_pass(form: str | None, end: Ending) -> None:
    """Nothing is said of answers, of refusals, or of one file that is written."""
    assert [*laws_broken(Hostile([], form=form), end)] == []


@pytest.mark.parametrize("said", BROKEN)
def test_a_run_that_breaks_a_law_is_noticed(said: str) -> None:
    """Each law alone is said to be broken."""
    form, end = BROKEN[said]
    assert [*laws_broken(Hostile([], form=form), end)] == [said]


def test_runs_that_differ_are_noticed() -> None:
    """The exit code, either stream and the files must be the same twice; time and memory need not."""
    assert [*differences(ENDED, ENDED._replace(cpu=2.0, memory=1.0))] == []
    other = Ending(1, b"x", b"y", {}, {"work/a": b""}, 0, 0, 0)
    parts = [said.split(" differs")[0] for said in differences(ENDED, other)]
    assert parts == [f"the same twice: {part}" for part in ("exit code", "standard output", "standard error", "files")]


def test_a_seed_draws_the_same_input() -> None:
    """A failure can be tried again: the same seed draws the same words, numbers and bytes."""
    drawn = [
        [(c.word(), repr(c.number()), c.nested(), c.mutated(b"abc" * 9)) for _ in range(99)]
        for c in (Chance(5), Chance(5))
    ]
    assert repr(drawn[0]) == repr(drawn[1])


def test_a_warm_process_is_the_program(tmp_path, run, programs) -> None:
    """A run from a warm process ends and answers as the program does, and one does not change the next."""
    warm = programs.warm(1, ())
    hostile = Hostile(["diff", "wisbech", "-f", "json"])
    ends = [warm.run(hostile, tmp_path / str(n)) for n in range(2)]
    refused = warm.run(Hostile(["show", "nowhere", "-o", "x.json"]), tmp_path / "refused")
    assert {(end.code, end.out.decode(), end.err.decode()) for end in ends} == {run(*hostile.arguments)}
    assert (refused.code, refused.out, refused.after) == (2, b"", {})
    assert refused.err.decode() == run("show", "nowhere", "-o", "x.json").refusal.join(("crimecompare: ", "\n"))
