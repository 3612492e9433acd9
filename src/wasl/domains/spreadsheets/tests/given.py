"""Files as charities have them, and how the tests take them through."""

import io
from typing import Any
from uuid import uuid4

from openpyxl import Workbook

from wasl.domains.access.tests.given import given_staff
from wasl.domains.spreadsheets.actions import (
    leave_rows_out,
    map_columns,
    sweep_spreadsheets,
    take_spreadsheet,
    try_rows,
)
from wasl.domains.spreadsheets.queries import spreadsheet_at
from wasl.foundation.actor import Actor

ROUNDS = 400


def workbook(*rows: Any, sheets: Any = None) -> bytes:
    """A workbook of one sheet with these rows, or of several as {name: rows}."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in (sheets or {"القائمة": rows}).items():
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft = True
        for line in lines:
            sheet.append(list(line))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def given_registrar(association):
    """Somebody who keeps the registry."""
    return given_staff(
        association, "ريم الشهري", roles=("registrar",), email=f"{uuid4()}@example.org"
    )


def given_file(by, content, *, kind="people", file_name="المستفيدون.xlsx", **known):
    """A file that somebody uploaded."""
    return take_spreadsheet(
        by, key=uuid4(), kind=kind, content=content, file_name=file_name, **known
    )


def work(by, file=None):
    """Let the worker do its rounds until nothing is left."""
    system = Actor.system(by.association)
    for _ in range(ROUNDS):
        sweep_spreadsheets(system)
        if file is None:
            continue
        now = spreadsheet_at(system, spreadsheet=file.pk)
        if now.stage not in ("trying", "bringing", "undoing"):
            return now
    if file is not None:
        raise AssertionError("the worker never ends")
    return None


def given_tried(by, content, *, kind="people", mapping=None, day_first=True):
    """A file whose rows were tried, with the columns as guessed unless said otherwise."""
    file = given_file(by, content, kind=kind)
    map_columns(
        by,
        spreadsheet=file.pk,
        version=file.version,
        mapping=mapping or file.mapping,
        day_first=day_first,
    )
    try_rows(by, spreadsheet=file.pk)
    return work(by, file)


def left_out(by, file):
    """The same file without the rows that cannot come in."""
    return leave_rows_out(by, spreadsheet=file.pk)
