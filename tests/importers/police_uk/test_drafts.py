"""Profiles of police.uk data: what is written of each area."""

from __future__ import annotations

import json
from pathlib import Path

from crimecompare.importers.police_uk import street_level as police_uk
from support.street import (
    ANTI_SOCIAL,
    BURGLARY,
    EVERYWHERE,
    NORTHAM,
    SOUTHAM,
    archive,
    name,
    street,
    written,
)


class TestProfiles:
    """What is in the profiles."""

    def test_a_profile_says_what_it_counts(self, importing, tmp_path: Path) -> None:
        """A profile has its figures and where they come from; offences that others have are 0, not absent."""
        rows = [*EVERYWHERE, (NORTHAM[0], ANTI_SOCIAL)]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
        areas, _ = importing(source, "--population-basis", "Census 2021", "--retrieved", "2025-03-01")
        south = {
            "name": "Southam, City of",
            "population": 5000,
            "crimes": 3,
            "period": "2025-01",
            "offences": {ANTI_SOCIAL: 0, BURGLARY: 3},
            "monthly_crimes": {"2025-01": 3},
            "code": "E07000002",
            "population_basis": "Census 2021",
            "offence_scope": "police.uk street-level crime including anti-social behaviour",
            "source": police_uk.SOURCE,
            "retrieved": "2025-03-01",
        }
        assert areas["southam-city-of"] == south
        assert (areas["northam"]["crimes"], areas["northam"]["population"]) == (4, 4000)

    def test_offences_by_month_are_written_when_asked_for(self, importing, tmp_path: Path) -> None:
        """--monthly-offences adds them up to the months and the offences, 0 for what is only elsewhere."""
        months = {
            name("2025-01"): street("2025-01", [*EVERYWHERE, (NORTHAM[0], ANTI_SOCIAL)]),
            name("2025-02"): street("2025-02", [*EVERYWHERE, *EVERYWHERE]),
        }
        source = archive(tmp_path / "a.zip", months)
        areas, _ = importing(source, "--total", "Both", "--monthly-offences")
        assert areas["southam-city-of"]["monthly_offences"] == {
            ANTI_SOCIAL: {"2025-01": 0, "2025-02": 0},
            BURGLARY: {"2025-01": 3, "2025-02": 6},
        }
        for area in areas.values():
            by_offence = area["monthly_offences"]
            assert {offence: sum(counts.values()) for offence, counts in by_offence.items()} == area["offences"]
            by_month = {m: sum(counts[m] for counts in by_offence.values()) for m in area["monthly_crimes"]}
            assert by_month == area["monthly_crimes"]
        plain, _ = importing(source, "--total", "Both")
        assert all("monthly_offences" not in area for area in plain.values())

    def test_excluded_offences_are_not_counted(self, importing, tmp_path: Path) -> None:
        """An excluded offence counts nowhere, the scope says so, and an area stays covered by its rows."""
        rows = [*EVERYWHERE, *[(lsoa, ANTI_SOCIAL) for lsoa in NORTHAM], (SOUTHAM[0], "Drugs")]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
        areas, _ = importing(source, "--exclude", "anti-social BEHAVIOUR", "--exclude", "Drugs", "--total", "Both")
        assert [area["crimes"] for area in areas.values()] == [3, 3, 6]
        assert areas["both"]["offences"] == {BURGLARY: 6}
        scope = "police.uk street-level crime excluding anti-social behaviour; not counted: Drugs"
        assert areas["both"]["offence_scope"] == scope
        areas, _ = importing(source, "--exclude", BURGLARY, "--only", "Southam, City of")
        assert areas["southam-city-of"]["crimes"] == 1

    def test_the_period_is_what_was_asked_for(self, importing, tmp_path: Path) -> None:
        """Months outside --from and --to are not counted, and a whole year is called by its number."""
        months = [f"2024-{m:02}" for m in range(1, 13)] + ["2025-01"]
        source = archive(tmp_path / "a.zip", {name(m): street(m, EVERYWHERE) for m in months})
        periods = [
            importing(source, *options)[0]["northam"]
            for options in ((), ("--to", "2024-12"), ("--from", "2024-11"), ("--from", "2024-02", "--to", "2024-02"))
        ]
        assert [(p["period"], p["crimes"]) for p in periods] == [
            ("2024-01/2025-01", 39),
            ("2024", 36),
            ("2024-11/2025-01", 9),
            ("2024-02", 3),
        ]

    def test_many_files(self, importing, tmp_path: Path) -> None:
        """More files than are kept apart in memory add up all the same."""
        months = [f"{year}-{month:02}" for year in range(2015, 2025) for month in range(1, 13)]
        source = archive(tmp_path / "a.zip", {name(month): street(month, EVERYWHERE) for month in months})
        areas, _ = importing(source)
        assert (areas["northam"]["crimes"], len(areas["northam"]["monthly_crimes"])) == (360, 120)

    def test_a_file_without_a_month_in_its_name(self, importing, tmp_path: Path) -> None:
        """Any CSV with the columns can be named; its months are those of its rows, also under --from."""
        text = street("2025-01", EVERYWHERE) + street("2025-02", EVERYWHERE * 2).split("\n", 1)[1]
        source = written(tmp_path / "mine-street.csv", text)
        assert importing(source)[0]["northam"]["monthly_crimes"] == {"2025-01": 3, "2025-02": 6}
        assert importing(source, "--from", "2025-02")[0]["northam"]["crimes"] == 6

    def test_within_is_found(self, run, tmp_path: Path, lookup: Path) -> None:
        """An area whose LSOAs all lie in one of an earlier lookup is within it, and everything within the total."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        towns = (
            "code,area,residents\nE01000001,Town,1954\nE01000002,Town,1000\nE01000003,Edge,1046\nE01000004,Edge,2000\n"
        )
        second = written(tmp_path / "towns.csv", towns)
        arguments = (
            "import",
            "police-uk",
            source,
            "--areas",
            lookup,
            "--areas",
            second,
            "--area-column",
            "district_name",
        )
        areas = json.loads(run(*arguments, "--total", "Both").out)["areas"]
        assert {key: area.get("within") for key, area in areas.items()} == {
            "northam": "both",
            "southam-city-of": "both",
            "edge": "both",
            "town": "northam",
            "both": None,
        }
        assert "within" not in json.loads(run(*arguments).out)["areas"]["edge"]

    def test_only_chooses_what_is_written(self, importing, tmp_path: Path) -> None:
        """--only takes a name, a key or a code, in any case; the total stays that of all covered areas."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        for only in ("southam,  city OF", "southam-city-of", "e07000002"):
            areas, _ = importing(source, "--only", only, "--total", "Both")
            assert [(key, area["crimes"]) for key, area in areas.items()] == [("southam-city-of", 3), ("both", 6)]

    def test_grouping_by_code_tells_names_apart(self, importing, refused, tmp_path: Path) -> None:
        """A name with two codes is refused, and with --area-code-column has two keys that can be guessed."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert refused(source, columns=("--area-column", "ward_name")).endswith(
            'lookup.csv: 1 name of "ward_name" has 2 values of "ward_code", such as "Abbey" for 2; '
            "group by code with --area-code-column ward_code"
        )
        areas, _ = importing(source, columns=("--area-code-column", "ward_code"))
        assert {key: (area["name"], area["code"], area["crimes"]) for key, area in areas.items()} == {
            "abbey-e05000001": ("Abbey", "E05000001", 2),
            "abbey-e05000003": ("Abbey", "E05000003", 1),
            "castle": ("Castle", "E05000002", 1),
            "mill": ("Mill", "E05000004", 2),
        }
