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

    def test_kinds(self, run, refused, tmp_path: Path) -> None:
        """--kind is that of every lookup, or once for each of them in order; a total has none."""
        wards = "code,ward_code,ward_name,residents\nE01000001,E05000001,Abbey,1954\n"

        def kinds(*options: str) -> dict[str, str | None]:
            areas = self.imported(run, tmp_path, wards, "--total", "Both", *options)
            return {key: area.get("kind") for key, area in areas.items()}

        keys = ["northam", "southam-city-of", "abbey", "both"]
        assert kinds() == dict.fromkeys(keys)
        assert kinds("--kind", "area") == dict.fromkeys(keys[:3], "area") | {"both": None}
        each = kinds("--kind", "local authority", "--kind", "ward")
        assert [each[key] for key in keys] == ["local authority", "local authority", "ward", None]
        source = archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})
        assert refused(source, "--kind", "ward", "--kind", "town") == (
            "--kind is given 2 times for 1 --areas; give it once, or for each"
        )
        assert refused(source, "--kind", " ") == "--kind must not be empty; leave it out instead"
        assert 'kind: must not start with = (a spreadsheet would run it), as "=1" does' in refused(
            source, "--kind", "=1"
        )

    def test_residents_must_agree(self, refused, tmp_path: Path, lookup: Path) -> None:
        """Two lookups that give an LSOA different residents are refused, naming both."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): JANUARY})
        towns = written(tmp_path / "towns.csv", "code,area,residents\nE01000001,Town,1955\n")
        assert refused(source, "--areas", towns) == (
            f'the residents of "E01000001" differ: 1,955 in {towns} and 1,954 in {lookup}; use files that agree'
        )
