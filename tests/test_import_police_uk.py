"""`crimecompare import police-uk`: laws of counting, what is covered, what is said, and what is refused."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import stat
import struct
import sys
import zipfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from street import (
    ANTI_SOCIAL,
    BURGLARY,
    HEADING,
    LOOKUP,
    NORTHAM,
    SOUTHAM,
    Row,
    archive,
    folder,
    name,
    street,
    unprivileged,
    written,
)

from crimecompare.importers.police_uk import street_level as police_uk
from crimecompare.importers.police_uk.lookup import ColumnNames
from crimecompare.importers.police_uk.months import Months
from crimecompare.wording import counted

EVERYWHERE = [(lsoa, BURGLARY) for lsoa in NORTHAM + SOUTHAM]
"""One burglary in each LSOA, so that every area is covered."""
NOWHERE = [("", ANTI_SOCIAL), ("E01099999", BURGLARY)]

rows_of_crime = st.lists(
    st.tuples(
        st.sampled_from([*NORTHAM, *SOUTHAM, "", "E01099999"]), st.sampled_from([BURGLARY, ANTI_SOCIAL, "Drugs"])
    ),
    max_size=40,
)


few = settings(max_examples=30)  # each example is an import or two


def imported(tmp_path: Path, members: dict[str, str], **options) -> police_uk.Imported:
    """Import made members by district, without the command line."""
    lookup = written(tmp_path / "lookup.csv", LOOKUP)
    source = archive(tmp_path / "made.zip", members)
    columns = ColumnNames(area=["district_name"])
    request = police_uk.StreetLevelRequest([source], [lookup], columns, total="Both", **options)
    with ExitStack() as archives:
        files = police_uk.open_sources(request, archives)
        return police_uk.import_police_uk(request, files, lambda *_: None)


class TestCounting:
    """Every row counts once, and no row is lost."""

    @few
    @given(rows_of_crime)
    def test_every_row_is_in_an_area_or_reported(self, tmp_path_factory, rows: list[Row]) -> None:
        """The areas' crimes are the file's rows, less those without an LSOA and those that no lookup has."""
        rows = EVERYWHERE + rows
        result = imported(tmp_path_factory.mktemp("law"), {name("2025-01"): street("2025-01", rows)})
        expected = Counter(
            "northam" if lsoa in NORTHAM else "southam-city-of" for lsoa, _ in rows if lsoa in NORTHAM + SOUTHAM
        )
        crimes = {profile.key: profile.crimes for profile in result.profiles}
        assert crimes == {**expected, "both": expected.total()}
        without = sum(not lsoa for lsoa, _ in rows)
        unknown = len(rows) - without - expected.total()
        nowhere = [
            f"{counted(number, 'row')} {what}"
            for number, what in ((without, "without an LSOA"), (unknown, "whose LSOA no lookup has"))
            if number
        ]
        said = [remark for remark in result.remarks if remark.startswith("Not counted: ")]
        assert said == [f"Not counted: {', '.join(nowhere)}."] * bool(nowhere)

    @few
    @given(rows_of_crime, st.integers(2, 4))
    def test_rows_are_never_compared(self, tmp_path_factory, rows: list[Row], times: int) -> None:
        """The same rows written n times are n times the crimes: nothing is de-duplicated."""
        once, often = (
            imported(tmp_path_factory.mktemp("law"), {name("2025-01"): street("2025-01", (EVERYWHERE + rows) * n)})
            for n in (1, times)
        )
        for one, many in zip(once.profiles, often.profiles, strict=True):
            assert many.crimes == times * one.crimes
            assert many.offences == {offence: times * count for offence, count in one.offences.items()}

    @few
    @given(rows_of_crime, st.randoms())
    def test_order_and_file_do_not_matter(self, tmp_path_factory, rows: list[Row], random) -> None:
        """However the rows of a month are ordered and shared out among forces, the crimes are the same."""
        rows = EVERYWHERE + rows
        mixed = random.sample(rows, len(rows))
        cut = random.randint(0, len(rows))
        whole = imported(tmp_path_factory.mktemp("law"), {name("2025-01"): street("2025-01", rows)})
        parts = imported(
            tmp_path_factory.mktemp("law"),
            {
                name("2025-01", "b"): street("2025-01", mixed[cut:], end="\r\n"),
                name("2025-01", "a"): street("2025-01", mixed[:cut]),
            },
        )
        figures = [[(p.key, p.crimes, p.offences, p.population) for p in result.profiles] for result in (whole, parts)]
        assert figures[0] == figures[1]

    @few
    @given(rows_of_crime)
    def test_parts_add_up(self, tmp_path_factory, rows: list[Row]) -> None:
        """Offences and months add up to the crimes, and the districts to the total, in crimes and in residents."""
        members = {name(m): street(m, EVERYWHERE + rows) for m in ("2025-01", "2025-02")}
        north, south, both = imported(tmp_path_factory.mktemp("law"), members).profiles
        for profile in (north, south, both):
            assert sum(profile.offences.values()) == sum(profile.monthly_crimes.values()) == profile.crimes
        assert (north.crimes + south.crimes, north.population + south.population) == (both.crimes, both.population)

    def test_archive_folder_and_files_are_the_same(self, importing, tmp_path: Path) -> None:
        """The same files give the same profiles from an archive, a folder, named outright, and mixed."""
        members = {name(m): street(m, EVERYWHERE) for m in ("2025-01", "2025-02")}
        zipped = archive(tmp_path / "a.zip", members)
        unpacked = folder(tmp_path / "folder", members)
        files = [unpacked / member for member in members]
        mixed = [archive(tmp_path / "one.zip", dict([*members.items()][:1])), files[1]]
        results = [importing(*sources)[0] for sources in ([zipped], [unpacked], files, mixed)]
        assert all(result == results[0] for result in results)

    def test_other_files_are_passed_over(self, importing, tmp_path: Path) -> None:
        """Outcomes, stop-and-search files and what macOS adds to an archive are not read, even when named."""
        members = {
            name("2025-01"): street("2025-01", EVERYWHERE),
            "2025-01/2025-01-made-outcomes.csv": "Crime ID,Month\n1,2025-01\n",
            "2025-01/2025-01-made-stop-and-search.csv": "Type,Date\nPerson search,2025-01-01\n",
            "__MACOSX/2025-01/._2025-01-made-street.csv": "\x00\x01",
        }
        _, said = importing(archive(tmp_path / "a.zip", members))
        assert "Read 1 file with 6 rows of 2025-01." in said
        unpacked = folder(tmp_path / "folder", members)
        _, said = importing(*sorted((unpacked / "2025-01").glob("*.csv")))
        assert "Read 1 file with 6 rows of 2025-01." in said


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
        """A name that stands for two codes is refused, and with --area-code-column has two keys that can be guessed."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert refused(source, columns=("--area-column", "ward_name")).endswith(
            'lookup.csv: 1 names of "ward_name" stand for 2 values of "ward_code", such as "Abbey" for 2; '
            "group by code with --area-code-column ward_code"
        )
        areas, _ = importing(source, columns=("--area-code-column", "ward_code"))
        assert {key: (area["name"], area["code"], area["crimes"]) for key, area in areas.items()} == {
            "abbey-e05000001": ("Abbey", "E05000001", 2),
            "abbey-e05000003": ("Abbey", "E05000003", 1),
            "castle": ("Castle", "E05000002", 1),
            "mill": ("Mill", "E05000004", 2),
        }


