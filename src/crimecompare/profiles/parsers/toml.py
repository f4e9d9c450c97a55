"""TOML profile documents, by the standard library's parser."""

from __future__ import annotations

import tomllib
from typing import Any


def parse(text: str) -> dict[str, Any]:
    """Parse TOML text. Raises ValueError with line and column."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not valid TOML: {str(error).replace('at end of document', _end(text))}") from None
    except ValueError:  # an integer beyond what Python converts
        raise ValueError("not valid TOML: a number has more than 15 digits") from None


def _end(text: str) -> str:
    """Say where a document ends, which Python's parser leaves to the reader."""
    lines = text.split("\n")
    return f"at line {len(lines)}, column {len(lines[-1]) + 1}"
