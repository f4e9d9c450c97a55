"""The official figures that come with the program: what they hold, and that they are as `import ons` writes them."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crimecompare.profiles.documents import Documents
from crimecompare.profiles.places import BUNDLED, BundledPlace
from support.program import Run, row_of

YEARS = ["2024", "2023"]


def official(year: str) -> dict[str, Any]:
    return dict(json.loads((BUNDLED / f"ons-{year}.json").read_text(encoding="utf-8"))["areas"])


@pytest.mark.parametrize("year", YEARS)
def test_every_area_of_england_and_wales_is_there(year: str) -> None:
    """369 areas of four kinds, each within one that is there, with its year, source, licence and scope."""
    found = official(year)
    kinds = Counter(area["kind"] for area in found.values())
    assert kinds == {"community safety partnership": 314, "police force area": 43, "region": 9, "country": 3}
    assert [key for key, area in found.items() if area.get("within") not in found] == ["england-and-wales"]
    for area in found.values():
        assert area["period"] == year
        assert area["offence_scope"] == "police recorded crime excluding fraud"
        assert "Open Government Licence v3.0" in area["source"]
        assert sum(area["offences"].values()) == area["crimes"]


@pytest.mark.parametrize("year", YEARS)
def test_no_name_code_or_key_means_two_areas(year: str) -> None:
    """Each of an area's names means it and no other."""
    (document,) = [d for d in BundledPlace(BUNDLED, Documents()).documents if d.file == f"bundled/ons-{year}.json"]
    place = BundledPlace(BUNDLED, Documents())
    for key in document.areas:
        assert place.keys_of_name(document.text(key, "name") or "") == [key]
        for code in (document.text(key, "code") or "", *document.texts(key, "other_codes")):
            assert place.keys_of_code(code) == [key]


@pytest.mark.parametrize(("year", "railways"), [("2024", 82_863), ("2023", 76_304)])
def test_parts_add_up_to_their_whole(year: str, railways: int) -> None:
    """Forces are their region or Wales, these their country, and with the railways' police both countries are all.

    Partnerships leave some crimes to their force alone, and never have more than it.
    """
    found = official(year)
    parts: Counter[str] = Counter()
    for area in found.values():
        parts[area.get("within", "")] += area["crimes"]
    for outer in parts.keys() - {""}:
        whole = found[outer]
        if whole["kind"] == "police force area":
            assert parts[outer] <= whole["crimes"]
        else:
            assert parts[outer] == whole["crimes"] - (railways if outer == "england-and-wales" else 0)


def test_the_figures_are_those_of_the_publisher(run: Run) -> None:
    """From a fresh install, with no file: a town, its country, and the year before."""
    shown = row_of(run("show", "fenland", "-f", "json"))
    assert (shown["crimes"], shown["population"], shown["period"]) == (7691, 103_000, "2024")
    compared = row_of(run("diff", "fenland", "-f", "json"))
    assert (compared["baseline"], compared["verdict"]) == ("england-and-wales", "lower")
    assert round(compared["baseline_crime_rate"], 1) == 88.8
    for name in ("Fenland", "E07000010", "E22000015", "FENLAND@2024"):
        assert row_of(run("show", name, "-f", "json")) == shown
    assert row_of(run("show", "fenland@2023", "-f", "json"))["crimes"] == 7910
    assert row_of(run("show", "King’s Lynn and West Norfolk", "-f", "json"))["code"] == "E07000146"
    ranked = run("rank", "--within", "Cambridgeshire Police", "--get", "area").out.split()
    assert set(ranked) == {
        "cambridge", "east-cambridgeshire", "fenland", "huntingdonshire", "peterborough", "south-cambridgeshire",
    }  # fmt: skip
    assert run("rank", "--top", "10", "--get", "kind").out == "community safety partnership\n" * 10


@pytest.mark.parametrize(("year", "options"), [("2024", []), ("2023", ["--previous"])])
def test_they_are_as_the_import_writes_them(run: Run, year: str, options: list[str]) -> None:
    """The command makes the same bytes of the publisher's workbook, on the day that the file gives."""
    folder = os.environ.get("CRIMECOMPARE_DATA")
    if not folder:
        pytest.skip("CRIMECOMPARE_DATA does not name the folder of ONS's workbook")
    workbook = Path(folder, "policeforceareatablesyedecember2024.xlsx")
    (retrieved,) = {area["retrieved"] for area in official(year).values()}
    assert date.fromisoformat(retrieved)
    done = run("import", "ons", workbook, "--retrieved", retrieved, *options)
    assert done.out == (BUNDLED / f"ons-{year}.json").read_text(encoding="utf-8")
