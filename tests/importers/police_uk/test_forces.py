"""Forces: what rows, files and people call them."""

from __future__ import annotations

import pytest

from crimecompare.importers.police_uk.forces import force_name, force_of


@pytest.mark.parametrize(
    ("reporter", "force", "spelled"),
    [
        ("Avon and Somerset Constabulary", "avon-and-somerset", "Avon and Somerset"),
        ("Devon & Cornwall Police", "devon-and-cornwall", "Devon and Cornwall"),
        ("British Transport Police", "btp", "British Transport Police"),
        ("Dyfed-Powys Police", "dyfed-powys", "Dyfed-Powys"),
        ("Metropolitan Police Service", "metropolitan", "Metropolitan"),
        ("Police Service of Northern Ireland", "northern-ireland", "Northern Ireland"),
        ("City of London Police", "city-of-london", "City of London"),
    ],
)
def test_forces_have_two_names(reporter: str, force: str, spelled: str) -> None:
    """What the rows call a force leads to what files call it, and that to what people do."""
    assert (force_of(reporter), force_name(force)) == (force, spelled)
