"""Text of a profile file → plain data. One parser per format, found by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crimecompare.errors import UnreadableFile


def _toml(text: str) -> Any:
    from crimecompare.profiles.parsers import toml

    return toml.parse(text)


def _json(text: str) -> Any:
    from crimecompare.profiles.parsers import json

    return json.parse(text)


PARSERS: dict[str, Callable[[str], Any]] = {".toml": _toml, ".json": _json}


def parse(content: bytes, suffix: str, file: str) -> dict[str, Any]:
    """Parse a profile document.

    `suffix` chooses the parser (a key of `PARSERS`, or "" to go by the first character);
    `file` is what a message calls the document. A UTF-8 byte order mark and CRLF line ends are fine.
    Raises UnreadableFile, naming line and column where the parser knows them.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"{file}: not UTF-8 at line {line}; save it as UTF-8") from None
    if not text.strip():
        raise UnreadableFile(f"{file}: is empty; a profile needs at least a name and a figure")
    try:
        data = PARSERS[suffix or _guess(text)](text)
    except RecursionError:
        raise UnreadableFile(f"{file}: nested too deeply for a profile document") from None
    except ValueError as error:
        raise UnreadableFile(f"{file}: {error}") from None
    if not isinstance(data, dict):
        raise UnreadableFile(f"{file}: must be one object (a profile, or areas by key), not {_kind(data)}")
    return data


def _guess(text: str) -> str:
    """JSON starts with a brace, everything else is TOML, whose tables start with a bracket."""
    return ".json" if text.lstrip()[0] == "{" else ".toml"


def _kind(value: object) -> str:
    return {list: "a list", str: "text", type(None): "null"}.get(type(value), "a number or true/false")
