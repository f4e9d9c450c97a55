"""Coverage: how often intervals and limits hold what they say, under the model that they assume.

Run with the Python of an environment that has crimecompare and NumPy: python benchmarks/coverage.py [SECTION...].
Without a section it prints all of them: three in about 20 seconds, `change` in six minutes. The figures are quoted in
docs/methods.md, those of `change` in docs/evaluating.md.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from coverage_of_change import change

from crimecompare.analysis import funnel, intervals
from crimecompare.analysis.intervals import Interval

CONFIDENCE = 0.95
EXPECTED = ((50, 500), (20, 100), (50, 100), (100, 100), (1000, 500), (300, 30), (5, 5), (3, 10), (8, 40), (0, 5))
"""True means of the two counts: those where the interval should be about as good as it says, then the small ones."""
PERSON_YEARS = ((1, 1), (1, 10), (10, 1))
NEGLIGIBLE = 1e-9
"""Counts whose probability is below this are left out of the sums."""

AREAS = (20, 50, 100, 300)
AREAS_JUDGED = 400_000
SEED = 9


class Setting(NamedTuple):
    """Areas that differ by τ beyond chance, with that many crimes expected, evenly on a log scale."""

    name: str
    fewest: float
    most: float
    tau: float


SETTINGS = (Setting("districts", 2000, 30_000, 0.172), Setting("small areas", 50, 500, 0.3))


def excess() -> None:
    """Print how often the interval of an excess rate holds the true one: summed over all pairs of Poisson counts."""
    print(f"Excess rate: probability that the {CONFIDENCE:.0%} interval holds the true one (exact sums)")
    print(
        "Person-years of area and baseline in the ratio; `before` is (limits of the ratio − 1) × the baseline's rate."
    )
    heads = [f"{one}:{two}" for one, two in PERSON_YEARS]
    print(f"{'crimes':>10}  {'':6}" + "".join(f"{head:>8}" for head in heads))
    for means in EXPECTED:
        rows = [covered(*means, *years) for years in PERSON_YEARS]
        for name, shares in zip(("mover", "before"), zip(*rows, strict=True), strict=True):
            pair = f"{means[0]}:{means[1]}" if name == "mover" else ""
            print(f"{pair:>10}  {name:6}" + "".join(f"{share:8.3f}" for share in shares))


def covered(mean: float, other_mean: float, years: float, other_years: float) -> tuple[float, float]:
    """Return the coverage of the excess rate's interval, and of the one that version 0.1 made from the ratio's."""
    truth = mean / years - other_mean / other_years
    held = held_before = total = total_before = 0.0
    for count, chance in poisson(mean):
        for other, other_chance in poisson(other_mean):
            both = chance * other_chance
            ratio = ratio_interval(count, years, other, other_years)
            total += both
            held += both * holds(excess_interval(count, years, other, other_years, ratio), truth)
            if ratio and other:
                rate = other / other_years
                before = Interval((ratio.low - 1) * rate, (ratio.high - 1) * rate, ratio.method)
                total_before += both
                held_before += both * holds(before, truth)
    return held / total, held_before / total_before


def ratio_interval(count: int, years: float, other: int, other_years: float) -> Interval | None:
    """Return the interval of the ratio that the verdict rests on; two counts of 0 have none."""
    return intervals.of_ratio(count, years, other, other_years, CONFIDENCE) if count or other else None


def excess_interval(count: int, years: float, other: int, other_years: float, ratio: Interval | None) -> Interval:
    """Return the interval of the excess, as the program works it out."""
    own = intervals.of_count(count, CONFIDENCE).scaled(1 / years)
    theirs = intervals.of_count(other, CONFIDENCE).scaled(1 / other_years)
    difference = intervals.of_difference(count / years, own, other / other_years, theirs)
    return intervals.agreeing_with_ratio(difference, ratio) if ratio else difference


def holds(interval: Interval, value: float) -> bool:
    """Whether a value lies in an interval, ends included, but for what rounding adds."""
    slack = 1e-12 * max(1.0, abs(value))
    return interval.low - slack <= value <= interval.high + slack


def poisson(mean: float) -> Iterator[tuple[int, float]]:
    """Yield the counts that a Poisson mean makes, each with its probability."""
    for count in range(math.ceil(mean + 8 * math.sqrt(mean) + 10)):
        chance = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1)) if mean else float(count == 0)
        if chance > NEGLIGIBLE:
            yield count, chance


def limits() -> None:
    """Print how many areas lie outside the funnel's additive limits when areas differ as these assume."""
    print("Funnel: areas outside the 95% and 99.8% limits, in per cent, when the additive model is exactly true")
    print("`moments` is τ² by moments from the φ that is not divided by c, as published (Spiegelhalter 2005).")
    print(f"{'':14}{'areas':>6}{'additive':>16}{'moments':>16}{'τ, mean':>10}")
    randomly = np.random.default_rng(SEED)
    for setting in SETTINGS:
        for number in AREAS:
            shares, tau = outside(setting, number, randomly)
            figures = "".join(f"{100 * share:8.2f}" for share in shares)
            print(f"{setting.name:14}{number:6}{figures}{tau:10.3f}")


