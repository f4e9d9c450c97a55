"""Containment: what contains an area, and the circles that nothing can be within."""

from __future__ import annotations

from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.profiles.containment import Circle, follow

WITHIN = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefg"))


def walk(start: str, within: dict[str, str], sound: Container[str] = ()) -> tuple[list[str], Circle | None]:
    """Return the links from an area outwards, and the circle that they are, if they are one."""
    try:
        return [start, *follow(start, within.get, sound)], None
    except Circle as circle:
        return list(circle.links), circle


@given(within=WITHIN, start=st.sampled_from("abcdef"))
def test_a_chain_ends_outermost_or_is_a_circle(within: dict[str, str], start: str) -> None:
    """Each link directly contains the one before it; either none comes twice and the last is outermost, or one does."""
    links, circle = walk(start, within)
    assert [within[link] for link in links[:-1]] == links[1:]
    if circle:
        assert links[-1] in links[:-1]
        assert circle.loop[0] == circle.loop[-1]
    else:
        assert len(set(links)) == len(links)
        assert links[-1] not in within


@given(within=WITHIN, start=st.sampled_from("abcdef"), sound=st.sets(st.sampled_from("abcdef")))
def test_a_chain_stops_at_what_is_sound(within: dict[str, str], start: str, sound: set[str]) -> None:
    """What is known to lead in no circle is not walked again."""
    links, _ = walk(start, within, sound)
    assert sound.isdisjoint(links[1:])


def test_a_long_chain_is_walked_once() -> None:
    """A chain of 20,000 areas is followed in one go."""
    chain = follow("0", lambda key: str(int(key) + 1) if int(key) < 20_000 else None)
    assert len(chain) == 20_000


def test_the_folder_of_a_document_says_which_areas_are_meant(run, tmp_path) -> None:
    """A file's `within` means the file's own areas before those of nearer places, as far as it goes."""
    outer = '[areas.county]\nname = "County"\ncrimes = 900\npopulation = 9000\n'
    inner = '[areas.town]\nname = "Town"\ncrimes = 90\npopulation = 900\nwithin = "county"\n'
    (tmp_path / "one.toml").write_text(outer + inner)
    done = run("diff", "town", "-b", "county", "-p", tmp_path / "one.toml", "--exclude-self", "--get", "baseline_name")
    assert done.out == "County without Town\n"


@pytest.mark.parametrize("links", [["a", "b", "a"], ["a", "b", "c", "b"]])
def test_the_loop_of_a_circle_begins_where_it_is_met_again(links: list[str]) -> None:
    """What leads into a circle is not part of it."""
    assert Circle(links).loop == links[links.index(links[-1]) :]
