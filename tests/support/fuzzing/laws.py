"""Laws that every run keeps, whatever it was given: each function yields what a run broke."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from support.fuzzing.running import CPU_SECONDS, MEMORY, Ending, Hostile
from support.workbooks import read_xlsx

CODES = {0, 1, 2, 130, 141}
"""The exit codes that people and scripts are promised."""
ANSWERED, NO, REFUSED = 0, 1, 2
LONGEST_LINE = 1000
"""How long a line of standard error may be, in characters."""
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that a terminal or an editor would act on."""
JOINERS = "\u200c\u200d"
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠].")
"""What a spreadsheet would run; a sign alone, such as the key of standard input, is text."""
FIGURE = re.compile(r"-?[0-9.]+(e[+-]?[0-9]+)?")


def laws_broken(hostile: Hostile, end: Ending) -> Iterator[str]:
    """Yield which laws a run broke, each in a line that begins with the law."""
    if end.code not in CODES:
        yield f"exit code: {end.code}"
        return
    if end.cpu >= CPU_SECONDS or end.memory > MEMORY:
        yield f"bounds: {end.cpu:.1f} s of CPU, {end.wall:.1f} s by the clock, {end.memory:.0f} MiB"
    yield from _talk(end)
    yield from _files(hostile, end)
    if end.code == REFUSED:
        yield from _refusal(hostile, end)
    else:
        yield from _answer(hostile, end)


def _talk(end: Ending) -> Iterator[str]:
    text = end.err.decode("utf-8", "surrogateescape")
    if "Traceback (most recent call last)" in text:
        yield "traceback"
    for line in text.splitlines():
        if len(line) > LONGEST_LINE:
            yield f"standard error: a line of {len(line):,} characters"
    yield from _acting("standard error", text)


def _refusal(hostile: Hostile, end: Ending) -> Iterator[str]:
    lines = end.err.decode("utf-8", "surrogateescape").splitlines()
    if (len(lines) != 1 and not hostile.judges) or not lines or not lines[-1].startswith("crimecompare: "):
        yield f"refusal: {len(lines)} lines on standard error"
    if end.out and not hostile.judges:
        yield "refusal: something on standard output"


def _files(hostile: Hostile, end: Ending) -> Iterator[str]:
    """Files are written whole or not at all, one at most, and only by what answers."""
    changed = sorted(
        name
        for name in {*end.before, *end.after}
        if end.before.get(name, "") != end.after.get(name, "") or (name in end.before) != (name in end.after)
    )
    if len(changed) > 1 or any(name.startswith("tmp/") or ".part" in name for name in changed):
        yield f"files: {changed} changed"
    elif changed and end.code == REFUSED and not hostile.judges:
        yield f"files: a refusal changed {changed}"
    elif changed and hostile.form == "xlsx":
        yield from _workbook(end.after[changed[0]])


def _answer(hostile: Hostile, end: Ending) -> Iterator[str]:
    try:
        text = end.out.decode()
    except UnicodeDecodeError as error:
        yield f"answer: not UTF-8: {error.reason}"
        return
    if text and not text.endswith("\n"):
        yield "answer: its last line does not end"
    yield from _acting("answer", text.replace("\t", "") if hostile.form == "tsv" else text)
    if text and hostile.form in FORMS:
        try:
            yield from FORMS[hostile.form](text)
        except (ValueError, TypeError, LookupError, csv.Error) as error:
            yield f"answer: no {hostile.form}: {type(error).__name__}: {error}"


def _acting(where: str, text: str) -> Iterator[str]:
    for sign in sorted({*text} - {"\n", *JOINERS}):
        if unicodedata.category(sign) in ACTING:
            yield f"{where}: holds U+{ord(sign):04X}, which a terminal would act on"
            return


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key is in an object twice")
    return dict(pairs)


def _strict_json(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once_each)


def _is_json(text: str) -> Iterator[str]:
    document = _strict_json(text)
    if [*document] != ["report", "schema_version", "rows"] or len({tuple(row) for row in document["rows"]}) > 1:
        yield "answer: JSON of another shape"


def _is_profiles(text: str) -> Iterator[str]:
    """What an import writes is a document of areas; that the program takes it is for the test to see."""
    if not _strict_json(text)["areas"]:
        yield "answer: a document without areas"


def _is_ndjson(text: str) -> Iterator[str]:
    if len({tuple(_strict_json(line)) for line in text.splitlines()}) > 1:
        yield "answer: lines of NDJSON with other keys"


def _is_csv(text: str) -> Iterator[str]:
    yield from _even(csv.reader(io.StringIO(text, newline=""), strict=True))


def _is_tsv(text: str) -> Iterator[str]:
    yield from _even(line.split("\t") for line in text.removesuffix("\n").split("\n"))


def _even(rows: Iterator[list[str]]) -> Iterator[str]:
    """Rows are as long as the heading, and no cell is what a spreadsheet would run."""
    first = next(rows)
    for row in rows:
        if len(row) != len(first):
            yield f"answer: a row of {len(row)} cells under a heading of {len(first)}"
        yield from (
            f"answer: {name} would run as a formula"
            for name, cell in zip(first, row, strict=False)
            if FORMULA.match(cell) and not FIGURE.fullmatch(cell)
        )


def _is_markdown(text: str) -> Iterator[str]:
    """A block is one table, whose rows have as many cells as its heading; outside of it no line is a heading."""
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if lines[0].startswith("| "):
            cells = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines}
            if len(cells) > 1:
                yield "answer: rows of a Markdown table have different numbers of cells"
        elif any(re.match(r" {0,3}(#|[-+*] |>|```|~~~|=+$|-+$|<)", line) for line in lines):
            yield "answer: a name became Markdown"


def _workbook(content: bytes | str | None) -> Iterator[str]:
    if not isinstance(content, bytes):
        yield "files: no workbook"
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "answer.xlsx")
        file.write_bytes(content)
        read_xlsx(file)


FORMS: dict[str | None, Callable[[str], Iterator[str]]] = {
    "json": _is_json,
    "ndjson": _is_ndjson,
    "csv": _is_csv,
    "tsv": _is_tsv,
    "markdown": _is_markdown,
    "profiles": _is_profiles,
}
"""What an answer in a format must be."""


def differences(one: Ending, other: Ending) -> Iterator[str]:
    """Yield how two runs on the same input differ, which they must not."""
    parts = ("exit code", "standard output", "standard error", "files")
    for part, here, there in zip(parts, one.visible, other.visible, strict=True):
        if here != there:
            yield f"the same twice: {part} differs: {_first_difference(here, there)}"


def _first_difference(one: Any, other: Any) -> str:
    if not isinstance(one, bytes):
        return f"{one!r:.200} and {other!r:.200}"
    place = next((n for n, (a, b) in enumerate(itertools.zip_longest(one, other)) if a != b), 0)
    return f"{one[place - 40 : place + 60]!r} and {other[place - 40 : place + 60]!r}"
