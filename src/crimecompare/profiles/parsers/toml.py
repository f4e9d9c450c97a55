"""TOML profile documents, by the standard library's parser."""

from __future__ import annotations

import re
import tomllib
from typing import Any

DEEPEST = 100
"""Parts of a dotted key that are read; Python's parser takes time with the square of their number."""
QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3})?|'
    r"'''(?:[^']|'(?!''))*+(?:'{3})?|"
    r'"(?:[^"\\\n]|\\.)*+"?|'
    r"'[^'\n]*+'?|"
    r"#[^\n]*+",
    re.DOTALL,
)
"""Strings and comments, closed or not; nothing is gone over twice."""
AROUND_KEYS = re.compile(r"[=,{}\[\]\n]")


def parse(text: str) -> dict[str, Any]:
    """Parse TOML text. Raises ValueError with line and column, RecursionError for what is nested too deeply."""
    if any(line.count(".") > DEEPEST for line in text.split("\n")) and _is_deep(text):
        raise RecursionError
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not valid TOML: {str(error).replace('at end of document', _end(text))}") from None
    except ValueError:  # an integer beyond what Python converts
        raise ValueError("not valid TOML: a number has more than 15 digits") from None


def _is_deep(text: str) -> bool:
    """Whether a key has too many parts; dots in strings and comments are none of its own."""
    return any(piece.count(".") > DEEPEST for piece in AROUND_KEYS.split(QUOTED.sub("", text)))


def _end(text: str) -> str:
    """Say where a document ends, which Python's parser leaves to the reader."""
    lines = text.split("\n")
    return f"at line {len(lines)}, column {len(lines[-1]) + 1}"
