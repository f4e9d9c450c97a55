"""Which areas an ONS workbook gives, and what each field of theirs is made of."""

from __future__ import annotations

import json

import pytest

from crimecompare.profiles.parsing import parse_profile
from support.ons_workbook import CITY, NORFOLK, OFFENCES, put, row_with

SOURCE = (
    "ONS, Police force area data tables, year ending December 2024, tables {} and C4. "
    "Contains public sector information licensed under the Open Government Licence v3.0"
)

SMALL = "Rates per 1,000 population are not presented for City of London owing to its small resident population."


class TestAreas:
    """Every area that has figures, and no other."""

    def test_partnerships_come_first_then_forces_regions_and_countries(self, importing):
        """The file holds the areas in the order of their kinds, the smallest first, and no row without a code."""
        areas, _ = importing()
        partnerships = ["fenland", "ely-and-soham", "city-of-london", "newport", "bristol-city-of"]
        coast = ["north-norfolk", "south-norfolk"]
        forces = ["cambridgeshire", "norfolk", "city-of-london", "metropolitan", "gwent"]
        wholes = ["east-of-england", "london", "england", "wales", "england-and-wales"]
        assert [*areas] == [*partnerships, *coast, *(f"{force}-police" for force in forces), *wholes]

    def test_a_partnership(self, importing):
        """Crimes and offences are those of C2, residents and rate those of C4, as published."""
        areas, _ = importing()
        assert areas["fenland"] == {
            "name": "Fenland",
            "kind": "community safety partnership",
            "population": 20_000,
            "crime_rate": 100.0,
            "crimes": 2000,
            "period": "2024",
            "offences": dict.fromkeys(OFFENCES[:-1], 105) | {OFFENCES[-1]: 110},
            "within": "cambridgeshire-police",
            "code": "E07000010",
            "other_codes": ["E22000015"],
            "population_basis": "mid-2022, rounded to 100",
            "offence_scope": "police recorded crime excluding fraud",
            "source": SOURCE.format("C2"),
            "retrieved": "2025-04-24",
        }

    def test_a_force(self, importing):
        """A force has its own rows of C2 and C4, with crimes that are in no partnership."""
        areas, _ = importing()
        force = areas["cambridgeshire-police"]
        assert (force["name"], force["kind"]) == ("Cambridgeshire Police", "police force area")
        assert (force["crimes"], force["population"], force["crime_rate"]) == (3100, 30_000, 103.333333333)
        assert (force["code"], force["within"], force["source"]) == (
            "E23000023",
            "east-of-england",
            SOURCE.format("C2"),
        )
        assert "other_codes" not in force

    def test_a_region_and_a_country(self, importing):
        """Crimes are those of P1, residents the sum of the forces' in C4, and no rate is published on that basis."""
        areas, _ = importing()
        east, both = areas["east-of-england"], areas["england-and-wales"]
        assert (east["kind"], east["crimes"], east["population"], east["code"]) == ("region", 4300, 50_000, "E12000006")
        assert (both["kind"], both["crimes"], both["population"]) == ("country", 12_051, 115_800)
        assert "crime_rate" not in east | both
        assert (east["source"], both["source"]) == (SOURCE.format("P1"), SOURCE.format("P1"))

    def test_the_same_offences_in_every_table(self, importing):
        """The 19 offences have the names of C2 in every area, also for P1, and add up to the crimes."""
        areas, _ = importing()
        assert {tuple(area["offences"]) for area in areas.values()} == {OFFENCES}
        assert all(sum(area["offences"].values()) == area["crimes"] for area in areas.values())

    def test_within(self, importing):
        """A partnership lies in its force, this in its region or Wales, and these in England and Wales."""
        areas, _ = importing()
        within = {key: area.get("within") for key, area in areas.items()}
        assert within["north-norfolk"] == "norfolk-police"
        assert within["norfolk-police"] == "east-of-england"
        assert within["city-of-london"] == "city-of-london-police"
        assert within["city-of-london-police"] == within["metropolitan-police"] == "london"
        assert within["london"] == "england"
        assert within["newport"] == "gwent-police"
        assert within["gwent-police"] == "wales"
        assert within["england"] == within["wales"] == "england-and-wales"
        assert within["england-and-wales"] is None

    def test_codes(self, importing):
        """The code is a local authority's where a partnership is exactly one; else it is the partnership's own."""
        areas, _ = importing()
        codes = {key: (area["code"], area.get("other_codes")) for key, area in areas.items()}
        assert codes["newport"] == ("W06000022", ["W14000015"])
        assert codes["ely-and-soham"] == ("E22000016", None)
        assert codes["north-norfolk"] == ("E22000201", None)
        assert codes["south-norfolk"] == ("E22000202", None)

    def test_names(self, importing):
        """Names lose blanks, notes and shouting; East is said in full, and no force is called police twice."""
        areas, _ = importing()
        assert areas["bristol-city-of"]["name"] == "Bristol, City of"
        assert areas["norfolk-police"]["name"] == "Norfolk Police"
        assert areas["metropolitan-police"]["name"] == "Metropolitan Police"
        assert areas["east-of-england"]["name"] == "East of England"
        assert areas["england-and-wales"]["name"] == "England and Wales"

    @pytest.mark.parametrize(
        ("shouted", "name"),
        [
            ("KING'S LYNN AND WEST NORFOLK", "King's Lynn and West Norfolk"),
            ("STOKE-ON-TRENT ", "Stoke-on-Trent"),
            ("Yorkshire and The Humber", "Yorkshire and The Humber"),
        ],
    )
    def test_shouting(self, importing, book, shouted, name):
        """A name all in capitals is written as names are; one that is not stays as published."""
        put(book, "Table C2", "E22000015", "Community Safety Partnership name", shouted)
        areas, _ = importing()
        assert next(iter(areas.values()))["name"] == name

    def test_every_area_is_a_valid_profile(self, importing):
        """What is written can be read."""
        for options in ((), ("--previous",)):
            areas, _ = importing(*options)
            assert [parse_profile(key, area, "ons.json").key for key, area in areas.items()] == [*areas]

    def test_a_year_that_ends_in_another_month(self, importing, book):
        """The period is that of the titles, spelled as months where it is no calendar year."""
        for sheet, rows in book.items():
            if sheet.startswith("Table"):
                rows[0][0] = (
                    str(rows[0][0]).replace("December 2023", "March 2024").replace("December 2024", "March 2025")
                )
        areas, said = importing()
        assert areas["fenland"]["period"] == "2024-04/2025-03"
        assert "year ending March 2025, tables C2 and C4" in areas["fenland"]["source"]
        assert " for the year to March 2025 from " in said

    def test_the_basis_is_that_of_the_heading(self, importing, book):
        """Which year's residents are counted, and how they are rounded, is read and not assumed."""
        heading = book["Table C4"][2]
        heading[heading.index("Population figures\n (mid-2022) \n- rounded to 100")] = "Population figures (mid-2024)"
        areas, _ = importing()
        assert areas["fenland"]["population_basis"] == "mid-2024"

    def test_tables_are_found_by_their_first_cell(self, importing, book):
        """Neither the order nor the names of the sheets matter, nor blank rows above."""
        before, _ = importing()
        sheets = [([[None], *rows]) for rows in reversed(book.values())]
        book.clear()
        book.update({f"Sheet {number}": rows for number, rows in enumerate(sheets)})
        assert importing()[0] == before

    @pytest.mark.parametrize(
        "spelling", ["total recorded crime (EXCLUDING fraud) [Note1]", "Total  recorded\ncrime (excluding fraud)"]
    )
    def test_headings_are_compared_without_case_blanks_and_notes(self, importing, book, spelling):
        """A heading means the same whatever its case, line breaks, blanks and notes."""
        before, _ = importing()
        put(book, "Table C2", "Police Force Area\n code", "Total", spelling)
        assert importing()[0] == before


