"""The user's own folder: a broken file in it is a warning where it is not needed, and an error where it may be."""

import json
from pathlib import Path

import pytest

from support.program import Run


@pytest.fixture
def folder(nothing_of_this_machine: Path) -> Path:
    """Make the user's folder with an area and a broken file."""
    folder = nothing_of_this_machine / ".config" / "crimecompare" / "profiles"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('name = "Mine"\ncrimes = 1\n')
    (folder / "bad.toml").write_text("name = \n")
    return folder


def broken(folder: Path) -> str:
    return f"{folder}/bad.toml: not valid TOML: Invalid value (at line 1, column 8)"


def test_what_is_there_is_found_with_a_warning(run: Run, folder: Path) -> None:
    """A key that a sound file of the folder has is found; the broken file is said once."""
    said = f"Left out a file of your own folder: {broken(folder)}\n"
    assert run("show", "mine", "mine", "--get", "name") == (0, "Mine\nMine\n", said)


def test_what_is_nearer_is_found_in_silence(run: Run, folder: Path) -> None:
    """A key that a nearer place has is not looked for in the folder at all."""
    (folder.parent / "near.toml").write_text('name = "Near"\ncrimes = 1\n')
    assert run("show", "near", "-p", folder.parent / "near.toml", "--get", "name") == (0, "Near\n", "")


@pytest.mark.parametrize("name", ["uk", "bad", "nowhere", "fen*"])
def test_no_other_area_stands_for_a_broken_one(run: Run, folder: Path, name: str) -> None:
    """What no sound file of the folder has may be in the broken one, so nothing bundled is taken for it."""
    assert run("show", name).refusal == broken(folder)


def test_what_is_found_is_looked_at_over_time_with_a_warning(run: Run, folder: Path) -> None:
    """Months are looked for in all places, but an area that is found nearer does not fail for a broken file."""
    near = folder.parent / "near.json"
    months = {f"{year}-{month:02}": 100 + month for year in (2024, 2025) for month in range(1, 13)}
    near.write_text(json.dumps({"name": "Near", "crimes": sum(months.values()), "monthly_crimes": months}))
    said = f"Left out a file of your own folder: {broken(folder)}\n"
    assert run("trend", "near", "-p", near, "--get", "change_ratio") == (0, "1\n", said)


def test_a_folder_that_cannot_be_seen_is_not_taken_for_none(run: Run, nothing_of_this_machine: Path) -> None:
    """Where the folder is a link to nothing, what is bundled does not stand for what should be there."""
    folder = nothing_of_this_machine / ".config" / "crimecompare" / "profiles"
    folder.parent.mkdir(parents=True)
    folder.symlink_to(folder.parent / "moved")
    assert run("show", "fenland").refusal == f"{folder}: no such file or folder"
