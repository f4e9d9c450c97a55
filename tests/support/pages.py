"""Pages: HTML as a tree, with what tests ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

VOID = {"meta"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "background", "xlink:href", "srcset", "ping"}
"""Attributes that lead somewhere."""


class Node:
    """An element: its name, its attributes, and what is in it, elements and texts."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.inside: list[Node | str] = []

    def every(self, *names: str) -> list[Node]:
        """Return all elements below that have one of the names, or all there are, in order."""
        return [node for node in self._below() if not names or node.name in names]

    def _below(self) -> Iterator[Node]:
        for node in self.inside:
            if isinstance(node, Node):
                yield node
                yield from node._below()

    @property
    def text(self) -> str:
        """All words in it, with single blanks between them."""
        words = " ".join(node if isinstance(node, str) else node.text for node in self.inside)
        return " ".join(words.split())

    @property
    def written(self) -> str:
        """The text as it is written, without what elements might put between words."""
        return "".join(node if isinstance(node, str) else node.written for node in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), tag
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def page_tree(page: str) -> Node:
    """Return a page as a tree, all of whose elements are closed where they should be."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    (root,) = reader.open
    return root


def saved(page: Node) -> dict[str, bytes]:
    """Return the files that a page holds, by their names."""
    links = [node for node in page.every("a") if "download" in node.attributes]
    found = {}
    for link in links:
        kind, _, content = link.attributes["href"].partition(",")
        assert kind in {"data:text/csv;charset=utf-8", "data:image/svg+xml;charset=utf-8"}
        found[link.attributes["download"]] = unquote_to_bytes(content)
    assert len(found) == len(links)
    return found


def check_harmless(page: Node) -> None:
    """Check that nothing in a page runs, and that nothing in it leads anywhere but to itself."""
    ids = [node.attributes["id"] for node in page.every() if "id" in node.attributes]
    assert len(set(ids)) == len(ids)
    assert not page.every("script", "iframe", "object", "embed", "link", "base", "form", "img", "foreignobject", "use")
    for node in page.every():
        names = set(node.attributes)
        assert not names & {"style", "srcdoc"}
        assert not any(name.startswith("on") for name in names)
        for name in names & ADDRESSES:
            address = node.attributes[name]
            assert (node.name, name) == ("a", "href")
            assert address.startswith("data:") if "download" in names else address.removeprefix("#") in ids
