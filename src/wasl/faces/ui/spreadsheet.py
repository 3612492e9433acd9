"""Tables that leave the house: every cell is text, so nothing in them can start (O16).

A short table is made at once; a long list is written row by row as it is sent, so that it takes
the same memory however long it is, and no file of people's data is laid down on the way.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, RawIOBase, StringIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import xlsxwriter

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

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


def csv_rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The same as `as_csv`, row by row."""
    held = StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    yield b"\xef\xbb\xbf"
    writer.writerow([_inert(cell) for cell in heads])
    for row in rows:
        writer.writerow([_inert(cell) for cell in row])
        if held.tell() > _PIECE:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


_PIECE = 32_768
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/>'
        '<name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49"'
        ' applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class _Pieces(RawIOBase):
    """A place to write to that gives away what was written; it never looks back."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: "ReadableBuffer", /) -> int:
        taken = bytes(piece)
        self._held += taken
        return len(taken)

    def taken(self) -> bytes:
        """What was written since the last time."""
        piece = bytes(self._held)
        self._held.clear()
        return piece


def xlsx_rows(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, right_to_left: bool
) -> Iterator[bytes]:
    """A workbook of one sheet, row by row; every cell is text in a column of text."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, content in _PARTS.items():
            package.writestr(name, content)
        package.writestr(
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{_cell_text(_sheet_name(title), quoted=True)}" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            side = ' rightToLeft="1"' if right_to_left else ""
            sheet.write(
                f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{side} workbookViewId="0">'
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
                f'</sheetView></sheetViews><cols><col min="1" max="{max(1, len(heads))}" width="22"'
                ' style="0" customWidth="1"/></cols><sheetData>'.encode()
            )
            sheet.write(_row(heads, style=1))
            for row in rows:
                sheet.write(_row(row, style=0))
                if len(pieces._held) > _PIECE:
                    yield pieces.taken()
            sheet.write(b"</sheetData></worksheet>")
        yield pieces.taken()
    yield pieces.taken()


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "1"


def _row(cells: Sequence[str], *, style: int) -> bytes:
    written = "".join(
        f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{_cell_text(cell)}</t></is></c>'
        if cell
        else f'<c s="{style}"/>'
        for cell in cells
    )
    return f"<row>{written}</row>".encode()


def _cell_text(cell: str, *, quoted: bool = False) -> str:
    plain = _ESCAPE_LIKE.sub("_x005F_", _NOT_XML.sub("", cell)).replace("\r", "_x000D_")
    return escape(plain, {'"': "&quot;"} if quoted else {})


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTERS) else cell
