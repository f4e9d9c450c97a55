"""Marks: the rows of a report as one of its pictures draws them: values, intervals, and what is written beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from crimecompare.reports.fields import Field, getter
from crimecompare.reports.noted import noted, row_names
from crimecompare.reports.pictures import UNJUDGED, Drawing, Lines, Picture
from crimecompare.reports.report import Report
from crimecompare.wording import UNKNOWN, level, limits, named, visible


class Sign(Enum):
    """How a mark looks by what is judged of its row: clear, not clear, not to be judged, and nothing compared."""

    FILLED = "filled"
    HOLLOW = "hollow"
    UNJUDGED = "unjudged"
    PLAIN = "plain"


class Mark(NamedTuple):
    """One row as it is drawn.

    `figure` writes `value` and its interval as tables do; `told` is all that is said of the row when somebody points
    at it. `high` is infinite where the data set no upper limit; `low`, `high` and `value` are None where unknown.
    `size` and `passed` are those of a funnel, `lines` those that are drawn of it. `panel` is the name of its panel;
    one that `is_apart` from those above has room between.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    figure: str
    told: str
    sign: Sign
    is_highlighted: bool
    panel: str
    size: float | None = None
    passed: int | None = None
    lines: Lines | None = None
    is_apart: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the row differs clearly, or nothing is compared."""
        return self.sign in {Sign.FILLED, Sign.PLAIN}


class Plotted(NamedTuple):
    """A picture as it is drawn: its marks, what stands above their figures, and what its signs mean.

    The `key` has signs, which are those of a `Sign` for marks, `ring`, `band`, and lines: the `reference`, an area's
    `own` and `dashes`; and words for each.
    """

    picture: Picture
    marks: Sequence[Mark]
    heading: str
    key: Sequence[tuple[str, str]]


def plotted(report: Report) -> list[Plotted]:
    """Return the pictures of a report as they are drawn; none of rows of which nothing can be."""
    drawn = [(picture, marks(report, picture)) for picture in report.pictures] if report.rows else []
    return [
        Plotted(picture, found, _figures_heading(report, picture), _key(report, picture, found))
        for picture, found in drawn
        if any(_can_be_drawn(mark, picture) for mark in found)
    ]


def _can_be_drawn(mark: Mark, picture: Picture) -> bool:
    if picture.drawing is Drawing.FUNNEL:
        return mark.passed is not None and bool(mark.size)
    return mark.value is not None or mark.low is not None or mark.lines is not None


def marks(report: Report, picture: Picture) -> list[Mark]:
    """Return the marks of a picture, one for each row of the report in which anything was counted, in its order."""
    rows = [row for row in report.rows if not report.kind.counts_nothing(row)] or report.rows
    if picture.parts is not None:
        rows = [part for row in rows for part in picture.parts(row)]
    report = report._replace(rows=rows)
    value, panels = picture.value, picture.panels
    key = report.kind.whole.fields.get("area")
    found = []
    for name, row in zip(_names(report, picture), report.rows, strict=True):
        estimate = _number(value.value(row))
        interval = getter(value.interval)(row) if value.interval else None
        low, high = (interval.low, interval.high) if interval else (None, None)
        figure = _written(value, estimate, low, high)
        found.append(
            Mark(
                name,
                estimate,
                low,
                high,
                figure,
                f"{name}: {figure}",
                sign=_sign_of(picture, row),
                is_highlighted=bool(picture.highlighted) and key is not None and key.value(row) in picture.highlighted,
                panel=str(panels.value(row)) if panels else "",
                size=_number(picture.size.value(row)) if picture.size else None,
                passed=picture.passed(row) if picture.passed else None,
                lines=picture.lines(row) if picture.lines else None,
                is_apart=picture.is_apart is not None and picture.is_apart(row),
            )
        )
    return found


def _sign_of(picture: Picture, row: object) -> Sign:
    if picture.is_clear is None:
        return Sign.PLAIN
    if picture.is_judged is not None and not picture.is_judged(row):
        return Sign.UNJUDGED
    return Sign.FILLED if picture.is_clear(row) else Sign.HOLLOW


def _names(report: Report, picture: Picture) -> Sequence[str]:
    if picture.called is None:
        return row_names(report)
    return [str(picture.called.value(row)) for row in report.rows]


def _number(value: object) -> float | None:
    return value if isinstance(value, float | int) else None


def _written(field: Field, estimate: float | None, low: float | None, high: float | None) -> str:
    """Write an estimate and its interval with the decimals that tables give them."""
    shown = field.shown
    places, null, signed = (shown.places, shown.null, shown.signed) if shown else (field.places, None, False)
    if estimate is None:
        is_open = low is not None and high is not None and math.isfinite(low) and math.isinf(high)
        return limits(low or 0, math.inf, places or 0, null=null, signed=signed) if is_open else UNKNOWN
    text = visible(estimate, places, signed=signed)
    if low is None or high is None or not math.isfinite(low):
        return text
    return f"{text} ({limits(low, high, places or 0, null=null, signed=signed)})"


def panels_of(drawn: Iterable[Mark]) -> dict[str, list[Mark]]:
    """Return the marks by the panel that they are in, in the order in which they come."""
    found: dict[str, list[Mark]] = {}
    for mark in drawn:
        found.setdefault(mark.panel, []).append(mark)
    return found


def _figures_heading(report: Report, picture: Picture) -> str:
    """Return what stands above the figures of a picture."""
    title = picture.value.shown.title if picture.value.shown else picture.value.name
    if picture.value.interval is None:
        return ""  # the axis says it
    return f"{title} ({level(report.confidence)} interval)" if report.confidence else f"{title} (interval)"


def description_of(report: Report) -> str:
    """Return all that a picture does not show, in words: the answer, each caveat with what it is about, the sources."""
    caveats = []
    for note, rows in noted(report):
        message = note.message.removesuffix(".")
        caveats.append(f"{message}." if rows is None else f"{message} ({named(rows)}).")
    return " ".join([*report.told_in_words, *dict.fromkeys(caveats), *report.sources])


def _key(report: Report, picture: Picture, found: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return what the signs of a picture mean."""
    entries = list(zip((Sign.FILLED.value, Sign.HOLLOW.value), picture.key or (), strict=False))
    if picture.key and any(mark.sign is Sign.UNJUDGED and mark.value is not None for mark in found):
        entries.append((Sign.UNJUDGED.value, UNJUDGED))
    if any(mark.is_highlighted and not mark.is_clear for mark in found):
        entries.append(("ring", "highlighted"))
    if picture.limits is not None:
        entries += [("reference", picture.reference_name), *zip(("dashes", "band"), picture.limit_names, strict=True)]
    if picture.lines is not None:
        series = [series for row in report.rows for series in picture.lines(row).series]
        own, others = ({one.name: 0 for one in series if one.is_own is side} for side in (True, False))
        entries += [("own", name) for name in own if others and len(own) == 1]  # several are named above their plots
        entries += [("dashes", name) for name in others]
    return list(dict.fromkeys(entries))
