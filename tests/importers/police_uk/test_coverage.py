"""Coverage: what the files do not hold is said, and is never a zero."""

from __future__ import annotations

from pathlib import Path

from support.street import (
    BURGLARY,
    EVERYWHERE,
    NORTHAM,
    NOWHERE,
    SOUTHAM,
    archive,
    name,
    street,
    written,
)


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
        assert "Not covered, so left out: Southam, City of (50 rows in 1 of 3 LSOAs, 33%)." in said
        assert areas["northam"]["caveats"] == ["1 of its 3 LSOAs have no row in these files."]
        assert "The sum of 1 area; without Southam, City of, which the files do not cover." in areas["both"]["caveats"]

    def test_an_area_without_any_row_is_named(self, importing, refused, tmp_path: Path, lookup: Path) -> None:
        """Areas that the files do not reach at all are named together; a total of none of them is refused."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [(n, BURGLARY) for n in NORTHAM])})
        assert "Without any row, so left out: Southam, City of." in importing(source)[1]
        south = written(tmp_path / "south.csv", "\n".join(lookup.read_text().split("\n")[i] for i in (0, 4, 5, 6)))
        message = refused(source, "--areas", south, "--total", "Both", areas=lookup)
        assert message == '--total "Both": the files cover no area of the first lookup'

    def test_every_area_left_out_is_named(self, importing, tmp_path: Path, lookup: Path) -> None:
        """However many areas have no row, the report names each: it is the only place that does."""
        empty = [f"Empty {number:02}" for number in range(30)]
        lines = [f"E0109{number:04},E05000009,Far,E07{number:06},{area},9" for number, area in enumerate(empty)]
        more = written(tmp_path / "more.csv", lookup.read_text() + "\n".join(lines) + "\n")
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert f"Without any row, so left out: {'; '.join(empty)}." in importing(source, areas=more)[1]

    def test_nothing_covered_is_an_error(self, refused, tmp_path: Path) -> None:
        """When no area asked for is covered there is no answer, only the reason."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [(NORTHAM[0], BURGLARY)])})
        assert refused(source) == (
            "the files cover none of the areas (at least two thirds of an area's LSOAs must have a row); "
            "the nearest is Northam (1 row in 1 of 3 LSOAs, 33%)"
        )

    def test_missing_and_partial_months_are_said(self, importing, tmp_path: Path) -> None:
        """A force's missing month and one far under its median are on stderr and in the caveats of its areas only."""
        north, south = [(lsoa, BURGLARY) for lsoa in NORTHAM], [(lsoa, BURGLARY) for lsoa in SOUTHAM]
        members = {name(f"2025-0{m}", "north"): street(f"2025-0{m}", north * 10) for m in (1, 2, 3, 4)}
        members |= {name(f"2025-0{m}", "south"): street(f"2025-0{m}", south * n) for m, n in ((1, 10), (3, 10), (4, 3))}
        areas, said = importing(archive(tmp_path / "a.zip", members), "--total", "Both")
        missing = "There is no file of south for 2025-02: crimes are missing, not zero."
        partial = "The file of south for 2025-04 has 9 rows, 30% of that force's median month; it may be incomplete."
        assert missing in said
        assert partial in said
        assert "caveats" not in areas["northam"]
        assert areas["southam-city-of"]["caveats"] == [missing, partial]
        assert areas["southam-city-of"]["monthly_crimes"] == {"2025-01": 30, "2025-03": 30, "2025-04": 9}
        assert [*areas["both"]["monthly_crimes"]] == ["2025-01", "2025-03", "2025-04"]
        assert {missing, partial} < {*areas["both"]["caveats"]}

    def test_a_second_force_counts_too(self, importing, tmp_path: Path) -> None:
        """A month that a force lacks is a caveat of areas with 5 per cent of their rows from it, and of any total."""
        members = {name(month): street(month, EVERYWHERE * 5) for month in ("2025-01", "2025-02")}
        missing = "There is no file of btp for 2025-02: crimes are missing, not zero."
        for rows, noticed in ((1, False), (2, True)):
            members[name("2025-01", "btp")] = street("2025-01", [(NORTHAM[0], BURGLARY)] * rows)
            areas, _ = importing(archive(tmp_path / "a.zip", members), "--total", "Both")
            assert (missing in areas["northam"].get("caveats", [])) is noticed
            assert "caveats" not in areas["southam-city-of"]
            assert missing in areas["both"]["caveats"]

    def test_a_total_has_the_caveats_of_its_areas(self, importing, tmp_path: Path) -> None:
        """Rows without a place, and codes of perhaps another census, are said of the total as of its areas."""
        rows = (EVERYWHERE[1:] + NOWHERE) * 3
        areas, _ = importing(archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)}), "--total", "Both")
        unplaced, census, _ = areas["northam"]["caveats"]
        assert unplaced == "14.3% of the rows of made have no LSOA and are counted in no area."
        assert "another census" in census
        assert areas["both"]["caveats"] == ["The sum of 2 areas.", unplaced, census]

    def test_unknown_codes_suggest_another_census(self, importing, tmp_path: Path) -> None:
        """Between 2 and 50 per cent of rows with an unknown LSOA are said to be perhaps of the other census."""
        for unknown, suggested in ((0, False), (1, False), (10, True), (300, False)):
            rows = EVERYWHERE * 20 + [("E01099999", BURGLARY)] * unknown
            source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
            assert ("another census" in importing(source)[1]) is suggested

    def test_many_rows_without_a_place_are_a_caveat(self, importing, tmp_path: Path) -> None:
        """From 5 per cent of a force's rows without an LSOA, its areas say how many are counted nowhere."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 3 + NOWHERE[:1])})
        areas, _ = importing(source)
        assert areas["northam"]["caveats"] == ["5.3% of the rows of made have no LSOA and are counted in no area."]

    def test_months_asked_for_must_be_there(self, refused, tmp_path: Path) -> None:
        """A month at either end that no file holds is refused: counting it would make it zero."""
        source = archive(tmp_path / "a.zip", {name("2025-02"): street("2025-02", EVERYWHERE)})
        why = "no file holds that month, and missing is not zero; the nearest is 2025-02"
        assert refused(source, "--from", "2025-01") == f"--from 2025-01: {why}"
        assert refused(source, "--to", "2025-03") == f"--to 2025-03: {why}"
        assert (
            refused(source, "--to", "2024-03")
            == "no file holds a month from the first to 2024-03; they hold 2025-02 to 2025-02"
        )
        assert refused(source, "--from", "2025-1") == '--from must be a month such as "2025-03", not "2025-1"'
