"""A small made workbook in the shape of ONS's "Police force area data tables", odd spellings and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from support.workbooks import Cell

Rows = list[list[Cell]]
Counted = Sequence[tuple[Sequence[Cell], int | None]]
"""The cells that say where a row's crimes were recorded, and how many there are."""
Book = dict[str, Rows]
"""The sheets of a workbook, which a test may change before it writes them."""

OFFENCES = (
    "Homicide", "Death or serious injury caused by illegal driving", "Violence with injury", "Violence without injury",
    "Stalking and harassment", "Sexual offences", "Robbery", "Residential burglary", "Non-residential burglary",
    "Vehicle offences", "Theft from the person", "Bicycle theft", "Shoplifting", "All other theft offences",
    "Criminal damage and arson", "Drug offences", "Possession of weapons offences", "Public order offences",
    "Miscellaneous crimes against society",
)  # fmt: skip
SUBTOTALS = {"Homicide": "Violence against the person", "Residential burglary": "Theft offences", "Vehicle offences":
             "Burglary"}  # fmt: skip
"""Subtotals, by the offence before which a table has them; only their names matter here."""
IN_P1 = {
    "Death or serious injury caused by illegal driving": "Death or serious injury - unlawful driving",
    "All other theft offences": "Other theft offences",
    "Miscellaneous crimes against society": "Miscellaneous crimes",
}
TOTAL = "Total recorded crime\n (excluding fraud)"
PLACES = (
    "Police Force Area\n code", "Police Force Area\n name", "Community Safety Partnership code",
    "Community Safety\n Partnership name", "Local Authority code", "Local Authority  name",
)  # fmt: skip
AREA = ("Area Code", "Area Name")
PEOPLE = "Population figures\n (mid-2022) \n- rounded to 100"
PEOPLE_OF_P3 = "Population figures\n (mid-2023) rounded to 100 [note 5]"
SHORTHAND = "Some shorthand is used in this table.  [x] indicates data are unavailable. [u1] indicates rates per 1,000 "
SHORTHAND += "population are not presented for City of London owing to its small resident population"
CAMBRIDGESHIRE, NORFOLK, CITY, MET, GWENT = "E23000023", "E23000024", "E23000034", "E23000001", "W15000002"

PARTNERSHIPS: list[tuple[list[Cell], int | None, int | None]] = [
    ([CAMBRIDGESHIRE, "Cambridgeshire", None, None, None, None], 3100, 30_000),
    ([CAMBRIDGESHIRE, "Cambridgeshire", "E22000015", "Fenland ", "E07000010", "Fenland"], 2000, 20_000),
    (
        [CAMBRIDGESHIRE, "Cambridgeshire", "E22000016", "Ely and Soham", "Combined Local Authorities", None],
        1050,
        10_000,
    ),
    ([CAMBRIDGESHIRE, "Cambridgeshire", None, "Unassigned Cambridgeshire", None, None], 50, None),
    ([CITY, "City of London", "E22000180", "City of London", "E09000001", "City of London"], 900, 800),
    ([GWENT, "Gwent", None, None, None, None], 1501, 15_000),
    ([GWENT, "Gwent", "W14000015", "Newport", "W06000022", "Newport"], 1500, 15_000),
    (["W15000003", "Gwent", None, "Unassigned Gwent", None, None], 1, None),
    ([MET, "Metropolitan Police", None, None, None, None], 5300, 50_000),
    ([MET, "Metropolitan Police", "E22000181", "Bristol, City of ", "E09000003", "Barnet"], 5000, 50_000),
    ([MET, "Metropolitan Police", None, "Manchester Airport", None, None], 300, None),
    ([NORFOLK, "Norfolk [note 4]", None, None, None, None], 1200, 20_000),
    ([NORFOLK, "Norfolk ", "E22000201", "North Norfolk", "E07000244", "Norfolk Coast"], 500, 10_000),
    ([NORFOLK, "Norfolk", "E22000202", "South Norfolk", "E07000244", "Norfolk Broads"], 700, 10_000),
    (["E23000032", "Norfolk", None, "unassigned Norfolk", None, "Unassigned Norfolk"], None, None),
]
"""The places of each row of C2 and C4, its crimes and residents; an unassigned row's code may be another force's."""
AREAS: list[tuple[str | None, str, int, int | None]] = [
    ("K04000001", "ENGLAND AND WALES [note 3]", 12_051, 116_000),
    ("E92000001", "ENGLAND ", 10_500, 101_000),
    ("E12000006", "East ", 4300, 50_200),
    (CAMBRIDGESHIRE, "Cambridgeshire", 3100, 30_100),
    (NORFOLK, "Norfolk [note 4]", 1200, 20_100),
    ("E12000007", "London", 6200, 51_000),
    (CITY, "City of London", 900, 900),
    (MET, "Metropolitan Police ", 5300, 50_100),
    ("W92000004", "WALES", 1501, 15_200),
    (GWENT, "Gwent", 1501, 15_200),
    (None, "British Transport Police", 50, None),
]
"""The rows of P1 and P3."""


