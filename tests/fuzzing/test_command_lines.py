"""Command lines: whatever is typed, piped and set, beside files of every sort, a run keeps the laws."""

from __future__ import annotations

from support.fuzzing.chance import Chance
from support.fuzzing.questions import question
from support.fuzzing.running import Hostile
from support.fuzzing.words import AREAS, FILES, VARIABLES, command_line


def test_command_lines(fuzz) -> None:
    """Words in any order: commands, options, conditions, areas, files, links and outputs, with variables set."""
    fuzz(command_lines)


def command_lines(chance: Chance) -> Hostile:
    """Draw words, and variables of the environment."""
    names = chance.sample([*VARIABLES], chance.choice((0, 0, 0, 1, 2)))
    variables = {name: chance.choice(VARIABLES[name]) for name in names}
    piped = chance.choice((b"", FILES["areas.toml"], b"{", b"\xff", chance.word().encode()))
    assert isinstance(piped, bytes)
    if chance.happens(0.4):
        areas = chance.some(AREAS[:10], 3) or ["uk"]
        asked = question(chance, areas, ["areas.toml"] if chance.happens(0.5) else [], hostility=0.5)
        return Hostile(asked.words, FILES, piped, variables, asked.form, asked.judges)
    words = command_line(chance)
    return Hostile(words, FILES, piped, variables, judges="--fail-if" in " ".join(words))
