"""Pictures: what a report's pictures draw, as data: which fields, on which axis, around what, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from crimecompare.analysis.funnel_limits import FunnelLimits
from crimecompare.reports.fields import Field
from crimecompare.wording import capitalised

LOG_SCALE = "(log scale)"
"""What is said of every axis on which equal ratios are equal distances."""
DIFFERENT = "clearly different", "not clearly different"
"""What filled and hollow marks mean where a verdict says it."""
UNJUDGED = "cannot be judged"
"""What the mark means of a row that has a figure and of which no verdict is possible."""


class Drawing(Enum):
    """The four kinds of picture."""

    FOREST = "forest"
    BARS = "bars"
    FUNNEL = "funnel"
    LINE = "line"


class Point(NamedTuple):
    """A month since year 0, what is drawn above it (None: no data, which is a gap), and what is told of it."""

    month: int
    value: float | None
    told: str = ""


class Series(NamedTuple):
    """A line through months: what it is called, and whether it is the area's own, not what it is compared with."""

    name: str
    points: Sequence[Point]
    is_own: bool = True


class MarkedMonths(NamedTuple):
    """Months that are compared, as months since year 0: what they are called, and their mean (None: not drawn)."""

    name: str
    first: int
    last: int
    mean: float | None = None


class Lines(NamedTuple):
    """What is drawn of one row as lines: series, and the windows that are compared."""

    series: Sequence[Series]
    windows: Sequence[MarkedMonths] = ()


class Picture(NamedTuple):
    """One picture of a report: which of the report's fields it draws, on what axis.

    `value` is drawn, with the interval that it has, on an axis that `axis` names with its unit. The axis `is_log`, or
    begins at 0, or has 0 in it. `reference` is where a line is drawn: the value that means no difference, which
    `reference_name` names, and `sides` what lies below it and above it. A row `is_clear` when it differs clearly;
    without that, nothing is tested and all are drawn alike. It `is_judged` unless its figures cannot show whether it
    differs, and one that `is_apart` from those above has room between. Rows of one value in
    the field `panels` share a panel; all panels share one axis. Rows are
    `called` as that field says, or as they are everywhere; with `parts` each is drawn as several, whose fields those of
    the picture then are. `key` says what filled and hollow marks mean, in this
    order.

    A funnel draws `value` above `size`, an axis that `size_axis` names, and the `limits` around `reference`; `passed`
    returns how many of them a row lies beyond (negative: below), None for one that is not drawn. `highlighted` are the
    keys of areas that are named in any case. A line draws `lines` of each row. `caption` is the title of the report
    where that is for tables only.

    `in_rows` is what is drawn where there is room for rows only, as in a terminal (None: this picture itself).
    """

    drawing: Drawing
    value: Field
    axis: str
    is_log: bool = False
    reference: float | None = None
    reference_name: str = ""
    sides: tuple[str, str] | None = None
    is_clear: Callable[[Any], bool] | None = None
    is_judged: Callable[[Any], bool] | None = None
    is_apart: Callable[[Any], bool] | None = None
    panels: Field | None = None
    called: Field | None = None
    parts: Callable[[Any], Sequence[Any]] | None = None
    key: tuple[str, str] | None = None
    size: Field | None = None
    size_axis: str = ""
    limits: FunnelLimits | None = None
    limit_names: tuple[str, str] = ("", "")
    passed: Callable[[Any], int | None] | None = None
    highlighted: frozenset[str] = frozenset()
    lines: Callable[[Any], Lines] | None = None
    in_rows: Picture | None = None
    caption: str = ""


def ratio_forest(
    field: Field, what: str, against: str, is_clear: Callable[[Any], bool], is_judged: Callable[[Any], bool]
) -> Picture:
    """Draw ratios of crimes, of which a field has the interval, around the 1 that what they are held against has."""
    return Picture(
        Drawing.FOREST,
        field,
        f"{what} {LOG_SCALE}",
        is_log=True,
        reference=1,
        reference_name=against,
        sides=("fewer", "more"),
        is_clear=is_clear,
        is_judged=is_judged,
        key=DIFFERENT,
    )


def rate_axis(offence: str | None) -> str:
    """Name an axis of rates: of one offence, or of all crimes together."""
    return f"{'Crimes' if offence is None else capitalised(offence)} per 1,000 residents a year"
