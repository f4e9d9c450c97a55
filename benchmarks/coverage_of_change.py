"""Coverage of change: how often the intervals of an evaluation hold, in counts made so that the truth is known.

Every place has a level, and all share a season and shocks; months vary by φ beyond that, and places may drift apart
from one year to the next. Run by coverage.py, as its section `change`; the table is in docs/evaluating.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from crimecompare.analysis.controls import ControlChanges
from crimecompare.analysis.courses import Change, Window, spelled
from crimecompare.analysis.intervals import Interval
from crimecompare.analysis.relative_change import RelativeChange

CONFIDENCE = 0.95
SEED = 13
A_MONTH = (5, 20, 100, 500, 5000)
PHIS = (1, 2, 4)
CONTROLS = (1, 3, 5, 10, 19)
SEASON = 0.25
SHOCK = 0.1
"""The standard deviation of what moves all places alike in a month, on the log scale."""
DRIFT = 0.05
"""By how much places drift apart from year to year, where there are three controls or more."""
A_FALL = 0.8
"""The change for which the excess is tried: a fifth fewer crimes."""
ROUNDS = 10_000
ROUNDS_OF_MANY = 2000
BEFORE, AFTER = range(12), range(12, 24)


class World(NamedTuple):
    """Places of one size: an area and its controls, with that many crimes a month, varying and drifting so much."""

    crimes: float
    phi: float
    controls: int

    @property
    def drift(self) -> float:
        """How far its places drift apart; with fewer than three nobody could tell."""
        return DRIFT if self.controls > 1 else 0.0

    @property
    def rounds(self) -> int:
        """How often it is made."""
        return ROUNDS if self.controls == 1 else ROUNDS_OF_MANY


class Shares(NamedTuple):
    """How often, of all times: the ratio's interval holds 1, it holds a fall and the excess it makes, it shows one."""

    ratio: float
    excess: float
    shown: float
    detectable: float
    """The fall that would be shown four times in five, in per cent: the median of what the program says."""


def change() -> None:
    """Print how often the intervals of evaluations hold the truth, as the Markdown tables of docs/evaluating.md."""
    worlds = [World(crimes, phi, controls) for controls in CONTROLS for phi in PHIS for crimes in A_MONTH]
    found = {world: shares(world) for world in worlds}
    print("The 95% interval of the ratio holds 1, nothing having been done")
    table(found, lambda one: f"{one.ratio:.3f}")
    print("The 95% interval of the excess holds the true one, after a fall by a fifth")
    table(found, lambda one: f"{one.excess:.3f}")
    print("After a fall as large as said to be shown four times in five (in brackets), the interval excludes 1")
    table(found, lambda one: f"{one.shown:.2f} ({one.detectable:.0f}%)")


def table(found: Mapping[World, Shares], said: Callable[[Shares], str]) -> None:
    """Print a Markdown table of one thing: a row for each number of controls and φ, a column for each size."""
    print(f"\n| controls | φ | {' | '.join(f'{crimes:,} a month' for crimes in A_MONTH)} |")
    print("|---|---|" + "---|" * len(A_MONTH))
    for controls in CONTROLS:
        for phi in PHIS:
            cells = [said(found[World(crimes, phi, controls)]) for crimes in A_MONTH]
            print(f"| {controls} | {phi} | {' | '.join(cells)} |")
    print()


def shares(world: World) -> Shares:
    """Return how often the intervals hold in a world without an effect, and with a fall."""
    randomly = np.random.default_rng([SEED, world.controls, int(world.crimes), int(world.phi)])
    same = [made for made, _ in evaluations(world, 1.0, randomly)]
    ratio = np.mean([holds(made.ratio_interval, 1.0) for made in same])
    excess = np.mean([holds(made.excess_interval, truth) for made, truth in evaluations(world, A_FALL, randomly)])
    detectable = np.array([made.detectable_percent or 100.0 for made in same])
    fallen = evaluations(world, 1 - detectable / 100, randomly)
    shown = np.mean([made.ratio_interval is not None and made.ratio_interval.high < 1 for made, _ in fallen])
    return Shares(float(ratio), float(excess), float(shown), float(np.median(detectable)))


def holds(interval: Interval | None, value: float) -> bool:
    """Whether a value lies in an interval; one that is not given says nothing wrong."""
    return interval is None or interval.low <= value <= interval.high


def evaluations(
    world: World, effect: float | np.ndarray, randomly: np.random.Generator
) -> Iterator[tuple[RelativeChange, float]]:
    """Yield evaluations of an area whose crimes after are multiplied by an effect, each with the true excess.

    One effect for all rounds, or one for each. What the area would have recorded without it includes its own drift.
    """
    means = mean_counts(world, randomly)
    without = means[:, 0, AFTER].sum(axis=1)
    means[:, 0, AFTER] *= np.broadcast_to(effect, world.rounds)[:, np.newaxis]
    truths = means[:, 0, AFTER].sum(axis=1) - without
    counts = months_that_vary(means, world.phi, randomly).astype(float)
    for places, truth in zip(counts.tolist(), truths.tolist(), strict=True):
        area, *controls = [course(months) for months in places]
        yield ControlChanges(controls).compared_with(area, CONFIDENCE), truth


def mean_counts(world: World, randomly: np.random.Generator) -> np.ndarray:
    """Return the mean of every month of every place of every round: season and shocks in common, drift of its own."""
    places, months = 1 + world.controls, len(BEFORE) + len(AFTER)
    season = 1 + SEASON * np.sin(2 * np.pi * np.arange(months) / 12)
    shocks = np.exp(randomly.normal(0, SHOCK, (world.rounds, 1, months)))
    means = np.repeat(world.crimes * season * shocks, places, axis=1)
    means[:, :, AFTER] *= np.exp(randomly.normal(0, world.drift, (world.rounds, places, 1)))
    return means


def months_that_vary(means: np.ndarray, phi: float, randomly: np.random.Generator) -> np.ndarray:
    """Return counts of those means whose variance is φ times the mean: negative binomial, Poisson where φ is 1."""
    if phi == 1:
        return randomly.poisson(means)
    return randomly.negative_binomial(means / (phi - 1), 1 / phi)


def course(months: Sequence[float]) -> Change:
    """Return the change of a place between the two years."""
    return Change(
        *(
            Window(spelled(year), math.fsum(counts), dict(zip(year, counts, strict=True)))
            for year, counts in ((BEFORE, months[:12]), (AFTER, months[12:]))
        )
    )
