"""The rows of one street-level file, counted by part of an area and by LSOA."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

import polars as pl

from crimecompare.importers.police_uk.archive import StreetFile
from crimecompare.importers.police_uk.forces import force_of
from crimecompare.importers.police_uk.membership import Membership
from crimecompare.importers.police_uk.months import Months
from crimecompare.importers.police_uk.records import Block, read_blocks
from crimecompare.profiles import periods
from crimecompare.profiles.types import check_text

MONTH, LSOA, OFFENCE = "Month", "LSOA code", "Crime type"
WANTED = (MONTH, LSOA, OFFENCE)
NAME, REPORTER = "LSOA name", "Reported by"
OPTIONAL = (NAME, REPORTER)
MONTH_FORM = f"^{periods.MONTH}$"
COUNTS = {"part": pl.UInt32, "month": pl.String, "offence": pl.String, "rows": pl.UInt32}
PLACES = {"lsoa": pl.String, "force": pl.String, "name": pl.String, "rows": pl.UInt32}

Advance = Callable[[int, int, int], None]
"""Called as work goes on with how many more files, rows and bytes were read."""


@dataclass
class Tally:
    """Counts of one or of many street-level files.

    `counts` has a row per part, month and offence, `places` one per LSOA and force, with the LSOA's name: null is the
    LSOA of rows that carry none.
    """

    counts: pl.DataFrame
    places: pl.DataFrame
    read: int = 0
    """Files that were read."""
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows by force and month."""
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    """The name of the file by force and month."""
    offences: Counter[str] = field(default_factory=Counter)
    """Rows by offence, as it is spelled, in an area or not."""

    def add(self, other: Tally) -> None:
        """Add the figures of `other` to these, except its `counts` and `places`."""
        self.read += other.read
        self.rows.update(other.rows)
        self.files |= other.files
        self.offences.update(other.offences)


@dataclass(frozen=True)
class Destination:
    """Where rows are counted to."""

    members: Membership
    months: Months


def count_file(file: StreetFile, destination: Destination, advance: Advance, stop: Event) -> Tally:
    """Count the rows of one file, until it ends or `stop` is set. Raises UnreadableFile."""
    tally = Tally(pl.DataFrame(schema=COUNTS), pl.DataFrame(schema=PLACES), read=1)
    if file.month is not None:
        tally.rows[file.force, file.month] = 0
    counts, places = [], []
    for block in read_blocks(file.chunks(), file.name, WANTED, optional=OPTIONAL[: 1 if file.month else 2]):
        rows = _of_one_month(file, block) if file.month else _in_months(block, destination.months)
        alike = rows.group_by([LSOA, OFFENCE, *(() if file.month else (MONTH,))]).agg(
            _name(rows), pl.len().alias("rows")
        )
        _check_offences(block, alike)
        tally.offences.update(dict(alike.group_by(OFFENCE).agg(pl.col("rows").sum()).rows()))
        if file.month:
            alike = alike.with_columns(pl.lit(file.month).alias(MONTH))
        counts.append(_by_part(alike, destination.members))
        places.append(_by_force(file, rows, alike, tally))
        advance(0, block.frame.height, len(block.data))
        if stop.is_set():
            break
    tally.counts, tally.places = gathered(counts), gathered(places)
    tally.files = dict.fromkeys(tally.rows, file.name)
    advance(1, 0, 0)
    return tally


def _of_one_month(file: StreetFile, block: Block) -> pl.DataFrame:
    """Return the rows of a file whose name gives the month. Raises UnreadableFile for a row of another month."""
    wrong = block.frame[MONTH].ne_missing(file.month)
    block.refuse(wrong, MONTH, f"is {{}} in a file whose name says {file.month}")
    return block.frame


def _in_months(block: Block, months: Months) -> pl.DataFrame:
    """Keep the rows of `months`, of a file whose name gives no month. Raises UnreadableFile for a row without one."""
    wrong = ~block.frame[MONTH].str.contains(MONTH_FORM).fill_null(value=False)
    block.refuse(wrong, MONTH, 'must be a month such as "2025-03", not {}')
    wanted = [month for month in block.frame[MONTH].unique() if months.hold(month)]
    return block.frame.filter(pl.col(MONTH).is_in(wanted))


def _by_part(alike: pl.DataFrame, members: Membership) -> pl.DataFrame:
    """Count rows that are alike by the part of an area that they lie in."""
    placed = alike.with_columns(pl.col(LSOA).str.strip_chars()).join(members.lsoas, left_on=LSOA, right_on="lsoa")
    names = (pl.col(MONTH).alias("month"), pl.col(OFFENCE).alias("offence"))
    return placed.group_by("part", *names).agg(pl.col("rows").sum())


def _by_force(file: StreetFile, rows: pl.DataFrame, alike: pl.DataFrame, tally: Tally) -> pl.DataFrame:
    """Count rows by LSOA and force, and add them to `tally` by force and month."""
    if file.month:
        tally.rows[file.force, file.month] += rows.height
        by_lsoa = alike.group_by(LSOA).agg(pl.col("name").min(), pl.col("rows").sum())
        return _clean(by_lsoa.with_columns(pl.lit(file.force).alias("force")))
    forces = {reporter: force_of(reporter) or file.force for reporter in _reporters(rows)}
    reported = pl.col(REPORTER).replace(forces) if forces else pl.lit(None, pl.String)
    rows = rows.with_columns(reported.fill_null(file.force).alias("force"))
    tally.rows.update({(force, month): n for force, month, n in rows.group_by("force", MONTH).len().iter_rows()})
    return _clean(rows.group_by(LSOA, "force").agg(_name(rows), pl.len().alias("rows")))


def _reporters(rows: pl.DataFrame) -> list[str]:
    return rows[REPORTER].drop_nulls().unique().to_list() if REPORTER in rows.columns else []


def _name(rows: pl.DataFrame) -> pl.Expr:
    return (pl.col(NAME).first() if NAME in rows.columns else pl.lit(None, pl.String)).alias("name")


def _clean(places: pl.DataFrame) -> pl.DataFrame:
    """Remove blanks from the codes of LSOAs; a cell with only blanks has no code."""
    code = pl.col(LSOA).str.strip_chars().replace("", None).alias("lsoa")
    return places.select(code, "force", "name", "rows")


def _check_offences(block: Block, alike: pl.DataFrame) -> None:
    """Refuse rows without an offence or with one that no profile can hold."""
    for offence in alike[OFFENCE].unique().to_list():
        if offence is None or not offence.strip():
            empty = block.frame[OFFENCE].fill_null("").str.strip_chars() == ""
            block.refuse(empty, OFFENCE, "is empty; every row has an offence")
        try:
            check_text(offence)
        except ValueError as error:
            block.refuse(block.frame[OFFENCE] == offence, OFFENCE, str(error))


def gathered(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Add up the rows of what is alike in counts or in places."""
    if len(parts) == 1:
        return parts[0]
    schema = COUNTS if "part" in parts[0].columns else PLACES
    every = pl.concat([part.cast(schema) for part in parts])  # type: ignore[arg-type]
    alike = [column for column in every.columns if column not in {"name", "rows"}]
    names = [pl.col("name").drop_nulls().first()] if "name" in every.columns else []
    return every.group_by(alike).agg(*names, pl.col("rows").sum())
