"""A progress bar for long work: on a terminal's standard error, and nowhere else."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from crimecompare.importers.police_uk.rows import Advance
from crimecompare.interruption import OrderlyInterrupt


@contextmanager
def shown_progress(files: int, size: int) -> Iterator[Advance]:
    """Show files, rows and time left while work on `files` of `size` bytes goes on; silent unless on a terminal."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _files, _rows, _bytes: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    counts = TextColumn("{task.fields[files]:,} of " + f"{files:,} files, " + "{task.fields[rows]:,} rows")
    bar = Progress(BarColumn(), counts, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    with OrderlyInterrupt(), bar:  # which hides the cursor
        task = bar.add_task("", total=size, files=0, rows=0)
        done, lock = Counter[str](), Lock()

        def advance(more_files: int, more_rows: int, more_bytes: int) -> None:
            with lock:  # files are read side by side
                done.update(files=more_files, rows=more_rows)
                bar.update(task, advance=more_bytes, files=done["files"], rows=done["rows"])

        yield advance
