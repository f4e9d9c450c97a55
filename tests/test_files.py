"""Files: what is not replaced, what a new file permits, and names that are as long as they may be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.program import Run


def test_a_read_only_file_is_not_replaced(run: Run) -> None:
    """A file that is not to be written stays as it is, also where the system would let its owner replace it."""
    file = Path("a.json")
    file.write_text("mine")
    file.chmod(0o444)
    said = "a.json: is read-only, and is left as it is; name another file"
    assert run("show", "uk", "-o", "a.json").refusal == said
    assert file.read_text() == "mine"
    assert [*map(str, Path().iterdir())] == ["a.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o4755, 0o2775, 0o1666])
def test_a_new_file_permits_no_more_than_the_old(run: Run, mode: int) -> None:
    """Who may read, write and run the file stays as it was; running it as its owner or group ends."""
    file = Path("a.json")
    file.write_text("old")
    file.chmod(mode)
    assert run("show", "uk", "-o", "a.json").code == 0
    assert file.stat().st_mode & 0o7777 == mode & 0o777


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_keeps_its_owner_and_group(run: Run) -> None:
    """Replacing a file does not take it away from whom it belongs to."""
    file = Path("a.json")
    file.write_text("old")
    os.chown(file, 1234, 4321)
    assert run("show", "uk", "-o", "a.json").code == 0
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


def test_a_name_may_be_as_long_as_a_folder_takes(run: Run) -> None:
    """A name of 245 bytes is written whole: what is written first beside it has a short name of its own."""
    name = "大" * 80 + ".json"
    assert run("show", "uk", "-o", name).code == 0
    assert [path.name for path in Path().iterdir()] == [name]


def test_links_in_a_circle_are_refused(run: Run) -> None:
    """A link that leads back to itself is one line, whichever command would write there."""
    Path("a.json").symlink_to("b.json")
    Path("b.json").symlink_to("a.json")
    Path("c.toml").write_text('name = "C"\ncrimes = 1\n')
    said = "a.json: is a link that leads back to itself; name another file"
    assert run("show", "uk", "-o", "a.json").refusal == said
    assert run("validate", "c.toml", "-o", "a.json").refusal == said


def test_ctrl_c_leaves_a_file_whole_or_untouched() -> None:
    """Ctrl-C, and again while that is tidied up, while a file is written leaves the old one, and nothing beside it."""
    Path("a.json").write_text("old")
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom crimecompare import files\n"
        "from crimecompare.interruption import end_at_once_on_interrupt\n"
        "end_at_once_on_interrupt()\n"
        "os.fsync = lambda _: signal.raise_signal(signal.SIGINT)\n"
        "files.write_whole(Path('a.json'), b'new')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert done.returncode != 0
    assert b"KeyboardInterrupt" in done.stderr
    assert [path.name for path in Path().iterdir()] == ["a.json"]
    assert Path("a.json").read_text() == "old"


@pytest.mark.parametrize("module", ["typer", "crimecompare.cli", "pydantic", "crimecompare.profiles.area", "fnmatch"])
def test_ctrl_c_is_130_from_the_start(module: str) -> None:
    """Once the program's own code runs, Ctrl-C is 130 without a word, whatever is being loaded just then."""
    code = (
        "import signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(name, path, target=None):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting)\n"
        "from crimecompare.__main__ import program\n"
        "sys.modules.pop('fnmatch', None)\n"
        "sys.argv = ['crimecompare', 'show', 'fen*']\n"
        "program()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_an_ignored_ctrl_c_stays_ignored() -> None:
    """What a shell started in the background with Ctrl-C ignored goes on to its answer."""
    code = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from crimecompare.__main__ import program\n"
        "sys.argv = ['crimecompare', 'show', 'uk', '--get', 'name']\n"
        "signal.raise_signal(signal.SIGINT)\n"
        "program()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"UK\n", b"")
