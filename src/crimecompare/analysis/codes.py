"""Codes: what notes are about, in the order in which they are printed. The codes are part of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crimecompare.analysis.terms import Term


class Code(Term):
    """What a note is about. What can overturn the answer comes first; notes are printed in this order."""

    SEASONS_DIFFER = (
        "seasons-differ",
        "the two sides, or before and after, cover different times of the year, so none is called higher or lower",
    )
    WITHIN_ROUNDING = (
        "within-rounding",
        "two published rates differ by no more than their rounding, so no verdict is given",
    )
    ZERO_COUNT = "zero-count", "there are no crimes before or after, which leaves little or nothing to judge by"
    ALREADY_APART = (
        "already-apart",
        "the area and its control were already drifting apart before, the same way or the other way",
    )
    DISPERSION_UNKNOWN = "dispersion-unknown", "the interval does not allow for how much counts vary by month"
    DRIFT_UNKNOWN = "drift-unknown", "the interval does not allow for how far places drift apart by themselves"
    CONTROL_ADJOINS = (
        "control-adjoins",
        "the control surrounds the area, or is part of the same one, so crime that moved there counts twice",
    )
    EARLIER_UNCLEAR = "earlier-unclear", "it is not clear whether the area and its control were drifting apart before"
    EARLIER_UNKNOWN = (
        "earlier-unknown",
        "whether they were drifting apart is not known: no crimes then, no months or too few",
    )
    YEAR_TO_YEAR = (
        "year-to-year",
        "an area is compared with itself at another time: counts vary more than chance alone explains",
    )
    NO_RATE = "no-rate", "no crime rate is given, and no count with a population to work one out"
    NO_POPULATION = "no-population", "no population is given, so figures that need one are blank"
    BASELINE_ZERO = "baseline-zero", "the baseline's rate is 0, so there is no ratio"
    IMPLAUSIBLE_RATE = "implausible-rate", "the rate is above 500 per 1,000, which looks like a mistake"
    MONTHS_MISSING = (
        "months-missing",
        "some months of the period have no data: neither crimes nor residents are counted for them",
    )
    PERIOD_ASSUMED = "period-assumed", "the months are not stated, so the count is taken to be of one year"
    PERIOD_DIFFERS = "period-differs", "the two sides cover different months"
    PERIOD_UNKNOWN = "period-unknown", "the months are stated for one side only"
    SCOPE_DIFFERS = "scope-differs", "the two sides count different offences"
    SCOPE_UNKNOWN = "scope-unknown", "the offences counted are stated for one side only"
    POPULATION_BASIS_DIFFERS = "population-basis-differs", "the two sides count residents on a different basis"
    POPULATION_BASIS_UNKNOWN = "population-basis-unknown", "the residents counted are stated for one side only"
    UNDOCUMENTED = "undocumented", "neither side states which months, offences or residents it counts"
    NO_CLEAR_EXCESS = "no-clear-excess", "the whole difference is not clear, so no offence has a share of it"
    PARTIAL_YEAR = "partial-year", "the count does not cover whole years"
    SMALL_COUNT = "small-count", "fewer than 20 crimes, which vary a lot by chance"
    COUNT_DERIVED = "count-derived", "the count is estimated from a published rate and population"
    BASELINE_FIXED = (
        "baseline-fixed",
        "the baseline has no count, or is one for all areas, and its rate is treated as exact",
    )
    PART_OF_BASELINE = "part-of-baseline", "the area is part of what it is compared with"
    NO_UPPER_LIMIT = "no-upper-limit", "the ratio has no upper limit: the baseline has too few crimes to set one"
    MANY_TESTED = "many-tested", "so many areas are judged that chance alone would make some look different"
    SIMULTANEOUS = (
        "simultaneous",
        "the intervals are wider, so that all offences together have the confidence asked for",
    )
    OFFENCES_UNMATCHED = "offences-unmatched", "some offences are given by one side only"
    NOT_POOLED = "not-pooled", "some areas are ranked but left out of the pool: their months are missing or others"
    KINDS_DIFFER = "kinds-differ", "areas of several kinds are ranked together"
    NESTED = "nested", "some of the ranked areas are part of others, so their crimes count in both"
    OVER_DISPERSED = "over-dispersed", "the areas differ beyond chance, which the limits do not allow for"
    LIMITS_ADDITIVE = "limits-additive", "the limits allow for areas that differ beyond chance"
    RANK_UNCERTAIN = "rank-uncertain", "ranks mislead: areas next to each other may not really differ"
    NOT_AN_EFFECT = "not-an-effect", "a difference does not say why: whatever else changed here and not there is in it"
    SCORE_SOURCE_DIFFERS = "score-source-differs", "the two safety scores are from different sources"
    SCORE_SOURCE_UNKNOWN = "score-source-unknown", "the source of the safety score is stated for one side only"
    POOLED_SCORE = "pooled-score", "the baseline's safety score is the mean of its members' scores"
    SCORE_OF_WHOLE = "score-of-whole", "the baseline's safety score still includes the area that was taken out of it"
    STATED_CAVEAT = "stated-caveat", "a caveat that the profile itself states"


ORDER = {code: n for n, code in enumerate(Code)}
"""The position of each code among the others."""

OF_CHANGE_ONLY = {Code.DISPERSION_UNKNOWN, Code.DRIFT_UNKNOWN, Code.EARLIER_UNKNOWN}
"""What is not known of how things change, and says nothing of how they are measured."""
ABOUT_KINDS = {Code.UNDOCUMENTED, *(code for code in Code if code.endswith(("-differs", "-unknown")))} - OF_CHANGE_ONLY
"""The codes of notes that two sides are not, or may not be, of the same kind."""


class Note(NamedTuple):
    """One caveat: a stable code for programs and a sentence for people."""

    code: Code
    message: str

    @property
    def is_about_kinds(self) -> bool:
        """Whether it says that two sides are not, or may not be, of the same kind."""
        return self.code in ABOUT_KINDS


def with_remedy(note: Note, remedies: Mapping[Code, str] | None) -> Note:
    """Return the note with what can be done about it, if `remedies` has words for its code."""
    if not remedies or note.code not in remedies:
        return note
    return note._replace(message=f"{note.message.removesuffix('.')}; {remedies[note.code]}.")


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes each once, what can overturn the answer first."""
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: ORDER[note.code]))
