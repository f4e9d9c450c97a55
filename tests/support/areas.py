"""Areas: profiles as short as a test can say them, and what is noted of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crimecompare.analysis.comparison import Comparison
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.documents import Documents
from crimecompare.profiles.places import BUNDLED, BundledPlace

PROFILE = 'name = "Fenmouth"\ncrime_rate = 91.6\n'
"""A profile file of one area, with nothing but a rate."""


def area(key: str = "a", **figures: object) -> AreaProfile:
    """Make a profile of those figures, named after its key."""
    return AreaProfile.model_validate({"key": key, "name": key.title(), **figures})


def codes(noted: Comparison | Mapping[str, Any]) -> list[str]:
    """Return the codes of the notes of a comparison, or of a row of JSON, in their order."""
    if isinstance(noted, Mapping):
        return [note["code"] for note in noted["notes"]]
    return [note.code for note in noted.notes]


def bundled(start: str = "") -> list[str]:
    """Return the keys of the areas that ship with the package and start like that, as `show` may be given them."""
    return [entry.key for entry in BundledPlace(BUNDLED, Documents()).latest() if entry.key.startswith(start)]
