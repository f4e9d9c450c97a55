"""Evaluation: the published figures of Wisbech, statsmodels' model, and the laws of a change against its control's."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import t
from statsmodels.formula.api import glm
from statsmodels.genmod.families import Poisson
from statsmodels.stats.meta_analysis import combine_effects

from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.controls import Controls, controls_without
from crimecompare.analysis.courses import Course
from crimecompare.analysis.evaluating import evaluate, evaluate_by_offence
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.intervals import Interval
from crimecompare.errors import CrimecompareError
from support.areas import codes
from support.courses import FENLAND, REST, WISBECH, controls_of, course_of, series, whole_course
from support.intervals import holds, near

HALVES = {"before": range(6, 12), "after": range(18, 24)}
WARDS = [[y * share // 24 + n % 3 for n, y in enumerate(REST)] for share in (4, 5, 7, 8)]
FORBIDDEN = re.compile(r"\b(caused?|effect of|impact|prevented|worked|significant\w*)\b", re.IGNORECASE)


def limits_of(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return interval.low, interval.high


def evaluated(*counts: list[int], **options: float) -> Evaluation:
    """Evaluate the first place by its months against the others, a half each before and after."""
    area, *controls = counts
    half = len(area) // 2
    return evaluate(course_of(area, range(half), range(half, 2 * half), key="own"), controls_of(*controls), **options)


def wisbech(**windows: range) -> Evaluation:
    """Evaluate Wisbech against the rest of Fenland, as it is taken out of Fenland."""
    own = course_of(WISBECH, key="wisbech", within="fenland", **windows)
    fenland = course_of(FENLAND, key="fenland", **windows)
    return evaluate(own, Controls(controls_without([own], [fenland])))


def test_wisbech_against_the_rest_of_fenland() -> None:
    """The counts, the ratio and its interval, the excess, what could be shown and the earlier ratio, to 11 digits."""
    found = wisbech()
    assert (found.crimes_before, found.crimes_after) == (3826, 3629)
    assert (found.control_crimes_before, found.control_crimes_after) == (5480, 6022)
    assert found.relative_ratio == near(0.8631411258561784, 1e-15)
    assert found.relative.standard_error(found.relative.counts) == near(0.04673659553986905, 1e-14)
    assert (found.dispersion, found.dispersion_freedom) == (near(2.4668441206662024, 1e-14), 22)
    assert limits_of(found.ratio_interval) == (near(0.7834070655854), near(0.9509904057191))
    assert (found.expected_crimes, found.excess_crimes) == (near(4204.41094891), near(-575.410948905))
    assert limits_of(found.excess_crimes_interval) == (near(-976.063182777), near(-192.976853560))
    assert found.detectable_percent == near(12.5487052771)
    assert found.earlier_ratio == near(0.8521597967250142, 1e-15)
    assert limits_of(found.earlier_interval) == (near(0.73308625928), near(0.990574178632))
    assert (found.verdict, found.method, found.drift) == ("untested", "quasi-poisson", None)
    assert (found.before, found.after, found.control.name) == ("2024", "2025", "Fenland without Wisbech")
    assert found.change_percent == near(-5.14898065866)
    assert found.control_change_percent == near(9.89051094891)
    noted = ["already-apart", "drift-unknown", "control-adjoins", "undocumented", "not-an-effect"]
    assert codes(found) == noted


def test_wisbech_in_the_second_half_of_the_year() -> None:
    """From July on, against July to December before, the interval holds 1, and the excess is that of a year."""
    found = wisbech(**HALVES)
    assert found.relative_ratio == near(0.8903345478919651, 1e-15)
    assert limits_of(found.ratio_interval) == (near(0.7810422499042), near(1.0149202648989))
    assert (found.dispersion, found.verdict) == (near(1.92287565249619, 1e-13), "similar")
    assert (found.before, found.after) == ("2024-07/2024-12", "2025-07/2025-12")
    assert found.excess_crimes == near((1778 - 1802 * 3103 / 2800) / (184 / 365.25))
    assert "partial-year" in codes(found)


def test_two_years_that_are_known_as_a_whole() -> None:
    """Without months the interval allows for chance alone, and a clear one shows nothing."""
    area, control = whole_course(3826, 3629), whole_course(5480, 6022, "b")
    found = evaluate(area, Controls([control]))
    assert found.ratio_interval == (near(0.8142406422526), near(0.9149784037839), "log-normal")
    assert found.verdict == "untested"
    assert (found.dispersion, found.drift, found.earlier_ratio, found.placebos) == (None, None, None, None)
    assert {"dispersion-unknown", "drift-unknown", "earlier-unknown"} <= {*codes(found)}
    assert evaluate(area, Controls([whole_course(5480, 5200, "b")])).verdict == "similar"


def test_the_model_is_that_of_statsmodels() -> None:
    """Ratio, standard error, φ and degrees of freedom are those of y ~ month + area + area × after."""
    rows = [(y, n, int(place == 0), int(n > 11)) for place, ys in enumerate((WISBECH, REST)) for n, y in enumerate(ys)]
    table = pd.DataFrame(rows, columns=["y", "month", "area", "after"])
    model = glm("y ~ C(month) + area + area:after", table, family=Poisson()).fit(scale="X2")
    found = evaluated(WISBECH, REST)
    assert found.relative_ratio == near(math.exp(model.params["area:after"]), 1e-10)
    assert found.relative.standard_error(found.relative.counts) == near(model.bse["area:after"], 1e-10)
    assert (found.dispersion, found.dispersion_freedom) == (near(model.scale, 1e-10), model.df_resid)
    reach = t.isf(0.025, 22) * model.bse["area:after"]
    effect = model.params["area:after"]
    assert limits_of(found.ratio_interval) == (
        near(math.exp(effect - reach), 1e-10),
        near(math.exp(effect + reach), 1e-10),
    )


def test_drift_between_controls_widens_the_interval() -> None:
    """With three controls or more τ is DerSimonian and Laird's of statsmodels, and Student's t at K − 1."""
    far = [
        [y + (n > 11) * shift * y // 100 for n, y in enumerate(ward)]
        for ward, shift in zip(WARDS, (-20, 30, 5, 0), strict=True)
    ]
    found = evaluated(WISBECH, *far)
    before, after = (np.array([sum(ward[half]) for ward in far]) for half in (slice(0, 12), slice(12, 24)))
    fitted = sum(
        ((ys - (n := np.sum([w[half] for w in far], axis=0)) * sum(ys) / n.sum()) ** 2 / (n * sum(ys) / n.sum())).sum()
        for half in (slice(0, 12), slice(12, 24))
        for ys in [np.array(ward[half]) for ward in far]
    )
    phi = fitted / (3 * 22)
    tau_squared = combine_effects(np.log(after / before), max(1, phi) * (1 / before + 1 / after), method_re="dl").tau2
    assert found.drift == near(math.sqrt(tau_squared), 1e-9)
    shares = before / before.sum()
    chance = max(1, found.dispersion) * (1 / 3826 + 1 / 3629 + 1 / before.sum() + 1 / after.sum())
    error = math.sqrt(chance + tau_squared * (1 + (shares**2).sum()))
    low, high = limits_of(found.ratio_interval)
    assert math.log(high / low) / 2 == near(t.isf(0.025, 3) * error, 1e-9)
    assert (found.method, found.placebos) == ("quasi-poisson-drift", 4)
    assert "drift-unknown" not in codes(found)


@pytest.mark.parametrize(("shift", "verdict"), [(-60, "lower"), (0, "similar"), (80, "higher")])
def test_a_verdict_needs_dispersion_and_drift(shift: int, verdict: str) -> None:
    """With both known a clear change is called what it is; with fewer than three controls it is not."""
    own = [y + (n > 11) * shift * y // 100 for n, y in enumerate(REST)]
    assert evaluated(own, *WARDS).verdict == verdict
    assert evaluated(own, *WARDS[:2]).verdict == (verdict if verdict == "similar" else "untested")


@given(series(1), st.integers(1, 9))
def test_an_area_that_changed_as_its_control_did_has_a_ratio_of_1(places: list[list[int]], factor: int) -> None:
    """Then nothing is more or less than expected, and the verdict says that nothing is clear."""
    (control,) = places
    found = evaluated([y * factor for y in control], control)
    assert (found.relative_ratio, found.expected_crimes) == (near(1), near(found.crimes_after))
    assert (found.verdict, found.dispersion) == ("similar", pytest.approx(0, abs=1e-12))
    assert found.excess_crimes == pytest.approx(0, abs=1e-6)


@settings(max_examples=30)
@given(series(5))
def test_swapping_before_and_after_inverts_the_ratio(places: list[list[int]]) -> None:
    """The interval of the other way round is the interval's own, upside down; φ and drift stay, but for the shares."""
    swapped = [months[12:] + months[:12] for months in places]
    for number in (2, 5):
        found, back = evaluated(*places[:number]), evaluated(*swapped[:number])
        assert back.relative_ratio == near(1 / found.relative_ratio)
        assert (back.dispersion, back.drift) == (
            near(found.dispersion),
            pytest.approx(found.drift, rel=1e-9, abs=1e-9) if found.drift is not None else None,
        )
        if number == 2:
            low, high = limits_of(found.ratio_interval)
            assert limits_of(back.ratio_interval) == (near(1 / high), near(1 / low))


