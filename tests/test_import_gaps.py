"""`import police-uk`: what no file holds is missing, whether a month or an area, and never zero."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from street import ANTI_SOCIAL, BURGLARY, LOOKUP, NORTHAM, SOUTHAM, archive, name, street, written

from crimecompare.importers.police_uk import street_level as police_uk
from crimecompare.importers.police_uk.forces import force_name, force_of
from crimecompare.importers.police_uk.lookup import ColumnNames

NORTH, SOUTH = [(lsoa, BURGLARY) for lsoa in NORTHAM], [(lsoa, BURGLARY) for lsoa in SOUTHAM]
MONTHS = [f"2025-{month:02}" for month in range(1, 7)]


def members(force: str, rows: list[tuple[str, str]], months: Iterable[str]) -> dict[str, str]:
    """Give the files of a force that records the same rows in each of its months."""
    return {name(month, force): street(month, rows) for month in months}


def lookup_of(sizes: dict[str, int]) -> tuple[str, dict[str, list[str]]]:
    """Make a lookup of areas with so many LSOAs each, and list the LSOAs of each."""
    number, lsoas = 0, {}
    for area, size in sizes.items():
        lsoas[area] = [f"E01{number + n:06}" for n in range(size)]
        number += size
    lines = [f"{lsoa},{area},1000\n" for area, codes in lsoas.items() for lsoa in codes]
    return "lsoa,area,residents\n" + "".join(lines), lsoas


class TestMonths:
    """A month for which an area's own force has no file is no month without crime."""

    def test_a_month_without_a_file_is_missing(self, importing, run, tmp_path: Path) -> None:
        """It is listed, what a neighbour recorded in it does not count, and the rate is that of the other months."""
        files = members("north", [*NORTH, (SOUTHAM[0], ANTI_SOCIAL)], MONTHS)
        files |= members("south", SOUTH * 10, [*MONTHS[:2], *MONTHS[4:]])
        target = tmp_path / "areas.json"
        areas, said = importing(archive(tmp_path / "a.zip", files), "-o", target, read=target)
        south = areas["southam-city-of"]
        assert south["months_missing"] == ["2025-03", "2025-04"]
        assert south["monthly_crimes"] == dict.fromkeys(["2025-01", "2025-02", "2025-05", "2025-06"], 31)
        assert south["crimes"] == sum(south["offences"].values()) == 124
        assert "caveats" not in south
        assert "months_missing" not in areas["northam"]
        assert "No South file for March and April 2025: those crimes are missing, not zero." in said
        assert "own force has no file count neither crimes nor residents: Southam, City of (2 of 6)." in said
        done = run("show", "southam-city-of", "-p", target, "--get", "crime_rate")
        assert float(done.out) == pytest.approx(1000 * 124 / (5000 * 4 / 12), rel=1e-2)

    def test_more_than_a_third_missing_is_too_much(self, importing, tmp_path: Path) -> None:
        """With four of six months an area stands, with three it is left out and named."""
        for months, stands in ((4, True), (3, False)):
            files = members("north", NORTH, MONTHS) | members("south", SOUTH, MONTHS[:months])
            areas, said = importing(archive(tmp_path / "a.zip", files))
            assert ("southam-city-of" in areas) is stands
            left_out = "no data for more than a third of the months: Southam, City of (no file for 3 of 6 months)."
            assert (left_out in said) is not stands

    def test_every_own_force_matters(self, importing, tmp_path: Path) -> None:
        """A force with most rows in a twentieth of an area's LSOAs is its own, one with fewer is a neighbour."""
        text, lsoas = lookup_of({"Small": 20, "Large": 21})
        lookup = written(tmp_path / "l.csv", text)
        files = members("main", [(n, BURGLARY) for n in lsoas["Small"] + lsoas["Large"]], MONTHS)
        other = [(lsoas["Small"][0], BURGLARY), (lsoas["Large"][0], BURGLARY)] * 5
        files |= members("other", other, MONTHS[1:])
        areas, _ = importing(archive(tmp_path / "a.zip", files), areas=lookup, columns=())
        assert areas["small"]["months_missing"] == ["2025-01"]
        assert areas["small"]["crimes"] == 5 * 25
        assert "months_missing" not in areas["large"]
        assert areas["large"]["crimes"] == 5 * 26 + 21

    def test_the_transport_police_are_nobodys_own(self, importing, tmp_path: Path) -> None:
        """However many rows it has in an LSOA, a month that it lacks is a caveat and no missing month."""
        files = members("north", [*NORTH, *SOUTH], MONTHS) | members("btp", [(NORTHAM[0], BURGLARY)] * 9, MONTHS[:1])
        areas, _ = importing(archive(tmp_path / "a.zip", files))
        when = "February to June 2025"
        assert areas["northam"]["caveats"] == [
            f"No British Transport Police file for {when}: those crimes are missing, not zero."
        ]
        assert "months_missing" not in areas["northam"]

    def test_a_total_adds_areas_with_every_month(self, importing, refused, tmp_path: Path) -> None:
        """An area that lacks a month is not in it, and both the total and standard error say so."""
        files = members("north", NORTH, MONTHS) | members("south", SOUTH, MONTHS[1:])
        source = archive(tmp_path / "a.zip", files)
        areas, said = importing(source, "--total", "Both")
        sum_of = "The sum of 1 area, without 1 area with months missing (Southam, City of)."
        assert (areas["both"]["crimes"], areas["both"]["population"]) == (18, 4000)
        assert areas["both"]["caveats"] == [sum_of]
        assert f"Both: {sum_of}" in said
        assert "within" not in areas["southam-city-of"]
        south = written(tmp_path / "south.csv", "lsoa,area,n\n" + "".join(f"{lsoa},South,9\n" for lsoa in SOUTHAM))
        assert refused(source, "--total", "Both", areas=south, columns=()) == (
            '--total "Both": the files cover no area of the first lookup in every month; those that are covered lack '
            "months"
        )

    def test_a_month_without_any_file(self, importing, tmp_path: Path) -> None:
        """It is missing for all, said once, and a total can be had of the other months."""
        files = members("north", NORTH, [*MONTHS[:2], MONTHS[3]]) | members("south", SOUTH, [*MONTHS[:2], MONTHS[3]])
        areas, said = importing(archive(tmp_path / "a.zip", files), "--total", "Both")
        assert [area["months_missing"] for area in areas.values()] == [["2025-03"]] * 3
        assert areas["both"]["monthly_crimes"] == {"2025-01": 6, "2025-02": 6, "2025-04": 6}
        missing = [line for line in said.splitlines() if "missing" in line]
        assert missing == ["No file at all for March 2025: those crimes are missing, not zero."]

    def test_a_period_of_gaps_is_refused(self, importing, refused, tmp_path: Path) -> None:
        """Archives that are years apart make no period, unless --from or --to chooses one of them."""
        early, late = (archive(tmp_path / f"{y}.zip", members("x", NORTH + SOUTH, [f"{y}-01"])) for y in (2019, 2025))
        assert refused(early, late) == (
            "no file holds 71 of the 73 months of 2019-01/2025-01 (February 2019 to December 2024), and missing is not "
            "zero; choose months with --from and --to"
        )
        assert importing(early, late, "--from", "2020-01", "--from", "2025-01")[0]["northam"]["period"] == "2025-01"

    @settings(max_examples=30)
    @given(
        st.dictionaries(
            st.tuples(st.sampled_from(["north", "south", "btp"]), st.sampled_from(MONTHS)),
            st.lists(st.sampled_from([*NORTH, *SOUTH]), max_size=6),
            max_size=18,
        )
    )
    def test_months_add_up_whatever_is_missing(self, tmp_path_factory, files) -> None:
        """Months add up to the crimes, and are those of the period that are not missing, in areas and total alike."""
        folder = tmp_path_factory.mktemp("law")
        whole = {("whole", month): NORTH + SOUTH for month in MONTHS}
        source = archive(folder / "a.zip", {name(m, f): street(m, rows) for (f, m), rows in (whole | files).items()})
        lookup = written(folder / "lookup.csv", LOOKUP)
        request = police_uk.StreetLevelRequest([source], [lookup], ColumnNames(area=["district_name"]))
        with ExitStack() as archives:
            found = police_uk.open_sources(request, archives)
            try:
                profiles = police_uk.import_police_uk(request, found, lambda *_: None).profiles
            except ValueError as error:
                assert "cover none of the areas" in str(error)  # noqa: PT017 - either is right, nothing else is
                return
        for profile in profiles:
            assert sum(profile.monthly_crimes.values()) == sum(profile.offences.values()) == profile.crimes
            assert [*profile.monthly_crimes] == profile.counted_months


