"""Caveats: what a reader must know beside a figure, as notes with stable codes. The codes are part of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from crimecompare.profiles import MONTHS_IN_A_YEAR

if TYPE_CHECKING:
    from crimecompare.sides import Side

SMALL_COUNT = 20
"""Below this many crimes a figure moves much from year to year by chance alone."""
SELF_SHARE = 0.01
"""An area with this share of its own baseline's residents pulls the baseline noticeably towards itself."""

COMPARED = {
    "period": "cover other months",
    "scope": "count other offences",
    "score-source": "take their safety scores from different sources",
    "population-basis": "count residents on a different basis",
}
UNSTATED = {
    "period": "which months its figures cover",
    "scope": "which offences it counts",
    "score-source": "whose safety score it gives",
    "population-basis": "which residents it counts",
}


class Note(NamedTuple):
    """One caveat: a stable code for programs, a sentence for people."""

    code: str
    message: str


def of_side(side: Side) -> Iterator[Note]:
    """Yield the caveats that concern one side alone."""
    if side.rate is None:
        yield Note("no-rate", f"{side.label}: no crime rate is given, nor what it could be worked out from.")
    if side.derived and side.crimes is not None:
        yield Note(
            "count-derived",
            f"{side.label}: the count of {side.crimes:,.0f} crimes is worked out from a published rate and a population, "
            "and is only as exact as these.",
        )
    if side.crimes is not None and side.crimes < SMALL_COUNT:
        yield Note("small-count", f"{side.label}: fewer than {SMALL_COUNT} crimes; such counts move much by chance.")
    if side.crimes is not None and side.months != MONTHS_IN_A_YEAR:
        yield Note(
            "partial-year",
            f"{side.label}: the count covers {side.months:.4g} months; its rate is scaled to a year without allowing "
            "for seasons.",
        )


def stated_by(side: Side) -> Iterator[Note]:
    """Yield the caveats that a profile states itself."""
    yield from (Note("stated-caveat", f"{side.label}: {caveat}") for caveat in side.caveats)


def no_population(side: Side) -> Iterator[Note]:
    """Yield a note when a side has no population, and what cannot be worked out without it."""
    if side.population is None:
        yield Note("no-population", f"{side.label}: no population is given, so what depends on it is left empty.")


def of_pair(area: Side, baseline: Side, *, lies_within: bool) -> Iterator[Note]:
    """Yield every caveat of a comparison, those about the figures first, those that profiles state last."""
    yield from of_side(area)
    yield from no_population(area)
    yield from of_side(baseline)
    if baseline.rate == 0:
        yield Note("baseline-zero", f"{baseline.label}: a rate of 0, to which nothing can be in a ratio.")
    elif area.has_interval and not baseline.has_interval and baseline.rate is not None:
        yield Note(
            "baseline-fixed",
            f"{baseline.label}: no count of crimes is known, so its rate is taken as exact; "
            f"the interval holds the chance variation of {area.label} only.",
        )
    yield from _comparability(area, baseline)
    if lies_within and area.population and baseline.population:
        share = area.population / baseline.population
        if share >= SELF_SHARE:
            yield Note(
                "part-of-baseline",
                f"{area.label} holds {share:.0%} of the residents of {baseline.label}, which makes the two look more "
                "alike than they are; --exclude-self takes it out.",
            )
    yield from stated_by(area)
    yield from stated_by(baseline)


def _comparability(area: Side, baseline: Side) -> Iterator[Note]:
    for thing, differ in COMPARED.items():
        if thing == "score-source" and None in {area.safety_score, baseline.safety_score}:
            continue
        here, there = area.stated[thing], baseline.stated[thing]
        if here == there:
            continue
        if here is None or there is None:
            silent = area if here is None else baseline
            yield Note(f"{thing}-unknown", f"{silent.label} does not say {UNSTATED[thing]}; the other side does.")
        else:
            yield Note(f"{thing}-differs", f"{area.label} and {baseline.label} {differ}.")


def is_about_comparability(note: Note) -> bool:
    """Whether a note says that two sides are not, or may not be, of the same kind."""
    return note.code.endswith(("-differs", "-unknown"))
