"""What the publisher says of an area, as caveats: notes at its names, and shorthand in its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crimecompare.importers.ons import partnerships as by
from crimecompare.importers.ons.hierarchy import ENGLAND_AND_WALES, NAME, TRANSPORT
from crimecompare.importers.ons.lines import TOTAL, Line, residents_basis
from crimecompare.importers.ons.note_months import is_of_other_months
from crimecompare.importers.ons.notes import marks_in, said_once
from crimecompare.importers.ons.publication import Publication
from crimecompare.wording import counted, figure


@dataclass(frozen=True)
class Footnotes:
    """Knows the notes of a publication, and which of them are about another year than it is."""

    publication: Publication

    def written(self, texts: Iterable[str]) -> list[str]:
        """Write texts as the caveats of an area, each once.

        In the year before, a note that names other months is left out: ONS repeats the notes of the current year.
        """
        publication = self.publication
        if publication.is_of_the_year_before:
            texts = [text for text in texts if not is_of_other_months(text, publication.table.span)]
        return said_once(texts)

    def of_partnership(self, code: str) -> list[str]:
        """Return the notes at the names of a partnership, and those of its force."""
        line = self.publication.counts.partnerships[code]
        rows = (line, self.publication.rates.partnerships[code])
        own = [text for row in rows for text in self._at(row, by.NAMES)]
        return [*own, *self.of_force(line.text(by.FORCE_CODE))]

    def of_force(self, code: str) -> list[str]:
        """Return the notes at the names of a force."""
        publication = self.publication
        rows = filter(None, (publication.counts.forces.get(code), publication.rates_of_force(code)))
        notes = [text for row in rows for text in self._at(row, by.NAMES)]
        return [*notes, *self._at(publication.hierarchy.forces[code].line, [NAME])]

    def of_whole(self, code: str, name: str, here: float | None) -> list[str]:
        """Return the notes at the name of a region or country, and the rate that ONS publishes beside that `here`."""
        notes = self._at(self.publication.hierarchy.all[code].line, [NAME])
        if code == ENGLAND_AND_WALES:
            notes = self._with_transport(notes)
        if self.publication.published_rates is None:
            return notes
        line = self.publication.published_rates[code]
        others = [
            text for text in self._at(line, [NAME]) if TRANSPORT not in text
        ]  # which is said above, with a number
        marks = filter(None, map(line.table.shorthand.get, marks_in(line.raw(TOTAL))))
        return [*notes, *self._published_rate(line, name, here), *others, *marks]

    def _at(self, line: Line, columns: Iterable[str]) -> list[str]:
        notes = self.publication.notes
        return [text for c in columns for text in notes.of_cell(line.table.label, line.raw(c), line.where)]

    def _with_transport(self, notes: list[str]) -> list[str]:
        """Say how many crimes British Transport Police recorded, after the note that names it or in one of our own."""
        line = self.publication.hierarchy.transport
        crimes = line.whole(TOTAL) if line else None
        if crimes is None:
            return notes
        added = f" ({counted(crimes, 'crime')})."
        told = [note.rstrip(". ") + added if TRANSPORT in note else note for note in notes]
        return told if told != notes else [*notes, f"Includes {TRANSPORT}{added}"]

    def _published_rate(self, line: Line, name: str, here: float | None) -> list[str]:
        there = line.rate(TOTAL)
        if there is None:
            return []
        gives = f"ONS's table {line.table.label} gives"
        basis, *_ = residents_basis(line.heading)
        if here is None:
            return [f"{gives} {figure(there)} crimes per 1,000 residents, on {basis} residents."]
        own, *_ = residents_basis(self.publication.rates.heading)
        if own == basis and figure(here) == figure(there):
            return []
        rate = f"The rate of all crimes here, {figure(here)} per 1,000, is on {own} residents"
        return [f"{rate}, as for the areas within {name}; {gives} {figure(there)}, on {basis} residents."]
