"""Cells: which text is a number, which a missing one, and which neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.importers.tables.cells import number_in
from crimecompare.importers.tables.grid import one_line


@pytest.mark.parametrize("note", ["[note 1]", "[note1]", "[Notes 7, 8]", " [ NOTE\n12 ]", "[note 1][note 2]"])
def test_a_note_is_no_part_of_a_name(note: str) -> None:
    """References to notes are taken out in any spelling; other brackets stay."""
    assert one_line(f"Wales {note}") == "Wales"
    assert one_line("Wales [notebook]") == "Wales [notebook]"


class TestFigures:
    """What a cell says."""

    @given(st.integers(0, 10**12))
    def test_separators_change_nothing(self, number: int) -> None:
        """A number reads the same with and without thousands separators, and marked as revised."""
        for text in (
            f"{number}",
            f"{number:,}",
            f"{number:_}".replace("_", "\u202f"),
            f" {number:,} [r]",
            f"{number}.0",
        ):
            assert number_in(text) == number

    @given(
        st.integers(0, 10**12), st.lists(st.sampled_from(["[r]", "[p]", "[u1]", "[note 3]", "[Note\u00a012]", "[ r ]"]))
    )
    def test_marks_change_nothing(self, number: int, marks: list[str]) -> None:
        """Marks and notes behind a figure, any number of them, leave it as it is; on their own they are no figure."""
        for between in ("", " "):
            assert number_in(between.join([f"{number:,}", *marks])) == number
            assert number_in(between.join(marks)) is None

    @given(st.floats(0, 1e9))
    def test_decimals_are_kept(self, number: float) -> None:
        """A decimal number is read as it is written."""
        assert number_in(repr(number)) == number

    @pytest.mark.parametrize(
        "cell", ["", " ", "[x]", "[X]", "[u1]", "[u]", ":", "..", "-", "–", "n/a", "[note 3]", "*"]
    )
    def test_missing(self, cell: str) -> None:
        """A sign for a missing figure is read as none, never as 0."""
        assert number_in(one_line(cell)) is None

    @pytest.mark.parametrize(
        "cell", ["1,95", "1,9540", "12%", "£5", "one", "1.2.3", "(5)", "0x10", "[note 3] 5", "5 []", "[5]", "١٢"]
    )
    def test_no_numbers(self, cell: str) -> None:
        """What is neither a number nor missing is refused."""
        with pytest.raises(ValueError, match="must be a number"):
            number_in(cell)
