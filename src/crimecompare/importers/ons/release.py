"""`import ons`: the workbook → a profile of every area in it, and remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crimecompare.importers.imported import Imported
from crimecompare.importers.ons import partnerships as by
from crimecompare.importers.ons.called import by_key
from crimecompare.importers.ons.discrepancies import discrepancies
from crimecompare.importers.ons.drafting import PLURALS, Drafting
from crimecompare.importers.ons.hierarchy import NAME, TRANSPORT
from crimecompare.importers.ons.lines import TOTAL
from crimecompare.importers.ons.publication import CURRENT, PREVIOUS, Publication, publication
from crimecompare.importers.ons.workbook import read_workbook
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.parsing import parse_profile
from crimecompare.profiles.periods import spelled_period
from crimecompare.wording import counted, listed, named


@dataclass(frozen=True)
class OnsRequest:
    """Which workbook is to be imported, and which of its two years."""

    path: Path
    previous: bool = False
    retrieved: date | None = None


def import_ons(request: OnsRequest) -> Imported:
    """Make a profile of every area of the workbook. Raises UnreadableFile, UsageError and BadProfile."""
    edition = PREVIOUS if request.previous else CURRENT
    read = publication(read_workbook(request.path, edition.needed), edition)
    day = (request.retrieved or date.today()).isoformat()  # noqa: DTZ011 - the user's own calendar day
    drafts = by_key(Drafting(read).drafts(), read.name)
    profiles = [
        parse_profile(
            key, {field: value for field, value in draft.items() if value is not None} | {"retrieved": day}, read.name
        )
        for key, draft in drafts.items()
    ]
    return Imported(profiles, list(_said(read, profiles)), a_line_each=True)


def _said(read: Publication, profiles: Sequence[AreaProfile]) -> Iterator[str]:
    """Say what was read, what is in no area, and what is left out."""
    often = Counter(profile.kind for profile in profiles)
    each = ", ".join(
        f"{often[kind]:,} {kind if often[kind] == 1 else kinds}" for kind, kinds in PLURALS.items() if often[kind]
    )
    yield f"Read {counted(len(profiles), 'area')} ({each}) for {spelled_period(read.table.period)} from {read.name}."
    yield from _in_no_area(read)
    if withheld := [profile.name for profile in profiles if profile.population is None]:
        yield f"Written without residents, for the reason in their caveats: {named(withheld)}."
    yield from discrepancies(read)
    for line in read.hierarchy.codeless:
        yield f"Not read: {line.text(NAME)} (table {line.table.label}, row {line.number}), which has no code."
    for place in read.notes.unexplained:
        yield f"{place} is not among the notes of its table, so it is in no caveat."


def _in_no_area(read: Publication) -> Iterator[str]:
    """Count the crimes that ONS places in no partnership, and those of British Transport Police."""
    if elsewhere := read.counts.elsewhere:
        names = listed(list(dict.fromkeys(_short(line.text(by.NAME)) for line in elsewhere)))
        rows = f"{counted(len(elsewhere), 'row')} without a partnership code ({names})"
        crimes = counted(sum(line.whole(TOTAL) or 0 for line in elsewhere), "crime")
        yield f"Counted in their force but in no partnership: {rows} with {crimes}."
    transport = read.hierarchy.transport
    if transport and (recorded := transport.whole(TOTAL)):
        yield f"{TRANSPORT} ({counted(recorded, 'crime')}) is counted in England and Wales only."


def _short(name: str) -> str:
    """Say "Unassigned" for all the rows of forces' crimes that have no place."""
    return "Unassigned" if name.casefold().startswith("unassigned") else name
