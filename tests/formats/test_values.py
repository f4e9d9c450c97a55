"""Values: how a number is written for programs."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from crimecompare.formats.values import cell, number


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_number_keeps_twelve_digits(value: float) -> None:
    """A number is written to 12 significant digits and reads back as such, whole ones as integers, whole."""
    read = json.loads(cell(value))
    assert read == number(value)
    assert math.isclose(read, value, rel_tol=1e-11)
    assert isinstance(read, int) == (read == int(read))
    assert not isinstance(value, int) or read == value
