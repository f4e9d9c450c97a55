"""JSON profile documents, by the standard library's parser; three things that it accepts are refused here."""

from __future__ import annotations

import json
from typing import Any

from crimecompare.wording import quoted


def parse(text: str) -> Any:
    """Parse JSON text. Raises ValueError for a syntax error (with its place), NaN, an infinity and a key twice."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error.msg} (at line {error.lineno}, column {error.colno})") from None
    except ValueError as error:
        if "integer string conversion" in str(error):  # Python's own limit of 4,300 digits
            raise ValueError("not valid JSON: a number has more than 15 digits") from None
        raise


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        seen: set[str] = set()
        key = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        name = data.get("name")
        owner = f" (of {quoted(name)})" if isinstance(name, str) else ""
        raise ValueError(f"the key {quoted(key)} is twice in one object{owner}; keep one")
    return data


def _refuse(constant: str) -> None:
    raise ValueError(f"a number must be finite, unlike {constant}; leave the field out if it is not known")
