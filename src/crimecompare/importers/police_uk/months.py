"""The months that are asked for, those that the files have, and the period that results."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from crimecompare.errors import UsageError
from crimecompare.profiles.periods import months_in, spelled_months
from crimecompare.wording import counted

MOST_MISSING = 3
"""One in so many months may be missing, and no more."""


@dataclass(frozen=True)
class Months:
    """The months that are asked for, "YYYY-MM", both included; None for as far as the files go."""

    first: str | None = None
    last: str | None = None

    def hold(self, month: str) -> bool:
        """Whether `month` is one of these."""
        return (self.first or month) <= month <= (self.last or month)


def too_many_missing(missing: int, months: int) -> bool:
    """Whether so many missing months leave too little of a period: more than a third of it."""
    return MOST_MISSING * missing > months


def period_of(found: Collection[str], asked: Months) -> str:
    """Say which period the counts cover, whose first and last months have a file.

    Raises UsageError where a first or last month that is asked for has no file, and where more than a third of the
    months have none.
    """
    inside = sorted(month for month in found if asked.hold(month))
    if not inside:
        have = f"; the files are for {min(found)} to {max(found)}" if found else ""
        raise UsageError(
            f"no file is for a month from {asked.first or 'the first'} to {asked.last or 'the last'}{have}"
        )
    for option, month, has in (("--from", asked.first, inside[0]), ("--to", asked.last, inside[-1])):
        if month not in (None, has):
            raise UsageError(
                f"{option} {month}: no file is for that month, and missing is not zero; the nearest is {has}"
            )
    period = _spelled(inside[0], inside[-1])
    absent = [month for month in months_in(period) if month not in found]
    if too_many_missing(len(absent), len(months_in(period))):
        gap = f"{len(absent):,} of the {counted(len(months_in(period)), 'month')} of {period}"
        raise UsageError(
            f"no file is for {gap} ({spelled_months(absent)}), and missing is not zero; "
            "choose months with --from and --to"
        )
    return period


def _spelled(first: str, last: str) -> str:
    if first == last:
        return first
    whole_year = first[:4] == last[:4] and first.endswith("-01") and last.endswith("-12")
    return first[:4] if whole_year else f"{first}/{last}"