class TestTour:
    """From an archive to an answer."""

    def test_three_commands(self, run, tmp_path: Path, lookup: Path) -> None:
        """Import, rank and diff: the profiles that an import writes are what the other commands read."""
        towns = written(tmp_path / "towns.csv", "code,area,residents\nE01000001,Town,1954\n")
        rows = [*EVERYWHERE * 5, *[(NORTHAM[0], BURGLARY)] * 40]
        source = archive(tmp_path / "a.zip", {name(month): street(month, rows) for month in ("2025-01", "2025-02")})
        target = tmp_path / "areas.json"
        lookups = ("--areas", lookup, "--areas", towns, "--area-column", "district_name")
        assert run("import", "police-uk", source, *lookups, "--total", "Both", "-o", target).code == 0
        done = run("rank", target, "--baseline", "both", "--profiles", target, "-f", "json")
        rank = {row["area"]: row["crimes"] for row in json.loads(done.out)["rows"]}
        assert {"northam": 110, "southam-city-of": 30, "town": 90}.items() <= rank.items()
        done = run("diff", "town", "--baseline", "northam", "--exclude-self", "--profiles", target, "-f", "json")
        (row,) = json.loads(done.out)["rows"]
        assert (row["baseline_name"], row["verdict"]) == ("Northam without Town", "higher")
        assert row["rate_ratio"] == pytest.approx(90 / 1954 / (20 / 2046))

    def test_scopes_that_differ_are_warned_of(self, run, importing, tmp_path: Path) -> None:
        """Comparing counts with anti-social behaviour and counts without it says so."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 20)})
        for file, options in (("with", ()), ("without", ("--exclude", ANTI_SOCIAL))):
            importing(source, *options, "-o", tmp_path / f"{file}.json", read=tmp_path / f"{file}.json")
        done = run("diff", tmp_path / "with.json", "-b", tmp_path / "without.json", "--get", "notes")
        assert "scope-differs" in done.out


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
        assert "1 area left out, rows in too few of their LSOAs." in said
        assert areas["northam"]["caveats"] == ["1 of its 3 LSOAs have no row in these files."]
        assert "The sum of 1 area, without 1 area that the files do not cover." in areas["both"]["caveats"]

    def test_an_area_without_any_row_is_named(self, importing, refused, tmp_path: Path, lookup: Path) -> None:
        """Areas that the files do not reach at all are named together; a total of none of them is refused."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", [(n, BURGLARY) for n in NORTHAM])})
        assert "1 area left out, no row in these files." in importing(source)[1]
        said = importing(source, "--verbose")[1]
        assert "1 area left out, no row in these files: Southam, City of." in said
        south = written(tmp_path / "south.csv", "\n".join(lookup.read_text().split("\n")[i] for i in (0, 4, 5, 6)))
        message = refused(source, "--areas", south, "--total", "Both", areas=lookup)
        assert message == '--total "Both": the files cover no area of the first lookup in every month'

    def test_every_area_left_out_is_named_on_request(self, importing, tmp_path: Path, lookup: Path) -> None:
        """However many areas have no row, they are counted, and --verbose names each."""
        empty = [f"Empty {number:02}" for number in range(30)]
        lines = [f"E0109{number:04},E05000009,Far,E07{number:06},{area},9" for number, area in enumerate(empty)]
        more = written(tmp_path / "more.csv", lookup.read_text() + "\n".join(lines) + "\n")
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert "30 areas left out, no row in these files." in importing(source, areas=more)[1]
        said = importing(source, "--verbose", areas=more)[1]
        assert f"30 areas left out, no row in these files: {'; '.join(empty)}." in said

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
        why = "no file holds that month, and missing is not zero; the nearest is 2025-02"
        assert refused(source, "--from", "2025-01") == f"--from 2025-01: {why}"
        assert refused(source, "--to", "2025-03") == f"--to 2025-03: {why}"
        assert (
            refused(source, "--to", "2024-03")
            == "no file holds a month from the first to 2024-03; they hold 2025-02 to 2025-02"
        )
        assert refused(source, "--from", "2025-1") == '--from must be a month such as "2025-03", not "2025-1"'


