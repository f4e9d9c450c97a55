"""`crimecompare rank`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from crimecompare.analysis.baselines import pool
from crimecompare.analysis.comparison import checked_confidence
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.ranking import Standing, outermost
from crimecompare.analysis.ranking import rank as ranked
from crimecompare.cli import areas as areas_of
from crimecompare.cli import completion, conditions, options
from crimecompare.cli.conditions import Condition
from crimecompare.cli.output import answer, answer_options
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.catalogue import profiles as validated
from crimecompare.reports import rank as report
from crimecompare.reports.fields import Field

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("rank")
def rank(
    areas: options.AnyAreas = None,
    baseline: options.RankBaseline = None,
    overdispersion: Annotated[
        bool, typer.Option("--overdispersion", help="Let z and funnel allow for more variation than chance makes.")
    ] = False,
    where: Annotated[
        list[str] | None,
        options.condition("--where", "Show only rows of which this is true", "funnel==high-99.8", "rank"),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="Show in order of that field.", autocompletion=completion.fields("rank")),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Show in reverse order; unknown values stay last.")
    ] = False,
    top: Annotated[int | None, typer.Option(metavar="N", help="Show the first N rows only.")] = None,
    profiles: options.Profiles = None,
    confidence: options.Confidence = 0.95,
    output: options.Output = None,
    get: Annotated[str | None, options.get_field("rank")] = None,
    fail_if: Annotated[
        list[str] | None, options.condition("--fail-if", "Exit 1 if true of any row shown", "z>3", "rank")
    ] = None,
) -> int:
    """Rank areas by their rate ratio to one baseline, on a funnel that shows what chance alone would do.

    The areas are those named, or all of --profiles (else of the nearest place that has any). Without --baseline the
    baseline is all of them pooled. An area is outside a limit of the funnel when what would be expected at the
    baseline's rate lies outside the interval of its own count.

    An interval says how far chance moves a count from year to year, if crimes happen independently of each other.
    It is not sampling error, and says nothing of crimes that are never reported or of how recording differs.
    """
    question = answer_options(report.KIND, output, get, fail_if)
    level = checked_confidence(confidence)
    filters = [conditions.parse_condition(condition, report.KIND) for condition in where or ()]
    order = conditions.checked_field(sort, report.KIND) if sort is not None else None
    if top is not None and top < 1:
        raise UsageError(f"--top must be 1 or more, not {top}")
    known = areas_of.catalogue(profiles)
    members = areas_of.baseline_members(known, baseline) if baseline else []
    subjects = areas_of.figures(known, _subjects(known, areas or [], members))
    around = outermost(subjects)
    subjects = [area for area in subjects if area is not around]
    ranking = ranked(
        subjects,
        _reference(areas_of.figures(known, members)),
        confidence=level,
        overdispersion=overdispersion,
        remedies=options.REMEDIES,
    )
    shown: Sequence[Standing] = ranking.standings
    if filters or order or reverse:
        shown = _chosen(shown, filters, order or report.KIND.fields["rank"], reverse=reverse)
    return answer(report.report(ranking, shown[:top], around), question)


def _subjects(known: Catalogue, names: list[str], baseline: list[AreaProfile]) -> list[AreaProfile]:
    """Return the areas to rank, each once; a single baseline is not one of them."""
    found = [p for name in names for p in known.profiles_of(name)] if names else validated(known.nearest())
    distinct = {area.identity: area for area in found}
    if len(baseline) == 1:
        distinct.pop(baseline[0].identity, None)
    if not distinct:
        raise UnknownName("no area is left to rank")
    return list(distinct.values())


def _reference(members: Sequence[Figures]) -> Figures | None:
    """Return the baseline that is named, if one is; several are pooled."""
    return pool(members) if len(members) > 1 else next(iter(members), None)


def _chosen(
    rows: Sequence[Standing], filters: Sequence[Condition], order: Field, *, reverse: bool
) -> Sequence[Standing]:
    """Keep the rows of which all conditions are true, in order of a field; unknown values last, equal ones by rank."""
    kept = [(order.value(row), row) for row in rows if all(condition.holds(row) for condition in filters)]
    known = sorted(((v, row) for v, row in kept if v is not None), key=lambda pair: pair[0], reverse=reverse)
    return [row for _, row in [*known, *((v, row) for v, row in kept if v is None)]]
