"""CITATION.cff: it says what the package says, and makes no link up."""

from __future__ import annotations

import re
import tomllib

import pytest

import crimecompare
from support.folders import ROOT

TEXT = (ROOT / "CITATION.cff").read_text(encoding="utf-8")


@pytest.fixture
def project() -> dict[str, object]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def test_it_cites_the_version_that_is_there() -> None:
    """The version is that of the package; a release changes both."""
    assert re.findall(r"^version: (.+)$", TEXT, re.MULTILINE) == [crimecompare.__version__]


def test_it_has_the_licences_and_the_name_of_the_package(project: dict[str, object]) -> None:
    """Who cites the program names it, its authors and its licences as the package does."""
    licences, keywords = (
        re.findall(r"^ +- (.+)$", block, re.MULTILINE)
        for block in re.findall(r"^(?:license|keywords):.*\n((?: +- .+\n)+)", TEXT, re.MULTILINE)
    )
    assert " AND ".join(licences) == project["license"]
    assert keywords[:2] == project["keywords"][:2]  # type: ignore[index]
    assert f"\ntitle: {project['name']}\n" in TEXT
    assert "\nauthors:\n  - name: The crimecompare contributors\n" in TEXT
    assert "http" not in TEXT
    assert "CITATION.cff" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
