"""Which months a note names."""

from __future__ import annotations

import pytest

from crimecompare.importers.ons.note_months import is_of_other_months
from crimecompare.profiles.periods import parse_period


@pytest.mark.parametrize(
    ("note", "in_2023", "in_2024"),
    [
        ("There is an undercount for November to December 2024.", False, True),
        ("There is an undercount for December 2023 to January 2024.", True, True),
        ("There is an undercount for November to January 2024.", True, True),
        ("There is an undercount for October 2022 to June 2025.", True, True),
        ("Figures of May 2023 are incomplete.", True, False),
        ("Figures of March and april 2024 are incomplete.", False, True),
        ("Recording has changed since April 2022.", True, True),
        ("Recording has changed from April 2022.", True, True),
        ("Recording changed in April 2025 and data are not comparable before that.", True, True),
        ("Figures from April 2024 to May 2024 are incomplete.", False, True),
        ("Based on mid-2024 population estimates.", True, True),
        ("Includes British Transport Police.", True, True),
        ("It may be incomplete.", True, True),
    ],
)
def test_a_note_is_of_another_year_when_all_the_months_it_names_are(note: str, in_2023: bool, in_2024: bool):  # noqa: FBT001
    """A note that names no month, or months that reach further, may be about any year."""
    assert is_of_other_months(note, parse_period("2023")) is not in_2023
    assert is_of_other_months(note, parse_period("2024")) is not in_2024
