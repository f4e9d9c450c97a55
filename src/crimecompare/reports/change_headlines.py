"""Headlines of changes: of an area against the year before, and against what its controls did."""

from __future__ import annotations

from collections.abc import Sequence

from crimecompare.analysis.comparison import Verdict
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.trend import Trend
from crimecompare.profiles.periods import spelled_period
from crimecompare.reports.headlines import NONE_MEETS, headline_of_verdicts
from crimecompare.reports.twelve_words import CutName, cut_to_fit, fitting, of_named
from crimecompare.wording import capitalised, percent

FEWER = {Verdict.HIGHER: "more", Verdict.LOWER: "fewer"}
THEN, EXPECTED = "the year before", "expectation"


def headline_of_trends(trends: Sequence[Trend]) -> str:
    """Head areas in a year and in the year before."""
    if not trends:
        return NONE_MEETS
    offence = trends[0].area.offence
    if len(trends) > 1:
        return headline_of_verdicts([one.verdict for one in trends], [THEN], offence)
    (one,) = trends
    area = one.area.called
    if one.verdict is Verdict.UNTESTED:
        return of_named(offence, area, f"cannot be judged against {THEN}", "cannot be judged")
    if one.verdict is Verdict.SIMILAR:
        between = f"between {spelled_period(one.before)} and {spelled_period(one.after)}"
        form = f"Crime in {area} did not clearly change {between}"
        plain = fitting(form) if offence is None else None
        return plain or of_named(offence, area, f"is not clearly different from {THEN}", "did not clearly change")
    size = f"{percent(abs(one.change_percent))} " if one.change_percent is not None else ""
    said = f"recorded {size}{FEWER[one.verdict]} crimes"
    dated = f"{said} in {spelled_period(one.after)} than in {spelled_period(one.before)}"
    return of_named(offence, capitalised(area), dated, f"{said} than {THEN}", f"{said} than before")


def headline_of_evaluations(evaluations: Sequence[Evaluation]) -> str:
    """Head areas whose change is held against that of controls."""
    if not evaluations:
        return NONE_MEETS
    offence = evaluations[0].area.offence
    if len(evaluations) > 1:
        return headline_of_verdicts([one.verdict for one in evaluations], [EXPECTED], offence)
    (one,) = evaluations
    area, control = one.area.called, one.control.called
    its = "its control" if len(one.controls.members) == 1 else "its controls"
    if one.verdict is Verdict.UNTESTED:
        forms = [f"whether {area} changed differently from {whom} cannot be judged" for whom in (control, its)]
        short = "whether", CutName(area), "changed differently cannot be judged"
        return _said(offence, forms, short)
    if one.verdict is Verdict.SIMILAR:
        forms = [f"{area} did not clearly change differently from {whom}" for whom in (control, its)]
        return _said(offence, forms, (CutName(area), "did not clearly change differently"))
    ratio = one.relative_ratio
    size = f"{percent(100 * abs(ratio - 1))} " if ratio is not None else ""
    said = f"recorded {size}{FEWER[one.verdict]} crimes than"
    forms = [f"{area} {said} {whom} would suggest" for whom in (control, its)]
    return _said(offence, forms, (CutName(area), f"{said} expected"))


def _said(offence: str | None, forms: Sequence[str], short: tuple[str | CutName, ...]) -> str:
    """Return the first form that fits, after the only offence that it is about, or the short one, its names cut."""
    if offence is None:
        return capitalised(fitting(*forms) or cut_to_fit(*short))
    before = capitalised(offence)
    return fitting(*(f"{before}: {form}" for form in forms)) or cut_to_fit(CutName(before, ":"), *short)


def headline_of_offence_changes(evaluations: Sequence[Evaluation]) -> str:
    """Head the offences of areas, each an evaluation of its own."""
    if not evaluations:
        return NONE_MEETS
    if len(evaluations) == 1:
        return headline_of_evaluations(evaluations)
    places = {one.area.called for one in evaluations}
    verdicts = [one.verdict for one in evaluations]
    of_all = headline_of_verdicts(verdicts, [EXPECTED], noun="offences")
    if len(places) > 1:
        return of_all
    return fitting(headline_of_verdicts(verdicts, [EXPECTED], noun=f"offences in {places.pop()}")) or of_all
