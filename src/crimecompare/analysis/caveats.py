"""Caveats: what a reader must know beside a figure, as notes with stable codes. The codes are part of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crimecompare.analysis.figures import Figures
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR

SMALL_COUNT = 20
"""Below this many crimes a figure moves much from year to year by chance alone."""
SELF_SHARE = 0.01
"""An area with this share of its own baseline's residents pulls the baseline noticeably towards itself."""

COMPARED = {
    "period": "cover different months",
    "scope": "count different offences",
    "score-source": "take their safety scores from different sources",
    "population-basis": "count residents on a different basis",
}
UNSTATED = {
    "period": "which months the figures cover",
    "scope": "which offences are counted",
    "score-source": "whose safety score it is",
    "population-basis": "which residents are counted",
}


class Note(NamedTuple):
    """One caveat: a stable code for programs, a sentence for people."""

    code: str
    message: str


def of_side(side: Figures, called: str = "") -> Iterator[Note]:
    """Yield the caveats that concern one side alone; the baseline is `called` by its name, the area is the subject."""
    if side.rate is None:
        yield _note("no-rate", called, "no crime rate is given, nor what it could be worked out from.")
    if side.derived:
        yield _note(
            "count-derived",
            called,
            "the count is worked out from a published rate and a population, and only as exact as they are.",
        )
    if side.crimes is not None and side.crimes < SMALL_COUNT:
        yield _note("small-count", called, f"fewer than {SMALL_COUNT} crimes; such counts move much by chance.")
    if side.crimes is not None and side.months != MONTHS_IN_A_YEAR:
        covered = f"{side.months:.4g} {'month' if side.months == 1 else 'months'}"
        message = f"the count covers {covered}; the rate is scaled to a year without allowing for seasons."
        yield _note("partial-year", called, message)


def stated_by(side: Figures, called: str = "") -> Iterator[Note]:
    """Yield the caveats that a profile states itself."""
    for caveat in side.caveats:
        yield Note("stated-caveat", f"{called}: {caveat}" if called else caveat)


def no_population(side: Figures) -> Iterator[Note]:
    """Yield a note when an area has no population."""
    if side.population is None:
        yield Note("no-population", "No population is given, so what depends on it is left empty.")


def of_pair(area: Figures, baseline: Figures, *, lies_within: bool) -> Iterator[Note]:
    """Yield every caveat of a comparison, those about the figures first, those that profiles state last."""
    yield from of_side(area)
    yield from no_population(area)
    yield from of_side(baseline, baseline.label)
    if baseline.rate == 0:
        yield zero_baseline(baseline)
    elif area.has_interval and not baseline.has_interval and baseline.rate is not None:
        yield Note(
            "baseline-fixed",
            f"{baseline.label}: no count of crimes is known, so its rate is taken as exact; the interval holds only "
            "the chance variation of the area compared with it.",
        )
    yield from of_kinds(area, baseline)
    if lies_within and area.population and baseline.population:
        share = area.population / baseline.population
        if share >= SELF_SHARE:
            yield Note(
                "part-of-baseline",
                f"The area holds {share:.0%} of the residents of {baseline.label}, which makes the two look more "
                "alike than they are; --exclude-self takes it out.",
            )
    yield from stated_by(area)
    yield from stated_by(baseline, baseline.label)


def zero_baseline(baseline: Figures) -> Note:
    """Return the note that nothing is in a ratio to a rate of 0."""
    return Note("baseline-zero", f"{baseline.label}: a rate of 0, to which nothing can be in a ratio.")


def pooled_score(baseline: Figures) -> Iterator[Note]:
    """Yield the note that the score of a pool is a mean, when it has one."""
    if baseline.profile is None and baseline.safety_score is not None:
        message = f"{baseline.label}: its safety score is the mean of the members' scores, weighted by residents."
        yield Note("pooled-score", message)


def score_of_whole(baseline: Figures, area: Figures) -> Note:
    """Return the note that a baseline's score still counts the area that was taken out of its crimes."""
    return Note("score-of-whole", f"{baseline.label}: the safety score is that of the whole, {area.label} included.")


def of_kinds(area: Figures, baseline: Figures) -> Iterator[Note]:
    """Yield what says that two sides are not, or may not be, of the same kind."""
    for thing, differ in COMPARED.items():
        if thing == "score-source" and None in {area.safety_score, baseline.safety_score}:
            continue
        here, there = area.stated[thing], baseline.stated[thing]
        if here == there:
            continue
        if here is None or there is None:
            speaker, silent = (baseline.label, "the area") if here is None else ("the area", baseline.label)
            yield _note(f"{thing}-unknown", "", f"{speaker} says {UNSTATED[thing]}, {silent} does not.")
        else:
            yield Note(f"{thing}-differs", f"The area and {baseline.label} {differ}.")


def is_about_kinds(note: Note) -> bool:
    """Whether a note says that two sides are not, or may not be, of the same kind."""
    return note.code.endswith(("-differs", "-unknown"))


def _note(code: str, called: str, message: str) -> Note:
    return Note(code, f"{called}: {message}" if called else f"{message[0].upper()}{message[1:]}")
