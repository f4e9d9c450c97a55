"""Codes: what notes are about, in the order in which they stand. The codes are part of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crimecompare.analysis.terms import Term


class Code(Term):
    """What a note is about. What can overturn the answer comes first; notes stand in this order."""

    SEASONS_DIFFER = "seasons-differ", "the two sides cover different times of the year, so no verdict is given"
    WITHIN_ROUNDING = (
        "within-rounding",
        "two published rates differ by no more than their rounding, so no verdict is given",
    )
    YEAR_TO_YEAR = (
        "year-to-year",
        "an area is compared with itself at another time: counts vary more from year to year than by chance",
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
    KINDS_DIFFER = "kinds-differ", "areas of several kinds are ranked together"
    NESTED = "nested", "some of the ranked areas lie within others of them, so their crimes count in both"
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


class Note(NamedTuple):
    """One caveat: a stable code for programs, a sentence for people."""

    code: Code
    message: str

    @property
    def is_about_kinds(self) -> bool:
        """Whether it says that two sides are not, or may not be, of the same kind."""
        return self.code is Code.UNDOCUMENTED or self.code.endswith(("-differs", "-unknown"))


def with_remedy(note: Note, remedies: Mapping[Code, str] | None) -> Note:
    """Return the note with what can be done about it, if `remedies` has words for its code."""
    if not remedies or note.code not in remedies:
        return note
    return note._replace(message=f"{note.message.removesuffix('.')}; {remedies[note.code]}.")


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes each once, what can overturn the answer first."""
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: ORDER[note.code]))
