"""Markup: elements of HTML as text, in which nothing that a name says does anything."""

from __future__ import annotations

from crimecompare.charts.elements import escaped


def tag(name: str, content: str = "", /, **attributes: str | None) -> str:
    """Return an element around what is already written; attributes are escaped, and left out where they are None.

    `class_` writes `class`, and `aria_label` writes `aria-label`.
    """
    return f"{opened(name, **attributes)}{content}</{name}>"


def opened(name: str, /, **attributes: str | None) -> str:
    """Return the beginning of an element, which is all of one that holds nothing, such as `meta`."""
    given = [(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None]
    return f"<{name}{''.join(f' {key}={chr(34)}{escaped(value)}{chr(34)}' for key, value in given)}>"


def worded(name: str, words: str, /, **attributes: str | None) -> str:
    """Return an element that holds words, escaped."""
    return tag(name, escaped(words), **attributes)
