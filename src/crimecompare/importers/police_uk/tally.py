"""What the street-level files hold, counted: each file is reduced to areas before the next one is read."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event

import polars as pl

from crimecompare.importers.police_uk.archive import StreetFile
from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.records import Block, read_blocks
from crimecompare.profiles import periods
from crimecompare.profiles.types import check_text

MONTH, LSOA, OFFENCE = "Month", "LSOA code", "Crime type"
WANTED = (MONTH, LSOA, OFFENCE)
MONTH_FORM = f"^{periods.MONTH}$"
MOST_WORKERS = 4
"""Files read at a time, where there are cores for it; each holds up to one block in memory."""
HEARTBEAT = 0.1
"""Seconds after which waiting for a file stops to look for Ctrl-C."""
GATHERED = 64
"""Files after which the counts of all files so far are added up, so that they do not pile up."""
COUNTS = {"area": pl.UInt32, "month": pl.String, "offence": pl.String, "rows": pl.UInt32}

Advance = Callable[[int, int, int], None]
"""Called as work goes on with how many more files, rows and bytes were read."""


@dataclass
class Tally:
    """Counts of one or of many street-level files; `counts` has a row per area, month and offence."""

    counts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COUNTS))
    files: int = 0
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows by force and month."""
    by_force: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Rows by area (its number) and force."""
    without_lsoa: Counter[str] = field(default_factory=Counter)
    """Rows by force that carry no LSOA."""
    unknown: int = 0
    """Rows whose LSOA is in no lookup."""
    seen: set[str | None] = field(default_factory=set)
    """LSOAs that have a row, and None where a row has none."""
    offences: set[str] = field(default_factory=set)
    """Every offence that stands in the files, in an area or not."""

    def add(self, other: Tally) -> None:
        """Add the figures of `other` to these, except its `counts`."""
        self.files += other.files
        self.rows.update(other.rows)
        self.by_force.update(other.by_force)
        self.without_lsoa.update(other.without_lsoa)
        self.unknown += other.unknown
        self.seen |= other.seen
        self.offences |= other.offences


@dataclass(frozen=True)
class Months:
    """The months that are asked for, "YYYY-MM", both included; None for as far as the files go."""

    first: str | None = None
    last: str | None = None

    def hold(self, month: str) -> bool:
        """Whether `month` is one of these."""
        return (self.first or month) <= month <= (self.last or month)


def membership(areas: Sequence[Area]) -> pl.DataFrame:
    """Tell for each LSOA the numbers of the areas that it lies in: one for each lookup at most."""
    lsoas = [lsoa for area in areas for lsoa in area.lsoas]
    numbers = [number for number, area in enumerate(areas) for _ in area.lsoas]
    return pl.DataFrame({"lsoa": lsoas, "area": numbers}, schema={"lsoa": pl.String, "area": pl.UInt32})


def count_files(files: Sequence[StreetFile], areas: Sequence[Area], months: Months, advance: Advance) -> Tally:
    """Count the rows of `files` that lie in `months`, every row once. Raises UnreadableFile.

    On any failure, and on Ctrl-C, reading stops at the next block.
    """
    wanted = [file for file in files if file.month is None or months.hold(file.month)]
    place, stop = _Place(membership(areas), months), Event()
    total, parts = Tally(), [pl.DataFrame(schema=COUNTS)]

    def count(file: StreetFile) -> Tally:
        return _count_file(file, place, advance, stop)

    with ThreadPoolExecutor(_workers()) as pool:
        try:
            for tally in _in_turn(pool, count, wanted):
                total.add(tally)
                parts.append(tally.counts)
                if len(parts) > GATHERED:
                    parts = [_gathered(parts)]
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
    total.counts = _gathered(parts).drop_nulls("area")
    return total


def _workers() -> int:
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _in_turn(
    pool: ThreadPoolExecutor, count: Callable[[StreetFile], Tally], files: list[StreetFile]
) -> Iterator[Tally]:
    """Yield the counts in the order of the files, so that the failure reported is that of the first bad file."""
    futures = deque(pool.submit(count, file) for file in files)
    while futures:
        future = futures.popleft()  # and so let go of the counts as soon as they are used
        while not wait([future], timeout=HEARTBEAT).done:
            pass  # Polars' handler of Ctrl-C does not end a wait, so it is noticed between two short ones
        yield future.result()


@dataclass(frozen=True)
class _Place:
    """Where rows are counted to."""

    members: pl.DataFrame
    months: Months


def _count_file(file: StreetFile, place: _Place, advance: Advance, stop: Event) -> Tally:
    tally, parts = Tally(files=1), []
    if file.month is not None:
        tally.rows[file.force, file.month] = 0
    for block in read_blocks(file.chunks(), file.name, WANTED):
        rows = block.frame if file.month else _in_months(block, place.months)
        parts.append(_count_rows(file, rows, place, tally))
        _check(file, block, parts[-1])
        advance(0, block.frame.height, len(block.data))
        if stop.is_set():
            break
    tally.counts = _gathered(parts)
    advance(1, 0, 0)
    return tally


def _in_months(block: Block, months: Months) -> pl.DataFrame:
    """Keep the rows of `months`, of a file whose name gives no month. Raises UnreadableFile for a row without one."""
    wrong = ~block.frame[MONTH].str.contains(MONTH_FORM).fill_null(value=False)
    block.refuse(wrong, MONTH, 'must be a month such as "2025-03", not {}')
    wanted = [month for month in block.frame[MONTH].unique() if months.hold(month)]
    return block.frame.filter(pl.col(MONTH).is_in(wanted))


def _count_rows(file: StreetFile, rows: pl.DataFrame, place: _Place, tally: Tally) -> pl.DataFrame:
    """Add rows to `tally`, and return their counts by area; the area is null for rows in no area."""
    force, month = file.force, file.month
    for of_month, count in [(month, rows.height)] if month else rows.group_by(MONTH).len().rows():
        tally.rows[force, of_month] += count
    placed = rows.join(place.members, left_on=LSOA, right_on="lsoa", how="left")
    counts = placed.group_by("area", pl.col(MONTH).alias("month"), pl.col(OFFENCE).alias("offence")).len("rows")
    without_lsoa = rows[LSOA].null_count()
    tally.without_lsoa[force] += without_lsoa
    tally.unknown -= without_lsoa  # which are among the rows in no area
    for area, count in zip(counts["area"].to_list(), counts["rows"].to_list(), strict=True):
        if area is None:
            tally.unknown += count
        else:
            tally.by_force[area, force] += count
    tally.offences.update(counts["offence"].to_list())
    tally.seen.update(rows[LSOA].unique().to_list())
    return counts


def _check(file: StreetFile, block: Block, counts: pl.DataFrame) -> None:
    """Refuse rows without an offence or with one that no profile can hold, and months that are not the file's own."""
    if file.month and not {file.month}.issuperset(counts["month"].to_list()):
        wrong = block.frame[MONTH].ne_missing(file.month)
        block.refuse(wrong, MONTH, f"is {{}} in a file whose name says {file.month}")
    for offence in set(counts["offence"].to_list()):
        if offence is None:
            block.refuse(block.frame[OFFENCE].is_null(), OFFENCE, "is empty; every row has an offence")
        try:
            check_text(offence)
        except ValueError as error:
            block.refuse(block.frame[OFFENCE] == offence, OFFENCE, str(error))


def _gathered(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Add up counts of the same area, month and offence."""
    if len(parts) == 1:
        return parts[0]
    counts = pl.concat([part.cast(COUNTS) for part in parts])  # type: ignore[arg-type]
    return counts.group_by("area", "month", "offence").agg(pl.col("rows").sum())
