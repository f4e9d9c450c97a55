"""Containment: what contains an area, and the circles that nothing can be within."""

from __future__ import annotations

from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.profiles.containment import Circle, Circles, follow

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


@given(within=WITHIN)
def test_circles_are_found_from_wherever_an_area_is(within: dict[str, str]) -> None:
    """An area that leads into a circle has it, as seen from itself where it is on it; no other has one."""
    circles = Circles(within.get)
    for start in within:
        _, circle = walk(start, within)
        loop = circles.loop(start)
        assert (loop is None) == (circle is None)
        if loop and circle:
            assert sorted(loop.keys) == sorted(circle.loop[1:])
            assert loop.links[0] == loop.links[-1]
            if circle.links[-1] == start:
                assert loop.links == circle.links


def test_each_link_is_followed_once_however_many_areas_are_asked_about() -> None:
    """A circle of 2,000 areas and 2,000 more that lead into it cost one step each, and are said in a few words."""
    within = {str(n): str(n + 1) for n in range(4000)} | {"3999": "2000"}
    steps: list[str] = []

    def outer_of(key: str) -> str | None:
        steps.append(key)
        return within.get(key)

    circles = Circles(outer_of)
    found = [circles.loop(key) for key in within]
    assert len(steps) < 2 * len(within)
    assert all(loop and len(loop.links) == 5 for loop in found)
    assert found[2500]
    assert found[2500].links == ["2500", "2501", "2502", "… 1,997 more …", "2500"]
