"""What the port promises: the same rows from every kind of file, a trouble for what is none."""

import io
import random
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from wasl.domains.spreadsheets.ports import SheetTrouble
from wasl.gateways.spreadsheets.reader import LimitedWorkbooks

ROWS = [["الاسم", "الجوال"], ["نورة، بنت عبدالله", "٠٥٥١٢٣٤٥٦٧"], ['سالم "أبو علي"', "0551234567"]]
READ = [(1, ROWS[0]), (3, ROWS[1]), (4, ROWS[2])]


def text(parter, encoding, *, begin=b""):
    lines = [ROWS[0], [], *ROWS[1:]]
    quoted = [parter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return begin + "\r\n".join(quoted).encode(encoding)


def workbook(*, hidden=False):
    book = Workbook()
    sheet = book.worksheets[0]
    for row, line in zip((1, 3, 4), ROWS, strict=True):
        for column, cell in enumerate(line, start=1):
            sheet.cell(row=row, column=column, value=cell)
    if hidden:
        book.create_sheet("مخفي", 0).sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        text(",", "utf-8"),
        text(",", "utf-8-sig"),
        text(";", "utf-8"),
        text("\t", "utf-16"),
        text(",", "utf-16-le", begin=b"\xff\xfe"),
        text(",", "utf-16-be", begin=b"\xfe\xff"),
        workbook(),
        workbook(hidden=True),
    ],
    ids=["utf-8", "bom", "semicolon", "tab", "utf-16-le", "utf-16-be", "xlsx", "hidden sheet"],
)
def test_every_kind_of_file_gives_the_same_rows(content):
    reader = LimitedWorkbooks()

    assert list(reader.rows_of(content, 0)) == [(number, cells) for number, cells in READ]
    (outline,) = reader.outline_of(content)
    assert [(number, list(cells)) for number, cells in outline.first] == READ


def test_windows_1256_is_read_as_arabic():
    content = "الاسم;المدينة\r\nنورة;مكة\r\n".encode("cp1256")

    assert list(LimitedWorkbooks().rows_of(content, 0)) == [
        (1, ["الاسم", "المدينة"]),
        (2, ["نورة", "مكة"]),
    ]


def test_numbers_and_dates_are_read_as_they_are_seen():
    book = Workbook()
    book.worksheets[0].append([1012345672.0, 5.5, date(2015, 4, 3), True, None, 551234567])
    written = io.BytesIO()
    book.save(written)
    ((_, cells),) = LimitedWorkbooks().rows_of(written.getvalue(), 0)

    assert cells == ["1012345672", "5.5", {"date": "2015-04-03"}, "TRUE", "", "551234567"]


def bomb():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<x/>")
        package.writestr("xl/worksheets/sheet1.xml", bytes(450 * 1024 * 1024))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_kind"),
        (b"%PDF-1.4", "kind_refused"),
        (b"\x00\x01\x02\x03 binary \x04\x05", "kind_refused"),
        (b"<svg onload='x()'/>", "kind_refused"),
        (workbook()[:-300], "broken"),
    ],
)
def test_what_is_no_spreadsheet_is_a_trouble_of_its_kind(content, kind):
    with pytest.raises(SheetTrouble) as trouble:
        LimitedWorkbooks().outline_of(content)

    assert trouble.value.kind == kind


def test_o14_a_bomb_is_measured_and_not_unpacked():
    with pytest.raises(SheetTrouble) as trouble:
        LimitedWorkbooks().outline_of(bomb())

    assert trouble.value.kind == "too_large"


def test_entities_that_multiply_end_the_child_and_nobody_else():
    laughs = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 1000 + b'">'
    laughs += b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">'.encode() for n in range(8)
    )
    content = rewritten("xl/worksheets/sheet1.xml", laughs + b"]><worksheet>&i;</worksheet>")
    with pytest.raises(SheetTrouble):
        list(LimitedWorkbooks().rows_of(content, 0))


def rewritten(name, part):
    before = zipfile.ZipFile(io.BytesIO(workbook()))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for one in before.namelist():
            package.writestr(one, part if one == name else before.read(one))
    return written.getvalue()


def test_whatever_the_bytes_it_is_rows_or_a_trouble():
    chance = random.Random(5)
    good = workbook()
    reader = LimitedWorkbooks()
    for _ in range(12):
        broken = bytearray(good)
        for _ in range(chance.randrange(1, 60)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            list(reader.rows_of(bytes(broken), 0))
        except SheetTrouble:
            continue