class TestCoverage:
    """An area is covered when its own force is among the files."""

    @pytest.mark.parametrize(
        ("size", "seen", "covered"), [(3, 2, True), (19, 13, True), (19, 12, False), (20, 16, False), (20, 17, True)]
    )
    def test_how_many_lsoas_must_have_a_row(self, importing, tmp_path: Path, size, seen, covered) -> None:
        """Two thirds of the LSOAs, and 85 per cent from 20 on: two thirds would cover a country a third silent."""
        text, lsoas = lookup_of({"Here": size, "There": 5})
        rows = [(lsoa, BURGLARY) for lsoa in lsoas["Here"][:seen] + lsoas["There"]]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
        areas, said = importing(source, areas=written(tmp_path / "l.csv", text), columns=())
        assert ("here" in areas) is covered
        named = f"1 area left out, rows in too few of their LSOAs: Here ({seen} rows in {seen} of {size} LSOAs"
        assert (named in said) is not covered

    def test_the_transport_police_cover_nothing(self, importing, tmp_path: Path) -> None:
        """An area whose every LSOA has a railway crime, and nothing else, is not covered."""
        files = members("north", NORTH, ["2025-01"]) | members("btp", SOUTH, ["2025-01"])
        assert [*importing(archive(tmp_path / "a.zip", files))[0]] == ["northam"]

    def test_an_area_is_judged_with_the_one_it_lies_in(self, run, tmp_path: Path, lookup: Path) -> None:
        """A ward of an uncovered district is left out, and a quiet ward of a covered one stands with its true 0."""
        rows = [(NORTHAM[0], BURGLARY), (NORTHAM[1], BURGLARY), (SOUTHAM[0], BURGLARY)]
        files = members("north", rows, MONTHS[:1] + MONTHS[2:]) | members("other", [("", BURGLARY)], MONTHS)
        source = archive(tmp_path / "a.zip", files)
        lookups = ("--areas", lookup, "--areas", lookup)
        codes = ("--area-code-column", "district_code", "--area-code-column", "ward_code")
        done = run("import", "police-uk", source, *lookups, *codes)
        areas = json.loads(done.out)["areas"]
        assert [*areas] == ["northam", "abbey", "castle"]
        assert areas["castle"]["crimes"] == sum(areas["castle"]["monthly_crimes"].values()) == 0
        assert [area["months_missing"] for area in areas.values()] == [["2025-02"]] * 3
        assert "1 area left out, no row in these files." in done.err
        assert "1 area left out, in an area that is not covered." in done.err
        assert "1 area left out, rows in too few of their LSOAs." in done.err

    def test_small_areas_first_are_advised_against(self, importing, tmp_path: Path) -> None:
        """When the first lookup's areas are small, standard error says that districts should come first, and why."""
        for size, said in ((4, True), (5, False)):
            text, lsoas = lookup_of({"Here": size, "There": 9, "Where": size})
            rows = [(lsoa, BURGLARY) for area in lsoas.values() for lsoa in area]
            source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
            err = importing(source, areas=written(tmp_path / "l.csv", text), columns=())[1]
            assert ("name a lookup of districts first" in err) is said

    def test_what_one_would_expect_is_named(self, importing, tmp_path: Path) -> None:
        """An area left out is named when half of its LSOAs have a row; the others are counted, or named on request."""
        text, lsoas = lookup_of({"Here": 4, "Half": 4, "Spill": 4, "None": 4})
        rows = [*lsoas["Here"], *lsoas["Half"][:2], *lsoas["Spill"][:1]]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [(n, BURGLARY) for n in rows])})
        lookup = written(tmp_path / "l.csv", text)
        areas, said = importing(source, "--total", "All", areas=lookup, columns=())
        half, few = "Half (2 rows in 2 of 4 LSOAs, 50%)", "2 areas left out, rows in too few of their LSOAs"
        assert f"{few}: {half}.\n" in said
        assert "1 area left out, no row in these files.\n" in said
        assert areas["all"]["caveats"] == ["The sum of 1 area, without 3 areas that the files do not cover (Half)."]
        said = importing(source, "--verbose", areas=lookup, columns=())[1]
        assert f"{few}: {half}; Spill (1 row in 1 of 4 LSOAs, 25%).\n" in said
        assert "1 area left out, no row in these files: None.\n" in said


