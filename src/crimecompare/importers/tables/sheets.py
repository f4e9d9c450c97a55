"""The sheets of a spreadsheet, as rows of text: read by fastexcel once nothing in it can harm, or else apart."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from crimecompare.importers import engine
from crimecompare.importers.tables.extent import Unfit
from crimecompare.importers.tables.package import checked, is_package
from crimecompare.wording import printable

NO_FORMAT = "Cannot detect file format"
"""What fastexcel says of a file that is none of those it knows."""
READER = re.compile("^calamine error: (?:[A-Za-z]+ error: )?")
"""What it puts before a reason: which of its parts has found it."""
Sheets = dict[str, list[list[str]]]
MOST_MEMORY = 4 << 30
"""Bytes of address space for reading the older formats."""
MOST_SECONDS = 120
"""Seconds of processor time for reading them."""


def sheets_of(data: bytes, chosen: Callable[[list[str]], list[str]]) -> Sheets:
    """Read the sheets of a spreadsheet that are `chosen` from its names. Raises Unfit."""
    if is_package(data):
        return _read(checked(data), chosen)
    sheets = _read_apart(data)
    return {name: sheets[name] for name in chosen(list(sheets))}


def _read(data: bytes, chosen: Callable[[list[str]], list[str]]) -> Sheets:
    import fastexcel

    with _refusals():
        book = fastexcel.read_excel(data)
    names = chosen(book.sheet_names)
    with _refusals():
        frames = [book.load_sheet(n, header_row=None, skip_rows=0, dtypes="string").to_polars() for n in names]
        rows = [[[cell or "" for cell in row] for row in frame.rows()] for frame in frames]
    return dict(zip(names, rows, strict=True))


@contextmanager
def _refusals() -> Iterator[None]:
    """Refuse whatever a reader fails with, since it is the file that is wrong. Raises Unfit."""
    try:
        with engine.unheard(), engine.panics_raised():
            yield
    except MemoryError:
        raise Unfit("it takes more memory than there is") from None
    except Exception as error:  # noqa: BLE001 - a reader of others' formats fails in ways that nobody lists
        raise Unfit(_fault(str(error).partition("\n")[0])) from None


def _fault(words: str) -> str:
    """Say what is wrong with a spreadsheet of which its reader says so in one line of `words`."""
    if NO_FORMAT in words:
        return "it is not an Excel or OpenDocument file; if it is CSV, name it .csv"
    reason = printable(READER.sub("", words))
    return f"it is damaged ({reason})" if reason else "it is damaged"


def _read_apart(data: bytes) -> Sheets:
    """Read a spreadsheet in a process of its own: a binary one cannot be checked first, and may end its reader."""
    done = subprocess.run(  # noqa: S603 - this very Python, with nothing of the user's but the bytes
        [sys.executable, "-m", __name__],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "POLARS_MAX_THREADS": "1"},
    )
    if done.returncode == 0:
        sheets, problem = json.loads(done.stdout)
        if problem:
            raise Unfit(problem)
        return dict(sheets)
    if done.returncode == -signal.SIGINT:
        raise KeyboardInterrupt
    slow = hasattr(signal, "SIGXCPU") and done.returncode == -signal.SIGXCPU
    raise Unfit("it takes too long to read" if slow else "it is damaged, or takes more memory than any should")


def _limit() -> None:
    """Bound what this process may use, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))


def read_standard_input() -> None:
    """Be the process that reads a spreadsheet apart: from standard input to standard output, or say what is wrong."""
    _limit()
    engine.require("polars", "fastexcel")
    sheets, problem = {}, None
    try:
        sheets = _read(sys.stdin.buffer.read(), list)
    except Unfit as error:
        problem = str(error)
    json.dump([sheets, problem], sys.stdout)


if __name__ == "__main__":
    read_standard_input()
