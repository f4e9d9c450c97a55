"""Rows of JSON: spelled by a template, with the bytes that an encoder would write."""

import json
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.codes import Code, Note
from crimecompare.formats.values import json_rows, plain
from crimecompare.reports.fields import Field, ReportKind
from crimecompare.reports.report import Report

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, -0.0, 1e-5, 1e15, 1e16, 45.30000000000001, 1e-300]),
    st.text(max_size=8),
    st.sampled_from(["%s", "%%", "100 %d", 'a"b\\c', "e-0", "-0,", "Łódź", "\u2028"]),
    st.lists(st.builds(Note, st.sampled_from(list(Code)), st.text(max_size=8)), max_size=2).map(tuple),
    st.lists(st.text(max_size=4), max_size=2).map(tuple),
)
ROWS = st.lists(st.lists(VALUES, min_size=4, max_size=4), max_size=6)
NAMES = ("name", "percent", "e_last", "notes")
KIND = ReportKind("four", [Field(name, name) for name in NAMES])


@given(rows=ROWS)
def test_rows_have_the_bytes_of_an_encoder(rows: list[list[object]]) -> None:
    """Whatever the values are, a row reads as the standard library's encoder writes it."""
    report = Report(KIND, [SimpleNamespace(**dict(zip(NAMES, row, strict=True))) for row in rows])
    expected = [
        json.dumps({name: plain(value) for name, value in zip(NAMES, row, strict=True)}, ensure_ascii=False)
        for row in rows
    ]
    assert list(json_rows(report)) == expected
