"""Caveats: what a reader must know beside a figure, as notes with stable codes. The codes are part of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crimecompare.analysis.figures import Figures
from crimecompare.analysis.terms import Term
from crimecompare.profiles.periods import MONTHS_IN_A_YEAR

SMALL_COUNT = 20
"""Below this many crimes a figure moves much from year to year by chance alone."""
SELF_SHARE = 0.01
"""An area with this share of its own baseline's residents pulls the baseline noticeably towards itself."""


class Code(Term):
    """What a note is about. What can overturn the answer comes first; notes stand in this order."""

    SEASONS_DIFFER = "seasons-differ", "the two sides cover different times of the year, so no verdict is given"
    WITHIN_ROUNDING = (
        "within-rounding",
        "two published rates differ by no more than their rounding, so no verdict is given",
    )
    NO_RATE = "no-rate", "no crime rate is given, nor what it could be worked out from"
    NO_POPULATION = "no-population", "no population is given, so what depends on it is empty"
    BASELINE_ZERO = "baseline-zero", "the baseline's rate is 0, to which nothing can be in a ratio"
    IMPLAUSIBLE_RATE = "implausible-rate", "the rate is above 500 per 1,000, which few places have"
    MONTHS_MISSING = "months-missing", "months of the period have no data, and count neither crimes nor person-years"
    PERIOD_ASSUMED = "period-assumed", "a count without a period is taken as a year's"
    PERIOD_DIFFERS = "period-differs", "the two sides cover different months"
    PERIOD_UNKNOWN = "period-unknown", "only one side says which months its figures cover"
    SCOPE_DIFFERS = "scope-differs", "the two sides count different offences"
    SCOPE_UNKNOWN = "scope-unknown", "only one side says which offences it counts"
    POPULATION_BASIS_DIFFERS = "population-basis-differs", "the two sides count residents on a different basis"
    POPULATION_BASIS_UNKNOWN = "population-basis-unknown", "only one side says which residents it counts"
    UNDOCUMENTED = "undocumented", "neither side states the months, the offences or the residents that are counted"
    NO_CLEAR_EXCESS = "no-clear-excess", "the whole excess is not clear, so no offence has a share of it"
    PARTIAL_YEAR = "partial-year", "the count does not cover whole years"
    SMALL_COUNT = "small-count", "fewer than 20 crimes, which vary a lot by chance"
    COUNT_DERIVED = "count-derived", "the count is worked out from a published rate and a population"
    BASELINE_FIXED = "baseline-fixed", "the baseline has no count, or is one for all, and its rate is taken as exact"
    PART_OF_BASELINE = "part-of-baseline", "the area is part of what it is compared with"
    NO_UPPER_LIMIT = "no-upper-limit", "too few crimes to set an upper limit"
    MANY_TESTED = "many-tested", "so many areas are judged that chance alone would turn some verdicts"
    SIMULTANEOUS = "simultaneous", "the intervals of several offences hold together"
    OFFENCES_UNMATCHED = "offences-unmatched", "some offences are given by one side only"
    NOT_POOLED = "not-pooled", "some areas are ranked but left out of the pool, since their months are others"
    OVER_DISPERSED = "over-dispersed", "the areas differ beyond chance, which the limits do not allow for"
    LIMITS_ADDITIVE = "limits-additive", "the limits allow for areas that differ beyond chance"
    RANK_UNCERTAIN = "rank-uncertain", "a rank makes neighbours look different who may not be"
    SCORE_SOURCE_DIFFERS = "score-source-differs", "the two safety scores are from different sources"
    SCORE_SOURCE_UNKNOWN = "score-source-unknown", "only one side says whose safety score it has"
    POOLED_SCORE = "pooled-score", "the baseline's safety score is a mean of its members' scores"
    SCORE_OF_WHOLE = "score-of-whole", "the baseline's safety score still counts the area that was taken out of it"
    STATED_CAVEAT = "stated-caveat", "the profile says it itself"


ORDER = {code: n for n, code in enumerate(Code)}
"""The place of each note's code among the others."""


class Matter(NamedTuple):
    """A matter in which two sides may not be alike: the notes about it, and the words of their messages."""

    differs: Code
    unknown: Code
    differ: str
    unstated: str


MATTERS = {
    "period": Matter(
        Code.PERIOD_DIFFERS, Code.PERIOD_UNKNOWN, "cover different months", "which months the figures cover"
    ),
    "scope": Matter(Code.SCOPE_DIFFERS, Code.SCOPE_UNKNOWN, "count different offences", "which offences are counted"),
    "score-source": Matter(
        Code.SCORE_SOURCE_DIFFERS,
        Code.SCORE_SOURCE_UNKNOWN,
        "take their safety scores from different sources",
        "whose safety score it is",
    ),
    "population-basis": Matter(
        Code.POPULATION_BASIS_DIFFERS,
        Code.POPULATION_BASIS_UNKNOWN,
        "count residents on a different basis",
        "which residents are counted",
    ),
}
"""By what `Figures.stated` calls it."""


class Note(NamedTuple):
    """One caveat: a stable code for programs, a sentence for people."""

    code: Code
    message: str

    @property
    def is_about_kinds(self) -> bool:
        """Whether it says that two sides are not, or may not be, of the same kind."""
        return any(self.code in {matter.differs, matter.unknown} for matter in MATTERS.values())


