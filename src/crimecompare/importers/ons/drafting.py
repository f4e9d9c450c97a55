"""The rows of all tables → the fields of each area's profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from crimecompare.importers.keys import key_of
from crimecompare.importers.ons import partnerships as by
from crimecompare.importers.ons.called import police_name, published_name, region_name
from crimecompare.importers.ons.footnotes import Footnotes
from crimecompare.importers.ons.hierarchy import NAME
from crimecompare.importers.ons.lines import TOTAL, residents_basis
from crimecompare.importers.ons.partnerships import Rated, rated
from crimecompare.importers.ons.publication import Publication
from crimecompare.importers.ons.recorded import Recorded, recorded
from crimecompare.importers.ons.workbook import WORKBOOK
from crimecompare.profiles.area import PER
from crimecompare.wording import figure, listed

SCOPE = "police recorded crime excluding fraud"
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0"
PARTNERSHIP, FORCE, REGION, COUNTRY = "community safety partnership", "police force area", "region", "country"
PLURALS = {
    PARTNERSHIP: "community safety partnerships",
    FORCE: "police force areas",
    REGION: "regions",
    COUNTRY: "countries",
}
"""The kinds of area, in the order of the file, and how many of them are called."""
MATERIAL = 0.02
"""A share of a force's crimes that is assigned to no partnership, from which on it is said beside these: it is about as
much as chance moves a partnership's count."""
OnsDraft = dict[str, Any]
"""Fields of a profile; None for what is not known."""


class Drafting:
    """Drafts the profiles of a publication: its partnerships, then forces, regions and countries."""

    def __init__(self, publication: Publication) -> None:
        """Take the tables as read, and what the publisher says of them."""
        self._publication = publication
        self._hierarchy = publication.hierarchy
        self._footnotes = Footnotes(publication)
        self._basis = residents_basis(publication.rates.heading)

    def drafts(self) -> Iterator[OnsDraft]:
        """Yield the fields of every area. Raises UnreadableFile for figures that cannot be right."""
        yield from map(self._partnership, self._publication.counts.partnerships)
        yield from map(self._force, self._hierarchy.forces)
        for kind, wholes in ((REGION, self._hierarchy.regions), (COUNTRY, self._hierarchy.countries)):
            for code in wholes:
                yield self._whole(code, kind)

    @cached_property
    def _authorities(self) -> Counter[str]:
        """How many partnerships each local authority has: where it is one, its code is the partnership's, too."""
        lines = self._publication.counts.partnerships.values()
        return Counter(line.text(by.AUTHORITY_CODE) for line in lines)

    def _partnership(self, code: str) -> OnsDraft:
        publication = self._publication
        line = publication.counts.partnerships[code]
        name, authority = published_name(line.raw(by.NAME)), line.text(by.AUTHORITY_CODE)
        is_whole = by.OFFICIAL.fullmatch(authority) and self._authorities[authority] == 1
        draft = self._rated(
            name,
            recorded(line, name),
            rated(publication.rates.partnerships[code]),
            [*self._footnotes.of_partnership(code), *self._unassigned(line.text(by.FORCE_CODE))],
            publication.table.label,
        )
        codes = [authority, code] if is_whole else [code]
        return draft | self._place(PARTNERSHIP, codes, self._key(line.text(by.FORCE_CODE)))

    def _unassigned(self, force: str) -> Iterator[str]:
        """Say how many crimes of a force are in the count of none of its partnerships, where they are many."""
        whole = self._publication.counts.forces.get(force)
        total = (whole and whole.whole(TOTAL)) or 0
        if total and (left := total - self._assigned[force]) >= MATERIAL * total:
            share = f"{figure(100 * left / total)}% of the crimes of {self._name(force)} ({left:,})"
            yield f"{share} are assigned to none of its partnerships, so their counts are too low."

    @cached_property
    def _assigned(self) -> Counter[str]:
        """How many crimes the partnerships of each force have together."""
        assigned: Counter[str] = Counter()
        for line in self._publication.counts.partnerships.values():
            assigned[line.text(by.FORCE_CODE)] += line.whole(TOTAL) or 0
        return assigned

    def _force(self, code: str) -> OnsDraft:
        """Draft a force by its rows; one without a row among the partnerships' is its only partnership."""
        publication = self._publication
        nested = self._hierarchy.forces[code]
        line = publication.counts.forces.get(code) or nested.line
        name = self._name(code)
        draft = self._rated(
            name,
            recorded(line, name),
            rated(publication.rates_of_force(code)),
            self._footnotes.of_force(code),
            line.table.label,
        )
        return draft | self._place(FORCE, [code], self._key(nested.within))

    def _whole(self, code: str, kind: str) -> OnsDraft:
        """Draft a region or a country: its crimes as published, its residents those of its forces."""
        line, within = self._hierarchy.all[code]
        name = self._name(code)
        crimes = recorded(line, name)
        residents, unknown = self._residents_in(code)
        here = PER * crimes.crimes / residents if residents else None
        caveats = [*crimes.remarks, *unknown, *self._footnotes.of_whole(code, name, here)]
        draft = self._figures(name, crimes, Rated(residents, None), caveats, line.table.label)
        return draft | self._place(kind, [code], self._key(within) if within else None)

    def _residents_in(self, code: str) -> tuple[int | None, list[str]]:
        """Add up the residents of an area's forces, also of those whose rate is withheld."""
        forces = self._hierarchy.forces_in(code)
        residents = {force: rated(self._publication.rates_of_force(force)).residents for force in forces}
        if unknown := [self._name(force) for force, people in residents.items() if people is None]:
            return None, [f"Residents are left out, because ONS gives none for {listed(unknown)}."]
        return sum(people for people in residents.values() if people) or None, []

    def _rated(self, name: str, crimes: Recorded, rate: Rated, notes: Sequence[str], table: str) -> OnsDraft:
        """Draft the figures of an area with a rate: where that is withheld, residents would give it away."""
        said = [*notes, *rate.remarks]
        if rate.crime_rate is None:
            rate = Rated(None, None)
            said = said or [f"ONS publishes no crime rate for {name}."]
        elif self._publication.is_of_the_year_before:
            rate = Rated(rate.residents, None)
        return self._figures(name, crimes, rate, [*said, *crimes.remarks], table)

    def _figures(self, name: str, crimes: Recorded, rate: Rated, caveats: Sequence[str], table: str) -> OnsDraft:
        publication = self._publication
        tables = f"tables {table} and {publication.release.label}"
        of_then = " (figures of the year before)" if publication.is_of_the_year_before else ""
        return {
            "name": name,
            "population": rate.residents,
            "crime_rate": rate.crime_rate,
            "crimes": crimes.crimes,
            "period": publication.table.period,
            "offences": crimes.offences,
            "population_basis": ", ".join(self._basis) if rate.residents else None,
            "offence_scope": SCOPE,
            "source": f"ONS, {WORKBOOK}, {publication.release.year_ending}, {tables}{of_then}. {LICENCE}",
            "caveats": self._footnotes.written(caveats),
        }

    def _place(self, kind: str, codes: Sequence[str], within: str | None) -> OnsDraft:
        return {"kind": kind, "within": within, "code": codes[0], "other_codes": list(codes[1:])}

    def _name(self, code: str) -> str:
        naming = police_name if code in self._hierarchy.forces else region_name
        return naming(self._hierarchy.all[code].line.raw(NAME))

    def _key(self, code: str | None) -> str | None:
        return key_of(self._name(code)) if code else None
