"""The JSON Schema of a profile document: one profile, or several by key under `areas`."""

from __future__ import annotations

from typing import Any

from crimecompare.profiles.area import LOADER_FIELDS, AreaProfile
from crimecompare.profiles.types import KEY_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """Return the schema, in JSON Schema 2020-12."""
    profile = AreaProfile.model_json_schema()
    for field in LOADER_FIELDS:
        del profile["properties"][field]
    profile["required"] = ["name"]
    profile["description"] = "The published figures of one area; what is not known is left out."
    for field in profile["properties"].values():
        _simplify(field)
    pointer = {"type": "string", "description": "Where this schema is, for editors."}
    alone = {**profile, "properties": {"$schema": pointer, **profile["properties"]}}
    several = {
        "type": "object",
        "description": "Several areas by key.",
        "properties": {
            "$schema": pointer,
            "areas": {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": KEY_PATTERN},
                "additionalProperties": {"$ref": "#/$defs/profile"},
            },
        },
        "required": ["areas"],
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": "crimecompare profile document",
        "if": {"type": "object", "required": ["areas"]},
        "then": several,
        "else": alone,
        "$defs": {"profile": profile},
    }


def _simplify(field: dict[str, Any]) -> None:
    """Drop the null that a Python default brings: in a file, what is not known is left out."""
    field.pop("default", None)
    field.pop("title", None)
    kinds = [kind for kind in field.pop("anyOf", []) if kind != {"type": "null"}]
    if kinds:
        field.update(kinds[0])
    _close(field)


def _close(field: dict[str, Any]) -> None:
    """Refuse names that a table does not take: a pattern alone lets all others through."""
    for pattern, values in field.get("patternProperties", {}).items():
        field["propertyNames"] = {"pattern": pattern}
        _close(values)
