"""The published workbook of the year ending December 2024, where the folder that holds it is given.

It is no part of this project: `CRIMECOMPARE_DATA=folder pytest` reads it there.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from crimecompare.importers.ons.hierarchy import read_hierarchy
from crimecompare.importers.ons.partnerships import counts_by_partnership
from crimecompare.importers.ons.recorded import recorded
from crimecompare.importers.ons.release import OnsRequest, import_ons
from crimecompare.importers.ons.workbook import read_workbook

FOLDER = os.environ.get("CRIMECOMPARE_DATA")
FILE = Path(FOLDER or "", "policeforceareatablesyedecember2024.xlsx").absolute()
pytestmark = pytest.mark.skipif(FOLDER is None, reason=f"CRIMECOMPARE_DATA names no folder with {FILE.name}")

ROUNDED = "isles-of-scilly"
"""2,300 residents are a rounded number, so that the rate differs in the first decimal."""


@pytest.fixture(scope="module")
def now():
    """The areas of the current year by key, and what was said."""
    imported = import_ons(OnsRequest(FILE))
    return {profile.key: profile for profile in imported.profiles}, imported.remarks


@pytest.fixture(scope="module")
def before():
    """The areas of the year before by key, and what was said."""
    imported = import_ons(OnsRequest(FILE, previous=True))
    return {profile.key: profile for profile in imported.profiles}, imported.remarks


@pytest.mark.parametrize("year", ["now", "before"])
def test_every_area_is_there(request, year):
    """314 partnerships, 43 force areas, 9 regions and 3 countries."""
    areas, _ = request.getfixturevalue(year)
    assert Counter(area.kind for area in areas.values()) == {
        "community safety partnership": 314,
        "police force area": 43,
        "region": 9,
        "country": 3,
    }


def test_codes(now):
    """289 partnerships are exactly one local authority, whose code is theirs."""
    areas, _ = now
    assert sum(len(area.other_codes) for area in areas.values()) == 289
    partnerships = [area for area in areas.values() if area.kind == "community safety partnership"]
    assert sum(str(area.code).startswith(("E06", "E07", "E08", "E09", "W06")) for area in partnerships) == 289


def test_fenland(now, before):
    """A partnership as it is published, in both years."""
    fenland, earlier = now[0]["fenland"], before[0]["fenland"]
    assert (fenland.crimes, fenland.population, fenland.crime_rate) == (7691, 103_000, 74.644538264)
    assert (fenland.code, fenland.other_codes, fenland.within) == ("E07000010", ["E22000015"], "cambridgeshire-police")
    assert (earlier.crimes, earlier.population, earlier.crime_rate) == (7910, 103_000, None)


def test_rates(now):
    """Every rate of C4 comes out within 0.1 per 1,000 from crimes and residents, except one."""
    areas, _ = now
    published = {key: area for key, area in areas.items() if area.crime_rate is not None}
    assert len(published) == 314 + 43 - 2
    far = [key for key, area in published.items() if abs(area.rate - area.crime_rate) > 0.1]
    assert far == [ROUNDED]
    assert (round(areas[ROUNDED].rate, 1), round(areas[ROUNDED].crime_rate, 1)) == (25.2, 25.4)


@pytest.mark.parametrize(("by_partnership", "by_area"), [("C2", "P1"), ("C5", "P4")])
def test_forces_are_the_same_in_both_tables(by_partnership, by_area):
    """All counts of P1 equal those of C2's rows of forces, offence by offence, and so do those of the year before."""
    tables = read_workbook(FILE, [by_partnership, by_area]).tables
    rows = counts_by_partnership(tables[by_partnership]).forces
    areas = read_hierarchy(tables[by_area]).forces
    assert len(rows) == 42
    assert {code: recorded(line, code) for code, line in rows.items()} == {
        code: recorded(areas[code].line, code) for code in rows
    }


@pytest.mark.parametrize("year", ["now", "before"])
def test_parts_add_up(request, year):
    """Regions are the sums of their forces and countries of theirs, in crimes and in residents."""
    areas, _ = request.getfixturevalue(year)
    for key in ("england", "wales", *(key for key, area in areas.items() if area.kind == "region")):
        assert sum(area.crimes for area in areas.values() if area.within == key) == areas[key].crimes
    assert areas["england-and-wales"].population == areas["england"].population + areas["wales"].population


def test_england_and_wales(now, before):
    """The total holds British Transport Police; the rate is on the residents of mid-2022."""
    both, earlier = now[0]["england-and-wales"], before[0]["england-and-wales"]
    assert (both.crimes, both.population, round(both.rate, 1)) == (5_350_405, 60_238_000, 88.8)
    assert both.caveats[0] == "Includes British Transport Police (82,863 crimes)."
    assert "88.8 per 1,000, is on mid-2022 residents" in both.caveats[1]
    assert "table P3 gives 87.9, on mid-2023 residents" in both.caveats[1]
    assert earlier.caveats == ["Includes British Transport Police (76,304 crimes)."]


def test_notes(now, before):
    """The undercount of burglary in Leicestershire is a caveat there in 2024, and nowhere in 2023."""
    noted = {key for key, area in now[0].items() if any("undercount" in caveat for caveat in area.caveats)}
    assert noted == {key for key, area in now[0].items() if "leicestershire-police" in {key, area.within}}
    assert len(noted) == 1 + 9
    assert not any("undercount" in caveat for area in before[0].values() for caveat in area.caveats)


def test_remarks(now, before):
    """All tables agree, and what is in no area is said."""
    assert [remark.split(" from ")[0] for remark in now[1]] == [
        "Read 369 areas (314 community safety partnerships, 43 police force areas, 9 regions, 3 countries) for 2024",
        (
            "Counted in their force but in no partnership: 43 rows without a partnership code (Unassigned and "
            "Manchester Airport) with 106,795 crimes."
        ),
        "British Transport Police (82,863 crimes) is counted in England and Wales only.",
        "Written without residents, for the reason in their caveats: City of London; City of London Police.",
    ]
    assert "75,866 crimes" in before[1][1]
    assert len(before[1]) == 4
