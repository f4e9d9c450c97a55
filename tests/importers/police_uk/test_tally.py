"""Counting: every row counts once, wherever it is."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.importers.police_uk import street_level as police_uk
from crimecompare.importers.police_uk.lookup import ColumnNames
from crimecompare.importers.police_uk.months import Months
from crimecompare.wording import counted
from support.street import (
    ANTI_SOCIAL,
    BURGLARY,
    EVERYWHERE,
    LOOKUP,
    NORTHAM,
    SOUTHAM,
    Row,
    archive,
    folder,
    name,
    street,
    written,
)

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
            f"{counted(number, 'row')} {'has' if number == 1 else 'have'} {what}"
            for number, what in ((without, "no LSOA"), (unknown, "an LSOA that is in no lookup"))
            if number
        ]
        said = [remark for remark in result.remarks if remark.startswith("Not counted: ")]
        assert said == [f"Not counted: {' and '.join(nowhere)}."] * bool(nowhere)

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
        assert "Read 1 file with 6 rows for January 2025." in said
        unpacked = folder(tmp_path / "folder", members)
        _, said = importing(*sorted((unpacked / "2025-01").glob("*.csv")))
        assert "Read 1 file with 6 rows for January 2025." in said


def test_months_hold_what_lies_between() -> None:
    """Both ends belong to the months asked for, and an end that is not given is open."""
    assert Months("2025-01", "2025-03").hold("2025-03")
    assert not Months("2025-01", "2025-03").hold("2025-04")
    assert Months(None, "2025-03").hold("1999-01")
