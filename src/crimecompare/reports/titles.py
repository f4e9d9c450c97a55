"""Titles: what heads a report, and which of its fields that tells of all rows alike: the period, the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.periods import spelled_period
from crimecompare.wording import begun


class Title(NamedTuple):
    """A title, the fields that it tells of all rows alike, and what the one baseline of all rows is called."""

    text: str
    told: frozenset[str]
    baseline: str = ""


def of_what(offence: str | None, of_all: str) -> str:
    """Return what a report is about: one offence, or that of all together."""
    return of_all if offence is None else begun(offence)


def of_areas(subject: str, areas: Iterable[Figures]) -> Title:
    """Head a report about areas."""
    period = _common_period(areas)
    return Title(f"{subject}, {period}" if period else subject, frozenset(["period"] if period else ()))


def of_comparisons(subject: str, comparisons: Sequence[Comparison]) -> Title:
    """Head a report about areas against a baseline, or against one each, which the title does not name."""
    areas = [comparison.area for comparison in comparisons]
    baselines = [comparison.baseline for comparison in comparisons]
    if len({(side.label, side.members, side.rate) for side in baselines}) != 1:  # two pools may be called alike
        return of_sides(subject, "against the baseline of each area", areas, baselines)
    label = baselines[0].label
    title = of_sides(subject, f"against the baseline {label}", areas, baselines)
    return title._replace(told=title.told | {"baseline_name"}, baseline=label)


def of_sides(
    subject: str, against: str, areas: Iterable[Figures], baselines: Sequence[Figures], more: str = ""
) -> Title:
    """Head a report about areas `against` something: a period that both sides have is said once, others each."""
    period, other = _common_period(areas), _common_period(baselines)
    told = frozenset(name for name, known in (("period", period), ("baseline_period", other)) if known)
    if period and period == other:
        return Title(f"{subject} {against}{more}, {period}", told)
    if other and not against.endswith(f"({baselines[0].period})"):  # which tells two sides of one name apart
        against = f"{against} ({other})"
    return Title(f"{subject}{f' ({period})' if period else ''} {against}{more}", told)


def _common_period(sides: Iterable[Figures]) -> str | None:
    """Spell the period that all sides have; None where they differ, or one does not state it."""
    spelled = {period and spelled_period(period) for period in {side.period for side in sides}}
    return spelled.pop() if len(spelled) == 1 else None
