"""Profile files: which are refused, with which message, and which are not. Adding a file to `data` adds a test.

`data/invalid/x.toml` stands beside `x.toml.txt`, which holds the message; whatever is in `data/valid` must load.
"""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from support.areas import PROFILE
from support.folders import DATA
from support.program import Run

INVALID = sorted(file for file in (DATA / "invalid").iterdir() if file.suffix != ".txt")
VALID = sorted((DATA / "valid").iterdir())
TWINS = [file for file in VALID if file.suffix == ".toml" and file.with_suffix(".json") in VALID]


def by_name(file: Path) -> str:
    return file.name


@pytest.mark.parametrize("file", INVALID, ids=by_name)
def test_bad_file_is_refused_in_one_line(run: Run, file: Path) -> None:
    """A bad file is exit 2, nothing on standard output, and the one line in the file beside it."""
    message = file.with_suffix(file.suffix + ".txt").read_text(encoding="utf-8")
    assert run("show", file) == (2, "", f"crimecompare: {file.parent}/{message}")
    assert message.count("\n") == 1


@pytest.mark.parametrize("file", INVALID, ids=by_name)
def test_validate_finds_what_show_refuses(run: Run, file: Path) -> None:
    """`validate` answers 1 for every file that `show` refuses, and lists first the problem that `show` names."""
    code, out, err = run("validate", file, "-f", "json")
    first = json.loads(out)["rows"][0]
    message = file.with_suffix(file.suffix + ".txt").read_text(encoding="utf-8")
    assert (code, err, first["file"]) == (1, "", str(file))
    assert first["problem"] in message
    assert (first["area"] or "").strip("“”") in message


def test_every_message_has_its_file() -> None:
    """No message is left behind without the file that it is about, and every one names that file."""
    messages = {file.name for file in (DATA / "invalid").glob("*.txt")}
    assert messages == {f"{file.name}.txt" for file in INVALID}
    assert all(
        (DATA / "invalid" / name).read_text(encoding="utf-8").startswith(f"{name.removesuffix('.txt')}: ")
        for name in messages
    )


GENERATED = {
    "nested-lists.json": (b'{"name": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "nested too deeply"),
    "nested-objects.json": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested too deeply"),
    "nested-and-broken.json": (b"[" * 10_000, "nested too deeply"),
    "nested-lists.toml": (b"name = " + b"[" * 10_000 + b"]" * 10_000, "nested too deeply"),
    "nested-tables.toml": (b"a = " + b"{a=" * 10_000 + b"1" + b"}" * 10_000, "nested too deeply"),
    "bytes.json": (bytes(range(256)), "not UTF-8 at line 2; save it as UTF-8"),
    "latin-1.json": ('{"name": "Café"}'.encode("latin-1"), "not UTF-8 at line 1; save it as UTF-8"),
    "utf-16-without-a-mark.toml": (PROFILE.encode("utf-16-be"), "not valid TOML"),
    "overlong.toml": (PROFILE.encode() + b'source = "\xc0\xaf"\n', "not UTF-8 at line 3; save it as UTF-8"),
    "surrogate-in-utf-8.toml": (PROFILE.encode() + b'source = "\xed\xa0\x80"\n', "not UTF-8 at line 3"),
    "nul.json": (b"\0" * 1000, "not valid JSON: Expecting value (at line 1, column 1)"),
    "long-name.toml": (b"crime_rate = 1\nname = [" + b"'x'," * 100_000 + b"]", "name: must be text, not a list"),
}


@pytest.mark.parametrize(("file", "content", "message"), [(k, *v) for k, v in GENERATED.items()], ids=[*GENERATED])
def test_content_too_odd_to_store_is_refused(run: Run, tmp_path: Path, file: str, content: bytes, message: str) -> None:
    """Nesting, bytes that are no text and text of great length end in one line like everything else."""
    (tmp_path / file).write_bytes(content)
    code, out, err = run("show", tmp_path / file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"crimecompare: {tmp_path / file}: ")
    assert message in err
    assert len(err) < 500 + len(str(tmp_path))


@pytest.mark.parametrize("content", ["{", "[]", "name =", "", " \n", '{"name": "A", "name": "B"}', "crime_rate = nan"])
def test_standard_input_is_refused_like_a_file(run: Run, content: str) -> None:
    """What comes from standard input is read as JSON when it starts with {, else as TOML, and is refused alike."""
    code, out, err = run("show", "-", stdin=content)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("crimecompare: standard input: ")
    assert ("JSON" in err) == (content == "{")
    assert ("TOML" in err) == (content in {"name =", "[]"})


@pytest.mark.parametrize("file", VALID, ids=by_name)
def test_valid_file_loads(run: Run, file: Path) -> None:
    """Nothing is refused that the contract allows: `validate` answers 0, and `show` gives a row for each area."""
    assert run("validate", file) == (0, "1 file checked: no problems.\n", "")
    code, out, err = run("show", file, "-f", "json")
    assert (code, err) == (0, "")
    assert [row["area"] for row in json.loads(out)["rows"]] == list(document(file).get("areas", {file.stem: None}))


@pytest.mark.parametrize("file", VALID, ids=by_name)
def test_valid_file_conforms_to_the_schema(run: Run, file: Path) -> None:
    """An editor that knows `crimecompare schema` finds no fault with a file that the program takes."""
    schema = json.loads(run("schema").out)
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(document(file))] == []


@pytest.mark.parametrize("file", TWINS, ids=by_name)
def test_format_of_a_file_changes_nothing(run: Run, file: Path) -> None:
    """The same profile in TOML and in JSON gives the same rows."""
    assert run("show", file, "-f", "json") == run("show", file.with_suffix(".json"), "-f", "json")


@pytest.mark.parametrize("file", VALID, ids=by_name)
def test_single_profile_may_come_from_standard_input(run: Run, file: Path) -> None:
    """A profile gives the same row from standard input as from its file, except the key, which is `-` there."""
    named = json.loads(run("show", file, "-f", "json").out)["rows"]
    content = file.read_bytes()
    if content.startswith(b"["):  # or it would be read as JSON
        content = b"#\n" + content
    piped = json.loads(run("show", "-", "-f", "json", stdin=content).out)["rows"]
    if len(named) == 1 and named[0]["area"] == file.stem:
        named[0]["area"] = "-"
    assert piped == named


def document(file: Path) -> dict[str, object]:
    """Read a profile document without the program, dates as JSON has them."""
    text = file.read_bytes().decode("utf-8-sig")
    if file.suffix == ".json":
        return dict(json.loads(text))
    return dict(json.loads(json.dumps(tomllib.loads(text), default=str)))
