"""Paths that lead to no profile: as an area, as a place to look in, and to `validate`."""

import os
import socket
from pathlib import Path

import pytest

from support.areas import PROFILE
from support.program import Run

LONG = "x" * 5000
SUFFIX = "must end in .toml or .json"
FOLDER = "is a folder, not a profile file; name a file in it, or use --profiles"
IRREGULAR = "is not a regular file; pipe it into `-` instead"


@pytest.fixture
def here(nothing_of_this_machine: Path) -> Path:
    """Give the working directory one of everything that a path may lead to."""
    here = nothing_of_this_machine
    for folder in ("empty", "folder.toml", "mixed", "twice", "holds-a-fifo", "holds-a-folder/x.toml"):
        (here / folder).mkdir(parents=True)
    (here / "good.toml").write_text(PROFILE)
    (here / "profile.yaml").write_text(PROFILE)
    (here / "mixed" / "broken.toml").write_text("name =")
    (here / "mixed" / "good.toml").write_text(PROFILE)
    (here / "twice" / "fen.toml").write_text(PROFILE)
    (here / "twice" / "fen.json").write_text('{"name": "Fen", "crime_rate": 9}')
    os.mkfifo(here / "fifo.toml")
    os.mkfifo(here / "holds-a-fifo" / "x.json")
    (here / "device.toml").symlink_to("/dev/zero")
    (here / "loop.toml").symlink_to("loop.toml")
    (here / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("socket.toml")
    return here


PATHS = {
    "missing.toml": "missing.toml: no such file",
    "./missing": "missing: no such file or folder",
    "good.toml/y.toml": "good.toml/y.toml: no such file",
    "./profile.yaml": f"profile.yaml: {SUFFIX}",
    "fifo.toml": f"fifo.toml: {IRREGULAR}",
    "device.toml": f"device.toml: {IRREGULAR}",
    "socket.toml": f"socket.toml: {IRREGULAR}",
    "loop.toml": "loop.toml: cannot be read: Too many levels of symbolic links",
    "./loop": "loop: cannot be read: Too many levels of symbolic links",
    f"{LONG}.toml": f"{'x' * 100}… (5,005 characters): cannot be read: File name too long",
    "./*.toml": "*.toml: no such file",
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", [("show",), ("diff", "wisbech", "-b"), ("show", "uk", "wisbech")])
@pytest.mark.parametrize(("path", "message"), PATHS.items(), ids=lambda text: text[:20])
def test_path_that_is_no_profile_is_named(run: Run, command: tuple[str, ...], path: str, message: str) -> None:
    """A path that cannot be read as a profile file is refused by name and never waited on, wherever it is given."""
    assert run(*command, path).refusal == message


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", ["folder.toml", "./mixed", "mixed/"])
def test_folder_is_no_area(run: Run, path: str) -> None:
    """A folder named as an area is called a folder, with what to do instead, even one named x.toml."""
    assert run("show", path).refusal == f"{Path(path)}: {FOLDER}"


PLACES = {
    "nowhere": "nowhere: no such file or folder",
    "good.toml/y": "good.toml/y: no such file or folder",
    "empty": "empty: a folder without profiles; it needs a .toml or .json file",
    "profile.yaml": f"profile.yaml: {SUFFIX}",
    "fifo.toml": f"fifo.toml: {IRREGULAR}",
    "socket.toml": f"socket.toml: {IRREGULAR}",
    "device.toml": f"device.toml: {IRREGULAR}",
    "holds-a-fifo": f"holds-a-fifo/x.json: {IRREGULAR}",
    "holds-a-folder": f"holds-a-folder/x.toml: {FOLDER}",
    "loop": "loop: cannot be read: Too many levels of symbolic links",
    "mixed": "mixed/broken.toml: not valid TOML: Invalid value (at line 1, column 7)",
    "twice": 'twice/fen.toml: area "fen": the same key is in twice/fen.json; rename one, '
    "or give both periods that do not overlap",
    LONG: f"{'x' * 100}… (5,000 characters): cannot be read: File name too long",
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", [("show", "uk"), ("list",)], ids=" ".join)
@pytest.mark.parametrize(("place", "message"), PLACES.items(), ids=lambda text: text[:20])
def test_place_that_has_to_be_searched_must_be_sound(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], place: str, message: str
) -> None:
    """A place that is searched and missing, broken or ambiguous is an error, even for an area that others have."""
    assert run(*command, "-p", place).refusal == message
    monkeypatch.setenv("CRIMECOMPARE_PROFILES", place)
    assert run(*command).refusal == message


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("place", [place for place in PLACES if place != "twice"], ids=lambda text: text[:20])
def test_place_that_need_not_be_searched_may_be_unsound(run: Run, place: str) -> None:
    """A place is not looked at when a nearer one has the area, nor when a file is named outright."""
    named = run("show", "good.toml", "-p", place, "-f", "csv")
    assert named == run("show", "good", "-p", "good.toml", "-p", place, "-f", "csv")
    assert named.code == 0


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "path", ["nowhere", "nowhere.toml", "loop", "good.toml/y", "empty", LONG], ids=lambda p: p[:20]
)
def test_validate_needs_something_to_check(run: Run, path: str) -> None:
    """`validate` cannot answer about a path that is not there, or a folder without profiles: 2, not 1."""
    what = "a folder without profiles; it needs a .toml or .json file" if path == "empty" else "no such file or folder"
    line = run("validate", "good.toml", path).refusal
    assert line.startswith(path[:20])
    assert line.endswith(f": {what}")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", ["fifo.toml", "socket.toml", "device.toml", "profile.yaml", "mixed/broken.toml"])
def test_validate_answers_about_what_is_there(run: Run, path: str) -> None:
    """What is there and no profile is a problem that `validate` lists: the answer is no, 1, and never a wait."""
    code, out, err = run("validate", path, "good.toml", "-f", "csv")
    assert (code, err) == (1, "")
    assert [line.split(",")[0] for line in out.splitlines()] == ["file", path]
