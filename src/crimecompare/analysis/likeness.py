"""Likeness: what must be said where two sides are not, or may not be, measured alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.periods import month_text, spelled_months
from crimecompare.wording import capitalised, listed


class Matter(NamedTuple):
    """Something in which two sides may differ: the notes about it, and the words of their messages."""

    differs: Code
    unknown: Code
    differ: str
    what: str


MATTERS = {
    "period": Matter(Code.PERIOD_DIFFERS, Code.PERIOD_UNKNOWN, "cover different months", "months"),
    "scope": Matter(Code.SCOPE_DIFFERS, Code.SCOPE_UNKNOWN, "count different offences", "offences"),
    "population-basis": Matter(
        Code.POPULATION_BASIS_DIFFERS,
        Code.POPULATION_BASIS_UNKNOWN,
        "count residents on a different basis",
        "residents",
    ),
    "score-source": Matter(
        Code.SCORE_SOURCE_DIFFERS,
        Code.SCORE_SOURCE_UNKNOWN,
        "take their safety scores from different sources",
        "the source of the safety score",
    ),
}
"""By what `Figures.stated` calls it."""
DOCUMENTED = ("period", "scope", "population-basis")
"""What a side should state of its counts."""


def of_kinds(area: Figures, baseline: Figures, *, one_of_many: bool) -> Iterator[Note]:
    """Yield the notes that two sides are not, or may not be, of the same kind.

    One of many areas is not named, so that a note which others share is said once. What only one side states, and what
    neither does, is one message each, however many codes it has.
    """
    undocumented = tuple([thing for thing in DOCUMENTED if area.stated[thing] is baseline.stated[thing] is None])
    if undocumented:
        yield _undocumented(undocumented, of_pool=baseline.is_pool)
    if area.stated == baseline.stated:
        return
    have_scores = None not in {area.safety_score, baseline.safety_score}
    compared = [thing for thing in MATTERS if thing != "score-source" or have_scores]
    here = "here" if one_of_many else f"for {area.called}"
    there = f"for {baseline.called}"
    yield from _stated_by_one(area, baseline, compared, (here, there), one_of_many=one_of_many)
    yield from _stated_by_one(baseline, area, compared, (there, here), one_of_many=one_of_many)
    for thing in compared:
        said = area.stated[thing], baseline.stated[thing]
        months_alike = thing == "period" and area.counted_months == baseline.counted_months
        if None not in said and said[0] != said[1] and not months_alike:
            which = f" ({_months_of_both(area, baseline)})" if thing == "period" else ""
            yield Note(MATTERS[thing].differs, f"The two sides {MATTERS[thing].differ}{which}.")


@lru_cache(maxsize=16)  # most areas of a ranking have the same note
def _undocumented(things: tuple[str, ...], *, of_pool: bool) -> Note:
    """Return the note on what neither side states; some members of a pool may."""
    what = f"which {listed([MATTERS[thing].what for thing in things], 'or')}"
    who, they = ("Not all of these areas state", "they count") if of_pool else ("Neither side states", "it counts")
    return Note(Code.UNDOCUMENTED, f"{who} {what} {they}.")


def _stated_by_one(
    stating: Figures, silent: Figures, compared: Sequence[str], places: tuple[str, str], *, one_of_many: bool
) -> Iterator[Note]:
    """Yield the notes on what only one of two sides states: one message for all of it."""
    things = [thing for thing in compared if silent.stated[thing] is None and stating.stated[thing] is not None]
    counts = [MATTERS[thing].what for thing in things if thing in DOCUMENTED]
    what = [f"the {listed(counts)} counted"] if counts else []
    what += [MATTERS[thing].what for thing in things if thing not in DOCUMENTED]
    are = "are" if counts else "is"
    is_dated = "period" in things and not one_of_many and stating.label == stating.name
    months = f" ({_said_months(stating)})" if is_dated else ""
    stated = f"{listed(what)} {are} stated {places[0]}{months} but not {places[1]}."
    for thing in things:
        yield Note(MATTERS[thing].unknown, capitalised(stated))


def _months_of_both(area: Figures, baseline: Figures) -> str:
    """Say which months each side covers."""
    said = [_said_months(area), _said_months(baseline)]
    return "; ".join(said) if any(" and " in months for months in said) else " and ".join(said)


def _said_months(side: Figures) -> str:
    if side.counted_months is None:
        return "months not stated"
    return spelled_months(map(month_text, side.counted_months))


OF_ROUNDING = Note(
    Code.WITHIN_ROUNDING, "The two published rates differ by no more than their rounding, so there is no verdict."
)


def of_seasons(area: Figures, baseline: Figures) -> Note:
    """Return the note that two sides cover different times of the year."""
    covered = f"The two sides cover different times of the year ({_months_of_both(area, baseline)})"
    return Note(Code.SEASONS_DIFFER, f"{covered}, and crime has seasons, so there is no verdict.")
