"""Times `crimecompare import police-uk` against the least that Polars can do with the same files, and against pandas.

    python benchmarks/import_police_uk.py FOLDER_OR_ZIP [--runs N]
    python benchmarks/import_police_uk.py --make ROWS [--runs N]      on an archive of made rows (seeded)
    python benchmarks/import_police_uk.py --make ROWS --keep FILE     make that archive, and do no more

Whole processes are timed, one of each kind in turn, so that whatever else the machine does hits all kinds alike; the
ratios are medians of the ratios within a turn. Every run must succeed and give the same number of rows in all and of
rows without an LSOA as the others. Needs the `import` extra and pandas.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
FORCES = 40
LSOAS_OF_A_FORCE = 800
OFFENCES = (
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
    "Vehicle crime", "Violence and sexual offences",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One process: its wall time in seconds, its peak memory in MiB, and the rows it found (all, without an LSOA)."""

    seconds: float
    memory: float
    rows: tuple[int, int]


@dataclass(frozen=True)
class Kind:
    """One way to do the work."""

    name: str
    command: Sequence[str]
    cores: int | None = None


def measure(kind: Kind) -> Run:
    """Run one process and check that it succeeded."""
    environment = os.environ | ({"POLARS_MAX_THREADS": str(kind.cores)} if kind.cores else {})
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.sched_setaffinity(0, cores[: kind.cores])  # the process that starts now inherits it
        started = time.perf_counter()
        process = subprocess.Popen(kind.command, stdout=out, stderr=err, env=environment)
        os.sched_setaffinity(0, cores)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, answer = err.read().decode(), out.read().decode()
    if process.returncode != 0:
        sys.exit(f"{kind.name} failed with exit code {process.returncode}: {said}")
    return Run(seconds, usage.ru_maxrss / 1024, rows_of(answer, said))


def rows_of(answer: str, said: str) -> tuple[int, int]:
    """Read what a run counted: from the import's report, or from the two numbers that the other scripts print."""
    if answer.startswith("{"):
        json.loads(answer)
        found = re.search(r"with ([\d,]+) rows? of .*(?:\nNot counted: ([\d,]+) rows? without)?", said)
        numbers = found.groups(default="0") if found else ()
    else:
        numbers = tuple(answer.split())
    rows, without = (int(number.replace(",", "")) for number in numbers)
    return rows, without


def side_by_side(kinds: Sequence[Kind], runs: int) -> dict[str, list[Run]]:
    """Measure every kind in turn, `runs` times, after one turn that only fills the disk cache."""
    measured: dict[str, list[Run]] = {kind.name: [] for kind in kinds}
    for turn in range(runs + 1):
        for kind in kinds if turn % 2 else reversed(kinds):
            run = measure(kind)
            if turn:
                measured[kind.name].append(run)
    found = {run.rows for runs_of_kind in measured.values() for run in runs_of_kind}
    if len(found) != 1:
        sys.exit(f"the answers do not agree: {found}")
    return measured


def report(measured: dict[str, list[Run]], ours: str) -> None:
    """Print one line for each kind, and how long ours takes in its terms."""
    print(f"{'':28}{'median':>9}{'fastest':>9}{'peak memory':>14}{'ours takes':>13}")
    for name, runs in measured.items():
        seconds = [run.seconds for run in runs]
        ratio = statistics.median(o.seconds / r.seconds for o, r in zip(measured[ours], runs, strict=True))
        memory = max(run.memory for run in runs)
        times = f"{ratio:.2f} x" if name != ours else ""
        print(f"{name:28}{statistics.median(seconds):>7.2f} s{min(seconds):>7.2f} s{memory:>10.0f} MiB{times:>13}")


def lookup_for(source: Path, place: Path) -> Path:
    """Make a lookup for whatever LSOAs the source has: a hundred areas, by the codes' last digits."""
    script = FLOOR.replace("print(", "lsoas = counts['LSOA code'].drop_nulls().unique().sort(); print(*lsoas); (")
    done = subprocess.run([sys.executable, "-c", script, source], capture_output=True, text=True, check=True)
    with place.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["lsoa_code", "area", "population"])
        writer.writerows([lsoa, f"Area {lsoa[-2:]}", 1700] for lsoa in done.stdout.split())
    return place


