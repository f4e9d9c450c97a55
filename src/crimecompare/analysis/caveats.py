"""Caveats: what a reader must know beside a figure, as notes with stable codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crimecompare.analysis.codes import Code, Note, in_order
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.likeness import of_kinds
from crimecompare.profiles.periods import are_whole_years, spelled_months
from crimecompare.wording import capitalised, figure, level, percent

SMALL_COUNT = 20
"""Below this many crimes a figure varies a lot from year to year by chance alone."""
IMPLAUSIBLE = 500
"""Crimes per 1,000 residents a year above which a rate is more likely a mistake than a fact."""
SELF_SHARE = 0.01
"""The share of its baseline's residents from which an area noticeably pulls the baseline towards itself."""

YEAR_TO_YEAR = Note(
    Code.YEAR_TO_YEAR,
    "Counts vary more from year to year than chance alone explains: in the wards and districts of one county, real "
    "changes were 2 to 5 times as wide as these intervals.",
)


def of_side(side: Figures, *, is_baseline: bool = False) -> Iterator[Note]:
    """Yield the caveats that concern one side alone; only the baseline is called by its name."""
    its = f" for {side.called}" if is_baseline else ""
    if side.rate is None:
        message = f"No crime rate is given{its}, and no count with a population to work one out."
        yield Note(Code.NO_RATE, message)
    elif side.rate > IMPLAUSIBLE:
        rate = f"A rate of {figure(side.rate, 0)} crimes per 1,000 residents a year{its}"
        yield Note(Code.IMPLAUSIBLE_RATE, f"{rate} looks like a mistake: check its unit and the population.")
    if side.derived:
        count = f"The count{its} is estimated from a published rate and population"
        yield Note(Code.COUNT_DERIVED, f"{count}, and is only as exact as they are.")
    if side.months_missing:
        these = "that month" if len(side.months_missing) == 1 else "those months"
        missing = f"There are no data{its} in {spelled_months(side.months_missing)}"
        yield Note(Code.MONTHS_MISSING, f"{missing}: neither crimes nor residents are counted for {these}.")
    if side.crimes is None:
        return
    if side.crimes < SMALL_COUNT:
        few = f"Fewer than {SMALL_COUNT} crimes{f' in {side.called}' if is_baseline else ''}"
        yield Note(Code.SMALL_COUNT, f"{few}: counts this small vary a lot by chance.")
    if side.assumes_year:
        which = f"for all of {side.called}, so counts without them are" if side.is_pool else "so the count is"
        stated = f"The months are not stated{'' if side.is_pool else its + ','} {which}"
        yield Note(Code.PERIOD_ASSUMED, f"{stated} taken to be of one year.")
    elif side.counted_months and not side.months_missing and not are_whole_years(side.counted_months):
        number = len(side.counted_months)
        covered = f"{number} {'month' if number == 1 else 'months'}"
        message = f"The count{its} covers {covered}; the rate is scaled to a year without allowing for seasons."
        yield Note(Code.PARTIAL_YEAR, message)


def stated_by(side: Figures, *, is_baseline: bool = False) -> Iterator[Note]:
    """Yield the caveats that a profile states itself."""
    for caveat in side.caveats:
        yield Note(Code.STATED_CAVEAT, f"{capitalised(side.label)}: {caveat}" if is_baseline else caveat)


def no_population(side: Figures) -> Iterator[Note]:
    """Yield a note when an area has no population."""
    if side.population is None:
        yield Note(Code.NO_POPULATION, "No population is given, so figures that need one are blank.")


def of_shown(side: Figures) -> Iterator[Note]:
    """Yield every caveat of an area that is shown by itself, what can overturn the figures first."""
    yield from in_order([*of_side(side), *no_population(side), *stated_by(side)])


