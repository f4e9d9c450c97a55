"""Spelling: a document of profiles is written as the standard library would, and faster."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from crimecompare.profiles.spelling import indented

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.none() | st.booleans() | TEXTS | st.integers(-(10**15), 10**15) | st.floats(0.001, 1e12)
DOCUMENTS = st.dictionaries(
    TEXTS, st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20)
)


@given(DOCUMENTS)
def test_a_document_has_the_bytes_of_the_standard_library(document):
    """Whatever a profile can hold is spelled and indented as `json.dumps` does it."""
    assert indented(document) == json.dumps(document, ensure_ascii=False, indent=2)
