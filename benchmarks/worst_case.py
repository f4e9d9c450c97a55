"""The worst case: CPU time of whole processes on inputs made to be slow, at three sizes, the second and third doubled.

python benchmarks/worst_case.py [--runs N] [CASE...], with the Python of an environment that has crimecompare and its
`import` extra. Time without start-up should grow as the input does: the exponent of the last doubling is 1, where 2 is
four times the time for twice the input. What takes less than a tenth of a second more than the least input has none.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from processes import CRIMECOMPARE, Program, arguments, median, rounds

DOUBLED = (1, 2, 4)
AT_MOST = 1.3
"""The exponent above which a case is marked: sorting, and caches that overflow, take a little more than their share."""
MEASURABLE = 0.1
"""Seconds by which the largest input must be slower than the least, so that the difference is not the machine's."""
HEADING = "lsoa21_code,ward_name,population\n"
LARGEST_WORD = 30_000
"""Characters; four times as many are about the most that Linux takes in one argument (128 KiB)."""
AREA = {"name": "A", "population": 1000, "crimes": 80}
STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n,2025-01,Made,Made,0,52,On or near Mill Lane,E01000001,A 1,Burglary,,\n"
)

Make = Callable[[Path, int], Sequence[str]]
"""Writes an input of a size into a folder, and returns what is asked of it."""


class Case(NamedTuple):
    """An input that was slow, or could be: the size it begins with, how it is made, and the exit code it ends in."""

    size: int
    make: Make
    code: int