class TestWithheld:
    """What ONS withholds cannot be worked out from what is written."""

    @pytest.mark.parametrize("options", [(), ("--previous",)])
    def test_residents_are_left_out_where_the_rate_is(self, importing, options):
        """Neither the partnership nor the force of the City of London has a rate, or residents to make one of."""
        areas, _ = importing(*options)
        for key in ("city-of-london", "city-of-london-police"):
            assert not {"population", "crime_rate", "population_basis"} & areas[key].keys()
            assert areas[key]["caveats"] == [SMALL]

    def test_they_stay_in_the_sums(self, importing):
        """London, England, and England and Wales have the residents of the City of London."""
        areas, _ = importing()
        assert [areas[key]["population"] for key in ("london", "england", "england-and-wales")] == [
            50_800,
            100_800,
            115_800,
        ]

    @pytest.mark.parametrize("mark", ["[x]", "[X]", "[ x ]"])
    def test_a_mark_in_any_spelling(self, importing, book, mark):
        """[x] says why in the words of its table."""
        put(book, "Table C4", "E22000015", "Total", mark)
        fenland = importing()[0]["fenland"]
        assert "population" not in fenland
        assert fenland["caveats"] == ["Data are unavailable."]

    def test_a_rate_that_is_missing_without_a_word(self, importing, book):
        """Where ONS does not say why, the caveat says so much."""
        put(book, "Table C4", "E22000015", "Total", None)
        fenland = importing()[0]["fenland"]
        assert "population" not in fenland
        assert fenland["caveats"] == ["ONS publishes no crime rate for Fenland."]

    def test_residents_that_are_not_known(self, importing, book):
        """A sum without one force's residents would be wrong: it is left out, and the rate stays as published."""
        put(book, "Table C4", NORFOLK, "Population", "[x]")
        areas, _ = importing()
        assert "population" not in areas["norfolk-police"] | areas["east-of-england"] | areas["england-and-wales"]
        assert areas["norfolk-police"]["crime_rate"] == 60
        assert areas["london"]["population"] == 50_800
        assert areas["east-of-england"]["caveats"] == [
            "Residents are left out, because ONS gives none for Norfolk Police.",
            "ONS's table P3 gives 85.7 crimes per 1,000 residents, on mid-2023 residents.",
        ]


