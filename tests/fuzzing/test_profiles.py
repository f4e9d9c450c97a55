"""Profile files: whatever is in one, in a folder of them or on standard input, a run keeps the laws."""

from __future__ import annotations

from support.fuzzing.chance import Chance
from support.fuzzing.documents import KEYS, drawn_document
from support.fuzzing.questions import FORMS, question
from support.fuzzing.running import Hostile


def test_profiles(fuzz) -> None:
    """Documents that are almost right, as TOML and JSON, and with bytes changed: asked about, listed and validated."""
    fuzz(profile_files)


def profile_files(chance: Chance) -> Hostile:
    """Draw one document or a folder of them, and a question."""
    if chance.happens(0.15):
        _, content = drawn_document(chance)
        asked = question(chance, ["-"], [])
        return Hostile(asked.words, {}, content, form=asked.form, judges=asked.judges)
    files = {}
    for name in chance.sample(("one", "two", "fen"), chance.choice((1, 1, 2))):
        suffix, content = drawn_document(chance)
        files[f"places/{name}{suffix}"] = content
    paths = [*files]
    if chance.happens(0.25):
        form = chance.choice(FORMS[:-1])
        return Hostile(["validate", chance.choice(("places", *paths)), "-f", form], files, form=form)
    names = chance.some((*paths * 4, *KEYS, "fen*", "*", "a@2024", "a@2025-01/2025-03"), 3)
    if chance.happens(0.05):
        names.append(chance.word())
    asked = question(chance, names, chance.choice((paths, ["places"])))
    return Hostile(asked.words, files, form=asked.form, judges=asked.judges)
