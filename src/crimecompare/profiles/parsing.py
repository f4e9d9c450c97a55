"""Parsing: plain data of a document → a profile, or every problem in it, each in the words of `Problem`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from crimecompare.errors import BadProfile, Problem
from crimecompare.profiles.area import DOCUMENT_FIELDS, AreaProfile, Contradictions
from crimecompare.profiles.types import described
from crimecompare.wording import did_you_mean, quoted

_KNOWN = frozenset(DOCUMENT_FIELDS)
CONTAINERS = {
    "caveats": "a list of sentences",
    "months_missing": 'a list of months such as "2025-03"',
    "other_codes": "a list of codes",
    "monthly_offences": "a table of offences, each a table of counts by month",
}
"""What the fields that hold several values must be, in words; the others are tables of numbers."""


def parse_profile(key: object, data: object, file: str, origin: str | None = None) -> AreaProfile:
    """Validate one profile of a document that is called `file` in messages and whose real path is `origin`.

    Raises BadProfile with every problem.
    """
    problems: list[Problem] = []
    area = key if isinstance(key, str) else None
    if type(data) is not dict and not isinstance(data, Mapping):
        raise BadProfile(file, [Problem(area, None, f"must be a table of fields, not {described(data)}")])
    unknown = [] if data.keys() <= _KNOWN else [name for name in data if name not in _KNOWN]
    problems += [Problem(area, quoted(str(name)), _unknown_field(str(name))) for name in unknown]
    known = data
    if unknown or None in data.values():  # which is what is not known
        known = {name: value for name, value in data.items() if name in _KNOWN and value is not None}
    try:
        profile = AreaProfile.model_validate({**known, "key": key, "file": file, "origin": origin})
    except ValidationError as error:
        problems += _problems(area, error)
    if problems:
        raise BadProfile(file, problems)
    return profile


def _problems(area: str | None, error: ValidationError) -> Iterable[Problem]:
    """Put pydantic's findings into the words of `Problem`."""
    for finding in error.errors(include_url=False, include_input=False):
        location = [part for part in finding["loc"] if part != "[key]"]
        inner = [quoted(part) if isinstance(part, str) else f"item {part + 1}" for part in location[1:]]
        field = ": ".join([*map(str, location[:1]), *inner]) or None
        cause = finding.get("ctx", {}).get("error")
        if isinstance(cause, Contradictions):
            yield from (Problem(area, where, what) for where, what in cause.problems)
        elif isinstance(cause, ValueError):
            yield Problem(area, None if field == "key" else field, str(cause))
        elif finding["type"] == "missing":
            yield Problem(area, field, "is required")
        else:  # a container: a table by offence or by month, or a list
            kind = CONTAINERS.get(str(location[0])) if len(location) == 1 else None
            yield Problem(area, field, f"must be {kind or 'a table of numbers by name'}")


def _unknown_field(name: str) -> str:
    hint = did_you_mean(name, DOCUMENT_FIELDS) or f"; the fields are {', '.join(DOCUMENT_FIELDS)}"
    return f"is not a field of a profile{hint}"
