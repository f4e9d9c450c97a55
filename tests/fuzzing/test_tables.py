"""`import table` and `import ons`: whatever is in a table or a workbook, a run keeps the laws."""

from __future__ import annotations

from support.fuzzing.campaign import HEAVY
from support.fuzzing.chance import Chance
from support.fuzzing.running import Hostile
from support.fuzzing.sheets import MORE, NAMED, drawn_table, ons_workbook


def test_tables(fuzz) -> None:
    """Tables as CSV, TSV, XLSX and ODS with hostile cells, XML and bytes, and options that may not fit them."""
    fuzz(table_files, HEAVY)


def test_ons_workbooks(fuzz) -> None:
    """Workbooks in the shape of ONS's with hostile cells, XML and bytes."""
    fuzz(ons_workbooks, HEAVY)


def table_files(chance: Chance) -> Hostile:
    """Draw a table and columns of it."""
    suffix, content = drawn_table(chance)
    words = ["import", "table", f"table{suffix}", *NAMED, "--crimes-column", "Total recorded crime"]
    for option in chance.sample([*MORE], chance.randint(0, 3)):
        if option != "--crimes-column":
            words += [option, chance.choice(MORE[option])]
    if suffix in {".xlsx", ".ods"} and chance.happens(0.8):
        words += ["--sheet", "Table C2"] if "--sheet" not in words else []
    if chance.happens(0.2):
        words += ["-o", "areas.json"]
    return Hostile(words, {f"table{suffix}": content}, form="profiles")


def ons_workbooks(chance: Chance) -> Hostile:
    """Draw a workbook."""
    words = ["import", "ons", "book.xlsx", *(["--previous"] if chance.happens(0.3) else [])]
    return Hostile(words, {"book.xlsx": ons_workbook(chance)}, form="profiles")
