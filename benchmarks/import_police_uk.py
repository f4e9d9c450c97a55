"""`crimecompare import police-uk` against the least that Polars can do with the same files, and against pandas.

    python benchmarks/import_police_uk.py FOLDER_OR_ZIP [--runs N]
    python benchmarks/import_police_uk.py FOLDER_OR_ZIP --lookup FILE [--runs N]      four lookups made of it, and one
    python benchmarks/import_police_uk.py --make ROWS [--runs N]      on an archive of made rows (seeded)
    python benchmarks/import_police_uk.py --make ROWS --keep FILE     make that archive, and do no more

Every run must find the same number of rows in all, and of rows without an LSOA, as the others. Needs the `import` extra
and pandas.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from made_archive import make
from processes import CRIMECOMPARE, Check, Program, arguments, compared, rounds, show

COLUMNS = "['Month', 'LSOA code', 'Crime type']"
FILES = """
import io, pathlib, sys, zipfile
def files(source):
    path = pathlib.Path(source)
    if path.is_dir():
        yield from (file.read_bytes() for file in sorted(path.rglob("*-street.csv")))
    else:
        archive = zipfile.ZipFile(path)
        yield from (archive.read(name) for name in archive.namelist() if name.endswith("-street.csv"))
"""
FLOOR = f"""{FILES}
import polars as pl
parts = []
for content in files(sys.argv[1]):
    frame = pl.read_csv(content, columns={COLUMNS}, infer_schema=False)
    parts.append(frame.group_by({COLUMNS}).len())
counts = pl.concat(parts).group_by({COLUMNS}).agg(pl.col("len").sum())
print(counts["len"].sum(), counts.filter(pl.col("LSOA code").is_null())["len"].sum())
"""
PANDAS = f"""{FILES}
import pandas as pd
parts = []
for content in files(sys.argv[1]):
    frame = pd.read_csv(io.BytesIO(content), usecols={COLUMNS}, dtype=str)
    parts.append(frame.groupby({COLUMNS}, dropna=False).size())
counts = pd.concat(parts).groupby(level=[0, 1, 2], dropna=False).sum()
print(counts.sum(), counts[counts.index.get_level_values(1).isna()].sum())
"""
LSOAS = FLOOR.replace("print(", "lsoas = counts['LSOA code'].drop_nulls().unique().sort(); print(*lsoas); (")
GROUPINGS = {
    "countries.csv": lambda row: (row["ltla24_code"][0], f"Country {row['ltla24_code'][0]}"),
    "districts.csv": lambda row: (row["ltla24_code"], row["ltla24_name"]),
    "neighbourhoods.csv": lambda row: (row["lsoa21_name"][:-1], row["lsoa21_name"][:-1]),
    "wards.csv": lambda row: (row["ward24_code"], row["ward24_name"]),
}
"""The code and the name of the area of an LSOA in each of four lookups, the larger areas first."""
MOST_OF_FLOOR, MOST_OF_ONE = 1.5, 1.5
"""Times the CPU of bare Polars, and times the time of one lookup where there are four."""
EIGHTFOLD = ((250_000, 3), (2_000_000, 24))
"""Rows and months of two archives of files of the same size, the second with eight times as many."""


def agreement() -> Check:
    """Return a check that every run counts the same rows: all, and those without an LSOA."""
    found: set[tuple[str, ...]] = set()

    def check(out: IO[bytes], err: IO[bytes]) -> str | None:
        answer = out.read(100).decode()
        said = re.search(
            r"with ([\d,]+) rows? of [^\n]*(?:\nNot counted: ([\d,]+) rows? without)?", err.read().decode()
        )
        numbers = said.groups(default="0") if said else tuple(answer.split())
        found.add(tuple(number.replace(",", "") for number in numbers))
        return None if len(found) == 1 else f"does not agree with the others: {found}"

    return check


def ours(source: Path, lookup: Path, check: Check, cores: int | None = None) -> Program:
    """Describe the import, on all cores or on some."""
    return Program([CRIMECOMPARE, "import", "police-uk", str(source), "--areas", str(lookup)], check, cores)


def lookup_for(source: Path, place: Path) -> Path:
    """Make a lookup for whatever LSOAs the source has: a hundred areas, by the codes' last digits."""
    done = subprocess.run([sys.executable, "-c", LSOAS, source], capture_output=True, text=True, check=True)
    with place.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["lsoa_code", "area", "population"])
        writer.writerows([lsoa, f"Area {lsoa[-2:]}", 1700] for lsoa in done.stdout.split())
    return place


