"""Conditions on the rows of a report: `FIELD OP VALUE`, as --fail-if and --where take them."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from crimecompare.errors import UnknownName, UsageError
from crimecompare.formats.values import cell, number
from crimecompare.reports import ReportKind, Row, ValueType
from crimecompare.wording import did_you_mean, quoted

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
FORM = re.compile(rf"\s*([\w-]+)\s*({'|'.join(OPERATORS)})\s*(.*?)\s*")


class Condition(NamedTuple):
    """A condition that was understood; `text` is how it was written."""

    text: str
    field: str
    symbol: str
    value: str | float

    def holds(self, row: Row) -> bool | None:
        """Whether the condition is true of a row, as its figures are written; None when the row's value is unknown."""
        found = row.values[self.field]
        if found is None:
            return None
        if isinstance(found, tuple):
            return (self.value in cell(found).split(";")) == (self.symbol == "==")
        if isinstance(found, float | int) and not isinstance(found, bool):
            return OPERATORS[self.symbol](number(found), self.value)
        return OPERATORS[self.symbol](cell(found), self.value)


def parse(text: str, kind: ReportKind) -> Condition:
    """Understand a condition on a report of that kind. Raises UsageError or UnknownName."""
    match = FORM.fullmatch(text)
    if match is None or not match[3]:
        raise UsageError(f"{quoted(text)} is not a condition; write FIELD OP VALUE with one of < <= > >= == !=")
    name, symbol, value = match.groups()
    check_field(name, kind)
    if kind.fields[name] is ValueType.NUMBER:
        return Condition(text, name, symbol, _number(text, value))
    if symbol not in {"==", "!="}:
        raise UsageError(f"{quoted(text)}: {name} is not a number, so it takes == and != only")
    return Condition(text, name, symbol, value)


def check_field(name: str, kind: ReportKind) -> str:
    """Return the name of a field of that kind. Raises UnknownName, listing the fields."""
    if name not in kind.fields:
        hint = did_you_mean(name, kind.fields)
        raise UnknownName(f"unknown field {quoted(name)}{hint or ''}; the fields are {' '.join(kind.fields)}")
    return name


def _number(text: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{quoted(text)}: {quoted(value)} is not a number to compare with")
    return number
