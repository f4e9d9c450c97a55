"""Choosing: which of a report's rows are shown, in which order, and how many: --where, --sort, --reverse, --top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from crimecompare.cli.conditions import Condition, checked_field, parse_condition
from crimecompare.errors import UsageError
from crimecompare.formats.values import cell, number
from crimecompare.reports.fields import Field, ReportKind, Value
from crimecompare.reports.report import Paragraph, Report
from crimecompare.wording import cut_short, listed

Result = TypeVar("Result")


class Choice(NamedTuple):
    """Which results are shown, in the order of a field (None: as they come), and how many at most."""

    filters: Sequence[Condition]
    order: Field | None
    reverse: bool
    top: int | None

    def of(self, results: Sequence[Result]) -> Sequence[Result]:
        """Keep the results of which all conditions are true, in order; unknown values last, equal ones as they come.

        Without a field to sort by, reversing reverses the order in which they come.
        """
        kept = results
        for condition in self.filters:
            kept = [result for result in kept if condition.holds(result)]
        if self.order is None:
            return (kept[::-1] if self.reverse else kept)[: self.top]
        values = [(self.order.value(result), result) for result in kept]
        known = [(_place(value), result) for value, result in values if value is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.reverse)
        return [result for _, result in [*known, *((v, r) for v, r in values if v is None)]][: self.top]

    def said(self, report: Report) -> Report:
        """Return the report with the fields that were asked about, and with words where no row meets the conditions."""
        fields = [condition.field for condition in self.filters] + ([self.order] if self.order else [])
        report = report._replace(asked=frozenset(field.name for field in fields))
        if report.rows or not self.filters:
            return report
        unmet = f"No area meets {listed([cut_short(condition.text) for condition in self.filters])}."
        return report._replace(paragraphs=[Paragraph(unmet), *report.paragraphs])


def choice(kind: ReportKind, where: Sequence[str], sort: str | None, top: int | None, *, reverse: bool) -> Choice:
    """Understand which rows of a report of that kind are asked for. Raises UsageError or UnknownName."""
    filters = [parse_condition(condition, kind) for condition in where]
    name = kind.order if sort is None and reverse else sort
    if top is not None and top < 1:
        raise UsageError(f"--top must be 1 or more, not {top}")
    return Choice(filters, checked_field(name, kind.fields) if name is not None else None, reverse, top)


def _place(value: Value) -> Any:
    """Return what a value is sorted by: figures as they are written, words by their letters, then by case."""
    if isinstance(value, float | int):
        return number(value)
    text = cell(value)
    return text.casefold(), text