def make(path: Path, rows: int, months: int, seed: int = 20250101) -> Path:
    """Make an archive of `rows` rows in all, of 40 forces and so many months; the same seed makes the same rows."""
    chance = random.Random(seed)
    each = max(1, rows // (FORCES * months))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(months):
            month = f"{2020 + number // 12}-{number % 12 + 1:02}"
            for force in range(FORCES):
                member = f"{month}/{month}-made-{force:02}-street.csv"
                archive.writestr(member, street(chance, month, force, each))
    return path


def street(chance: random.Random, month: str, force: int, rows: int) -> str:
    """Make one street-level file, as long and as varied as the real ones."""
    where = "Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name"
    lines = [f"Crime ID,Month,{where},Crime type,Last outcome category,Context\n"]
    for _ in range(rows):
        lsoa = force * LSOAS_OF_A_FORCE + chance.randrange(LSOAS_OF_A_FORCE)
        where = f'E01{lsoa:06},"Made, Town {lsoa:03}"' if chance.random() > 0.03 else ","  # noqa: PLR2004 - as real
        offence, x, y = chance.choice(OFFENCES), chance.uniform(-3, 1), chance.uniform(50, 55)
        police = f"Made Constabulary {force},Made Constabulary {force}"
        crime = f"{chance.getrandbits(256):064x}"
        outcome = "Investigation complete; no suspect identified"
        lines.append(f"{crime},{month},{police},{x:.6f},{y:.6f},On or near Mill Lane,{where},{offence},{outcome},\n")
    return "".join(lines)


def ours(source: Path, lookup: Path, cores: int | None = None) -> Kind:
    """Describe the import, on all cores or on some."""
    command = [sys.executable, "-m", "crimecompare", "import", "police-uk", str(source), "--areas", str(lookup)]
    name = "crimecompare import" + (f", {cores} core" if cores else "")
    return Kind(name, command, cores)


def script(name: str, text: str, source: Path) -> Kind:
    """One of the scripts above."""
    return Kind(name, [sys.executable, "-c", text, str(source)])


@contextmanager
def eightfold(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Make two archives of files of the same size, the second with eight times as many."""
    small = make(folder / "small.zip", 250_000, 3)
    large = make(folder / "large.zip", 2_000_000, 24)
    yield small, large
    small.unlink()
    large.unlink()


def main() -> None:
    """Print a table of times, one of cores and one of memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, nargs="?", help="a folder or an archive of police.uk")
    parser.add_argument("--make", type=int, metavar="ROWS", help="make an archive of so many rows instead")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --make: keep the archive there, and do no more")
    parser.add_argument("--runs", type=int, default=7, help="how many turns to measure (7)")
    options = parser.parse_args()
    if (options.source is None) == (options.make is None):
        parser.error("give either a folder or an archive of police.uk, or --make ROWS")
    folder = Path(tempfile.mkdtemp(prefix="crimecompare-benchmark-"))
    try:
        if options.keep:
            print(make(options.keep, options.make, 12))
            return
        source = options.source or make(folder / "made.zip", options.make, 12)
        benchmark(source, folder, options.runs)
    finally:
        shutil.rmtree(folder)


def benchmark(source: Path, folder: Path, runs: int) -> None:
    """Time the kinds on one source, then compare cores, then memory on made data."""
    lookup = lookup_for(source, folder / "lookup.csv")
    mine = ours(source, lookup)
    kinds = [mine, script("Polars, reading and counting", FLOOR, source), script("pandas", PANDAS, source)]
    measured = side_by_side(kinds, runs)
    print(f"{source.name}: {measured[mine.name][0].rows[0]:,} rows, {runs} runs of each, {os.cpu_count()} cores\n")
    report(measured, mine.name)
    if len(os.sched_getaffinity(0)) > 1:
        print()
        report(side_by_side([mine, ours(source, lookup, 1)], runs), mine.name)
    with eightfold(folder) as (small, large):
        lookup = lookup_for(small, folder / "made.csv")
        turns = [[measure(ours(source, lookup)).memory for source in (small, large)] for _ in range(3)]
    one, eight = (statistics.median(values) for values in zip(*turns, strict=True))
    print(f"\nPeak memory on made data: {one:.0f} MiB, and {eight:.0f} MiB for 8 times as much ({eight / one:.2f} x)")


if __name__ == "__main__":
    main()