@settings(max_examples=30)
@given(series(5), st.randoms())
def test_the_order_of_controls_does_not_matter(places: list[list[int]], randomly: object) -> None:
    """Every figure is the same, to the last digit."""
    own, *controls = places
    shuffled = list(controls)
    randomly.shuffle(shuffled)
    one, other = evaluated(own, *controls), evaluated(own, *shuffled)
    assert figures_of_evaluation(one) == figures_of_evaluation(other)


def figures_of_evaluation(found: Evaluation) -> list[object]:
    names = "relative_ratio ratio_interval expected_crimes excess_crimes excess_crimes_interval dispersion drift"
    names += " detectable_percent earlier_ratio earlier_interval placebos placebos_beyond verdict method"
    return [getattr(found, name) for name in names.split()]


@settings(max_examples=30)
@given(series(4))
def test_merging_controls_changes_only_what_they_tell_of_drift(places: list[list[int]]) -> None:
    """Ratio, expected crimes and dispersion are those of the pooled control, into however many it is divided."""
    own, first, second, third = places
    merged = [a + b for a, b in zip(first, second, strict=True)]
    one, other = evaluated(own, first, second, third), evaluated(own, merged, third)
    assert (one.relative_ratio, one.expected_crimes, one.dispersion) == (
        other.relative_ratio,
        other.expected_crimes,
        other.dispersion,
    )
    assert other.drift is None
    assert one.drift is not None


