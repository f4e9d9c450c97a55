"""Small made archives and lookups, in the shape that police.uk and ONS publish."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HEADING = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
LOOKUP = """\
lsoa21_code,ward_code,ward_name,district_code,district_name,population
E01000001,E05000001,Abbey,E07000001,Northam,"1,954"
E01000002,E05000001,Abbey,E07000001,Northam,1000
E01000003,E05000002,Castle,E07000001,Northam,1046
E01000004,E05000003,Abbey,E07000002,"Southam, City of",2000
E01000005,E05000004,Mill,E07000002,"Southam, City of",2000
E01000006,E05000004,Mill,E07000002,"Southam, City of",1000
"""
NORTHAM = ("E01000001", "E01000002", "E01000003")
SOUTHAM = ("E01000004", "E01000005", "E01000006")
BURGLARY, ANTI_SOCIAL = "Burglary", "Anti-social behaviour"

EVERYWHERE = [(lsoa, BURGLARY) for lsoa in NORTHAM + SOUTHAM]
"""One burglary in each LSOA, so that every area is covered."""
NOWHERE = [("", ANTI_SOCIAL), ("E01099999", BURGLARY)]

Row = tuple[str, str]
"""The LSOA code and the offence of one crime."""


def street(
    month: str,
    rows: Iterable[Row],
    end: str = "\n",
    names: Mapping[str, str] | None = None,
    force: str = "Made Police",
) -> str:
    """Give the text of a street-level file; `names` are those of LSOAs, all alike without it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end)
    for lsoa, offence in rows:
        place = "On or near Mill Lane, Northam"
        lsoa_name = (names or {}).get(lsoa, "A, B 1")
        writer.writerow(["", month, force, force, "0.1", "52.1", place, lsoa, lsoa_name, offence, "", ""])
    return HEADING + end + text.getvalue()


def name(month: str, force: str = "made") -> str:
    """Give the name that police.uk gives a street-level file in an archive."""
    return f"{month}/{month}-{force}-street.csv"


JANUARY = street("2025-01", EVERYWHERE)
"""The text of a file with one burglary in each LSOA."""


def force_files(force: str, rows: list[Row], months: Iterable[str]) -> dict[str, str]:
    """Give the files of a force that records the same rows in each of its months."""
    return {name(month, force): street(month, rows) for month in months}


def lookup_of(sizes: dict[str, int]) -> tuple[str, dict[str, list[str]]]:
    """Make a lookup of areas with so many LSOAs each, and list the LSOAs of each."""
    number, lsoas = 0, {}
    for area, size in sizes.items():
        lsoas[area] = [f"E01{number + n:06}" for n in range(size)]
        number += size
    lines = [f"{lsoa},{area},1000\n" for area, codes in lsoas.items() for lsoa in codes]
    return "lsoa,area,residents\n" + "".join(lines), lsoas


def archive(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for member, content in members.items():
            file.writestr(member, content)
    return path


def folder(path: Path, members: Mapping[str, str]) -> Path:
    """Write what an archive would hold into a folder."""
    for member, content in members.items():
        (path / member).parent.mkdir(parents=True, exist_ok=True)
        (path / member).write_text(content, newline="")
    return path


def written(path: Path, content: str | bytes) -> Path:
    """Write one file, and give its path back."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Be a user who may look into `folder` and no more: permissions do not stop the superuser."""
    superuser = os.geteuid() == 0
    for above in (folder, *folder.parents[:3]) if superuser else ():
        above.chmod(0o755)
    if superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)
