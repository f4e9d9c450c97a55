"""Sparklines: a series as blocks from 0, and as signs where a terminal has no blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.trend import trend
from crimecompare.formats.names import Format, Screen
from crimecompare.formats.sparkline import BLOCKS, GAP_IN_SERIES, sparkline
from crimecompare.formats.writing import text
from crimecompare.reports.answers import report
from support.courses import WISBECH, course_of

SERIES = st.lists(st.none() | st.integers(0, 500), max_size=30)


@given(SERIES)
def test_a_figure_is_a_block_and_an_unknown_one_a_gap(series: list[int | None]) -> None:
    """A character each; more is never lower; 0 is the lowest block and the highest figure the highest."""
    drawn = sparkline(series)
    assert [character == GAP_IN_SERIES for character in drawn] == [figure is None for figure in series]
    pairs = sorted(
        (figure, BLOCKS.index(block)) for figure, block in zip(series, drawn, strict=True) if figure is not None
    )
    assert [height for _, height in pairs] == sorted(height for _, height in pairs)
    assert all(height == 0 for figure, height in pairs if figure == 0)
    assert not pairs or pairs[-1][0] == 0 or pairs[-1][1] == len(BLOCKS) - 1


def test_a_terminal_without_blocks_gets_signs() -> None:
    """Nothing but ASCII is drawn where the encoding has no more; the same heights."""
    found = report(trend(course_of(WISBECH)))
    drawn, plain = (text(found, Format.TABLE, Screen(encoding=name)) for name in ("utf-8", "ascii"))
    assert "▇▆▇▆██▇▇▆▆▆▆▆▆▇▆▇▇▇▇▆▆▆▆" in drawn
    assert "%*%*##%%******%*%%%%****" in plain
    assert plain.isascii()
