"""--kind and --within: which of the areas that patterns and files mean are taken, before anything is compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.areas import codes
from support.program import Run

AREAS = {
    "east": ("ward", "town", 100, 10),
    "west": ("ward", "town", 300, 12),
    "hill": ("ward", "fen", 200, 14),
    "town": ("district", "fen", 400, 22),
    "ford": ("district", "fen", 900, 40),
    "fen": ("county area", None, 1300, 62),
    "force": ("police area", None, 2000, 90),
    "other": (None, "fen", 50, 2),
}


@pytest.fixture(autouse=True)
def here(nothing_of_this_machine: Path) -> Path:
    """Write areas of five kinds, within each other, and one that states no kind."""
    (nothing_of_this_machine / "areas.json").write_text(
        json.dumps(
            {
                "areas": {
                    key: {"name": key.title(), "kind": kind, "within": outer, "population": people, "crimes": crimes}
                    for key, (kind, outer, people, crimes) in AREAS.items()
                }
            }
        )
    )
    return nothing_of_this_machine


COMMANDS = [("show", "areas.json"), ("diff", "areas.json", "-b", "uk"), ("rank", "areas.json"), ("list", "areas.json")]
NARROWED = [
    (("--kind", "ward"), {"east", "west", "hill"}),
    (("--kind", "WAR"), {"east", "west", "hill"}),
    (("--kind", "district"), {"town", "ford"}),
    (("--within", "fen"), {"east", "west", "hill", "town", "ford", "other"}),
    (("--within", "Town"), {"east", "west"}),
    (("--within", "fen", "--kind", "dist"), {"town", "ford"}),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(("options", "keys"), NARROWED, ids=lambda given: " ".join(sorted(given)))
def test_what_a_file_means_is_narrowed(
    run: Run, command: tuple[str, ...], options: tuple[str, ...], keys: set[str]
) -> None:
    """Every command that takes areas takes those of a kind and those inside an area, however deep."""
    done = run(*command, *options, "-p", "areas.json", "--get", "area")
    assert (done.code, done.err) == (0, "")
    assert set(done.out.split()) == keys


@pytest.mark.parametrize("command", ["show", "diff", "rank", "list"])
def test_narrowing_is_the_same_for_patterns(run: Run, command: str) -> None:
    """A pattern is narrowed as a file is."""
    done = run(command, "*", "--kind", "ward", "--within", "town", "-p", "areas.json", "--get", "area")
    assert set(done.out.split()) == {"east", "west"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "fen", "--kind", "ward"), 'no area here is of the kind "ward"; the only kind is "county area"'),
        (
            ("show", "fen", "east", "--kind", "ward"),
            'fen does not meet --kind ward: its kind is "county area"',
        ),
        (
            ("show", "ford", "east", "--within", "town"),
            "ford does not meet --within town: it is part of fen",
        ),
        (
            ("show", "areas.json", "--kind", "area"),
            '--kind "area" may be "county area" or "police area"; write more of it',
        ),
        (("rank", "--kind", "parish"), "no area here is of the kind"),
        (("show", "areas.json", "--kind", ""), "--kind and --within must not be empty; leave them out instead"),
        (("show", "areas.json", "--within", "force"), "no area is left: none of 8 areas meets --within force"),
        (("show", "areas.json", "--within", "zzz"), 'unknown area "zzz"; `crimecompare list` shows all'),
    ],
)
def test_what_is_left_of_nothing_is_refused(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """An area named outright that is not of those asked for is refused, and so is a question with no area left."""
    assert message in run(*arguments, "-p", "areas.json").refusal


def test_with_nothing_named_one_kind_is_ranked(run: Run) -> None:
    """The kind that most areas have; of equally common ones the first in the file; the title names it."""
    done = run("rank", "-p", "areas.json", "--get", "area")
    assert set(done.out.split()) == {"east", "west", "hill"}
    shown = " ".join(run("rank", "-p", "areas.json").out.split())
    assert shown.startswith("Recorded crime of each ward compared with ")
    assert "limits that allow for chance (--kind ranks another kind) " in shown
    assert set(run("rank", "--within", "fen", "-p", "areas.json", "--get", "area").out.split()) == {
        "east",
        "west",
        "hill",
    }


def test_equally_common_kinds_are_ranked_by_the_first_of_the_file(run: Run, here: Path) -> None:
    """Of two kinds that equally many areas have, the one whose first area comes first in the file."""
    areas = {key: {"name": key, "kind": kind, "population": 9, "crimes": 1} for key, kind in ("ab", "ca", "db", "ea")}
    (here / "even.json").write_text(json.dumps({"areas": areas}))
    assert run("rank", "-p", "even.json", "--get", "area").out.split() == ["a", "d"]


def test_several_kinds_and_nested_areas_named_outright_are_ranked_with_notes(run: Run) -> None:
    """What is named is ranked, and it is said that kinds differ and that crimes count twice."""
    done = run("rank", "east", "town", "force", "-p", "areas.json", "-f", "json")
    rows = json.loads(done.out)["rows"]
    assert all({"kinds-differ", "nested"} <= set(codes(row)) for row in rows)
    messages = {note["code"]: note["message"] for note in rows[0]["notes"]}
    assert messages["kinds-differ"] == "Areas of several kinds are ranked together: ward, district, police area."
    assert messages["nested"] == "East is part of another area that is ranked, so its crimes count in both."


def test_a_file_without_kinds_is_ranked_whole(run: Run, here: Path) -> None:
    """Where no area states its kind, all are ranked."""
    areas = {key: {"name": key, "population": 9, "crimes": n} for n, key in enumerate("abc")}
    (here / "plain.json").write_text(json.dumps({"areas": areas}))
    assert set(run("rank", "-p", "plain.json", "--get", "area").out.split()) == {"a", "b", "c"}


def test_what_is_named_outright_is_ranked_though_it_contains_the_others(run: Run) -> None:
    """Of a file the area that contains all others is left out; an area that is named is ranked, with a note."""
    named = run("rank", "east", "town", "-p", "areas.json", "-f", "json")
    rows = json.loads(named.out)["rows"]
    assert {row["area"] for row in rows} == {"east", "town"}
    assert all("nested" in codes(row) for row in rows)
    assert set(run("rank", "*t", "t*n", "--within", "fen", "-p", "areas.json", "--get", "area").out.split()) == {
        "east",
        "west",
    }
