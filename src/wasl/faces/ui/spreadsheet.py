"""Tables that leave the house: every cell is text, so nothing in them can start (O16)."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 40


def as_xlsx(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, right_to_left: bool
) -> bytes:
    """A workbook of one sheet whose cells are strings: a spreadsheet shows them and runs none."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(title[:31])
    if right_to_left:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    strong = book.add_format({"bold": True})
    for column, head in enumerate(heads):
        cells = [head, *(row[column] for row in rows)]
        sheet.set_column(column, column, min(_WIDEST, 2 + max(len(cell) for cell in cells)))
        sheet.write_string(0, column, head, strong)
        for line, cell in enumerate(cells[1:], start=1):
            sheet.write_string(line, column, cell)
    book.close()
    return held.getvalue()


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Comma-separated text in UTF-8 with its mark, as spreadsheets open it.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    held = StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    writer.writerow([_inert(head) for head in heads])
    writer.writerows([[_inert(cell) for cell in row] for row in rows])
    return held.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTERS) else cell
