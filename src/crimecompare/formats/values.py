"""How raw values are written for programs: numbers to 12 significant digits, what is several as a list or joined."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache, partial
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from crimecompare.analysis.codes import Note
from crimecompare.reports.fields import Value
from crimecompare.reports.report import Report

encoded = partial(json.dumps, ensure_ascii=False, allow_nan=False)
"""Encodes JSON as it is written here."""


def number(value: float) -> float:
    """Round to 12 significant digits; a whole number becomes an int, so that it is written without `.0`."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() else rounded


def plain(value: Value) -> Any:
    """Return what JSON writes for a value."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, tuple):
        return [{"code": v.code, "message": v.message} if isinstance(v, Note) else plain(v) for v in value]
    return value


def cell(value: Value) -> str:
    """Return what a line of text holds for a value: nothing for an unknown one, what is several joined by `;`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        codes = dict.fromkeys(v.code for v in value if isinstance(v, Note))
        return ";".join([*codes, *(cell(v) for v in value if not isinstance(v, Note))])
    return str(number(value))


def lines(report: Report) -> Iterator[list[str]]:
    """Yield the header and the rows as cells; unless fields were asked for, the last one holds what the notes say."""
    from crimecompare.reports.excerpt import NOTES_TEXT, Excerpt, messages

    kind = report.kind
    if isinstance(kind, Excerpt) or not kind.has_notes:
        yield list(kind.fields)
        yield from (list(map(cell, kind.values(row))) for row in report.rows)
        return
    yield [*kind.fields, NOTES_TEXT]
    for row in report.rows:
        yield [*map(cell, kind.values(row)), messages(kind.notes(row))]


def json_rows(report: Report) -> Iterator[str]:
    """Yield each row as a JSON object, with the bytes of `json.dumps`.

    Rows whose values have the same types share a template, which takes a third of the time of an encoder.
    """
    names = list(report.kind.fields)
    templates: dict[tuple[type, ...], _Template] = {}
    for row in report.rows:
        values = report.kind.values(row)
        types = tuple(map(type, values))
        template = templates.get(types)
        if template is None:
            template = templates[types] = _Template(names, values)
        yield template.filled(values) or encoded(dict(zip(names, map(plain, values), strict=True)))


class _Template:
    """A row of JSON with places for its numbers, and then for its texts."""

    def __init__(self, names: list[str], values: list[Value]) -> None:
        """Make the template of rows with values of the same types as these."""
        forms = [f"{json.dumps(name)}: {_form(value)}" for name, value in zip(names, values, strict=True)]
        self._form = f"{{{', '.join(forms)}}}"
        self._numbers = _picker([n for n, value in enumerate(values) if _is_number(value)])
        texts = [n for n, value in enumerate(values) if value is not None and not _is_number(value)]
        self._texts = _picker(texts)
        self._encoders = [encode_basestring if isinstance(values[n], str) else _constant for n in texts]

    def filled(self, values: list[Value]) -> str | None:
        """Return the row, or None where `json.dumps` writes a number differently: with an exponent, or as -0."""
        with_numbers: str = self._form % self._numbers(values)
        if "e+" in with_numbers or "e-" in with_numbers or "-0," in with_numbers or "-0}" in with_numbers:
            return None
        return with_numbers % tuple(
            [encode(text) for encode, text in zip(self._encoders, self._texts(values), strict=True)]
        )


def _form(value: Value) -> str:
    if value is None:
        return "null"
    if _is_number(value):
        return "%d" if isinstance(value, int) else "%.12g"
    return "%%s"


def _is_number(value: Value) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool)


def _picker(positions: list[int]) -> Any:
    """Return what takes the values at those positions as a tuple."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda values: tuple(values[n] for n in positions)


@lru_cache(maxsize=4096)
def _constant(value: Value) -> str:
    """Encode notes, keys, or yes and no; most rows have the same few."""
    return encoded(plain(value))