@settings(max_examples=30)
@given(series(5, fewest=0), st.sampled_from([2, 4, 5]), st.sampled_from([0.9, 0.95, 0.9999]))
def test_intervals_contain_their_estimates_and_agree_in_sign(
    places: list[list[int]], number: int, confidence: float
) -> None:
    """The excess is on the side of 0 on which the ratio is of 1, and neither estimate lies outside its interval."""
    assume(all(sum(months[:12]) and sum(months[12:]) for months in places))
    found = evaluated(*places[:number], confidence=confidence)
    assert holds(found.ratio_interval, found.relative_ratio)
    if found.excess_crimes_interval is None:  # where a limit is more than a number can hold
        assert found.ratio_interval.high == math.inf or found.relative.standard_error(found.relative.counts) > 50
        return
    assert holds(found.excess_crimes_interval, found.excess_crimes)
    assert (found.ratio_interval.low > 1) <= (found.excess_crimes_interval.low >= 0)
    assert (found.ratio_interval.high < 1) <= (found.excess_crimes_interval.high <= 0)
    if holds(found.ratio_interval, 1):
        assert holds(found.excess_crimes_interval, 0)
        assert found.verdict is Verdict.SIMILAR
    assert 0 < found.detectable_percent <= 100


@given(series(2), st.floats(0.9, 0.999))
def test_more_confidence_makes_a_wider_interval(places: list[list[int]], confidence: float) -> None:
    """And a larger fall that could be shown."""
    low, high = evaluated(*places, confidence=confidence), evaluated(*places, confidence=confidence + 0.0005)
    assert low.ratio_interval.high < high.ratio_interval.high
    assert low.detectable_percent < high.detectable_percent


@settings(max_examples=30)
@given(series(6))
def test_a_placebo_by_subtraction_is_one_pooled_anew(places: list[list[int]]) -> None:
    """Each control against the others has the ratio that it has when these are pooled."""
    own, *controls = places
    found = evaluated(own, *controls)
    counts = list(found.controls.main.placebos())
    for n, (control, placebo) in enumerate(zip(controls, counts, strict=True)):
        anew = evaluated(control, *controls[:n], *controls[n + 1 :])
        assert placebo == anew.relative.counts
    inflation, tau = max(1, found.dispersion), found.drift
    far = [
        abs(c.log_ratio) / math.sqrt(inflation * sum(1 / n for n in c) + tau**2)
        for c in (found.relative.counts, *counts)
    ]
    assert found.placebos_beyond == sum(one >= far[0] * (1 - 1e-12) for one in far[1:])


