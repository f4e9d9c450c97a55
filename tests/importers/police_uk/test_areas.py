"""Areas of several lookups: which key each has, and which are the same."""

from __future__ import annotations

import json
from pathlib import Path

from support.street import JANUARY, LOOKUP, NORTHAM, archive, name, written


class TestAreas:
    """One area has one key, and one number of residents."""

    def imported(self, run, tmp_path: Path, second: str, *options: str) -> dict[str, dict]:
        source = archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})
        lookups = [written(tmp_path / f"{n}.csv", text) for n, text in enumerate((LOOKUP, second))]
        columns = ("--areas", lookups[0], "--areas", lookups[1], "--area-column", "district_name")
        return json.loads(run("import", "police-uk", source, *columns, *options).out)["areas"]

    def test_the_first_lookup_has_the_plain_key(self, run, tmp_path: Path) -> None:
        """A ward that is called like a district gets its code behind its key, the district does not."""
        wards = "code,ward_code,ward_name,residents\nE01000001,E05000001,Northam,1954\nE01000004,,Southam,2000\n"
        areas = self.imported(run, tmp_path, wards)
        assert {key: area.get("code") for key, area in areas.items()} == {
            "northam": "E07000001",
            "southam-city-of": "E07000002",
            "northam-e05000001": "E05000001",
            "southam": None,
        }

    def test_the_same_lsoas_are_the_same_area(self, run, tmp_path: Path) -> None:
        """A ward that is a whole district is not written twice, and can be named as either."""
        ward = "code,ward_code,ward_name,residents\n" + "".join(
            f"{lsoa},E05000009,Whole Ward,{residents}\n"
            for lsoa, residents in zip(NORTHAM, (1954, 1000, 1046), strict=True)
        )
        assert [*self.imported(run, tmp_path, ward)] == ["northam", "southam-city-of"]
        for only in ("Whole Ward", "whole-ward", "E05000009"):
            assert [*self.imported(run, tmp_path, ward, "--only", only)] == ["northam"]

    def test_what_is_not_written_has_no_key_of_another(self, run, tmp_path: Path) -> None:
        """A ward called like its district, written without it, is not said to be within itself."""
        ward = "code,ward_code,ward_name,residents\nE01000001,E05000001,Northam,1954\n"
        areas = self.imported(run, tmp_path, ward, "--only", "E05000001")
        assert [*areas] == ["northam"]
        assert "within" not in areas["northam"]

    def test_residents_must_agree(self, refused, tmp_path: Path, lookup: Path) -> None:
        """Two lookups that give an LSOA different residents are refused, naming both."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})
        towns = written(tmp_path / "towns.csv", "code,area,residents\nE01000001,Town,1955\n")
        assert refused(source, "--areas", towns) == (
            f'residents of "E01000001" differ: 1,955 in {towns} and 1,954 in {lookup}; use files that agree'
        )
