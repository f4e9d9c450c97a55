"""Membership: counting by parts of areas gives what counting by areas would."""

from __future__ import annotations

from collections import Counter

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.importers.police_uk.lookup import Area
from crimecompare.importers.police_uk.membership import Membership

LSOAS = [f"E0100000{n}" for n in range(8)]
GROUPINGS = st.lists(st.lists(st.integers(0, 3), min_size=8, max_size=8), min_size=1, max_size=4)
ROWS = st.lists(st.tuples(st.sampled_from(LSOAS), st.sampled_from(["Burglary", "Drugs"])))


@given(GROUPINGS, ROWS)
def test_parts_add_up_to_areas(groupings, rows):
    """However many lookups divide the LSOAs, each area has the rows of its own."""
    areas = [
        Area("A", None, 1, frozenset(lsoa for lsoa, own in zip(LSOAS, groups, strict=True) if own == group), lookup)
        for lookup, groups in enumerate(groupings)
        for group in sorted(set(groups))
    ]
    members = Membership.of(areas)
    frame = pl.DataFrame(rows, schema={"lsoa": pl.String, "offence": pl.String}, orient="row")
    placed = frame.with_columns(pl.lit(1).alias("rows")).join(members.lsoas, on="lsoa")
    found = {(area, offence): rows for area, offence, rows in members.by_area(placed, "offence").rows()}
    expected = Counter(
        (number, offence) for number, area in enumerate(areas) for lsoa, offence in rows if lsoa in area.lsoas
    )
    assert found == expected
    assert members.lsoas.height == len(LSOAS)
