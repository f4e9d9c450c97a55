"""The house: one word for one thing, files that can be read in one sitting, and no helper written twice."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pytest

from support.folders import SOURCE, TESTS

MOST_LINES = 260
REGISTRIES = {
    "pieces": "formats",  # a format is a module that turns a report into text or bytes, found by the name of --format
    "report": "reports",  # a report is a module that makes one of its results
    "parse": "profiles/parsers",  # a parser is a module found by the suffix of a file
}
"""The functions that every module of a folder has, since a registry asks each for it by that name."""
SHARED = {
    # a command has the public function's name
    "rank": {"analysis/ranking.py", "cli/commands/rank.py"},
    "trend": {"analysis/trend.py", "cli/commands/trend.py"},
    "evaluate": {"analysis/evaluating.py", "cli/commands/evaluate.py"},
}
"""Names that may be in several places, and those places."""
ALONG_THE_WAY = {"profiles", "analysis", "reports", "charts", "cli/commands"}
READ_AND_WRITTEN = {"profiles/parsers", "formats"}
"""Folders that mirror one another: a result, its report, picture and command; what is read and what is written."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def below(folder: Path) -> dict[str, Path]:
    """Return the Python files of a folder, by their paths in it."""
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*.py"))}


def definitions(file: Path) -> list[Definition]:
    """Return the classes and functions of a module, not those within them."""
    return [node for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, Definition)]


def in_several(names: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the names that are in more than one place, and where, from the names of each place."""
    places: dict[str, set[str]] = defaultdict(set)
    for place, found in names.items():
        for name in found:
            places[name].add(place)
    return {name: where for name, where in places.items() if len(where) > 1}


def is_found_by_pytest(node: Definition) -> bool:
    """Return whether pytest finds that by name: a test, a fixture or a hook, of which a folder may have its own."""
    decorators = (ast.unparse(decorator) for decorator in node.decorator_list)
    return node.name.startswith(("test_", "Test", "pytest_")) or any(d.startswith("pytest.fixture") for d in decorators)


def test_no_two_classes_or_functions_have_one_name() -> None:
    """A public name means one thing, except for what a registry asks of every module of its folder."""
    public: dict[str, list[str]] = defaultdict(list)
    for module, file in below(SOURCE).items():
        folder = PurePosixPath(module).parent.as_posix()
        for name in (node.name for node in definitions(file) if not node.name.startswith("_")):
            public[folder if REGISTRIES.get(name) == folder else module].append(name)
    assert in_several(public) == SHARED


def test_no_two_modules_have_one_name_but_where_folders_mirror_one_another() -> None:
    """A module's name says what it is about; two have one only as two views of the same thing."""
    stems = {module: [PurePosixPath(module).stem] for module in below(SOURCE)}
    folders = {
        name: {PurePosixPath(place).parent.as_posix() for place in places}
        for name, places in in_several(stems).items()
        if name != "__init__"
    }
    assert {n: f for n, f in folders.items() if not (f <= ALONG_THE_WAY or f <= READ_AND_WRITTEN)} == {}


@pytest.mark.parametrize("module", below(SOURCE))
def test_no_file_is_too_long_to_be_read(module: str) -> None:
    """What does not fit into 260 lines is two things."""
    lines = (SOURCE / module).read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_no_helper_of_tests_is_written_twice() -> None:
    """What two test files need is in tests/support; tests and fixtures may share a name."""
    helpers = {
        module: [node.name for node in definitions(file) if not is_found_by_pytest(node)]
        for module, file in below(TESTS).items()
    }
    assert in_several(helpers) == {}