def test_an_area_that_moved_most_has_no_placebo_beyond_it() -> None:
    """And one that moved as its control did has all of them, but for those that did so too."""
    fallen = [y // (1 + 3 * (n > 11)) for n, y in enumerate(REST)]
    assert evaluated(fallen, *WARDS).placebos_beyond == 0
    assert evaluated([sum(ys) for ys in zip(*WARDS, strict=True)], *WARDS).placebos_beyond == 4


ZERO = [0] * 12
SOME = [2, 1, 3, 2, 2, 1, 4, 2, 1, 3, 2, 2]
MANY = [20, 18, 25, 22, 19, 30, 21, 20, 24, 18, 22, 23]


def test_no_crimes_after_leave_the_lower_limit_open() -> None:
    """A half is added to both counts for the interval; the ratio itself is 0, and the excess has both limits."""
    found = evaluated(SOME + ZERO, MANY + MANY)
    q = t.isf(0.025, 22)
    error = math.sqrt(max(1, found.dispersion) * (1 / 25.5 + 1 / 0.5 + 2 / sum(MANY)))
    assert (found.relative_ratio, found.ratio_interval) == (
        0,
        (0, near(0.5 / 25.5 * math.exp(q * error)), "quasi-poisson"),
    )
    assert found.excess_crimes == near(-25)
    low, high = limits_of(found.excess_crimes_interval)
    assert low < -25 < high < 0
    assert found.detectable_percent is not None
    assert (found.verdict, "zero-count" in codes(found)) == ("untested", True)


def test_no_crimes_before_leave_the_upper_limit_open() -> None:
    """There is no ratio and nothing that a fall could be told by; only the lower limit stands."""
    found = evaluated(ZERO + SOME, MANY + MANY)
    assert (found.relative_ratio, found.expected_crimes, found.excess_crimes) == (None, 0, 25)
    assert (found.ratio_interval.low > 1, found.ratio_interval.high) == (True, math.inf)
    assert (found.excess_crimes_interval, found.detectable_percent, found.change_percent) == (None, None, None)
    assert "zero-count" in codes(found)


@pytest.mark.parametrize(
    ("own", "control"),
    [
        (ZERO + ZERO, MANY + MANY),
        (SOME + SOME, ZERO + MANY),
        (SOME + SOME, MANY + ZERO),
        (SOME + ZERO, MANY + [1] * 12),
        (ZERO + SOME, [1] * 12 + MANY),
    ],
)
def test_any_other_zero_leaves_nothing_to_judge_by(own: list[int], control: list[int]) -> None:
    """Then there is no interval, and no verdict; what is not known is null, never 0."""
    found = evaluated(own, control)
    assert (found.verdict, found.ratio_interval, found.method) == ("untested", None, None)
    assert (found.excess_crimes_interval, found.detectable_percent) == (None, None)
    assert "zero-count" in codes(found)
    assert FORBIDDEN.search(" ".join(note.message for note in found.notes)) is None


def test_a_control_with_a_zero_tells_no_drift() -> None:
    """It stays one of the pooled controls; how far they drift apart is not known, and not 0."""
    found = evaluated(REST, *WARDS[:3], ZERO + SOME)
    assert (found.drift, found.placebos, found.placebos_beyond, found.method) == (None, None, None, "quasi-poisson")
    assert found.control_crimes_before == sum(sum(ward[:12]) for ward in WARDS[:3])
    assert [note.message for note in found.notes if note.code == "drift-unknown"] == [
        "How far such places drift apart by themselves takes crimes in every control before and after to tell."
    ]


@pytest.mark.parametrize(("months", "known"), [(1, False), (2, False), (3, True)])
def test_dispersion_takes_four_degrees_of_freedom(months: int, known: bool) -> None:  # noqa: FBT001 - a table's column
    """Three months before and three after have them; with fewer the interval is that of chance alone."""
    places = [ward[:months] + ward[12 : 12 + months] for ward in WARDS]
    found = evaluated(*places)
    assert (found.dispersion is not None) == known
    assert found.method == ("quasi-poisson-drift" if known else "log-normal")
    assert ("dispersion-unknown" in codes(found)) != known


def test_earlier_windows_are_whole_years_back_where_all_sides_have_them() -> None:
    """Else they are the halves of the window before; an odd one without earlier months has none."""
    longer, control = REST[:12] + WISBECH, FENLAND[:12] + REST
    windows = {"before": range(12, 24), "after": range(24, 36)}
    sides = [course_of(longer, **windows), course_of(control, **windows, key="c")]
    earlier = evaluate(sides[0], Controls(sides[1:])).earlier
    assert [window.period for window in earlier.windows] == ["2024", "2025"]
    assert earlier.relative.ratio == near(evaluated(longer[:24], control[:24]).relative_ratio)
    for lacking in (0, 1):
        own, control_course = (side._replace(history={}) if n == lacking else side for n, side in enumerate(sides))
        short = evaluate(own, Controls([control_course])).earlier
        assert [window.period for window in short.windows] == ["2025-01/2025-06", "2025-07/2025-12"]
    odd_windows = {"before": range(5), "after": range(12, 17)}
    odd = evaluate(course_of(WISBECH, **odd_windows), Controls([course_of(REST, **odd_windows, key="b")]))
    assert (odd.earlier, odd.earlier_ratio, odd.earlier_interval) == (None, None, None)
    assert "earlier-unknown" in codes(odd)


def test_earlier_halves_with_too_few_months_say_nothing() -> None:
    """Four months halved have two degrees of freedom; six have four."""
    four, six = (
        evaluate(
            course_of(WISBECH, range(n), range(12, 12 + n)),
            Controls([course_of(REST, range(n), range(12, 12 + n), key="b")]),
        )
        for n in (4, 6)
    )
    assert (four.earlier_ratio, six.earlier_ratio) == (
        None,
        near(sum(WISBECH[3:6]) / sum(WISBECH[:3]) / (sum(REST[3:6]) / sum(REST[:3]))),
    )


def test_windows_at_different_times_of_the_year_have_no_verdict() -> None:
    """What is clear is not called higher or lower; that nothing is clear may be said."""
    windows = {"before": range(6), "after": range(18, 24)}
    fallen = [y // (1 + 3 * (n > 11)) for n, y in enumerate(REST)]
    controls = Controls([course_of(ward, **windows, key=f"c{n}") for n, ward in enumerate(WARDS)])
    found = evaluate(course_of(fallen, **windows), controls)
    assert (found.ratio_interval.high < 1, found.verdict) == (True, "untested")
    assert "so there is no verdict" in next(note.message for note in found.notes if note.code == "seasons-differ")
    similar = evaluate(course_of(REST, **windows), controls)
    assert similar.verdict == "similar"
    assert "verdict" not in next(note.message for note in similar.notes if note.code == "seasons-differ")


@settings(max_examples=30)
@given(series(4, 12, 0), st.sampled_from([0.9, 0.95, 0.99]))
def test_what_is_printed_never_claims_why(places: list[list[int]], confidence: float) -> None:
    """No note uses a word that claims a cause; that it does not say why is always said."""
    found = evaluated(*places, confidence=confidence)
    assert FORBIDDEN.search(" ".join(note.message for note in found.notes)) is None
    assert "not-an-effect" in codes(found)


def test_how_the_two_sides_are_measured_is_compared() -> None:
    """Other offences or residents are a note that a strict reader may refuse; drift that is not known is not."""
    own = course_of(WISBECH, offence_scope="all", population_basis="2021", safety_score=3, caveats=["Counted twice."])
    control = course_of(REST, key="b", offence_scope="some", safety_score=2, caveats=["As published."])
    found = evaluate(own, Controls([control]))
    assert {"scope-differs", "population-basis-unknown", "stated-caveat"} <= {*codes(found)}
    assert [note.code for note in found.doubts_of_kind] == ["scope-differs", "population-basis-unknown"]
    assert [note.message for note in found.notes if note.code == "stated-caveat"] == [
        "Counted twice.",
        "B: As published.",
    ]


def test_small_and_derived_counts_are_said() -> None:
    """Which places and years they are of is said once for all of them."""
    few, rate = course_of([1] * 24), course_of(REST, key="b")
    derived = rate._replace(figures=rate.figures._replace(derived=True))
    notes = {note.code: note.message for note in evaluate(few, Controls([derived])).notes}
    assert notes["small-count"].startswith("Fewer than 20 crimes in A in 2024 and in 2025:")
    assert notes["count-derived"].startswith("Counts of B are estimated")


@pytest.mark.parametrize(
    ("control", "message"),
    [
        (course_of(REST, key="A"), "would be compared with itself"),
        (course_of(REST, key="b", within="a"), "b is part of a, and no control for it"),
        (course_of(FENLAND, key="fenland"), "a is part of fenland, and must be taken out of it first"),
        (course_of(REST, range(6), range(12, 18), key="b"), "cover different periods"),
        (course_of([*REST[:3], None, *REST[4:]], key="b"), "only one of a and its control has a count for April 2024"),
    ],
)
def test_sides_that_cannot_be_compared_are_refused(control: Course, message: str) -> None:
    """The same area, other windows and months that one side lacks are named, and nothing is filled in."""
    with pytest.raises(CrimecompareError, match=message):
        evaluate(course_of(WISBECH, within="fenland"), Controls([control]))


def test_windows_that_overlap_and_levels_out_of_range_are_refused() -> None:
    """What comes after begins when what comes before has ended."""
    windows = {"before": range(12), "after": range(6, 18)}
    with pytest.raises(CrimecompareError, match="must begin when before"):
        evaluate(course_of(WISBECH, **windows), Controls([course_of(REST, **windows, key="b")]))
    with pytest.raises(CrimecompareError, match="confidence must be from"):
        evaluate(course_of(WISBECH), controls_of(REST), confidence=0.5)
    with pytest.raises(CrimecompareError, match="there is no control"):
        evaluate(course_of(WISBECH), Controls([]))
    with pytest.raises(CrimecompareError, match="no offence in common"):
        evaluate_by_offence({})


def test_offences_are_evaluations_of_their_own() -> None:
    """Each is at 1 − (1 − c)/k, so that all together have the confidence c; the largest excess comes first."""
    courses = {
        name: (own._replace(figures=own.figures._replace(offence=name)), controls_of(REST))
        for name, own in {"drugs": course_of(REST), "theft": course_of(WISBECH)}.items()
    }
    theft, drugs = evaluate_by_offence(courses, confidence=0.9)
    assert [theft.area.offence, drugs.area.offence] == ["theft", "drugs"]
    assert theft.confidence == near(0.95, 1e-15)
    assert theft.ratio_interval == evaluate(course_of(WISBECH), controls_of(REST)).ratio_interval
    assert all("simultaneous" in codes(one) for one in (theft, drugs))
    assert repr(theft) == "Evaluation(theft, A against C0: ratio 0.86, untested)"


def test_remedies_and_more_notes_of_a_caller() -> None:
    """A caller may add notes, and what to type about them."""
    found = evaluate(course_of(WISBECH), controls_of(REST), remedies={"drift-unknown": "name more"})
    assert next(n.message for n in found.notes if n.code == "drift-unknown").endswith("to tell; name more.")
    more = evaluate(course_of(WISBECH), controls_of(REST), more_notes=found.notes)
    assert len(more.notes) == len(found.notes) + 1  # which drift-unknown is, in other words


def test_crime_that_moves_to_a_neighbour_counts_twice() -> None:
    """That is said of a control that contains the area, and of parts of the area that contains it, not of others."""
    area = course_of(WISBECH, key="wisbech", within="fenland")
    whole, march = course_of(FENLAND, key="fenland"), course_of(REST, key="march", within="Fenland")
    ely = course_of(REST, key="ely", within="east-cambridgeshire")
    found = {}
    for name, controls in {"whole": [whole], "part": [march], "other": [ely], "both": [march, ely]}.items():
        notes = evaluate(area, Controls(controls_without([area], controls))).notes
        found[name] = [note.message for note in notes if note.code == "control-adjoins"]
    assert found == {
        "whole": ["Fenland without Wisbech surrounds Wisbech: crime that moved from one to the other counts twice."],
        "part": ["Wisbech and March are parts of one area: crime that moved from one to the other counts twice."],
        "other": [],
        "both": [],
    }


@pytest.mark.parametrize(
    ("months", "needed"), [(2, "more months"), (3, None), (None, "counts by month")], ids=["two", "three", "none"]
)
def test_what_it_takes_to_tell_how_much_counts_vary(months: int | None, needed: str | None) -> None:
    """Months, or more of them, for dispersion and for drift alike."""
    places = [WISBECH, *WARDS]
    if months is None:
        own, *controls = (whole_course(3826, 3629, f"c{n}") for n in range(4))
        found = evaluate(own, Controls(controls))
    else:
        found = evaluated(*(place[:months] + place[12 : 12 + months] for place in places))
    said = [note.message for note in found.notes if note.code in {"dispersion-unknown", "drift-unknown"}]
    assert [f"takes {needed} to tell" in message for message in said] == ([True, True] if needed else [])


def test_controls_with_one_month_of_crimes_tell_no_drift() -> None:
    """Then how much their months vary is not known, and so not what of their changes is drift."""
    once = [[30 + n, *[0] * 11] * 2 for n in range(3)]
    found = evaluated(REST, *once)
    assert (found.dispersion is not None, found.drift, found.method) == (True, None, "quasi-poisson")


def test_a_limit_that_no_number_holds_is_open() -> None:
    """One crime a year, and controls whose months could not vary more: nothing is infinite but an open limit."""
    own = [0, 1, *[0] * 10] * 2
    wild = [[1, *[0] * 10, 10**8, 10**8, *[0] * 10, 1], [1] * 24, [10**8, *[0] * 10, 1, 1, *[0] * 10, 10**8]]
    found = evaluated(own, *wild, confidence=0.9999)
    assert (found.ratio_interval.low, found.ratio_interval.high) == (pytest.approx(0, abs=1e-200), math.inf)
    assert (found.excess_crimes_interval, found.verdict) == (None, "similar")


def note_of(found: Evaluation, code: str) -> str:
    """Return the message of the note with that code."""
    return next(note.message for note in found.notes if note.code == code)


@pytest.mark.parametrize(
    ("last", "start", "end"),
    [
        (2, "A and C0 were already drifting apart between 2024 and 2025 (ratio 2.00, ", "), so this difference need n"),
        (
            0.5,
            "A had moved the other way against C0 between 2024 and 2025 (ratio 2.00, ",
            "), so this may be a return ",
        ),
        (1.01, "A and C0 were already drifting apart between 2024 and 2025 (ratio 2.00, ", ")."),
        (0.99, "A had moved the other way against C0 between 2024 and 2025 (ratio 2.00, ", ")."),
    ],
)
def test_places_that_were_drifting_apart_went_on_or_turned(last: float, start: str, end: str) -> None:
    """What follows depends on the way they went, and nothing follows for a change that is not clear."""
    counts = [100] * 12 + [200] * 12 + [round(200 * last)] * 12
    windows = {"before": range(12, 24), "after": range(24, 36)}
    found = evaluate(course_of(counts, **windows), Controls([course_of([100] * 36, **windows, key="C0")]))
    message = note_of(found, "already-apart")
    assert message.startswith(start)
    assert end in message
    assert (", so " in message) == (abs(math.log(last)) > 0.1)


def test_why_it_is_not_known_whether_places_were_drifting_apart() -> None:
    """No crimes then, an odd number of months, no months, or too few: each is called what it is."""
    zeros = evaluated([0] * 12 + [5] * 12, [50] * 24)
    assert note_of(zeros, "earlier-unknown").endswith(
        "there are no crimes in Own in January to June 2024 and in July to December 2024."
    )
    odd = evaluated([20] * 10, [50] * 10)
    assert note_of(odd, "earlier-unknown").endswith(
        "no earlier months are known, and the 5 months before cannot be halved."
    )
    years = evaluate(whole_course(500, 400), Controls([whole_course(500, 500, key="c")]))
    assert note_of(years, "earlier-unknown").endswith("there are no counts by month before.")
    few = evaluated([20] * 8, [50] * 8)
    assert note_of(few, "earlier-unknown").endswith("too few earlier months with crimes are known.")


def test_parts_of_one_area_are_found_along_the_chain_of_what_contains_them() -> None:
    """A ward of a town adjoins another part of the town's district."""
    ward, march = course_of(WISBECH, key="ward", within="town"), course_of(REST, key="march", within="fenland")
    inner = ward._replace(figures=ward.figures._replace(containers=frozenset(["town", "fenland"])))
    assert "Ward and March are parts of one area" in note_of(evaluate(inner, Controls([march])), "control-adjoins")
    assert "control-adjoins" not in codes(evaluate(ward, Controls([march])))
