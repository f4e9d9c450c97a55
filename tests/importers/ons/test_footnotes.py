"""What ONS says of a figure becomes a caveat of the areas it is about, and of no other."""

from __future__ import annotations

from support.ons_workbook import CAMBRIDGESHIRE, NORFOLK, put, row_with

UNDERCOUNT = "There is an undercount for Norfolk’s burglary figures November to December 2024. It will be fixed."
CAMBRIDGESHIRE_AND_ITS_PARTNERSHIPS = ["cambridgeshire-police", "ely-and-soham", "fenland"]


def with_caveat(areas, caveat):
    """Return the keys of the areas that have a caveat."""
    return sorted(key for key, area in areas.items() if caveat in area.get("caveats", []))


class TestNotes:
    """A note at a name."""

    def test_a_forces_note_is_its_partnerships_too(self, importing):
        """What two tables say in the same words but for case and full stop is said once."""
        areas, _ = importing()
        assert with_caveat(areas, UNDERCOUNT) == ["norfolk-police", "north-norfolk", "south-norfolk"]
        assert areas["norfolk-police"]["caveats"] == areas["north-norfolk"]["caveats"] == [UNDERCOUNT]

    def test_a_note_on_the_months_of_another_year_is_not_the_year_befores(self, importing):
        """ONS repeats it in the tables of the year before, of which it is not true."""
        areas, _ = importing("--previous")
        assert with_caveat(areas, UNDERCOUNT) == []
        assert "caveats" not in areas["norfolk-police"]

    def test_a_note_without_months_is_of_both_years(self, importing, book):
        """A note that names no month is kept."""
        book["Notes - CSP"].append(["10", "recording  has\tchanged"])
        for sheet in ("Table C2", "Table C5"):
            put(book, sheet, CAMBRIDGESHIRE, "Police Force Area name", "Cambridgeshire [ Notes 10 ]")
        for options in ((), ("--previous",)):
            areas, _ = importing(*options)
            assert with_caveat(areas, "Recording has changed.") == CAMBRIDGESHIRE_AND_ITS_PARTNERSHIPS

    def test_numbers_start_again_for_each_group_of_tables(self, importing, book):
        """Note 9 of P1 is not note 9 of C2, nor that of tables that are not read."""
        put(book, "Table P1", "Cambridgeshire", "Area Name", "Cambridgeshire [note 10]")
        put(book, "Table C2", "E22000015", "Community Safety Partnership name", "Fenland [note 1, 9]")
        areas, _ = importing()
        assert with_caveat(areas, "Rates for London include 'City of London'.") == [
            *CAMBRIDGESHIRE_AND_ITS_PARTNERSHIPS,
            "london",
        ]
        assert areas["fenland"]["caveats"][0] == "Caution must be taken."
        assert areas["fenland"]["caveats"][1].startswith("Rates per 1,000 population are not presented")

    def test_notes_of_titles_and_headings_are_no_areas(self, importing):
        """What is said of a whole table is no caveat of each area in it."""
        areas, _ = importing()
        assert with_caveat(areas, "Of the title.") == with_caveat(areas, "Caution must be taken.") == []
        assert "caveats" not in areas["fenland"]

    def test_a_note_that_is_not_there(self, importing, book):
        """A reference that leads nowhere is said, and stops nothing."""
        put(book, "Table C2", "E22000015", "Community Safety Partnership name", "Fenland [note 77]")
        areas, said = importing()
        assert "caveats" not in areas["fenland"]
        row = row_with(book, "Table C2", "E22000015") + 1
        assert (
            f"ons.xlsx: Table C2: row {row}: [note 77] is not among the notes of its table, so it is in no caveat"
            in said
        )

    def test_a_caveat_is_a_sentence_that_a_profile_may_hold(self, importing, book):
        """Blanks, invisible characters and what a spreadsheet would run are taken out."""
        book["Notes - CSP"].append(["10", " - =the figures\u00ad are\n low\u200b "])
        put(book, "Table C2", "E22000015", "Community Safety Partnership name", "Fenland [note 10]")
        assert importing()[0]["fenland"]["caveats"] == ["The figures are low."]