class TestCensus:
    """Files on the LSOAs of another census lose what was drawn anew."""

    @pytest.mark.parametrize(
        ("unknown", "suspected"),
        [
            (["Northam"] * 2, True),
            (["Northam"] * 50, True),
            (["Northam"], False),
            (["Northam"] * 60, False),
            (["Far"] * 9, False),
            ([""] * 9, False),
        ],
    )
    def test_only_areas_with_a_row_in_every_lsoa(self, run, tmp_path, lookup, unknown, suspected) -> None:
        """With 2 to 50 per cent of rows on unknown codes of known districts, areas that lack an LSOA are left out."""
        names = dict.fromkeys(NORTHAM, "Northam 001A") | dict.fromkeys(SOUTHAM, "Southam, City of 002B")
        names["E01099999"] = f"{unknown[0]} 001F".strip()
        rows = [*NORTH[:2] * 10, *SOUTH * 10, *[("E01099999", BURGLARY) for _ in unknown]]
        source = archive(tmp_path / "a.zip", {name("2019-01"): street("2019-01", rows, names=names)})
        lookups = ("--areas", lookup, "--areas", lookup)
        codes = ("--area-code-column", "district_code", "--area-code-column", "ward_code")
        done = run("import", "police-uk", source, *lookups, *codes, "--total", "Both")
        keys = [*json.loads(done.out)["areas"]]
        whole = ["southam-city-of", "abbey-e05000001", "abbey-e05000003", "mill", "both"]
        assert keys == (whole if suspected else ["northam", *whole[:3], "castle", *whole[3:]])
        assert ("another census (2011 until about 2020, then 2021)" in done.err) is suspected
        left_out = "2 areas left out, LSOAs without a row in files that seem to use those of another census: Northam ("
        assert (left_out in done.err) is suspected

    def test_nothing_is_said_when_nothing_is_lost(self, importing, tmp_path: Path) -> None:
        """When every LSOA of the lookup has a row, unknown codes cost nothing: a lookup of part of a district."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [*NORTH, *SOUTH, ("E01099999", "X")])})
        assert "census" not in importing(source)[1]


@pytest.mark.parametrize(
    ("reporter", "force", "spelled"),
    [
        ("Avon and Somerset Constabulary", "avon-and-somerset", "Avon and Somerset"),
        ("Devon & Cornwall Police", "devon-and-cornwall", "Devon and Cornwall"),
        ("British Transport Police", "btp", "British Transport Police"),
        ("Dyfed-Powys Police", "dyfed-powys", "Dyfed-Powys"),
        ("Metropolitan Police Service", "metropolitan", "Metropolitan"),
        ("Police Service of Northern Ireland", "northern-ireland", "Northern Ireland"),
        ("City of London Police", "city-of-london", "City of London"),
    ],
)
def test_forces_have_two_names(reporter: str, force: str, spelled: str) -> None:
    """What the rows call a force leads to what files call it, and that to what people do."""
    assert (force_of(reporter), force_name(force)) == (force, spelled)
