"""What tests of the analysis share: two areas compared through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support.program import Done, Run

Diff = Callable[..., Done]


@pytest.fixture
def diff(run: Run, tmp_path: Path) -> Diff:
    """Compare two areas of one file: `diff({"crimes": 9}, {"crimes": 8}, "--strict")`, named after their keys."""

    def run_diff(
        one: Mapping[str, object], two: Mapping[str, object], *options: str, keys: tuple[str, str] = ("a", "b")
    ) -> Done:
        file = tmp_path / "areas.json"
        areas = {key: {"name": key.title(), **figures} for key, figures in zip(keys, (one, two), strict=True)}
        file.write_text(json.dumps({"areas": areas}))
        return run("diff", keys[0], "-b", keys[1], "-p", file, *options)

    return run_diff
