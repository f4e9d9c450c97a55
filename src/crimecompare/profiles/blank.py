"""A profile to fill in, as TOML: every field with its meaning, what is known filled in, the rest as examples."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from crimecompare.profiles.area import DOCUMENT_FIELDS, AreaProfile
from crimecompare.profiles.parsing import parse_profile

SCHEMA = "profile.schema.json"
HEAD = f"""\
#:schema {SCHEMA}
# `crimecompare schema > {SCHEMA}` writes the file named above, by which editors complete and check this one.
# Fill in what is known, taking away the # before it, and leave out the rest; `crimecompare validate` checks it.
"""
WIDTH = 100
"""How long a line of a comment may be."""
EXAMPLES: dict[str, Any] = {
    "name": "Wisbech",
    "kind": "town",
    "population": 25334,
    "crime_rate": 136.9,
    "crimes": 3172,
    "period": "2025",
    "months_missing": ["2025-12"],
    "offences": {"Burglary": 140, "Robbery": 21},
    "offence_rates": {"Burglary": 6.0, "Robbery": 0.9},
    "monthly_crimes": {"2025-01": 281, "2025-02": 266},
    "monthly_offences": {"Burglary": {"2025-01": 13, "2025-02": 9}},
    "safety_score": 68,
    "safety_score_source": "A comparison website",
    "within": "fenland",
    "code": "E07000010",
    "other_codes": ["12UD"],
    "population_basis": "Census 2021",
    "offence_scope": "police recorded crime, excluding fraud",
    "source": "Police.uk, street-level crime",
    "retrieved": "2026-01-31",
    "caveats": ["A market town serves more people than live in it."],
}
"""What each field may look like; together they are one valid profile."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_FIGURES = ("crimes", "crime_rate", "safety_score")
"""One of these makes a profile that can be shown."""


def check_given(key: str, given: Mapping[str, Any], file: str) -> None:
    """Check what is filled in, of which a file to fill in need have no figure yet. Raises BadProfile."""
    has_figure = any(name in given for name in _FIGURES)
    parse_profile(key, given if has_figure else {**given, "safety_score": 0}, file)


def still_needed(given: Mapping[str, Any]) -> str | None:
    """Say what must be filled in before crime can be compared, if anything must."""
    if "crime_rate" in given or {"crimes", "population"} <= given.keys():
        return None
    return "population, or crime_rate" if "crimes" in given else "crimes and population, or crime_rate"


def blank_profile(given: Mapping[str, Any], table: str | None = None) -> str:
    """Return a document of one area with what is given; a `table` is its key where that is not the file's name."""
    start = [f"\n[areas.{_toml_key(table)}]\n"] if table is not None else []
    return "".join([HEAD, *start, *_fields(given)])


def toml_text(value: Any) -> str:
    """Write text, a number, or a list or a table of such, on one line of TOML."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")  # which TOML lets nobody write
        case list():
            return f"[{', '.join(map(toml_text, value))}]"
        case dict():
            return f"{{ {', '.join(f'{_toml_key(name)} = {toml_text(item)}' for name, item in value.items())} }}"
    return repr(value)


def _fields(given: Mapping[str, Any]) -> Iterator[str]:
    for field in DOCUMENT_FIELDS:
        meaning = AreaProfile.model_fields[field].description or ""
        yield "".join(f"\n# {line}" for line in textwrap.wrap(meaning, WIDTH, break_on_hyphens=False))
        start = "" if field in given else "# "
        yield f"\n{start}{field} = {toml_text(given.get(field, EXAMPLES[field]))}\n"


def _toml_key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else toml_text(name)
