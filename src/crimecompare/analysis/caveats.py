"""Caveats: what a reader must know beside a figure, as notes with stable codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crimecompare.analysis.codes import Code, Note, in_order
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.likeness import of_kinds
from crimecompare.profiles.periods import are_whole_years, spelled_months

SMALL_COUNT = 20
"""Below this many crimes a figure moves much from year to year by chance alone."""
IMPLAUSIBLE = 500
"""Crimes per 1,000 residents a year above which a rate is more likely a slip than a place."""
SELF_SHARE = 0.01
"""An area with this share of its own baseline's residents pulls the baseline noticeably towards itself."""

YEAR_TO_YEAR = Note(
    Code.YEAR_TO_YEAR,
    "Counts of one place vary more from year to year than chance makes them: real changes were 2 to 5 times as wide as "
    "these intervals in the wards and districts of one county.",
)


def of_side(side: Figures, called: str = "") -> Iterator[Note]:
    """Yield the caveats that concern one side alone; the baseline is `called` by its name, the area is the subject."""
    if side.rate is None:
        yield _note(Code.NO_RATE, called, "no crime rate is given, nor what it could be worked out from.")
    elif side.rate > IMPLAUSIBLE:
        message = f"{side.rate:,.0f} crimes per 1,000 residents a year: is it per 1,000, and for this many residents?"
        yield _note(Code.IMPLAUSIBLE_RATE, called, message)
    if side.derived:
        yield _note(
            Code.COUNT_DERIVED,
            called,
            "the count is worked out from a published rate and a population, and only as exact as they are.",
        )
    if side.months_missing:
        months = spelled_months(side.months_missing)
        message = f"no data for {months}: these months count neither crimes nor the time of residents."
        yield _note(Code.MONTHS_MISSING, called, message)
    if side.crimes is None:
        return
    if side.crimes < SMALL_COUNT:
        yield _note(Code.SMALL_COUNT, called, f"fewer than {SMALL_COUNT} crimes; such counts move much by chance.")
    if side.assumes_year:
        which = " for all members, so counts without them are" if side.is_pool else ", so the count is"
        yield _note(Code.PERIOD_ASSUMED, called, f"the months are not stated{which} taken as a year's.")
    elif side.counted_months and not side.months_missing and not are_whole_years(side.counted_months):
        number = len(side.counted_months)
        covered = f"{number} {'month' if number == 1 else 'months'}"
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
    """Yield every caveat of an area that is shown by itself, what can overturn the figures first."""
    yield from in_order([*of_side(side), *no_population(side), *stated_by(side)])


def of_pair(area: Figures, baseline: Figures, called: str, *, lies_within: bool) -> Iterator[Note]:
    """Yield every caveat of a comparison; where two sides are measured otherwise, the area is `called` that."""
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
    if area.is_at_another_time(baseline):
        yield YEAR_TO_YEAR  # that the two cover different months is what is asked
        yield from (note for note in of_kinds(area, baseline, called) if note.code is not Code.PERIOD_DIFFERS)
    else:
        yield from of_kinds(area, baseline, called)
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


def of_many(judged: int, turned: float) -> Note:
    """Return the note that chance alone would turn so many of the areas that are judged."""
    return Note(
        Code.MANY_TESTED,
        f"Of {judged:,} areas about {turned:,.0f} would be called higher or lower by chance alone, even if none "
        "differed.",
    )


def no_clear_excess() -> Note:
    """Return the note that no offence has a share of an excess that is not clear."""
    return Note(Code.NO_CLEAR_EXCESS, "The whole excess is not clear, so no offence has a share of it.")


def _note(code: Code, called: str, message: str) -> Note:
    words = f"{called}: {message}" if called else message
    return Note(code, f"{words[0].upper()}{words[1:]}")
