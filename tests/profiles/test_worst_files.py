"""The worst files: what cannot be read is said, and what is long or deep is answered like anything else.

How their time grows is measured in benchmarks/worst_case.py.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.program import PROGRAM, Run

SOUND = 'name = "A"\npopulation = 100\ncrimes = 3\nperiod = "2024"\n'
BOUND = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] if os.geteuid() == 0 else []
"""What binds root to the permissions of files, as it does everybody else."""


@pytest.mark.skipif(BOUND != [] and not shutil.which("setpriv"), reason="root may read all, and setpriv is not here")
@pytest.mark.parametrize("is_inner", [False, True])
def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path, is_inner: bool) -> None:  # noqa: FBT001 - which folder
    """`validate` does not say that there is no problem in a folder that it cannot read, at any depth."""
    outer = tmp_path / "outer"
    locked = outer / "locked" if is_inner else outer
    locked.mkdir(parents=True)
    (outer / "a.toml").write_text(SOUND)
    locked.chmod(0)
    try:
        done = subprocess.run([*BOUND, PROGRAM, "validate", outer], capture_output=True, text=True, check=False)
    finally:
        locked.chmod(0o700)
    assert (done.returncode, done.stderr) == (2, f"crimecompare: {locked}: cannot be read: Permission denied\n")


def test_a_file_that_cannot_be_read_is_a_problem(run: Run) -> None:
    """A file in a folder that cannot be read or parsed is a problem like any other, and the rest is checked."""
    Path("a").mkdir()
    Path("a/a.toml").write_text(SOUND)
    Path("a/b.toml").symlink_to("b.toml")
    Path("a/c.toml").write_text(f"name = 0x{'F' * 4000}\n")
    Path("a/d.toml").write_text("x = " + "[" * 100_000)
    Path("a/e.json").write_text('{"name": ' + "[" * 100_000)
    code, out, _ = run("validate", "a", "-f", "csv")
    assert code == 1
    assert [line.partition(",")[0] for line in out.splitlines()[1:]] == [
        "a/b.toml", "a/c.toml", "a/d.toml", "a/e.json",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["a" + ".a" * 40_000, "[areas" + ".a" * 40_000 + "]\nb", '"."' + '.""' * 40_000])
def test_a_key_of_many_parts_is_refused(run: Run, key: str) -> None:
    """Python's parser takes time with the square of a key's parts; nobody needs more than five."""
    Path("a.toml").write_text(f"{SOUND}{key} = 1\n")
    assert run("show", "./a.toml").refusal == "a.toml: nested too deeply for a profile document"


def test_dots_in_texts_and_between_figures_make_no_key(run: Run) -> None:
    """Many dots on a line are fine in a sentence, a comment, or a table of rates."""
    rates = ", ".join(f"o{n} = 0.5" for n in range(150))
    text = f'caveats = ["{"a. " * 200}", \'{"b." * 200}\', """{"c." * 200}"""] # {"d." * 200}\n'
    Path("a.toml").write_text(f'name = "A"\ncrime_rate = 100.5\noffence_rates = {{{rates}}}\n{text}')
    assert run("show", "./a.toml", "--get", "name").out == "A\n"


@pytest.mark.parametrize("scopes", [1, 500], ids="{} scopes".format)
@pytest.mark.parametrize("command", ["diff", "rank", "validate"])
def test_a_long_chain_is_followed(run: Run, command: str, scopes: int) -> None:
    """Of five hundred areas, each within the next, every one is contained by all that follow."""
    areas = [
        f'[areas.a{n}]\n{SOUND}offence_scope = "{n % scopes}"\n' + (f'within = "a{n + 1}"\n' if n < 499 else "")
        for n in range(500)
    ]
    Path("a.toml").write_text("".join(areas))
    assert run(command, "./a.toml", "-f", "csv").code == 0


def test_a_chain_too_long_to_be_kept_is_refused(run: Run) -> None:
    """More links than any country has are refused before they fill the memory."""
    areas = [f'[areas.a{n}]\n{SOUND}within = "a{n + 1}"\n' for n in range(3001)]
    Path("a.toml").write_text("".join(areas))
    said = 'a.toml: area "a0": within: must not lead through more than 3,000 areas'
    assert run("diff", "./a.toml", "-b", "uk").refusal == said


@pytest.mark.parametrize(
    "condition", ["x" * 50_000, " " * 50_000 + "x", "crimes<" + " 1" * 20_000, "crimes<" + " " * 50_000 + "1\n x"]
)
def test_a_long_condition_is_understood(run: Run, condition: str) -> None:
    """A condition that is long and makes no sense is refused like a short one."""
    assert run("show", "uk", "--fail-if", condition).code == 2


def test_folders_behind_links_are_checked_once(run: Run, tmp_path: Path) -> None:
    """`validate` follows a link to a folder, and not one that leads back to where it has been."""
    there = tmp_path / "there"
    there.mkdir()
    (there / "bad.toml").write_text("name = 1\ncrimes = -1\n")
    here = tmp_path / "here"
    here.mkdir()
    (here / "link").symlink_to(there)
    (there / "back").symlink_to(here)
    done = run("validate", here, "--fields", "file", "-f", "csv")
    assert (done.code, done.out) == (1, "file\n" + f"{here}/link/bad.toml\n" * 2)


def test_a_long_condition_that_no_row_meets_is_said_in_short(run: Run) -> None:
    """What was typed is not said whole where it is longer than a line."""
    done = run("show", "wisbech", "--where", f"name=={'x' * 5000}", "-f", "sentence")
    assert done.code == 0
    assert len(done.out) < 200
