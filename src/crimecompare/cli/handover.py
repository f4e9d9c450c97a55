"""What `report` is asked: one area, and what a page about it says, section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from crimecompare.analysis.comparison import Comparison
from crimecompare.analysis.evaluation import Evaluation
from crimecompare.analysis.funnel import Limits
from crimecompare.cli import assessing, comparing, placing, trending
from crimecompare.cli.areas import Narrowing, figures
from crimecompare.cli.choosing import Choice
from crimecompare.cli.peers import FEWEST_PLACED, peers_of
from crimecompare.cli.since import When, asked_windows
from crimecompare.errors import Incomparable, UnknownName, UsageError
from crimecompare.files import is_device
from crimecompare.formats.page.section import Section
from crimecompare.profiles.catalogue import Catalogue
from crimecompare.profiles.naming import asked_for
from crimecompare.profiles.periods import parse_period
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import STANDARD_INPUT
from crimecompare.reports import rank, show, trend
from crimecompare.reports.report import Report
from crimecompare.wording import counted, in_sentence, printable, quoted

Judged = TypeVar("Judged", Comparison, Evaluation)
NOT_ALLOWED = Incomparable, UnknownName, UsageError
"""What is raised where figures do not allow what is asked of them; files that are broken are another matter."""
ENDINGS = (".html", ".htm")
ALL = Choice([], None, reverse=False, top=None)
"""All rows, as they come."""
MOST_TABULATED = 30
"""How many areas a table has beside a funnel; of more, it has the one that the page is about."""
FIGURES, COMPARED, BY_OFFENCE, CHANGED = "Its figures", "How it compares", "By offence", "How it changed"
EVALUATED = "Whether it changed more than elsewhere"
NO_OFFENCES = "This needs counts by offence of both sides, and an offence that both give."
NO_TWO_YEARS = "This needs counts of a year and of the year before, made alike."
EACH_SIDE = (
    "The picture's intervals of each side allow for how months vary in both sides together, so they differ from those "
    "of one area alone, above."
)
"""Why a page has two intervals of one ratio."""
NO_CONTROL = (
    "This needs monthly figures of places where nothing was done, to compare the change with, and the month in which "
    "something was done here."
)


class AskedChange(NamedTuple):
    """What a change is compared with, and when it was."""

    controls: Sequence[str]
    when: When
    parts: bool


class AskedPage(NamedTuple):
    """What a page is asked to say of an area; without a `change` it does not evaluate one."""

    area: str
    baseline: Sequence[str]
    change: AskedChange | None
    confidence: float
    exclude_self: bool


def check_ending(file: Path | None) -> None:
    """Refuse a file whose name says that it is no page. Raises UsageError."""
    if file is not None and not is_device(file) and file.suffix.lower() not in ENDINGS:
        raise UsageError(f"--output {printable(str(file))}: report writes a page; name a file that ends in .html")


def asked_change(
    controls: Sequence[str], since: str | None, before: str | None, after: str | None, *, parts: bool
) -> AskedChange | None:
    """Understand which change is to be evaluated, if one is. Raises UsageError for half of what that needs."""
    if not controls and not parts and (since, before, after) == (None, None, None):
        return None
    if not controls:
        raise UsageError("name a control, where nothing was done: --control AREA")
    return AskedChange(controls, asked_windows(since, before, after), parts)


def page_about(known: Catalogue, asked: AskedPage) -> tuple[str, list[Section]]:
    """Return the title of a page about an area, and its sections.

    Raises CrimecompareError for what is asked for and cannot be answered: the comparison, and an evaluation.
    """
    entry = _the_one(known, asked.area)
    evaluated = Section(EVALUATED, lacking=NO_CONTROL)
    if asked.change is not None:
        evaluated = Section(EVALUATED, _evaluation(known, asked, asked.change), beneath=EACH_SIDE)
    return f"Recorded crime in {in_sentence(entry.text('name') or entry.key)}", [
        *_compared(known, asked),
        _place(known, asked, entry),
        _if_allowed(CHANGED, NO_TWO_YEARS, lambda: _trend(known, asked)),
        evaluated,
    ]


def _compared(known: Catalogue, asked: AskedPage) -> list[Section]:
    """Compare the area with its baseline, as a whole and by offence. Raises CrimecompareError where one is named."""
    try:
        (comparison,) = _without_remedies(
            comparing.compared(
                known, [asked.area], asked.baseline, Narrowing(), asked.confidence, exclude_self=asked.exclude_self
            )
        )
    except NOT_ALLOWED:
        if asked.baseline:
            raise
        return [
            Section(FIGURES, show.report(show.shown(figures(known, known.profiles_of(asked.area)), asked.confidence))),
            Section(COMPARED, lacking="This needs figures of another area, to compare these with."),
            Section(BY_OFFENCE, lacking=NO_OFFENCES),
        ]
    return [
        Section(COMPARED, comparing.reported([comparison], ALL, by_offence=False)),
        _if_allowed(BY_OFFENCE, NO_OFFENCES, lambda: _by_offence(comparison)),
    ]


def _without_remedies(found: Sequence[Judged]) -> list[Judged]:
    """Leave out of notes what to type, which is of no use to those who read a page."""
    return [replace(one, remedies=None) for one in found]


def _the_one(known: Catalogue, argument: str) -> Entry:
    """Return the only area that an argument means. Raises UsageError for several, and UnknownName."""
    if argument == STANDARD_INPUT:
        raise UsageError("report looks at an area several times, and standard input can be read once; name its file")
    entries = known.meant(argument).entries
    if len(entries) != 1:
        raise UsageError(
            f"report is about one area, and {quoted(argument)} means {counted(len(entries), 'area')}; name one"
        )
    return entries[0]


def _if_allowed(name: str, needed: str, report: Callable[[], Report]) -> Section:
    """Return a section, or a line about what it would need where the figures do not allow it."""
    try:
        return Section(name, report())
    except NOT_ALLOWED:
        return Section(name, lacking=needed)


def _by_offence(comparison: Comparison) -> Report:
    return comparing.reported([comparison], ALL, by_offence=True)


def _place(known: Catalogue, asked: AskedPage, entry: Entry) -> Section:
    """Place the area among its peers, on a funnel that names it."""
    peers = peers_of(known, asked.area, entry)
    if len(peers.names) >= FEWEST_PLACED:
        ranking, around, _ = placing.ranked(
            known, peers.names, [], Narrowing(), asked.confidence, Limits.AUTO, remedies=None
        )
        if ranking.ranked >= FEWEST_PLACED:
            shown = rank.report(ranking, ranking.standings, around, highlighted=[entry.key])
            own = [standing for standing in ranking.standings if standing.comparison.area.key == entry.key]
            return Section(peers.called, shown, tabulated=own if len(shown.rows) > MOST_TABULATED else None)
    return Section(peers.called, lacking=peers.needed)


def _trend(known: Catalogue, asked: AskedPage) -> Report:
    text, period = asked_for(asked.area)
    last = parse_period(period).last if period is not None else None
    return trend.report(trending.trends(known, [text], Narrowing(), last, asked.confidence))


def _evaluation(known: Catalogue, asked: AskedPage, change: AskedChange) -> Report:
    question = assessing.AskedEvaluation(change.when, asked.confidence, parts=change.parts)
    found = _without_remedies(assessing.evaluated(known, [asked_for(asked.area).text], change.controls, question))
    return assessing.reported_evaluations(found, ALL, by_offence=False)
