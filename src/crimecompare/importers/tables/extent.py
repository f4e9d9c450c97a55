"""How much a spreadsheet makes its reader hold, found from the XML before any room is made: where cells hold something.

A reader makes room for every cell up to the last, and a file of one kilobyte can have that cell in the last corner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar
from xml.parsers import expat

from crimecompare.wording import quoted

MOST_CELLS = 20_000_000
"""Cells of all sheets, each counted up to its last row and column that hold something: a million rows of 20 columns."""
MOST_TEXT = 512 << 20
"""Characters of all cells, where many share one text."""
MOST_SHARED = 2_000_000
"""Texts that cells can share; a text of few bytes takes many times its room when it is read."""
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
"""What the largest sheet of Excel and LibreOffice has."""
PLACE = re.compile("([A-Za-z]{1,3})([1-9][0-9]{0,6})")
WHOLE = re.compile("[0-9]{1,9}")
DIGITS = "0123456789"

Attributes = Mapping[str, str]


class Unfit(Exception):
    """What a spreadsheet has that its reader must not get."""


class Extent:
    """Adds up what the parts of one spreadsheet hold; both Excel's and OpenDocument's, as a reader may take either."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._cells = self._text = 0
        self._texts: list[int] = []
        self._uses: Counter[str] = Counter()

    def add(self, part: str, data: bytes) -> None:
        """Take one part, which must be well-formed XML of its own. Raises Unfit."""
        self._part, self._sort = quoted(part), ""
        self._row = self._column = self._depth = 0
        self._place: str | None = None
        self._kind: str | None = None
        self._open_at = self._open_next = self._alike = (1, 1)  # a part may have rows and cells outside of any table
        self._held: tuple[set[str], str] = set(), ""
        self._wanted = self._listens = False
        self._begin_sheet()
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        handlers = _ByName(self._ELEMENTS)
        parser.StartElementHandler = lambda name, attributes: handlers[name](self, attributes)
        self._parser = parser
        try:
            parser.Parse(data, True)  # noqa: FBT003 - whole: a long tag in pieces would be read over and over
        except expat.ExpatError as error:
            why = f"{expat.ErrorString(error.code)} at line {error.lineno:,}, column {error.offset + 1:,}"
            raise Unfit(f"{self._part} is not well-formed XML: {why}") from None

    def check_texts(self) -> None:
        """Check, once all parts are taken, what the cells hold that share texts. Raises Unfit."""
        for text, often in self._uses.items():
            index = self._number(text, MOST_TEXT)
            if index >= len(self._texts):
                raise Unfit(f"a cell has the shared text {index:,}, and there are {len(self._texts):,}")
            self._add_text(self._texts[index] * often)

    def _be(self, sort: str) -> None:
        """Refuse a part that is of two sorts, so that no sort of content hides another."""
        if self._sort not in {"", sort}:
            raise Unfit(f"{self._part} is {self._sort} and {sort} at once")
        self._sort = sort

    def _refuse_doctype(self, *_: object) -> None:
        raise Unfit(f"{self._part} has a document type, which could make it grow without end")

    def _begin_sheet(self) -> None:
        self._rows = self._columns = 0

    def _hold(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        if row > self._rows or column > self._columns:
            self._cells -= self._rows * self._columns
            self._rows, self._columns = max(row, self._rows), max(column, self._columns)
            self._cells += self._rows * self._columns
            if self._cells > MOST_CELLS:
                reach = f"has cells up to row {self._rows:,} and column {self._columns:,}"
                raise Unfit(f"{self._part} {reach}, too many to read; delete what is far from the table")

    def _add_text(self, characters: int) -> None:
        self._text += characters
        if self._text > MOST_TEXT:
            raise Unfit(f"its cells hold more than {MOST_TEXT:,} characters")

    # Excel: a row and each cell may say where they are, and else follow the last.

    def _excel_sheet(self, _: Attributes) -> None:
        self._be("a sheet")
        self._parser.CharacterDataHandler = self._excel_content

    def _excel_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else self._number(number, LAST_ROW)
        self._column = 0

    def _excel_cell(self, attributes: Attributes) -> None:
        self._place, self._kind, self._wanted = attributes.get("r"), attributes.get("t"), False
        if self._place is None:
            self._column += 1

    def _excel_value(self, _: Attributes) -> None:
        self._wanted = True

    def _excel_content(self, text: str) -> None:
        if not self._wanted:
            return
        self._wanted = False
        if self._kind == "s" and (index := text.strip()):
            self._uses[index] += 1
        place = self._place
        if place is not None:
            letters = place.rstrip(DIGITS)
            columns, row = self._held
            if row == place[len(letters) :] and letters in columns:
                return  # a row and a column that are counted already, as most are
            self._excel_place(place)
            self._held = (columns | {letters}, place[len(letters) :])
        self._hold(self._row, self._column)

    def _excel_place(self, place: str) -> None:
        match = PLACE.fullmatch(place)
        if match is None or (column := _column(match[1])) > LAST_COLUMN:
            raise Unfit(f"{self._part} has a cell called {quoted(place)}, which no sheet has")
        self._row, self._column = self._number(match[2], LAST_ROW), column

    def _shared_texts(self, _: Attributes) -> None:
        self._be("a list of texts")
        self._parser.CharacterDataHandler = self._shared_content

    def _shared_text(self, _: Attributes) -> None:
        self._texts.append(0)
        if len(self._texts) > MOST_SHARED:
            raise Unfit(f"it has more than {MOST_SHARED:,} shared texts; delete the sheets that are not needed")

    def _shared_content(self, text: str) -> None:
        if self._texts:
            self._texts[-1] += len(text)

    # OpenDocument: rows and cells follow each other, and each may stand for many that are alike.

    def _open_table(self, _: Attributes) -> None:
        self._be("a table")
        if self._depth:
            raise Unfit(f"{self._part} has a table within a table")
        self._depth, self._parser.EndElementHandler = 1, self._open_end
        self._begin_sheet()
        self._open_at = self._open_next = (1, 1)
        self._alike = (1, 1)

    def _open_end(self, name: str) -> None:
        if name.rpartition(":")[2] == "table":
            self._depth = 0

    def _open_row(self, attributes: Attributes) -> None:
        self._deafen()
        row = self._open_next[0]
        rows = self._number(attributes.get("table:number-rows-repeated", "1"), LAST_ROW)
        self._open_at, self._open_next, self._alike = (row, 0), (row + rows, 1), (rows, 0)

    def _open_cell(self, attributes: Attributes) -> None:
        self._deafen()
        (row, _), (following, column), (rows, _) = self._open_at, self._open_next, self._alike
        columns = self._number(attributes.get("table:number-columns-repeated", "1"), LAST_COLUMN)
        self._open_at, self._open_next, self._alike = (row, column), (following, column + columns), (rows, columns)
        if "office:value-type" in attributes:
            self._open_content(attributes.get("office:string-value", ""))

    def _open_paragraph(self, _: Attributes) -> None:
        if self._depth:
            self._parser.CharacterDataHandler, self._listens = self._open_content, True

    def _open_blanks(self, attributes: Attributes) -> None:
        if self._depth:
            self._open_content("", self._number(attributes.get("text:c", "1"), MOST_TEXT))

    def _open_content(self, text: str, blanks: int = 0) -> None:
        if self._depth:
            (row, column), (rows, columns) = self._open_at, self._alike
            self._hold(row + rows - 1, column + columns - 1)
            self._add_text((len(text) + blanks) * rows * columns)

    def _number(self, text: str, most: int) -> int:
        if not WHOLE.fullmatch(text) or int(text) > most:
            raise Unfit(f"{self._part} has {quoted(text)} where a whole number up to {most:,} must be")
        return int(text)

    def _deafen(self) -> None:
        if self._listens:
            self._parser.CharacterDataHandler = None
            self._listens = False

    _ELEMENTS: ClassVar[dict[str, Callable[[Any, Attributes], None]]] = {
        "sheetData": _excel_sheet,
        "row": _excel_row,
        "c": _excel_cell,
        "v": _excel_value,
        "t": _excel_value,
        "sst": _shared_texts,
        "si": _shared_text,
        "table": _open_table,
        "table-row": _open_row,
        "table-cell": _open_cell,
        "covered-table-cell": _open_cell,
        "p": _open_paragraph,
        "s": _open_blanks,
    }
    """What to do at the start of an element, whatever its prefix."""


class _ByName(dict[str, Callable[[Any, Attributes], None]]):
    """Handlers by the whole name of an element, of which those that are given know the end, without the prefix."""

    def __init__(self, handlers: Mapping[str, Callable[[Any, Attributes], None]]) -> None:
        super().__init__()
        self._handlers = handlers

    def __missing__(self, name: str) -> Callable[[Any, Attributes], None]:
        self[name] = found = self._handlers.get(name.rpartition(":")[2], lambda _extent, _attributes: None)
        return found


@cache
def _column(letters: str) -> int:
    """Return the number of a column, from 1: A to Z, then AA to ZZ."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number