class TestTheForceWithoutARow:
    """The City of London has only a partnership's row in C2 and C4."""

    def test_it_is_made_of_p1_and_its_partnership(self, importing):
        """Crimes are those of P1, and the rate is that of the only partnership."""
        areas, _ = importing()
        force = areas["city-of-london-police"]
        assert (force["name"], force["code"], force["crimes"]) == ("City of London Police", CITY, 900)
        assert force["source"] == SOURCE.format("P1")

    def test_any_force_of_one_partnership_may_be_so(self, importing, book):
        """What is published for it, is written for it."""
        for sheet in ("Table C2", "Table C4"):
            del book[sheet][row_with(book, sheet, "Gwent")]
        force = importing()[0]["gwent-police"]
        assert (force["crimes"], force["population"], force["crime_rate"]) == (1501, 15_000, 100.0)


class TestPrevious:
    """--previous writes the year before."""

    def test_the_year_before(self, importing):
        """Counts are those of C5 and P4, residents those of C4, and there is no rate."""
        areas, said = importing("--previous")
        assert (areas["fenland"]["crimes"], areas["fenland"]["population"]) == (4000, 20_000)
        assert (areas["england-and-wales"]["crimes"], areas["england-and-wales"]["population"]) == (24_102, 115_800)
        assert {area["period"] for area in areas.values()} == {"2023"}
        assert not any("crime_rate" in area for area in areas.values())
        for key, table in (("fenland", "C5"), ("england", "P4")):
            then = SOURCE.format(table).replace("C4.", "C4 (figures of the year before).")
            assert areas[key]["source"] == then
        assert " for 2023 from " in said

    def test_both_years_have_the_same_areas(self, importing):
        """Keys, names, kinds, codes and containers do not depend on the year."""
        now, _ = importing()
        before, _ = importing("--previous")
        lasting = ("name", "kind", "code", "other_codes", "within", "population", "offence_scope")
        assert [*now] == [*before]
        for key, area in now.items():
            assert {field: area.get(field) for field in lasting} == {field: before[key].get(field) for field in lasting}

    def test_what_the_other_year_needs_may_be_missing(self, importing, book):
        """Each year is read from its own tables alone."""
        kept = json.loads(json.dumps(book))
        for sheet in ("Table P4 ", "Table C5"):
            del book[sheet]
        assert importing()[0]
        book.clear()
        book.update({sheet: rows for sheet, rows in kept.items() if sheet not in {"Table P1", "Table P3", "Table C2"}})
        assert importing("--previous")[0]


class TestUnassigned:
    """Crimes that are in the count of a force and of none of its partnerships."""

    def test_they_are_said_where_they_are_many(self, importing):
        """From 2 % of a force's crimes on, each of its partnerships says that its count is too low."""
        areas, _ = importing()
        said = "5.7% of the crimes of Metropolitan Police (300) are assigned to none of its partnerships, so their "
        assert areas["bristol-city-of"]["caveats"] == [f"{said}counts are too low."]
        assert "caveats" not in areas["fenland"]
        assert "caveats" not in areas["metropolitan-police"]
