"""Likeness: what must be said where two sides are not, or may not be, measured alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crimecompare.analysis.codes import Code, Note
from crimecompare.analysis.figures import Figures
from crimecompare.profiles.periods import month_text, spelled_months
from crimecompare.wording import listed


class Matter(NamedTuple):
    """A matter in which two sides may not be alike: the notes about it, and the words of their messages."""

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


ONE_OF_MANY = "the area"
"""What an area is called in notes that many areas share, so that these are said once."""


def of_kinds(area: Figures, baseline: Figures, called: str) -> Iterator[Note]:
    """Yield what says that two sides are not, or may not be, of the same kind; the area is `called` that.

    What only one side states, and what neither does, is one message each, however many codes it has.
    """
    undocumented = [MATTERS[thing].what for thing in DOCUMENTED if area.stated[thing] is baseline.stated[thing] is None]
    if undocumented:
        what = f"which {listed(undocumented, 'or')}"
        message = f"Neither side states {what} it counts."
        if baseline.is_pool:  # some of whose members may
            message = f"Not all of these areas state {what} they count."
        yield Note(Code.UNDOCUMENTED, message)
    if area.stated == baseline.stated:
        return
    have_scores = None not in {area.safety_score, baseline.safety_score}
    compared = [thing for thing in MATTERS if thing != "score-source" or have_scores]
    names = called, baseline.label
    yield from _stated_by_one(area, baseline, compared, names)
    yield from _stated_by_one(baseline, area, compared, names[::-1])
    for thing in compared:
        said = area.stated[thing], baseline.stated[thing]
        months_alike = thing == "period" and area.counted_months == baseline.counted_months
        if None not in said and said[0] != said[1] and not months_alike:
            which = f" ({_said_months(area)}; {_said_months(baseline)})" if thing == "period" else ""
            yield Note(MATTERS[thing].differs, _sentence(f"{listed(names)} {MATTERS[thing].differ}{which}."))


def _stated_by_one(
    speaker: Figures, silent: Figures, compared: Sequence[str], names: tuple[str, str]
) -> Iterator[Note]:
    """Yield the notes on what only one of two sides states: one message for all of it."""
    things = [thing for thing in compared if silent.stated[thing] is None and speaker.stated[thing] is not None]
    counts = [MATTERS[thing].what for thing in things if thing in DOCUMENTED]
    what = [f"the {listed(counts)} counted"] if counts else []
    what += [MATTERS[thing].what for thing in things if thing not in DOCUMENTED]
    are = "are" if counts else "is"
    stated = f"{listed(what)} {are} stated for {names[0]} but not for {names[1]}."
    for thing in things:
        yield Note(MATTERS[thing].unknown, _sentence(stated))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _said_months(side: Figures) -> str:
    if side.counted_months is None:
        return "months not stated"
    return spelled_months(map(month_text, side.counted_months))


def of_rounding(called: str, baseline: Figures) -> Note:
    """Return the note that rounding may be all that makes two published rates differ."""
    message = f"The published rates of {called} and {baseline.label} differ by no more than their rounding."
    return Note(Code.WITHIN_ROUNDING, message)


def of_seasons(area: Figures, baseline: Figures, called: str) -> Note:
    """Return the note that two sides cover different times of the year; the area is `called` that."""
    message = (
        f"{called} and {baseline.label} cover different times of the year ({_said_months(area)}; "
        f"{_said_months(baseline)}), and crime has seasons, so there is no verdict."
    )
    return Note(Code.SEASONS_DIFFER, _sentence(message))