def times(source: Path, folder: Path, runs: int) -> None:
    """Time the import beside Polars and pandas, and on one core."""
    lookup, check = lookup_for(source, folder / "lookup.csv"), agreement()
    programs = {"import": ours(source, lookup, check)}
    if len(os.sched_getaffinity(0)) > 1:
        programs["import on one core"] = ours(source, lookup, check, 1)
    for name, script in (("Polars, reading and counting", FLOOR), ("pandas", PANDAS)):
        programs[name] = Program([sys.executable, "-c", script, str(source)], check)
    taken = rounds(programs, runs)
    for what, title in (("wall", "time"), ("cpu", "CPU"), ("memory", "peak of memory")):
        rows = [compared(name, used, what=what) for name, used in taken.items()]
        most = {"Polars, reading and counting": MOST_OF_FLOOR} if what == "cpu" else {}
        rows += [
            compared(f"import / {n}", taken["import"], u, most.get(n), what) for n, u in taken.items() if n != "import"
        ]
        show(f"{source.name}, {title}, {runs} rounds, {os.cpu_count()} cores", rows)


def several(source: Path, national: Path, folder: Path, runs: int) -> None:
    """Time four lookups beside the one of districts and the one of wards, all made of a national lookup."""
    with national.open(newline="") as file:
        lsoas = list(csv.DictReader(file))
    for place, area_of in GROUPINGS.items():
        with (folder / place).open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["lsoa", "area_code", "area_name", "residents"])
            writer.writerows([row["lsoa21_code"], *area_of(row), row["population_census2021"]] for row in lsoas)
    check, programs = agreement(), {}
    for name, places in (("four", list(GROUPINGS)), ("districts", ["districts.csv"]), ("wards", ["wards.csv"])):
        lookups = [word for place in places for word in ("--areas", str(folder / place))]
        command = [CRIMECOMPARE, "import", "police-uk", str(source), *lookups, "--area-code-column", "area_code"]
        programs[name] = Program([*command, "-o", str(folder / f"{name}.json")], check)
    taken = rounds(programs, runs)
    for what, title in (("wall", "time"), ("cpu", "CPU")):
        rows = [compared(name, used, what=what) for name, used in taken.items()]
        rows += [compared(f"four / {n}", taken["four"], taken[n], MOST_OF_ONE, what) for n in ("districts", "wards")]
        show(f"{source.name} by four lookups and by one, {title}, {runs} rounds", rows)


def growth(folder: Path) -> None:
    """Show how the peak of memory grows on made data."""
    small, large = (make(folder / f"{rows}.zip", rows, months) for rows, months in EIGHTFOLD)
    lookup = lookup_for(small, folder / "made.csv")
    taken = rounds({source.name: ours(source, lookup, agreement()) for source in (small, large)}, 3)
    show(
        "peak of memory on made data, 3 rounds",
        [
            compared("250,000 rows", taken[small.name], what="memory"),
            compared("8 times as many", taken[large.name], taken[small.name], what="memory"),
        ],
    )


def main() -> None:
    """Print times, CPU and memory."""
    parser = arguments(__doc__, runs=7)
    parser.add_argument("source", type=Path, nargs="?", help="a folder or an archive of police.uk")
    parser.add_argument("--lookup", type=Path, metavar="FILE", help="LSOAs with wards and districts: time four lookups")
    parser.add_argument("--make", type=int, metavar="ROWS", help="make an archive of so many rows instead")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --make: keep the archive there, and do no more")
    options = parser.parse_args()
    if (options.source is None) == (options.make is None):
        parser.error("give either a folder or an archive of police.uk, or --make ROWS")
    if options.source and not options.source.exists():
        parser.error(f"{options.source}: no such file or folder; --make ROWS makes an archive")
    if options.keep:
        make(options.keep, options.make, 12)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.source and options.lookup:
            several(options.source, options.lookup, folder, options.runs)
            return
        times(options.source or make(folder / "made.zip", options.make, 12), folder, options.runs)
        growth(folder)


if __name__ == "__main__":
    main()
