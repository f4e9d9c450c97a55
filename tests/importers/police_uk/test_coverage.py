"""Coverage: what the files do not hold is said, and is never a zero."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.street import (
    BURGLARY,
    EVERYWHERE,
    NORTHAM,
    NOWHERE,
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


class TestCoverage:
    """Missing is never zero."""

    def test_an_area_with_few_rows_is_left_out(self, importing, tmp_path: Path) -> None:
        """Under two thirds of its LSOAs with a row, an area is neither written nor in the total, and named."""
        rows = [*[(lsoa, BURGLARY) for lsoa in NORTHAM[:2]], *[(SOUTHAM[0], BURGLARY)] * 50]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
        areas, said = importing(source, "--total", "Both")
        assert [(key, area["crimes"], area["population"]) for key, area in areas.items()] == [
            ("northam", 2, 4000),
            ("both", 2, 4000),
        ]
        assert "Left out 1 area with rows in too few of their LSOAs." in said
        assert areas["northam"]["caveats"] == ["1 of its 3 LSOAs have no row in these files."]
        assert "The sum of 1 area, without 1 area that the files do not cover." in areas["both"]["caveats"]

    def test_an_area_without_any_row_is_named(self, importing, refused, tmp_path: Path, lookup: Path) -> None:
        """Areas that the files do not reach at all are named together; a total of none of them is refused."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [(n, BURGLARY) for n in NORTHAM])})
        assert "Left out 1 area without a row in these files." in importing(source)[1]
        said = importing(source, "--verbose")[1]
        assert "Left out 1 area without a row in these files: Southam, City of." in said
        south = written(tmp_path / "south.csv", "\n".join(lookup.read_text().split("\n")[i] for i in (0, 4, 5, 6)))
        message = refused(source, "--areas", south, "--total", "Both", areas=lookup)
        assert message == '--total "Both": the files cover no area of the first lookup in every month'

    def test_every_area_left_out_is_named_on_request(self, importing, tmp_path: Path, lookup: Path) -> None:
        """However many areas have no row, they are counted, and --verbose names each."""
        empty = [f"Empty {number:02}" for number in range(30)]
        lines = [f"E0109{number:04},E05000009,Far,E07{number:06},{area},9" for number, area in enumerate(empty)]
        more = written(tmp_path / "more.csv", lookup.read_text() + "\n".join(lines) + "\n")
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert "Left out 30 areas without a row in these files." in importing(source, areas=more)[1]
        said = importing(source, "--verbose", areas=more)[1]
        assert f"Left out 30 areas without a row in these files: {'; '.join(empty)}." in said

    def test_nothing_covered_is_an_error(self, refused, tmp_path: Path) -> None:
        """When no area asked for is covered there is no answer, only the reason."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [(NORTHAM[0], BURGLARY)])})
        assert refused(source) == (
            "the files cover none of the areas (two thirds of an area's LSOAs must have a row, 85% of 20 or more, "
            "and two thirds of the months a file); "
            "the nearest is Northam (1 row in 1 of 3 LSOAs, 33%)"
        )

    def test_missing_and_partial_months_are_said(self, importing, tmp_path: Path) -> None:
        """A force's missing month is on stderr and in `months_missing`, a small one on stderr and in the caveats."""
        north, south = [(lsoa, BURGLARY) for lsoa in NORTHAM], [(lsoa, BURGLARY) for lsoa in SOUTHAM]
        members = {name(f"2025-0{m}", "north"): street(f"2025-0{m}", north * 10) for m in (1, 2, 3, 4)}
        members |= {name(f"2025-0{m}", "south"): street(f"2025-0{m}", south * n) for m, n in ((1, 10), (3, 10), (4, 3))}
        areas, said = importing(archive(tmp_path / "a.zip", members))
        partial = "The South file for April 2025 has 9 rows, 30% of that force's median month: it may be incomplete."
        assert "No South file for February 2025: those crimes are missing, not zero." in said
        assert partial in said
        assert not {"caveats", "months_missing"} & areas["northam"].keys()
        assert areas["southam-city-of"]["caveats"] == [partial]
        assert areas["southam-city-of"]["months_missing"] == ["2025-02"]
        assert areas["southam-city-of"]["monthly_crimes"] == {"2025-01": 30, "2025-03": 30, "2025-04": 9}

    def test_a_second_force_counts_too(self, importing, tmp_path: Path) -> None:
        """A month that a force lacks is a caveat of areas with 5 per cent of their rows from it, and of any total."""
        members = {name(month): street(month, EVERYWHERE * 5) for month in ("2025-01", "2025-02")}
        missing = "No British Transport Police file for February 2025: those crimes are missing, not zero."
        for rows, noticed in ((1, False), (2, True)):
            members[name("2025-01", "btp")] = street("2025-01", [(NORTHAM[0], BURGLARY)] * rows)
            areas, _ = importing(archive(tmp_path / "a.zip", members), "--total", "Both")
            assert (missing in areas["northam"].get("caveats", [])) is noticed
            assert "caveats" not in areas["southam-city-of"]
            assert missing in areas["both"]["caveats"]

    def test_a_total_has_the_caveats_of_its_areas(self, importing, tmp_path: Path) -> None:
        """Rows without a place are said of the total as of its areas."""
        rows = (EVERYWHERE[1:] + NOWHERE[:1]) * 3
        areas, _ = importing(archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)}), "--total", "Both")
        unplaced, _ = areas["northam"]["caveats"]
        assert unplaced == "16.7% of the Made rows have no LSOA and are counted in no area."
        assert areas["both"]["caveats"] == ["The sum of 2 areas.", unplaced]

    def test_many_rows_without_a_place_are_a_caveat(self, importing, tmp_path: Path) -> None:
        """From 5 per cent of a force's rows without an LSOA, its areas say how many are counted nowhere."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 3 + NOWHERE[:1])})
        areas, _ = importing(source)
        assert areas["northam"]["caveats"] == ["5.3% of the Made rows have no LSOA and are counted in no area."]

    def test_months_asked_for_must_be_there(self, refused, tmp_path: Path) -> None:
        """A month at either end that no file holds is refused: counting it would make it zero."""
        source = archive(tmp_path / "a.zip", {name("2025-02"): street("2025-02", EVERYWHERE)})
        why = "no file is for that month, and missing is not zero; the nearest is 2025-02"
        assert refused(source, "--from", "2025-01") == f"--from 2025-01: {why}"
        assert refused(source, "--to", "2025-03") == f"--to 2025-03: {why}"
        assert (
            refused(source, "--to", "2024-03")
            == "no file is for a month from the first to 2024-03; the files are for 2025-02 to 2025-02"
        )
        assert refused(source, "--from", "2025-1") == '--from must be a month such as "2025-03", not "2025-1"'

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
        named = f"Left out 1 area with rows in too few of their LSOAs: Here ({seen} rows in {seen} of {size} LSOAs"
        assert (named in said) is not covered

    def test_the_transport_police_cover_nothing(self, importing, tmp_path: Path) -> None:
        """An area whose every LSOA has a railway crime, and nothing else, is not covered."""
        files = force_files("north", NORTH, ["2025-01"]) | force_files("btp", SOUTH, ["2025-01"])
        assert [*importing(archive(tmp_path / "a.zip", files))[0]] == ["northam"]

    def test_an_area_is_judged_with_the_one_it_lies_in(self, run, tmp_path: Path, lookup: Path) -> None:
        """A ward of an uncovered district is left out, and a quiet ward of a covered one is written with its true 0."""
        rows = [(NORTHAM[0], BURGLARY), (NORTHAM[1], BURGLARY), (SOUTHAM[0], BURGLARY)]
        files = force_files("north", rows, MONTHS[:1] + MONTHS[2:]) | force_files("other", [("", BURGLARY)], MONTHS)
        source = archive(tmp_path / "a.zip", files)
        lookups = ("--areas", lookup, "--areas", lookup)
        codes = ("--area-code-column", "district_code", "--area-code-column", "ward_code")
        done = run("import", "police-uk", source, *lookups, *codes)
        areas = json.loads(done.out)["areas"]
        assert [*areas] == ["northam", "abbey", "castle"]
        assert areas["castle"]["crimes"] == sum(areas["castle"]["monthly_crimes"].values()) == 0
        assert [area["months_missing"] for area in areas.values()] == [["2025-02"]] * 3
        assert "Left out 1 area without a row in these files." in done.err
        assert "Left out 1 area inside an area that is not covered." in done.err
        assert "Left out 1 area with rows in too few of their LSOAs." in done.err

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
        half, few = "Half (2 rows in 2 of 4 LSOAs, 50%)", "Left out 2 areas with rows in too few of their LSOAs"
        assert f"{few}, such as {half}.\n" in said
        assert "Left out 1 area without a row in these files.\n" in said
        assert areas["all"]["caveats"] == [
            "The sum of 1 area, without 3 areas that the files do not cover (such as Half)."
        ]
        said = importing(source, "--verbose", areas=lookup, columns=())[1]
        assert f"{few}: {half}; Spill (1 row in 1 of 4 LSOAs, 25%).\n" in said
        assert "Left out 1 area without a row in these files: None.\n" in said


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
        why = "with LSOAs that have no row, in files that seem to use those of another census"
        assert (f"Left out 2 areas {why}, such as Northam (" in done.err) is suspected

    def test_nothing_is_said_when_nothing_is_lost(self, importing, tmp_path: Path) -> None:
        """When every LSOA of the lookup has a row, unknown codes cost nothing: a lookup of part of a district."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [*NORTH, *SOUTH, ("E01099999", "X")])})
        assert "census" not in importing(source)[1]