class TestShorthand:
    """A mark in a cell, as the table's own line explains it."""

    def test_a_mark_behind_a_figure(self, importing, book):
        """The figure is kept, with what is said about it."""
        book["Table C2"][1] = ["Some shorthand is used in this table, [r] indicates that the figure was revised"]
        put(book, "Table C2", "E22000015", "Total", "2,000 [r]")
        fenland = importing()[0]["fenland"]
        assert (fenland["crimes"], fenland["caveats"]) == (2000, ["The figure was revised."])

    def test_an_offence_that_is_missing(self, importing, book):
        """It is left out and named; the others are kept."""
        put(book, "Table C2", "E22000015", "Bicycle theft", "[x]")
        fenland = importing()[0]["fenland"]
        assert (len(fenland["offences"]), fenland["crimes"]) == (18, 2000)
        assert fenland["caveats"] == ["Bicycle theft: data are unavailable."]

    def test_a_mark_that_is_not_explained(self, importing, book):
        """It says nothing."""
        put(book, "Table C2", "E22000015", "Total", "2,000 [q]")
        assert "caveats" not in importing()[0]["fenland"]


class TestPublishedRates:
    """P3's rates of regions and countries, which are on the residents of another year."""

    def test_the_rate_is_a_caveat(self, importing):
        """The reader sees both rates, and why they differ."""
        areas, _ = importing()
        assert areas["wales"]["caveats"] == [
            (
                "The rate of all crimes here, 100.1 per 1,000, is on mid-2022 residents, as for the areas within "
                "Wales; ONS's table P3 gives 98.8, on mid-2023 residents."
            )
        ]
        assert areas["london"]["caveats"][1:] == ["Rates for London include 'City of London'."]

    def test_there_is_none_of_the_year_before(self, importing):
        """P3 is about the current year."""
        areas, _ = importing("--previous")
        assert all("caveats" not in areas[key] for key in ("wales", "england", "london", "east-of-england"))

    def test_nothing_is_said_where_the_rates_are_the_same(self, importing, book):
        """On the same residents both rates are one."""
        put(book, "Table P3", "Area Code", "Population", "Population figures (mid-2022) rounded to 100")
        put(book, "Table P3", "WALES", "Total", 100.05)
        assert "caveats" not in importing()[0]["wales"]

    def test_a_rate_that_is_not_published(self, importing, book):
        """The mark's words say why."""
        put(book, "Table P3", "WALES", "Total", "[x]")
        assert importing()[0]["wales"]["caveats"] == ["Data are unavailable."]


class TestTransportPolice:
    """British Transport Police is in England and Wales alone."""

    def test_its_crimes_are_said(self, importing):
        """The note has the number, once, of the year that it is about."""
        now, _ = importing()
        before, _ = importing("--previous")
        included = "Includes British Transport Police ({} crimes)."
        assert now["england-and-wales"]["caveats"] == [
            included.format(50),
            (
                "The rate of all crimes here, 104.1 per 1,000, is on mid-2022 residents, as for the areas within "
                "England and Wales; ONS's table P3 gives 103.9, on mid-2023 residents."
            ),
        ]
        assert before["england-and-wales"]["caveats"] == [included.format(100)]

    def test_they_are_said_without_a_note(self, importing, book):
        """A reader must know them whatever ONS writes."""
        put(book, "Table P1", "K04000001", "Area Name", "England and Wales")
        areas, _ = importing()
        assert areas["england-and-wales"]["caveats"][0] == "Includes British Transport Police (50 crimes)."

    def test_a_table_without_it(self, importing, book):
        """Then the note is kept as it is, and a sum that is wrong is reported."""
        del book["Table P1"][row_with(book, "Table P1", "British Transport Police")]
        areas, said = importing()
        assert areas["england-and-wales"]["caveats"][0] == "Includes British Transport Police."
        assert "England and Wales has 12,051 crimes in table P1, and its parts 12,001; both are written" in said


class TestNegativeCounts:
    """ONS says that offences of a partnership may be negative."""

    def test_the_offences_are_left_out(self, importing, book):
        """A negative number is not a count; the total is one, and is kept."""
        put(book, "Table C2", "E22000015", "Bicycle theft", -2)
        put(book, "Table C2", "E22000015", "Shoplifting", 212)
        fenland = importing()[0]["fenland"]
        assert (fenland["crimes"], "offences" in fenland) == (2000, False)
        assert fenland["caveats"] == [
            (
                "Crimes by offence are left out, because ONS gives −2 for Bicycle theft: crimes of earlier times were "
                "cancelled or moved."
            )
        ]
        assert NORFOLK not in str(fenland)
