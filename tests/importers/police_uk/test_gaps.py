"""Gaps: a month that no file holds is missing, and never zero."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.importers.police_uk import street_level as police_uk
from crimecompare.importers.police_uk.lookup import ColumnNames
from crimecompare.profiles.periods import month_text
from support.street import (
    ANTI_SOCIAL,
    BURGLARY,
    LOOKUP,
    NORTHAM,
    SOUTHAM,
    archive,
    force_files,
    lookup_of,
    name,
    street,
    written,
)

NORTH, SOUTH = [(lsoa, BURGLARY) for lsoa in NORTHAM], [(lsoa, BURGLARY) for lsoa in SOUTHAM]
MONTHS = [f"2025-{month:02}" for month in range(1, 7)]


class TestMonths:
    """A month for which an area's own force has no file is no month without crime."""

    def test_a_month_without_a_file_is_missing(self, importing, run, tmp_path: Path) -> None:
        """It is listed, what a neighbour recorded in it does not count, and the rate is that of the other months."""
        files = force_files("north", [*NORTH, (SOUTHAM[0], ANTI_SOCIAL)], MONTHS)
        files |= force_files("south", SOUTH * 10, [*MONTHS[:2], *MONTHS[4:]])
        target = tmp_path / "areas.json"
        areas, said = importing(archive(tmp_path / "a.zip", files), "-o", target, read=target)
        south = areas["southam-city-of"]
        assert south["months_missing"] == ["2025-03", "2025-04"]
        assert south["monthly_crimes"] == dict.fromkeys(["2025-01", "2025-02", "2025-05", "2025-06"], 31)
        assert south["crimes"] == sum(south["offences"].values()) == 124
        assert "caveats" not in south
        assert "months_missing" not in areas["northam"]
        assert "No South file for March and April 2025: those crimes are missing, not zero." in said
        assert "of its own force are not counted for 1 area: Southam, City of (2 of 6)." in said
        done = run("show", "southam-city-of", "-p", target, "--get", "crime_rate")
        assert float(done.out) == pytest.approx(1000 * 124 / (5000 * 120 / 365.25))

    def test_more_than_a_third_missing_is_too_much(self, importing, tmp_path: Path) -> None:
        """With four of six months an area is written, with three it is left out and named."""
        for months, stands in ((4, True), (3, False)):
            files = force_files("north", NORTH, MONTHS) | force_files("south", SOUTH, MONTHS[:months])
            areas, said = importing(archive(tmp_path / "a.zip", files))
            assert ("southam-city-of" in areas) is stands
            left_out = "without data for more than a third of the months: Southam, City of (no file for 3 of 6 months)."
            assert (left_out in said) is not stands

    def test_every_own_force_matters(self, importing, tmp_path: Path) -> None:
        """A force with most rows in a twentieth of an area's LSOAs is its own, one with fewer is a neighbour."""
        text, lsoas = lookup_of({"Small": 20, "Large": 21})
        lookup = written(tmp_path / "l.csv", text)
        files = force_files("main", [(n, BURGLARY) for n in lsoas["Small"] + lsoas["Large"]], MONTHS)
        other = [(lsoas["Small"][0], BURGLARY), (lsoas["Large"][0], BURGLARY)] * 5
        files |= force_files("other", other, MONTHS[1:])
        areas, _ = importing(archive(tmp_path / "a.zip", files), areas=lookup, columns=())
        assert areas["small"]["months_missing"] == ["2025-01"]
        assert areas["small"]["crimes"] == 5 * 25
        assert "months_missing" not in areas["large"]
        assert areas["large"]["crimes"] == 5 * 26 + 21

    def test_the_transport_police_are_nobodys_own(self, importing, tmp_path: Path) -> None:
        """However many rows it has in an LSOA, a month that it lacks is a caveat and no missing month."""
        files = force_files("north", [*NORTH, *SOUTH], MONTHS) | force_files(
            "btp", [(NORTHAM[0], BURGLARY)] * 9, MONTHS[:1]
        )
        areas, _ = importing(archive(tmp_path / "a.zip", files))
        when = "February to June 2025"
        assert areas["northam"]["caveats"] == [
            f"No British Transport Police file for {when}: those crimes are missing, not zero."
        ]
        assert "months_missing" not in areas["northam"]

    def test_a_total_adds_areas_with_every_month(self, importing, refused, tmp_path: Path) -> None:
        """An area that lacks a month is not in it, and both the total and standard error say so."""
        files = force_files("north", NORTH, MONTHS) | force_files("south", SOUTH, MONTHS[1:])
        source = archive(tmp_path / "a.zip", files)
        areas, said = importing(source, "--total", "Both")
        sum_of = "The sum of 1 area, without 1 area with months missing (Southam, City of)."
        assert (areas["both"]["crimes"], areas["both"]["population"]) == (18, 4000)
        assert areas["both"]["caveats"] == [sum_of]
        assert f"Both: {sum_of}" in said
        assert "within" not in areas["southam-city-of"]
        south = written(tmp_path / "south.csv", "lsoa,area,n\n" + "".join(f"{lsoa},South,9\n" for lsoa in SOUTHAM))
        assert refused(source, "--total", "Both", areas=south, columns=()) == (
            '--total "Both": the files cover no area of the first lookup in every month; the covered ones '
            "have months missing"
        )

    def test_a_month_without_any_file(self, importing, tmp_path: Path) -> None:
        """It is missing for all, said once, and a total can be had of the other months."""
        files = force_files("north", NORTH, [*MONTHS[:2], MONTHS[3]]) | force_files(
            "south", SOUTH, [*MONTHS[:2], MONTHS[3]]
        )
        areas, said = importing(archive(tmp_path / "a.zip", files), "--total", "Both")
        assert [area["months_missing"] for area in areas.values()] == [["2025-03"]] * 3
        assert areas["both"]["monthly_crimes"] == {"2025-01": 6, "2025-02": 6, "2025-04": 6}
        missing = [line for line in said.splitlines() if "missing" in line]
        assert missing == ["No file of any force for March 2025: those crimes are missing, not zero."]

    def test_a_period_of_gaps_is_refused(self, importing, refused, tmp_path: Path) -> None:
        """Archives that are years apart make no period, unless --from or --to chooses one of them."""
        early, late = (
            archive(tmp_path / f"{y}.zip", force_files("x", NORTH + SOUTH, [f"{y}-01"])) for y in (2019, 2025)
        )
        assert refused(early, late) == (
            "no file is for 71 of the 73 months of 2019-01/2025-01 (February 2019 to December 2024), and missing is "
            "not zero; choose months with --from and --to"
        )
        assert importing(early, late, "--from", "2025-01")[0]["northam"]["period"] == "2025-01"

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
            assert [*profile.monthly_crimes] == [month_text(month) for month in sorted(profile.counted_months)]
