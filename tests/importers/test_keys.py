"""Keys of imported areas: made of their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.importers.keys import key_of, unique_keys
from crimecompare.profiles.types import check_key


class TestKeys:
    """Keys are legal, unique and can be guessed."""

    @given(st.text(min_size=1))
    def test_every_name_has_a_legal_key(self, name: str) -> None:
        """Whatever an area is called, its key is one that the command line takes."""
        assert check_key(key_of(name)) == key_of(name)

    @given(
        st.lists(
            st.tuples(st.sampled_from(["Abbey", "abbey", "St. Ives", "St Ives", "?"]), st.none() | st.text(max_size=2))
        )
    )
    def test_keys_are_unique(self, areas: list[tuple[str, str | None]]) -> None:
        """No two areas have the same key, also not beside keys that are taken."""
        keys = unique_keys(areas, taken=["abbey", "area"])
        assert len({*keys, "abbey", "area"}) == len(areas) + 2
        assert all(check_key(key) for key in keys)

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("East Cambridgeshire", "east-cambridgeshire"),
            ("Bristol, City of", "bristol-city-of"),
            ("King's Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
            ("King\N{RIGHT SINGLE QUOTATION MARK}s Lynn", "kings-lynn"),
            ("Rhondda Cynon Taf", "rhondda-cynon-taf"),
            ("Ynys Môn", "ynys-môn"),
            ("Longlands & Beechwood (East)", "longlands-beechwood-east"),
            ("x.json", "x-json"),
            ("-", "area"),
        ],
    )
    def test_keys_can_be_guessed(self, name: str, key: str) -> None:
        """A key is the name in lower case, with hyphens."""
        assert key_of(name) == key