class TestDialect:
    """What a CSV file may look like and still be read."""

    def test_oddities_are_read(self, importing, tmp_path: Path) -> None:
        """BOM, CRLF, blank lines, quoted commas and line breaks, other columns, another order, no last line end."""
        plain = street("2025-01", EVERYWHERE)
        other = "LSOA code,More,Crime type,Month\n" + "".join(f"{lsoa},x,{o},2025-01\n" for lsoa, o in EVERYWHERE)
        variants = [
            "\ufeff" + plain,
            plain.replace("\n", "\r\n"),
            plain.replace("\n", "\n\n"),
            plain.removesuffix("\n"),
            plain.replace("Mill Lane, ", 'Mill\r\nLane, ""M"" '),
            plain.replace("On or near", "On or near 12\u2033 Ŵ"),
            plain.replace('"On or near Mill Lane, Northam"', 'a "stray" mark'),
            other,
        ]
        for variant in variants:
            source = archive(tmp_path / "a.zip", {name("2025-01"): variant})
            assert importing(source)[0]["northam"]["crimes"] == 3

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "is empty; a heading with Month, LSOA code, Crime type is expected"),
            (
                b"Month,Crime type\n2025-01,Burglary\n",
                'has no column "LSOA code"; its columns are "Month", "Crime type"',
            ),
            (
                b"Month,Month,LSOA code,Crime type\n",
                'the column "Month" stands twice in the heading; keep one',
            ),
            (b"Month,LSOA code,Crime type\n2025-01,E01000001\n", "line 2 has 2 fields where the heading has 3"),
            (
                b"Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,\n2025-01,E01000001,Burglary,a,b\n",
                "line 3 has 5 fields where the heading has 4",
            ),
            (
                b"Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,,\n2025-01,E01000001,Burglary\n",
                "line 2 has 5 fields where the heading has 4",
            ),
            (
                b'Month,LSOA code,Crime type\n2025-01,E01000001,"Burglary\n',
                "line 2 is not valid CSV: unexpected end of data",
            ),
            (
                b'Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,"two\nlines"\n2025-01,E01000001\n',
                "line 4 has 2 fields where the heading has 4",
            ),
            (
                b"Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,\n2025-01,E01000001,Burglary,Caf\xe9\n",
                "line 3 is not UTF-8; save the file as UTF-8",
            ),
            (
                b"Month,LSOA code,Crime type\n2025-01,E01000001,Burglary\n2025-02,E01000001,Burglary\n",
                'line 3: Month is "2025-02" in a file whose name says 2025-01',
            ),
            (
                b"Month,LSOA code,Crime type\n2025-01,E01000001,Burglary\n2025-01,E01000001,\n",
                "line 3: Crime type is empty; every row has an offence",
            ),
            (
                b"Month,LSOA code,Crime type\n2025-01,E01000001,=Burglary\n",
                'line 2: Crime type must not start with = (a spreadsheet would run it), as "=Burglary" does',
            ),
        ],
    )
    def test_malformed_files_are_refused(self, refused, tmp_path: Path, content: bytes, message: str) -> None:
        """A file that is not what it should be is refused with its member and line."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): content})
        assert refused(source) == f"{source}: 2025-01/2025-01-made-street.csv: {message}"

    def test_the_first_bad_file_is_reported(self, refused, tmp_path: Path) -> None:
        """Files are read side by side, and still it is always the first bad one that is named."""
        members = {name(f"2025-{m:02}"): street(f"2025-{m:02}", EVERYWHERE) for m in range(1, 10)}
        members |= {name("2025-03"): "", name("2025-05"): "", name("2025-07"): ""}
        source = archive(tmp_path / "a.zip", dict(sorted(members.items())))
        for _ in range(5):
            assert refused(source).startswith(f"{source}: 2025-03/2025-03-made-street.csv: is empty")

    def test_a_lie_about_the_month_in_a_file_without_one(self, refused, tmp_path: Path) -> None:
        """Where the name gives no month every row must have one."""
        source = written(tmp_path / "mine-street.csv", street("March 2025", EVERYWHERE))
        assert refused(source) == f'{source}: line 2: Month must be a month such as "2025-03", not "March 2025"'


class TestSources:
    """Which files are read at all."""

    def test_broken_archives_are_refused(self, refused, tmp_path: Path) -> None:
        """Not a zip, cut off, or damaged inside: one line that names the archive or the member."""
        content = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 99)}).read_bytes()
        no_zip = "is not a zip archive, or is cut off; get it again"
        source = written(tmp_path / "b.zip", b"Month,LSOA code,Crime type\n")
        assert refused(source) == f"{source}: {no_zip}"
        source = written(tmp_path / "b.zip", content[: len(content) // 2])
        assert refused(source) == f"{source}: {no_zip}"
        source = written(tmp_path / "b.zip", b"")
        assert refused(source) == f"{source}: {no_zip}"
        source = written(tmp_path / "b.zip", content[:100] + b"\xff" * 20 + content[120:])
        assert refused(source).startswith(f"{source}: {name('2025-01')}: is damaged (")

    def test_a_member_that_lies_about_its_size(self, refused, tmp_path: Path) -> None:
        """A member that unpacks to far more than it says is read no further than it says, and refused."""
        content = bytearray(
            archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE * 50_000)}).read_bytes()
        )
        central = content.rindex(b"PK\x01\x02")
        struct.pack_into("<L", content, central + 24, 1000)
        source = written(tmp_path / "b.zip", bytes(content))
        with zipfile.ZipFile(source) as changed:
            assert changed.infolist()[0].file_size == 1000
        assert refused(source).startswith(f"{source}: {name('2025-01')}: is damaged (Bad CRC-32")

    def test_an_encrypted_member(self, refused, tmp_path: Path) -> None:
        """A member that needs a password is refused by name."""
        content = bytearray(archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)}).read_bytes())
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
        source = written(tmp_path / "b.zip", bytes(content))
        why = "is encrypted; unpack it with its password and name the folder instead"
        assert refused(source) == f"{source}: {name('2025-01')}: {why}"

    def test_a_member_with_a_path_is_only_read(self, importing, tmp_path: Path) -> None:
        """A member named `../x` is counted like any other, and nothing is written anywhere."""
        inner = tmp_path / "inner"
        inner.mkdir()
        source = archive(inner / "a.zip", {"../2025-01-made-street.csv": street("2025-01", EVERYWHERE)})
        before = sorted(tmp_path.rglob("*"))
        assert importing(source)[0]["northam"]["crimes"] == 3
        assert sorted(tmp_path.rglob("*")) == before

    def test_other_files_alone(self, refused, tmp_path: Path) -> None:
        """Files that are passed over are no source on their own, and the line says what is missing."""
        others = [written(tmp_path / f"2025-01-made-{kind}.csv", "x\n") for kind in ("outcomes", "stop-and-search")]
        assert refused(*others) == (
            "no street-level file (a name that ends in -street.csv) is among the sources; "
            "files that end in -outcomes.csv or -stop-and-search.csv are passed over"
        )

    def test_the_same_file_twice(self, refused, tmp_path: Path) -> None:
        """A force-month that two sources hold would count twice, and is refused with both places."""
        members = {name("2025-01"): street("2025-01", EVERYWHERE)}
        one, two = archive(tmp_path / "a.zip", members), archive(tmp_path / "b.zip", members)
        places = f"from {one}: {name('2025-01')} and from {two}: {name('2025-01')}"
        assert refused(one, two) == f'"2025-01-made-street.csv" would be counted twice: {places}'

    def test_what_cannot_be_read(self, importing, refused, tmp_path: Path, lookup: Path) -> None:
        """An archive, a file or a lookup that may not be read, or has an impossible name: one line each."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        plain = written(tmp_path / "2025-01-b-street.csv", street("2025-01", EVERYWHERE))
        importing(source, plain)  # loads all modules, for the other user may not
        for path in (source, plain, lookup):
            path.chmod(0)
            with unprivileged(tmp_path):
                assert refused(source if path is lookup else path) == f"{path}: cannot be read: Permission denied"
            path.chmod(0o644)
        long = "x" * 300 + ".zip"
        assert refused(long) == f"{long}: cannot be read: File name too long"
        long = "x" * 300 + ".json"
        assert refused(source, "-o", long) == f"{long}: cannot be written: File name too long"
        assert refused(source, areas=tmp_path) == (
            f"{tmp_path}: must be a file, a lookup of LSOAs, and not a folder, a device or a pipe"
        )

    def test_a_rare_compression(self, refused, tmp_path: Path) -> None:
        """A member that is compressed in a way police.uk does not use is refused by name."""
        source = tmp_path / "a.zip"
        with zipfile.ZipFile(source, "w", zipfile.ZIP_BZIP2) as file:
            file.writestr(name("2025-01"), street("2025-01", EVERYWHERE))
        why = "is compressed in a way that few programs read; pack it again as .zip"
        assert refused(source) == f"{source}: {name('2025-01')}: {why}"

    def test_what_is_no_source(self, refused, tmp_path: Path) -> None:
        """Missing, empty, of another kind, or a pipe (never waited on): one line each."""
        empty = tmp_path / "empty"
        empty.mkdir()
        os.mkfifo(tmp_path / "pipe.csv")
        other = written(tmp_path / "a.txt", "x")
        assert refused(tmp_path / "no.zip") == f"{tmp_path / 'no.zip'}: no such file or folder"
        assert refused(empty) == f"{empty}: holds no street-level file (a name that ends in -street.csv)"
        needed = "must be an archive (.zip), a folder or a"
        assert refused(other) == f"{other}: {needed} file that ends in -street.csv"
        assert refused(tmp_path / "pipe.csv") == f"{tmp_path / 'pipe.csv'}: {needed} CSV file, not a device or a pipe"


