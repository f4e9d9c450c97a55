"""Windows, as far as it can be told elsewhere: the program needs nothing that only other systems have."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.folders import EXAMPLES

ONLY_ELSEWHERE = {
    "os": "O_NONBLOCK O_CLOEXEC O_NOFOLLOW O_DIRECTORY chown fchmod fchown fork forkpty geteuid getgid getuid killpg "
    "lchown mkfifo mknod nice openpty posix_spawn pread pwrite sched_getaffinity statvfs sysconf ttyname uname",
    "signal": "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIG_BLOCK SIG_SETMASK SIG_UNBLOCK alarm pthread_kill "
    "pthread_sigmask setitimer siginterrupt sigpending sigwait",
}
MODULES = ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty")
WITHOUT = f"""
import os, signal, sys
import polars  # which looks for itself where it runs
for module, names in ((os, {ONLY_ELSEWHERE["os"].split()}), (signal, {ONLY_ELSEWHERE["signal"].split()})):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
sys.modules.update(dict.fromkeys({MODULES}))
from crimecompare.__main__ import program
program()
"""


def as_on_windows(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a Python from which everything has been taken that Python on Windows lacks."""
    line = [sys.executable, "-c", WITHOUT, *map(str, arguments)]
    return subprocess.run(line, capture_output=True, encoding="utf-8", check=False, timeout=60)


def test_what_is_taken_away_is_there():
    """The names are spelled as Python has them, or nothing would be tried."""
    assert all(hasattr(os, name) for name in ("fchmod", "O_NONBLOCK", "getuid"))
    assert hasattr(signal, "pthread_sigmask")


@pytest.mark.parametrize("arguments", [("show", "wisbech"), ("rank", "--within", "kent-police"), ("list", "fen*")])
def test_reports_need_nothing_that_windows_lacks(arguments, run):
    """An answer is the same bytes."""
    done = as_on_windows(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, run(*arguments).out, "")


def test_an_import_needs_nothing_that_windows_lacks(tmp_path):
    """Profiles are imported, replaced and read again."""
    output, download = tmp_path / "made.json", EXAMPLES / "download"
    output.write_text("{}")
    lookup = ("--areas", download / "lookup.csv", "--area-column", "LAD24NM")
    residents = ("--population", download / "residents.csv")
    done = as_on_windows("import", "police-uk", download, *lookup, *residents, "-o", output)
    assert done.returncode == 0, done.stderr
    assert "eastbury" in json.loads(output.read_text("utf-8"))["areas"]
    assert as_on_windows("validate", output).returncode == 0