def ons_book() -> Book:
    """Make the sheets of a workbook for the year ending December 2024, which a test may change."""
    of_partnerships = [(places, crimes) for places, crimes, _ in PARTNERSHIPS]
    of_areas = [([code, name], crimes) for code, name, crimes, _ in AREAS]
    current = "Number of police recorded crimes, year ending December 2024 [note 1][note 2]"
    earlier = "Number of police recorded crimes, year ending December 2023 [note1]"
    return {
        "Cover_sheet": [["Police force area data tables - year ending December 2024"]],
        "Notes- PFA ": _notes_of_areas(),
        "Table P1": _counts(f"Table P1:  {current}", AREA, of_areas, IN_P1),
        "Table P3": _rates_of_areas(),
        "Table P4 ": _counts(f"Table P4:  {earlier}", AREA, _doubled(of_areas), IN_P1),
        "Notes - CSP": _notes_of_partnerships(),
        "Table C2": _counts(f"Table C2:  {current}", PLACES, of_partnerships, {}),
        "Table C3": _counts(f"Table C3:  Percentage change {current}", PLACES, of_partnerships, {}),
        "Table C4": _rates_of_partnerships(),
        "Table C5": _counts(f"Table C5:  {earlier}", PLACES, _doubled(of_partnerships), {}),
    }


def put(book: Book, sheet: str, row: str, column: str, value: Cell) -> None:
    """Change a cell, of the first row that has `row` in a cell, in the column whose heading starts with `column`."""
    rows = book[sheet]
    heading = next(cells for cells in rows if any(str(cell).startswith(("Area Code", PLACES[0])) for cell in cells))
    place = next(n for n, cell in enumerate(heading) if " ".join(str(cell).split()).startswith(column))
    next(cells for cells in rows if row in cells)[place] = value


def row_with(book: Book, sheet: str, text: str) -> int:
    """Return the number, from 0, of the first row with `text` in a cell."""
    return next(n for n, cells in enumerate(book[sheet]) if text in cells)


def _doubled(rows: Counted) -> Counted:
    return [(places, crimes and 2 * crimes) for places, crimes in rows]


def _counts(title: str, places: Sequence[str], rows: Counted, names: Mapping[str, str]) -> Rows:
    headings: list[Cell] = [*places, f"{TOTAL} \n[note 2]"]
    for offence in OFFENCES:
        headings += [SUBTOTALS[offence]] if offence in SUBTOTALS else []
        headings.append(names.get(offence, offence))
    top: Rows = [
        [title],
        ["Some shorthand is used in this table.  [x] indicates data are unavailable."],
        ["Source", None],
    ]
    return [*top, headings, *([*place, *_figures(crimes)] for place, crimes in rows)]


def _figures(crimes: int | None) -> list[Cell]:
    """Split a total into 19 offences of which the last has the rest; subtotals hold anything."""
    if crimes is None:
        return [None] * (1 + len(OFFENCES) + len(SUBTOTALS))
    each = crimes // len(OFFENCES)
    cells: list[Cell] = [crimes]
    for offence in OFFENCES:
        cells += [crimes] if offence in SUBTOTALS else []
        cells.append(crimes - each * (len(OFFENCES) - 1) if offence == OFFENCES[-1] else each)
    return cells


def _rates_of_partnerships() -> Rows:
    title = "Table C4:  Recorded crime rate per 1,000 population, year ending December 2024 [note 1][note 6]"
    rows: Rows = [[title], [SHORTHAND], [*PLACES, PEOPLE, "Household figures", TOTAL, "Homicide"]]
    for places, crimes, people in PARTNERSHIPS:
        rate = round(1000 * crimes / people, 9) if crimes and people else "[x]"
        rows.append([*places, people or "[X]", people, rate, 0])
    book = {"Table C4": rows}
    put(book, "Table C4", "E22000180", "Police Force Area name", "City of London[note 9]")
    put(book, "Table C4", "E22000180", "Total", "[u1]")
    return rows


def _rates_of_areas() -> Rows:
    title = (
        "Table P3:  Police recorded crime, rate of offences per 1,000 population, year ending December 2024 [note 1]"
    )
    rows: Rows = [[title], [SHORTHAND], [*AREA, PEOPLE_OF_P3, f"{TOTAL}\n [note 2]"]]
    rows += [[code, name, people, round(1000 * crimes / people, 9)] for code, name, crimes, people in AREAS if people]
    book = {"Table P3": rows}
    put(book, "Table P3", "K04000001", "Area Name", "ENGLAND AND WALES [note 9]")
    put(book, "Table P3", "E12000007", "Area Name", "London [note 10]")
    put(book, "Table P3", CITY, "Total", "[u1]")
    return rows


def _notes_of_areas() -> Rows:
    undercount = "There is an undercount for Norfolk’s burglary figures November to December 2024. It will be fixed "
    return [
        ["Notes", None, None],
        ["This worksheet contains two tables.", None, None],
        ["Notes for tables P1, P2, P3, P4", None, None],
        ["Note number", "Note text", "Useful links"],
        ["1", "Of the title.", None],
        ["3", "Includes British Transport Police.", None],
        ["4", undercount, None],
        ["9", "Total rate for England and Wales includes offences recorded by British Transport Police.", None],
        ["10", "Rates for London include 'City of London'.", None],
        [None, None, None],
        ["Notes for tables P5 P6 P7 ", None, None],
        ["Note number", "Note text", "Useful links"],
        ["3", "Of another table.", None],
        ["4", "Of another table.", None],
    ]


def _notes_of_partnerships() -> Rows:
    undercount = "There is an undercount for Norfolk’s burglary figures November to December 2024. It will be fixed."
    return [
        ["Notes", None],
        ["This worksheet contains one table. ", None],
        ["Note number", "Note text"],
        ["1", "Caution must be taken."],
        ["4", undercount],
        [
            "9",
            "Rates per 1,000 population are not presented for City of London owing to its small resident population.",
        ],
    ]
