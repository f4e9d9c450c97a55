"""`crimecompare rank`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from crimecompare.analysis.baselines import Containers, can_be_pooled, pool
from crimecompare.analysis.comparison import checked_confidence
from crimecompare.analysis.figures import Figures
from crimecompare.analysis.ranking import outermost
from crimecompare.analysis.ranking import rank as ranked
from crimecompare.cli import completion, conditions, options
from crimecompare.cli.conditions import Condition
from crimecompare.cli.output import answer, wanted
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.catalogue import profiles as validated
from crimecompare.reports import Row
from crimecompare.reports import rank as report

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
    question = wanted(report.KIND, output, get, fail_if)
    level = checked_confidence(confidence)
    filters = [conditions.parse(condition, report.KIND) for condition in where or ()]
    if sort is not None:
        conditions.check_field(sort, report.KIND)
    if top is not None and top < 1:
        raise UsageError(f"--top must be 1 or more, not {top}")
    catalogue = options.catalogue(profiles)
    members = options.baseline_members(catalogue, baseline) if baseline else []
    containers = options.containers(catalogue)
    subjects = [Figures.of(profile) for profile in _subjects(catalogue, areas or [], members)]
    around = outermost(subjects, containers)
    subjects = [area for area in subjects if area is not around]
    ranking = ranked(subjects, _reference(members, subjects, containers), overdispersion=overdispersion)
    rows = report.Rows(ranking, ranking.standings, level)
    shown = _chosen(rows, filters, sort, reverse=reverse) if filters or sort or reverse else rows
    return answer(report.report(ranking, shown[:top], level, around), question)


def _subjects(catalogue: Catalogue, names: list[str], baseline: list[AreaProfile]) -> list[AreaProfile]:
    """Return the areas to rank, each once; a single baseline is not one of them."""
    found = [p for name in names for p in catalogue.profiles_of(name)] if names else validated(catalogue.nearest())
    distinct = {area.identity: area for area in found}
    if len(baseline) == 1:
        distinct.pop(baseline[0].identity, None)
    if not distinct:
        raise UnknownName("no area is left to rank")
    return list(distinct.values())


def _reference(members: Sequence[AreaProfile], subjects: Sequence[Figures], containers: Containers) -> Figures:
    """Return the baseline named, or else all that can be pooled, whose caveats then stand on their own rows."""
    if len(members) == 1:
        return Figures.of(members[0])
    if members:
        return pool([Figures.of(member) for member in members], containers)
    return pool([area for area in subjects if can_be_pooled(area)], containers)._replace(caveats=())


def _chosen(rows: Sequence[Row], filters: Sequence[Condition], field: str | None, *, reverse: bool) -> Sequence[Row]:
    """Keep the rows of which all conditions are true, in order of a field; unknown values last, equal ones by rank."""
    kept = [row for row in rows if all(condition.holds(row) for condition in filters)]
    key = field or "rank"
    known = [row for row in kept if row.values[key] is not None]
    known.sort(key=lambda row: row.values[key], reverse=reverse)  # type: ignore[arg-type,return-value]  # one kind
    return [*known, *(row for row in kept if row.values[key] is None)]