def with_remedy(note: Note, remedies: Mapping[Code, str] | None) -> Note:
    """Return the note with what can be done about it, if `remedies` has words for its code."""
    if not remedies or note.code not in remedies:
        return note
    return note._replace(message=f"{note.message.removesuffix('.')}; {remedies[note.code]}.")


def of_side(side: Figures, called: str = "") -> Iterator[Note]:
    """Yield the caveats that concern one side alone; the baseline is `called` by its name, the area is the subject."""
    if side.rate is None:
        yield _note(Code.NO_RATE, called, "no crime rate is given, nor what it could be worked out from.")
    if side.derived:
        yield _note(
            Code.COUNT_DERIVED,
            called,
            "the count is worked out from a published rate and a population, and only as exact as they are.",
        )
    if side.crimes is not None and side.crimes < SMALL_COUNT:
        yield _note(Code.SMALL_COUNT, called, f"fewer than {SMALL_COUNT} crimes; such counts move much by chance.")
    if side.crimes is not None and side.months != MONTHS_IN_A_YEAR:
        covered = f"{side.months:.4g} {'month' if side.months == 1 else 'months'}"
        message = f"the count covers {covered}; the rate is scaled to a year without allowing for seasons."
        yield _note(Code.PARTIAL_YEAR, called, message)


def stated_by(side: Figures, called: str = "") -> Iterator[Note]:
    """Yield the caveats that a profile states itself."""
    for caveat in side.caveats:
        yield Note(Code.STATED_CAVEAT, f"{called}: {caveat}" if called else caveat)


def no_population(side: Figures) -> Iterator[Note]:
    """Yield a note when an area has no population."""
    if side.population is None:
        yield Note(Code.NO_POPULATION, "No population is given, so what depends on it is left empty.")


def of_shown(side: Figures) -> Iterator[Note]:
    """Yield every caveat of an area that is shown by itself."""
    yield from of_side(side)
    yield from no_population(side)
    yield from stated_by(side)


def of_pair(area: Figures, baseline: Figures, *, lies_within: bool) -> Iterator[Note]:
    """Yield every caveat of a comparison, those about the figures first, those that profiles state last."""
    yield from of_side(area)
    yield from no_population(area)
    yield from of_side(baseline, baseline.label)
    if baseline.rate == 0:
        yield zero_baseline(baseline)
    elif area.has_interval and not baseline.has_interval and baseline.rate is not None:
        yield Note(
            Code.BASELINE_FIXED,
            f"{baseline.label}: no count of crimes is known, so its rate is taken as exact; the interval holds only "
            "the chance variation of the area compared with it.",
        )
    yield from of_kinds(area, baseline)
    if lies_within and area.population and baseline.population:
        share = area.population / baseline.population
        if share >= SELF_SHARE:
            yield Note(
                Code.PART_OF_BASELINE,
                f"The area holds {share:.0%} of the residents of {baseline.label}, which makes the two look more "
                "alike than they are.",
            )
    yield from stated_by(area)
    yield from stated_by(baseline, baseline.label)


def zero_baseline(baseline: Figures) -> Note:
    """Return the note that nothing is in a ratio to a rate of 0."""
    return Note(Code.BASELINE_ZERO, f"{baseline.label}: a rate of 0, to which nothing can be in a ratio.")


def pooled_score(baseline: Figures) -> Iterator[Note]:
    """Yield the note that the score of a pool is a mean, when it has one."""
    if baseline.is_pool and baseline.safety_score is not None:
        message = f"{baseline.label}: its safety score is the mean of the members' scores, weighted by residents."
        yield Note(Code.POOLED_SCORE, message)


def score_of_whole(baseline: Figures, area: Figures) -> Note:
    """Return the note that a baseline's score still counts the area that was taken out of its crimes."""
    return Note(Code.SCORE_OF_WHOLE, f"{baseline.label}: the safety score is that of the whole, {area.label} included.")


def no_upper_limit(baseline: Figures) -> Note:
    """Return the note that the baseline has too few crimes to set an upper limit to the ratio."""
    return Note(Code.NO_UPPER_LIMIT, f"{baseline.label}: so few crimes that they set no upper limit to the ratio.")


def unmatched(lonely: Sequence[str], remainder: str) -> Note:
    """Return the note that the offences `lonely` are given by one side only, and so are in the `remainder`."""
    return Note(Code.OFFENCES_UNMATCHED, f"Only one side gives these, so they are in {remainder}: {'; '.join(lonely)}.")


def simultaneous(together: float, each: float) -> Note:
    """Return the note that intervals made at the confidence `each` hold `together` with another."""
    return Note(
        Code.SIMULTANEOUS,
        f"The intervals hold together with {together:.4g} confidence: each is made at {each:.6g} (Bonferroni).",
    )


def of_kinds(area: Figures, baseline: Figures) -> Iterator[Note]:
    """Yield what says that two sides are not, or may not be, of the same kind."""
    if area.stated == baseline.stated:
        return
    for thing, matter in MATTERS.items():
        here, there = area.stated[thing], baseline.stated[thing]
        if here == there or (thing == "score-source" and None in {area.safety_score, baseline.safety_score}):
            continue
        if here is None or there is None:
            speaker, silent = (baseline.label, "the area") if here is None else ("the area", baseline.label)
            yield _note(matter.unknown, "", f"{speaker} says {matter.unstated}, {silent} does not.")
        else:
            yield Note(matter.differs, f"The area and {baseline.label} {matter.differ}.")


def _note(code: Code, called: str, message: str) -> Note:
    return Note(code, f"{called}: {message}" if called else f"{message[0].upper()}{message[1:]}")