def of_pair(area: Figures, baseline: Figures, *, lies_within: bool, one_of_many: bool) -> Iterator[Note]:
    """Yield every caveat of a comparison; one of many does not name its area where others have the same caveat."""
    yield from of_side(area)
    yield from no_population(area)
    yield from of_side(baseline, is_baseline=True)
    if baseline.rate == 0:
        yield zero_baseline(baseline)
    elif area.has_interval and not baseline.has_interval and baseline.rate is not None:
        exact = f"{capitalised(baseline.owning('count'))} is not known, so its rate is treated as exact"
        figures = "the other rate" if one_of_many else area.owning("rate")
        yield Note(Code.BASELINE_FIXED, f"{exact}; the interval allows for chance in {figures} only.")
    if area.is_at_another_time(baseline):
        yield YEAR_TO_YEAR  # that the two cover different months is what is asked
        kinds = of_kinds(area, baseline, one_of_many=one_of_many)
        yield from (note for note in kinds if note.code is not Code.PERIOD_DIFFERS)
    else:
        yield from of_kinds(area, baseline, one_of_many=one_of_many)
    if lies_within and area.population and baseline.population:
        share = area.population / baseline.population
        if share >= SELF_SHARE:
            yield part_of_baseline(area, baseline, share)
    yield from stated_by(area)
    yield from stated_by(baseline, is_baseline=True)


def part_of_baseline(area: Figures, baseline: Figures, share: float) -> Note:
    """Return the note that an area has so large a share of its baseline's residents."""
    part = f"{capitalised(area.called)} is {percent(100 * share)} of {baseline.called}"
    return Note(Code.PART_OF_BASELINE, f"{part}, which makes the two look more alike.")


def zero_baseline(baseline: Figures) -> Note:
    """Return the note that there is no ratio to a rate of 0."""
    return Note(Code.BASELINE_ZERO, f"{capitalised(baseline.owning('rate'))} is 0, so there is no ratio.")


def pooled_score(baseline: Figures) -> Iterator[Note]:
    """Yield the note that the score of a pool is a mean, when it has one."""
    if baseline.is_pool and baseline.safety_score is not None:
        score = capitalised(baseline.owning("safety score"))
        yield Note(Code.POOLED_SCORE, f"{score} is the mean of its members' scores, weighted by residents.")


def score_of_whole(baseline: Figures, area: Figures) -> Note:
    """Return the note that a baseline's score still includes the area that was taken out of its crimes."""
    score = capitalised(baseline.owning("safety score"))
    return Note(Code.SCORE_OF_WHOLE, f"{score} still includes {area.called}.")


def no_upper_limit(baseline: Figures) -> Note:
    """Return the note that the baseline has too few crimes to set an upper limit to the ratio."""
    return Note(Code.NO_UPPER_LIMIT, f"The ratio has no upper limit: {baseline.called} has too few crimes to set one.")


def unmatched(lonely: Sequence[str], remainder: str) -> Note:
    """Return the note that the offences `lonely` are given by one side only, and so are in the `remainder`."""
    message = f"Only one side gives these offences, so they are counted in {remainder}: {'; '.join(lonely)}."
    return Note(Code.OFFENCES_UNMATCHED, message)


def simultaneous(number: int, together: float, each: float) -> Note:
    """Return the note that so many intervals, made at the confidence `each`, have another one `together`."""
    made = f"Each interval is at {level(each, 4)}"
    message = f"{made}, so that all {number} together have {level(together)} confidence (Bonferroni)."
    return Note(Code.SIMULTANEOUS, message if number > 1 else f"{made}: there is only one to compare.")


def of_many(judged: int, turned: float) -> Note:
    """Return the note that chance alone would make so many of the areas that are judged look different."""
    called = f"Of {judged:,} areas, about {turned:,.0f} would be called higher or lower by chance alone"
    return Note(Code.MANY_TESTED, f"{called} even if none differed.")


def no_clear_excess(*, is_known: bool) -> Note:
    """Return the note that no offence has a share of a difference that is not clear, or not even known."""
    unclear = "clear" if is_known else "known"
    return Note(Code.NO_CLEAR_EXCESS, f"The whole difference is not {unclear}, so no offence has a share of it.")
