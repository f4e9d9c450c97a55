"""The page among the examples: what its documented line makes, byte for byte."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from support.folders import EXAMPLES, ROOT
from support.program import Process


def test_the_page_among_the_examples_is_what_its_line_makes(
    process: Process, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """examples/README.md has the line that makes examples/wisbech.html."""
    document = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"```sh\ncrimecompare (report .*)\n```", document)
    *arguments, option, file = shlex.split(line)
    assert (option, ROOT / file) == ("-o", EXAMPLES / "wisbech.html")
    made = EXAMPLES / "wisbech.html" if request.config.getoption("--rewrite-documents") else tmp_path / "page.html"
    done = process(*arguments, option, made, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert made.read_bytes() == (EXAMPLES / "wisbech.html").read_bytes()
