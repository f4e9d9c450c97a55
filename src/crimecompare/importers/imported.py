"""What every importer returns: profiles, and remarks for the user."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from crimecompare.profiles.area import DOCUMENT_FIELDS, AreaProfile
from crimecompare.profiles.spelling import indented


@dataclass(frozen=True)
class Imported:
    """The profiles of an import, in their order, and remarks on what was read and what was left out."""

    profiles: Sequence[AreaProfile]
    remarks: Sequence[str]
    a_line_each: bool = False
    """Whether the document has a line for each area: small, and two releases can be compared line by line."""

    @property
    def document(self) -> str:
        """The profiles as a JSON profile file: in a table `areas`, with the known fields in the documented order."""
        areas = {profile.key: _fields(profile) for profile in self.profiles}
        if self.a_line_each:
            lines = (f"{_compact(key)}:{_compact(fields)}" for key, fields in areas.items())
            return '{"areas": {\n' + ",\n".join(lines) + "\n}}\n"
        return indented({"areas": areas}) + "\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _fields(profile: AreaProfile) -> dict[str, object]:
    data = vars(profile)
    return {field: data[field] for field in DOCUMENT_FIELDS if data[field] or data[field] == 0}
