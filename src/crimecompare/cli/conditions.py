"""Conditions on the rows of a report: `FIELD OP VALUE`, as --fail-if and --where take them."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from crimecompare.errors import UnknownName, UsageError
from crimecompare.formats.values import cell, number
from crimecompare.reports.fields import Field, ReportKind, ValueType
from crimecompare.wording import capitalised, did_you_mean, listed, printable, quoted

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
FORM = re.compile(rf"\s*([\w-]+)\s*({'|'.join(OPERATORS)})(.*)", re.DOTALL)


class Condition(NamedTuple):
    """A condition that was understood; `text` is how it was written."""

    text: str
    field: Field
    symbol: str
    value: str | float

    def holds(self, row: object) -> bool | None:
        """Whether the condition is true of a row, as its figures are written; None when the row's value is unknown."""
        found = self.field.value(row)
        if found is None:
            return None
        if isinstance(found, tuple):
            return (self.value in cell(found).split(";")) == (self.symbol == "==")
        if isinstance(found, float | int) and not isinstance(found, bool):
            return OPERATORS[self.symbol](number(found), self.value)
        return OPERATORS[self.symbol](cell(found), self.value)


def parse_condition(text: str, kind: ReportKind) -> Condition:
    """Understand a condition on a report of that kind. Raises UsageError or UnknownName."""
    match = FORM.fullmatch(text)
    if match is None or not match[3].strip():
        raise UsageError(f"{quoted(text)} is not a condition; write FIELD OP VALUE with one of < <= > >= == !=")
    name, symbol, value = match[1], match[2], match[3].strip()  # not by the expression, which would go back and forth
    field = checked_field(name, kind.fields)
    if field.value_type is ValueType.NUMBER:
        return Condition(text, field, symbol, _bound(text, value))
    if symbol not in {"==", "!="}:
        raise UsageError(f"{quoted(text)}: {name} is not a number, so it takes only == and !=")
    _check_word(text, field, value)
    return Condition(text, field, symbol, value)


def checked_field(name: str, fields: Mapping[str, Field]) -> Field:
    """Return the one of these fields that has the name. Raises UnknownName, listing the fields."""
    if name not in fields:
        hint = did_you_mean(name, fields)
        known = f"the fields are {' '.join(fields)}"
        raise UnknownName(f"unknown field {quoted(name)}{f'{hint} {capitalised(known)}' if hint else f'; {known}'}")
    return fields[name]


def words_of(field: Field) -> list[str]:
    """Return all that a field can hold, where that is a closed set."""
    if field.value_type is ValueType.FLAG:
        return ["true", "false"]
    return list(field.among) if field.among is not None else []


def _check_word(text: str, field: Field, value: str) -> None:
    """Refuse a word that the field never has, since a condition with it would never be true. Raises UnknownName."""
    words = words_of(field)
    if words and value not in words:
        hint = did_you_mean(value, words) or f"; it is {listed(words, 'or')}"
        raise UnknownName(f"{quoted(text)}: {field.name} is never {quoted(value)}{hint}")


def _bound(text: str, value: str) -> float:
    """Read the number of a condition, which may have the minus sign that tables print. Raises UsageError."""
    bound = _number(value)
    if math.isfinite(bound):
        return bound
    plain = value.removesuffix("%").rstrip()
    if plain != value and math.isfinite(_number(plain)):
        raise UsageError(f"write the number without %: {printable(text.removesuffix(value))}{plain}")
    raise UsageError(f"{quoted(text)} must compare with a number, not with {quoted(value)}")


def _number(text: str) -> float:
    try:
        return float(text.replace("−", "-"))
    except ValueError:
        return math.nan
