"""Titles: what heads a report, and which of its fields that tells of all rows alike: the period, the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.periods import spelled_period
from crimecompare.wording import capitalised, in_sentence

RECORDED, AND_SCORE = "Recorded crime", " and safety score"


class Title(NamedTuple):
    """A title, the fields that it tells for all rows, and what the baseline of all rows is called, if it is one."""

    text: str
    told: frozenset[str]
    baseline: str = ""


def of_what(offence: str | None, of_all: str) -> str:
    """Return what a report is about: one offence, or that of all together."""
    return of_all if offence is None else capitalised(offence)


def subject_of(*sides: Iterable[Figures]) -> str:
    """Say what a report is about: one offence, or crime, and safety scores where any of the sides has one."""
    every = [side for several in sides for side in several]
    has_score = any(side.safety_score is not None for side in every)
    offence = every[0].offence if every else None
    return of_what(offence, f"{RECORDED}{AND_SCORE}" if has_score else RECORDED)


def of_areas(areas: Sequence[Figures]) -> Title:
    """Head a report about areas."""
    subject, period = subject_of(areas), _common_period(areas)
    return Title(f"{subject}, {period}" if period else subject, frozenset(["period"] if period else ()))


def of_comparisons(comparisons: Sequence[Comparison], subject: str = "") -> Title:
    """Head a report about areas compared with a baseline, with one each, or with themselves at another time."""
    areas = [comparison.area for comparison in comparisons]
    baselines = [comparison.baseline for comparison in comparisons]
    subject = subject or subject_of(areas, baselines)
    if comparisons and all(area.is_at_another_time(then) for area, then in zip(areas, baselines, strict=True)):
        return _of_two_times(subject, areas, baselines)
    if len({(side.label, side.members, side.rate) for side in baselines}) != 1:  # two pools may have the same name
        return _of_several(subject, areas, baselines)
    title = of_sides(subject, f"compared with {baselines[0].called}", areas, baselines)
    return title._replace(told=title.told | {"baseline_name"}, baseline=baselines[0].label)


def _of_several(subject: str, areas: Sequence[Figures], baselines: Sequence[Figures]) -> Title:
    """Head a report about areas compared with several baselines, which may be one area at several times."""
    if len({(side.name, side.key, side.members) for side in baselines}) != 1:
        return of_sides(subject, "compared with the baseline of each area", areas, baselines)
    at_once = all(area.period == side.period for area, side in zip(areas, baselines, strict=True))
    against = f"compared with {in_sentence(baselines[0].name)}{' at the same time' if at_once else ''}"
    title = of_sides(subject, against, areas, baselines)
    return title._replace(told=title.told | {"baseline_name", *(["baseline_period"] if at_once else [])})


def of_sides(
    subject: str, against: str, areas: Iterable[Figures], baselines: Sequence[Figures], more: str = ""
) -> Title:
    """Head a report about areas `against` something: a period that both sides have is said once, others each."""
    period, other = _common_period(areas), _common_period(baselines)
    told = _told(period, other)
    if period and period == other:
        return Title(f"{subject} {against}{more}, {period}", told)
    if other and not against.endswith(f"({baselines[0].period})"):  # which tells two sides of one name apart
        against = f"{against} in {other}"
    return Title(f"{subject}{f' in {period}' if period else ''} {against}{more}", told)


def _of_two_times(subject: str, areas: Sequence[Figures], baselines: Sequence[Figures]) -> Title:
    """Head a report about areas compared with themselves at another time, whose names it need not repeat."""
    period, other = _common_period(areas), _common_period(baselines)
    now = f" in {period}" if period else ""
    then = f"in {other}" if other else "at another time"
    same = "area" if len({area.key for area in areas}) == 1 else "areas"
    baseline = baselines[0].label if len(areas) == 1 else other or ""
    text = f"{subject}{now} compared with the same {same} {then}"
    return Title(text, _told(period, other) | {"baseline_name"}, baseline)


def _told(period: str | None, other: str | None) -> frozenset[str]:
    """Return the fields of periods that a title tells for all rows."""
    return frozenset(name for name, known in (("period", period), ("baseline_period", other)) if known)


def _common_period(sides: Iterable[Figures]) -> str | None:
    """Spell the period that all sides have; None where they differ, or one does not state it."""
    spelled = {period and spelled_period(period) for period in {side.period for side in sides}}
    return spelled.pop() if len(spelled) == 1 else None