def written(folder: Path, name: str, content: str) -> str:
    """Write a file, and return its path."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def of_areas(folder: Path, areas: dict[str, dict[str, object]]) -> str:
    """Write a profile file of those areas."""
    return written(folder, "areas.json", json.dumps({"areas": areas}))


def street_files(folder: Path, lookup: str) -> list[str]:
    """Write a street-level file, and ask for the areas of a lookup."""
    street = written(folder, "2025-01-made-street.csv", STREET)
    return ["import", "police-uk", street, "--areas", written(folder, "lookup.csv", lookup)]


def stray_quote(folder: Path, rows: int) -> Sequence[str]:
    """Begin the heading of a lookup with a quote that never ends."""
    return street_files(folder, '"' + HEADING + "".join(f"E01{n:06},Abbey,1000\n" for n in range(rows)))


def many_quotes(folder: Path, rows: int) -> Sequence[str]:
    """Begin every line of a lookup with a quote."""
    return street_files(folder, '"' + HEADING + "".join(f'"E01{n:06},Abbey,1000\n' for n in range(rows)))


def blanks_in_lookup(folder: Path, blanks: int) -> Sequence[str]:
    """Put many blanks into the name of an area."""
    return street_files(folder, f"{HEADING}E01000001,Abbey{' ' * blanks}Mill,1000\n")


def blanks_in_heading(folder: Path, blanks: int) -> Sequence[str]:
    """Put many blanks into a heading of a table."""
    table = written(folder, "table.csv", f"Area,Rate{' ' * blanks}x\nA,5\n")
    return ["import", "table", table, "--area-column", "Area", "--rate-column", "Rate x"]


def blanks_in_figure(folder: Path, blanks: int) -> Sequence[str]:
    """Put many blanks into a figure of a table."""
    table = written(folder, "table.csv", f"Area,Rate\nA,5{' ' * blanks}x\n")
    return ["import", "table", table, "--area-column", "Area", "--rate-column", "Rate"]


def brackets_in_heading(folder: Path, brackets: int) -> Sequence[str]:
    """Begin many notes in a heading of a table, and end none."""
    table = written(folder, "table.csv", f"Area,Rate{'[note' * brackets}\nA,5\n")
    return ["import", "table", table, "--area-column", "Area", "--rate-column", "Rate"]


def toml_tables(folder: Path, tables: int) -> Sequence[str]:
    """Write many TOML tables where a profile has fields."""
    return ["validate", written(folder, "tables.toml", "".join(f"[a{n}]\n" for n in range(tables))), "-f", "csv"]


def toml_twice(folder: Path, tables: int) -> Sequence[str]:
    """Write the same TOML table many times."""
    return ["validate", written(folder, "tables.toml", "[a]\n" * tables), "-f", "csv"]


def dotted_key(folder: Path, parts: int) -> Sequence[str]:
    """Write one TOML key of many parts."""
    return ["validate", written(folder, "dotted.toml", "a." * parts + "a = 1\n"), "-f", "csv"]


def chain(folder: Path, areas: int) -> Sequence[str]:
    """Put each area within the next one, and rank them all."""
    within = {f"a{n}": AREA | ({"within": f"a{n + 1}"} if n < areas - 1 else {}) for n in range(areas)}
    return ["rank", of_areas(folder, within), "-f", "csv"]


def chain_listed(folder: Path, areas: int) -> Sequence[str]:
    """List the areas of such a chain that lie within its last one."""
    return ["list", "-p", chain(folder, areas)[1], "--within", f"a{areas - 1}", "-f", "csv"]


def many_areas(folder: Path, areas: int) -> Sequence[str]:
    """Rank many areas of one file."""
    return ["rank", of_areas(folder, {f"a{n}": AREA for n in range(areas)}), "-f", "csv"]


def many_problems(folder: Path, areas: int) -> Sequence[str]:
    """Validate many areas that are all wrong."""
    return ["validate", of_areas(folder, {f"a{n}": {"nam": "A"} for n in range(areas)}), "-f", "csv"]


def many_caveats(folder: Path, caveats: int) -> Sequence[str]:
    """Show one area with many caveats."""
    return ["show", of_areas(folder, {"a": AREA | {"caveats": [f"Caveat {n}." for n in range(caveats)]}})]


def many_notes(folder: Path, areas: int) -> Sequence[str]:
    """Show many areas, each with a caveat of its own, as a table with footnotes."""
    return ["show", of_areas(folder, {f"a{n}": AREA | {"caveats": [f"Caveat {n}."]} for n in range(areas)})]


def many_offences(folder: Path, offences: int) -> Sequence[str]:
    """Compare two areas by each of many offences."""
    counts = {"crimes": 10 * offences, "offences": {f"o{n}": 10 for n in range(offences)}}
    file = of_areas(folder, {"a": AREA | counts, "b": AREA | counts})
    return ["diff", "a", "-b", "b", "-p", file, "--by-offence", "-f", "csv"]


def long_name(folder: Path, length: int) -> Sequence[str]:
    """Show a table of an area with a long name of many words."""
    return ["show", of_areas(folder, {"a": AREA | {"name": "Fen and " * (length // 8) + "land"}})]


def long_key(_: Path, length: int) -> Sequence[str]:
    """Ask for an area whose key is unknown and long."""
    return ["show", "fen-" * (length // 4)]


def long_condition(_: Path, length: int) -> Sequence[str]:
    """Give a condition with many blanks, which is none."""
    return ["show", "uk", "--fail-if", f"crimes{' ' * length}x"]


def long_value(_: Path, length: int) -> Sequence[str]:
    """Give a condition with a long number."""
    return ["show", "uk", "--fail-if", f"crime_rate>{'1' * length}"]


def many_fields(_: Path, length: int) -> Sequence[str]:
    """Name many fields, the last of them unknown."""
    names = ",".join(f"name{n}" for n in range(length // 9))
    return ["show", "uk", "--fields", f"area,{names}"]


CASES = {
    "stray quote in a lookup's heading": Case(100_000, stray_quote, 2),
    "a quote at each line of a lookup": Case(100_000, many_quotes, 2),
    "blanks in an area's name": Case(30_000, blanks_in_lookup, 0),
    "blanks in a heading": Case(30_000, blanks_in_heading, 0),
    "blanks in a figure": Case(30_000, blanks_in_figure, 2),
    "brackets in a heading": Case(10_000, brackets_in_heading, 2),
    "TOML tables": Case(10_000, toml_tables, 1),
    "the same TOML table again": Case(10_000, toml_twice, 1),
    "TOML key with dots": Case(5_000, dotted_key, 1),
    "areas within each other, ranked": Case(500, chain, 0),
    "areas within each other, listed": Case(500, chain_listed, 0),
    "many areas, ranked": Case(10_000, many_areas, 0),
    "many areas, all wrong": Case(2_500, many_problems, 1),
    "many caveats of one area": Case(2_500, many_caveats, 0),
    "many areas with a caveat each": Case(500, many_notes, 0),
    "many offences": Case(1_000, many_offences, 0),
    "long name of an area": Case(200_000, long_name, 0),
    "long key that is unknown": Case(LARGEST_WORD, long_key, 2),
    "long condition": Case(LARGEST_WORD, long_condition, 2),
    "long number in a condition": Case(LARGEST_WORD, long_value, 2),
    "many --fields": Case(LARGEST_WORD, many_fields, 2),
}


def main(runs: int, chosen: Sequence[str]) -> None:
    """Measure the cases whose names hold one of the words that are chosen, and print."""
    print(f"CPU, {runs} rounds; Python {sys.version.split()[0]}; medians of whole processes")
    print(f"{'':36}{'n':>9}{'n':>9}{'2n':>9}{'4n':>9}{'exponent':>10}")
    for name, case in CASES.items():
        if not chosen or any(word in name for word in chosen):
            with tempfile.TemporaryDirectory() as folder:
                print(line(name, case.size, times(case, Path(folder), runs)), flush=True)


def times(case: Case, folder: Path, runs: int) -> list[float]:
    """Return the seconds of CPU that a case takes at its least, and at each of its sizes."""
    programs = {}
    for size in (0, *(case.size * times for times in DOUBLED)):
        (folder / str(size)).mkdir()
        made = case.make(folder / str(size), size or 8)
        programs[str(size)] = Program([CRIMECOMPARE, *made], anything, code=None if size == 0 else case.code)
    return [median(used, "cpu") for used in rounds(programs, runs).values()]


def line(name: str, size: int, taken: Sequence[float]) -> str:
    """Return the line of a case: its seconds, and the exponent with which they grow; too large a one is marked."""
    least, _, half, last = taken
    exponent = None
    if last - least > MEASURABLE:
        exponent = math.log2((last - least) / max(half - least, 0.01))
    seconds = "".join(f"{value:>9.2f}" for value in taken[1:])
    found = f"{exponent:>10.2f}{'  missed' if exponent > AT_MOST else ''}" if exponent is not None else f"{'–':>10}"
    return f"{name:36}{size:>9,}{seconds}{found}"


def anything(_: IO[bytes], __: IO[bytes]) -> str | None:
    """Take whatever a process prints: what is measured is how long it takes to say it."""
    return None


if __name__ == "__main__":
    parser = arguments(__doc__, runs=3)
    parser.add_argument("cases", nargs="*", metavar="CASE", help="words in the names of cases  [default: all]")
    options = parser.parse_args()
    main(options.runs, options.cases)
