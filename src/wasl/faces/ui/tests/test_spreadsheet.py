"""No cell of a table that leaves the house can start anything."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from wasl.faces.ui.spreadsheet import as_csv, as_xlsx

STARTING = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "نورة",
]


@pytest.mark.parametrize("text", STARTING)
def test_o16_a_cell_of_a_workbook_is_the_same_text_and_no_formula(text: str) -> None:
    made = as_xlsx("الطلبات", ["الاسم"], [[text]], right_to_left=True)
    sheet = load_workbook(BytesIO(made)).active
    assert sheet is not None
    cell = sheet["A2"]

    assert cell.data_type == "s"
    assert str(cell.value).replace("_x000D_", "\r") == text
    assert sheet.sheet_view.rightToLeft


@pytest.mark.parametrize("text", STARTING)
def test_o16_a_cell_of_a_text_file_begins_with_nothing_that_starts(text: str) -> None:
    made = as_csv(["الاسم"], [[text]]).decode("utf-8-sig")
    (_, (cell,)) = csv.reader(StringIO(made, newline=""))

    assert cell[0] not in "=+-@\t\r\n"
    assert cell.removeprefix("'") == text
