"""What the street-level files hold, counted: each file is reduced to parts of areas before the next one is read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import polars as pl

from crimecompare.errors import UsageError
from crimecompare.importers.police_uk.archive import StreetFile
from crimecompare.importers.police_uk.forces import force_name
from crimecompare.importers.police_uk.membership import Membership
from crimecompare.importers.police_uk.months import Months
from crimecompare.importers.police_uk.rows import COUNTS, PLACES, Advance, Destination, Tally, count_file, gathered
from crimecompare.profiles.periods import spelled_months

MOST_WORKERS = 4
"""Files read at a time, where there are cores for it; each holds up to one block in memory."""
HEARTBEAT = 0.1
"""Seconds after which waiting for a file stops to look for Ctrl-C."""
GATHERED = 64
"""Files after which the counts of all files so far are added up, so that they do not pile up."""


def count_files(files: Sequence[StreetFile], members: Membership, months: Months, advance: Advance) -> Tally:
    """Count the rows of `files` that lie in `months`, every row once, by the parts that `members` tells.

    On any failure, and on Ctrl-C, reading stops at the next block. Raises UnreadableFile, and UsageError for the rows
    of one force and month in two files.
    """
    destination, stop = Destination(members, months), Event()
    total = Tally(pl.DataFrame(schema=COUNTS), pl.DataFrame(schema=PLACES))
    counts, places = [total.counts], [total.places]

    def count(file: StreetFile) -> Tally:
        return count_file(file, destination, advance, stop)

    with ThreadPoolExecutor(_workers()) as pool:
        try:
            for tally in _in_turn(pool, count, files):
                _refuse_twice(total, tally)
                total.add(tally)
                counts.append(tally.counts)
                places.append(tally.places)
                if len(counts) > GATHERED:
                    counts, places = [gathered(counts)], [gathered(places)]
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
    total.counts, total.places = gathered(counts), gathered(places)
    return total


def _refuse_twice(total: Tally, tally: Tally) -> None:
    """Refuse a month of a force that an earlier file holds as well: its crimes would count twice."""
    for force, month in sorted(tally.files.keys() & total.files.keys()):
        places = f"from {total.files[force, month]} and from {tally.files[force, month]}"
        rows = f"the {force_name(force)} rows of {spelled_months([month])}"
        raise UsageError(f"{rows} would be counted twice: {places}")


def _workers() -> int:
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _in_turn(
    pool: ThreadPoolExecutor, count: Callable[[StreetFile], Tally], files: Sequence[StreetFile]
) -> Iterator[Tally]:
    """Yield the counts in the order of the files, so that the failure reported is that of the first bad file."""
    futures = deque(pool.submit(count, file) for file in files)
    while futures:
        future = futures.popleft()  # so that the counts are freed as soon as they are used
        while not wait([future], timeout=HEARTBEAT).done:
            pass  # Polars' handler of Ctrl-C does not end a wait, so it is noticed between two short ones
        yield future.result()
