"""Program: the installed command, and how a run of it ended."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

PROGRAM = Path(sysconfig.get_path("scripts"), "crimecompare")


class Done(NamedTuple):
    """How a run ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one line of a run that could not answer, and that printed nothing else."""
        assert (self.code, self.out) == (2, "")
        assert self.err.startswith("crimecompare: ")
        assert self.err.endswith("\n")
        assert len(self.err.splitlines()) == 1
        return self.err.removeprefix("crimecompare: ").rstrip("\n")


Run = Callable[..., Done]
"""What the fixture `run` is."""
Process = Callable[..., subprocess.CompletedProcess[str]]
"""What the fixture `process` is."""


def row_of(done: Done) -> dict[str, Any]:
    """Return the first row of an answer in JSON, with which nothing had to be said on standard error."""
    assert (done.code, done.err) == (0, "")
    return dict(json.loads(done.out)["rows"][0])
