"""What tests of imports share: an import that must succeed, and one that must not.

Both run the fixture `command`, which each folder below has for its own import.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.program import Run


@pytest.fixture
def importing(command: Run) -> Callable[..., tuple[dict[str, Any], str]]:
    """Import, and give the areas and what was said; `read` is the file that the areas were written to."""

    def run_import(*arguments: str | Path, read: Path | None = None, **named: object) -> tuple[dict[str, Any], str]:
        done = command(*arguments, **named)
        assert done.code == 0, done.err
        return json.loads(read.read_text() if read else done.out)["areas"], done.err

    return run_import


@pytest.fixture
def refused(command: Run) -> Callable[..., str]:
    """Run an import that must fail, and give its one line."""
    return lambda *arguments, **named: command(*arguments, **named).refusal
