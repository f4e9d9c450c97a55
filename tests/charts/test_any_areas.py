"""Any areas: whatever valid profiles hold, from nothing to fifteen digits, their reports can be drawn."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.analysis.funnel import Limits
from crimecompare.analysis.offences import by_offence
from crimecompare.analysis.pairs import compare
from crimecompare.analysis.ranking import rank
from crimecompare.charts import draw
from crimecompare.errors import CrimecompareError
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import rank as ranking_report
from crimecompare.reports.answers import Answer, report
from support.drawings import parsed
from support.strategies import documents

AREAS = st.lists(documents(), min_size=1, max_size=14).map(
    lambda found: [AreaProfile(key=f"a{n}", **fields) for n, fields in enumerate(found)]
)
BASELINE = AreaProfile(key="base", name="Base", crime_rate=80)


def is_drawn(answer: Answer, highlighted: str = "") -> None:
    """Draw a report wide and narrow: a document, with no coordinate that is no number."""
    made = report(answer)
    if highlighted:
        made = ranking_report.report(answer, answer.standings, highlighted=[highlighted])  # type: ignore[union-attr,arg-type]
    for width in (340, 720):
        picture = draw(made, width)
        parsed(picture)
        assert not re.search(r'="(nan|-?inf)"|[ ,MV](nan|inf)', picture)


@settings(max_examples=25)
@given(AREAS)
def test_any_report_can_be_drawn(areas: list[AreaProfile]) -> None:
    """Figures, comparisons, offences and rankings, wherever they can be made at all."""
    is_drawn(areas)
    first, *others = areas
    is_drawn(rank(areas, BASELINE), "a0")
    with suppress(CrimecompareError):
        is_drawn(rank(areas, limits=Limits.ADDITIVE))
    for other in others[:3]:
        with suppress(CrimecompareError):
            comparison = compare(first, other)
            is_drawn([comparison])
            is_drawn(by_offence(comparison))
