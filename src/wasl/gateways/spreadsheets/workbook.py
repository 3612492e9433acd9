"""Rows of a workbook, with each cell as its reader sees it."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from wasl.domains.spreadsheets.ports import SheetTrouble

if TYPE_CHECKING:
    from openpyxl import Workbook

    from wasl.domains.spreadsheets.ports import Cell

MOST_COLUMNS: Final = 100
_FIRST_STRINGS: Final = 10_000
_WHOLE_UP_TO: Final = 1e15
_LONGEST: Final = 2_000
_NOT_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


def opened(content: bytes) -> "Workbook":
    """The workbook, read as it goes. Raises `SheetTrouble`."""
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, AttributeError):
        raise SheetTrouble("broken") from None


class _FirstStrings(list[str]):
    """The first texts of a workbook; asking for a later one is noted."""

    is_asked_beyond = False

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, int) and place >= len(self):
            self.is_asked_beyond = True
            return ""
        return super().__getitem__(place)


class _Beginning(ExcelReader):
    """Reads a workbook as far as its first rows need: of very many texts only the first."""

    def read_strings(self) -> None:
        self.shared_strings = _FirstStrings()
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _event, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text: Any = Text.from_tree(node)
                    self.shared_strings.append(text.content.replace("x005F_", ""))
                    node.clear()
                    if len(self.shared_strings) >= _FIRST_STRINGS:
                        return


def opened_at_first(content: bytes) -> "tuple[Workbook, _FirstStrings]":
    """The workbook with the first of its texts only. Raises `SheetTrouble`."""
    try:
        reader: Any = _Beginning(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        reader.read()
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, AttributeError):
        raise SheetTrouble("broken") from None
    return reader.wb, reader.shared_strings


def sheets_of(book: "Workbook") -> list[Any]:
    """The sheets that hold cells and are shown."""
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
    return sheets or list(book.worksheets)


def rows_of_sheet(sheet: Any) -> "Iterator[tuple[int, list[Cell]]]":
    """The rows of a sheet with their numbers, blank ones too."""
    # What a file says of its own size is often wrong, and then rows would be lost.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    for number, cells in enumerate(rows, start=1):
        yield number, [shown(cell) for cell in cells]


def shown(value: object) -> "Cell":
    """The cell as text: whole numbers without a point, real dates as {"date": …}."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _NOT_TEXT.sub("", unescape(value) if "_x" in value else value)[:_LONGEST]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _WHOLE_UP_TO:
            return str(int(value))
        return repr(round(value, 10))
    if isinstance(value, time):
        return value.isoformat()
    return str(value)[:_LONGEST]