class TestNames:
    """Names that a user types."""

    def test_unknown_names(self, refused, tmp_path: Path) -> None:
        """An area, an offence or a column that is not there gets a suggestion."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        assert refused(source, "--only", "Nortam") == (
            '--only "Nortam": no lookup has an area of that name; did you mean Northam?'
        )
        assert refused(source, "--exclude", "Burglery") == (
            '--exclude "Burglery": these files have no such offence; did you mean Burglary?'
        )
        assert refused(source, columns=("--area-column", "district")).endswith(
            '"population")' + "; did you mean district_name or district_code?"
        )
        assert (
            refused(source, "--total", "northam") == '--total "northam": an area has that name already; choose another'
        )
        assert refused(source, "--retrieved", "May") == '--retrieved must be a date such as 2025-12-31, not "May"'

    @pytest.mark.parametrize("option", ["--total", "--source"])
    @pytest.mark.parametrize("text", ["", " "])
    def test_empty_text(self, refused, tmp_path: Path, option: str, text: str) -> None:
        """An option that is given but empty (an unset variable, say) is refused and not taken for absent."""
        assert refused(tmp_path / "a.zip", option, text) == f"{option} must not be empty; leave it out instead"


class TestOutput:
    """The output file is whole or untouched."""

    def test_a_file_is_written_whole(self, run, importing, tmp_path: Path, lookup: Path) -> None:
        """--output holds what standard output would, replaces a file and keeps its permissions."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        target = written(tmp_path / "out.json", "old")
        target.chmod(0o640)
        areas, _ = importing(source)
        done = run("import", "police-uk", source, "--areas", lookup, "--area-column", "district_name", "-o", target)
        assert (done.code, done.out) == (0, "")
        assert json.loads(target.read_text())["areas"] == areas
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_an_input_is_never_overwritten(self, refused, tmp_path: Path, lookup: Path) -> None:
        """A source or a lookup, through a link as well, is refused as the output before anything is read."""
        source = written(tmp_path / "broken.zip", "no archive, and never opened")
        link = tmp_path / "link.json"
        link.symlink_to(lookup)
        for read, target in ((source, source), (lookup, lookup), (lookup, link)):
            before = read.read_bytes()
            message = f"--output {target}: is {read}, which is read; name another file"
            assert refused(source, "-o", target) == message
            assert read.read_bytes() == before

    def test_what_is_written_can_be_read(self, run, importing, refused, tmp_path: Path) -> None:
        """An output that no command could read by its name is refused; one that can be is read, whatever its case."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        for target in (tmp_path / "out", tmp_path / "out.csv", tmp_path / "out.toml"):
            why = "must end in .json, or no command can read the profiles in it"
            assert refused(source, "-o", target) == f"--output {target}: {why}"
            assert not target.exists()
        target = tmp_path / "out.JSON"
        importing(source, "-o", target, read=target)
        assert run("validate", target).code == 0

    def test_a_device_needs_no_suffix(self, process, tmp_path: Path, lookup: Path) -> None:
        """/dev/stdout takes the profiles, be it a pipe."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        options = ("--areas", lookup, "--area-column", "district_name", "-o", "/dev/stdout")
        done = process("import", "police-uk", source, *options)
        assert [*json.loads(done.stdout)["areas"]] == ["northam", "southam-city-of"]

    def test_a_failure_leaves_what_was_there(self, refused, tmp_path: Path) -> None:
        """Whatever fails, an existing file is what it was and nothing is left beside it."""
        good = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        bad = archive(tmp_path / "b.zip", {name("2025-01"): street("2025-02", EVERYWHERE)})
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        refused(bad, "-o", target)
        assert refused(good, "-o", out) == f"{out}: is a folder; name a file in it"
        missing = tmp_path / "no" / "out.json"
        assert refused(good, "-o", missing) == f"{missing}: cannot be written: No such file or directory"
        assert refused(good, "-o", "/dev/full") == "/dev/full: cannot be written: No space left on device"
        assert ([*out.iterdir()], target.read_text()) == ([target], "old")

    def test_a_folder_that_is_read_only(self, importing, refused, tmp_path: Path) -> None:
        """A folder that takes no file is found out before anything is read."""
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        out.chmod(0o555)
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        importing(source)  # loads all modules, for the other user may not
        with unprivileged(tmp_path):
            assert refused(source, "-o", target) == f"{target}: cannot be written: Permission denied"
        assert target.read_text() == "old"

    def test_a_full_disk(self, refused, tmp_path: Path) -> None:
        """When the disk takes no more, the existing file is what it was and nothing is left beside it."""
        months = [f"2025-{month:02}" for month in range(1, 13)]
        source = archive(tmp_path / "a.zip", {name(month): street(month, EVERYWHERE) for month in months})
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # as if the disk had a thousand bytes left
        try:
            assert refused(source, "-o", target) == f"{target}: cannot be written: File too large"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert ([*out.iterdir()], target.read_text()) == ([target], "old")

    def test_a_new_file_has_the_usual_permissions(self, importing, tmp_path: Path) -> None:
        """A file that was not there gets the permissions that any new file gets."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        run_to = tmp_path / "new.json"
        before = os.umask(0o027)
        try:
            importing(source, "-o", run_to, read=run_to)
        finally:
            os.umask(before)
        assert stat.S_IMODE(run_to.stat().st_mode) == 0o640


class TestLongWork:
    """What is seen and what can be stopped."""

    def test_nothing_is_drawn_on_a_pipe(self, importing, tmp_path: Path) -> None:
        """On a pipe standard error holds the report alone, without a control character."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE + NOWHERE)})
        _, said = importing(source)
        why = "so few cannot tell a quiet area from one whose force has no file"
        assert said.splitlines() == [
            "Read 1 file with 8 rows of 2025-01.",
            "Not counted: 1 row without an LSOA, 1 row whose LSOA no lookup has.",
            f"The areas of the first lookup are small (median: 3 LSOAs), and {why}: name a lookup of districts first.",
            "Wrote 2 areas: northam, southam-city-of.",
        ]

    def test_ctrl_c_on_a_terminal(self, tmp_path: Path, lookup: Path) -> None:
        """A terminal shows files and rows; Ctrl-C ends it, with exit code 130 and no partial file."""
        source = tmp_path / "2025-01-made-street.csv"
        lines = street("2025-01", EVERYWHERE * 1000).split("\n", 1)[1].encode()
        with source.open("wb") as stream:
            stream.write(HEADING.encode() + b"\n")
            for _ in range(200):
                stream.write(lines)
        out = tmp_path / "out"
        out.mkdir()
        target = written(out / "out.json", "old")
        options = ["--areas", str(lookup), "--area-column", "district_name", "-o", str(target)]
        command = [sys.executable, "-m", "crimecompare", "import", "police-uk", str(source), *options]
        child, terminal = pty.fork()
        if child == 0:
            os.execv(command[0], command)  # noqa: S606 - our own program, on a terminal of its own
        shown = os.read(terminal, 10_000)
        while b"files" not in shown:
            shown += os.read(terminal, 10_000)
        assert b"0 of 1 files" in shown
        os.kill(child, signal.SIGINT)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 130
        assert ([*out.iterdir()], target.read_text()) == ([target], "old")
        os.close(terminal)

    def test_without_polars(self, process, tmp_path: Path, lookup: Path) -> None:
        """Without the extra, the one line says how to install it."""
        written(tmp_path / "polars.py", "raise ImportError\n")
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", EVERYWHERE)})
        done = process(
            "import",
            "police-uk",
            source,
            "--areas",
            lookup,
            env={"PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])},
        )
        line = "crimecompare: import needs polars; install it with: pip install 'crimecompare[import]'\n"
        assert (done.returncode, done.stderr) == (2, line)


def test_months_hold_what_lies_between() -> None:
    """Both ends belong to the months asked for, and an end that is not given is open."""
    assert Months("2025-01", "2025-03").hold("2025-03")
    assert not Months("2025-01", "2025-03").hold("2025-04")
    assert Months(None, "2025-03").hold("1999-01")