def chance() -> None:
    """Print how often areas that only chance sets apart are called over-dispersed."""
    randomly = np.random.default_rng(SEED)
    print("Chance alone: sets of areas that are called over-dispersed (φ > 1 + 2√(2/n)), in per cent; mean of φ")
    print(f"{'areas':>6}{'called':>8}{'φ, mean':>10}")
    for number in AREAS:
        phis = [funnel.dispersion(z) for z in randomly.standard_normal((AREAS_JUDGED // 20, number)).tolist()]
        called = np.mean([funnel.differs_beyond_chance(phi, number) for phi in phis])
        print(f"{number:6}{100 * called:8.2f}{np.mean(phis):10.3f}")


def outside(setting: Setting, number: int, randomly: np.random.Generator) -> tuple[np.ndarray, float]:
    """Return the shares outside either limit (ours, then by moments), and the mean of the estimates of τ."""
    rounds = AREAS_JUDGED // number
    passed = np.zeros(4)
    estimates = 0.0
    for _ in range(rounds):
        expected = np.exp(randomly.uniform(math.log(setting.fewest), math.log(setting.most), number))
        y = randomly.normal(1, np.sqrt(1 / (4 * expected) + setting.tau**2))
        counts, means = (expected * np.maximum(y, 0) ** 2).tolist(), expected.tolist()
        scores = [funnel.z_score(count, mean) for count, mean in zip(counts, means, strict=True)]
        tau = funnel.spread(scores, means) or 0.0
        estimates += tau
        beyond = [abs(place(*pair, tau)) for pair in zip(counts, means, strict=True)]
        published = np.abs(np.array(scores)) / np.sqrt(1 + 4 * expected * tau_by_moments(scores, expected) ** 2)
        ours = [beyond.count(1) + beyond.count(2), beyond.count(2)]
        theirs = [(published > intervals.normal_quantile(level)).sum() for level in (funnel.INNER, funnel.OUTER)]
        passed += [*ours, *theirs]
    return passed / (rounds * number), estimates / rounds


def place(count: float, expected: float, tau: float) -> int:
    """Return the limits that an area lies beyond; they are those of chance alone where τ is 0."""
    if tau:
        return funnel.additive_limits_passed(count, expected, tau)
    return funnel.limits_passed(count, expected)


def tau_by_moments(scores: Sequence[float], expected: np.ndarray) -> float:
    """Return τ as published: by moments (DerSimonian and Laird), from the winsorised φ as it is."""
    number = len(scores)
    weights = 4 * expected
    phi = funnel.dispersion(scores) * funnel.winsorised_variance(number)
    squared = (number * phi - (number - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return math.sqrt(max(0.0, squared))


SECTIONS = {"excess": excess, "limits": limits, "chance": chance, "change": change}


def main(chosen: Sequence[str]) -> None:
    """Print the sections that are named, or all of them."""
    if unknown := [name for name in chosen if name not in SECTIONS]:
        sys.exit(f'no section "{unknown[0]}"; there are {", ".join(SECTIONS)}')
    for number, name in enumerate(chosen or SECTIONS):
        print(end="\n" if number else "")
        SECTIONS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
