"""A file is taken, its sheet and headings chosen, and its columns given their meaning."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.spreadsheets.lifecycle import SPREADSHEET
from wasl.domains.spreadsheets.models import (
    ColumnMemory,
    Mending,
    RowMatch,
    RowProblem,
    SheetRow,
    Spreadsheet,
)
from wasl.domains.spreadsheets.ports import Cell, NoRoom, SheetOutline, sheet_files
from wasl.domains.spreadsheets.queries.reading import house_of, spreadsheet_outline
from wasl.domains.spreadsheets.refusals import (
    BroughtBefore,
    FieldMappedTwice,
    MappingLacksFields,
    SheetUnknown,
    SpreadsheetNotKept,
)
from wasl.domains.spreadsheets.rules.columns import (
    FIELDS,
    KINDS,
    guessed_mapping,
    header_row_of,
    heading,
    layout_of,
    mapping_lacks,
)
from wasl.domains.spreadsheets.rules.reading import text_of
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import clean_file_name
from wasl.foundation.refusal import WrongStage
from wasl.foundation.scoping import added, locked, save_expecting
from wasl.foundation.trail import remark

_MOST_HEADINGS = 100


@action
def take_spreadsheet(
    by: Actor,
    *,
    key: UUID,
    kind: str,
    content: bytes,
    file_name: str,
    outline: Sequence[SheetOutline] | None = None,
) -> Spreadsheet:
    """Keep a file that holds people, households or past assistance, and look at its sheets.

    A face gives the `outline` of that content, taken by `spreadsheet_outline` beforehand. The
    same `key` twice is one file. Refuses as `spreadsheet_outline` does, with `BroughtBefore` a
    file that was brought in already and not taken back, and with `SpreadsheetNotKept` when
    nothing can be written; then nothing is kept.
    """
    if kind not in KINDS:
        raise ValueError("unknown kind of spreadsheet")
    if outline is None:
        outline = spreadsheet_outline(by.as_system(), content=content)
    digest = hashlib.sha256(content).hexdigest()
    before = Spreadsheet.objects.filter(digest=digest, kind=kind, stage__in=("bringing", "brought"))
    if before.exists():
        raise BroughtBefore
    row = Spreadsheet(
        key=key,
        kind=kind,
        file_name=clean_file_name(file_name)[:120],
        file_size=len(content),
        digest=digest,
        outline={"sheets": [_as_plain(sheet) for sheet in outline]},
        uploaded_by=by.member,
        uploaded_at=timezone.now(),
    )
    fullest = max(range(len(outline)), key=lambda place: len(outline[place].first))
    _look_at(row, fullest, None)
    if not added(row):
        return locked(Spreadsheet.objects, key=key)
    try:
        row.file = sheet_files().put(content, association=by.house)
    except NoRoom:
        raise SpreadsheetNotKept from None
    row.save(update_fields=["file"])
    remark(row, kind=kind, size=len(content))
    return row


def _as_plain(sheet: SheetOutline) -> dict[str, Any]:
    return {"name": sheet.name, "first": [[number, list(cells)] for number, cells in sheet.first]}


def _look_at(row: Spreadsheet, sheet: int, header_row: int | None) -> None:
    """Take a sheet and its headings, and guess what each column is."""
    first: list[tuple[int, list[Cell]]] = [
        (number, cells) for number, cells in row.outline["sheets"][sheet]["first"]
    ]
    texts = [(number, [text_of(cell) for cell in cells]) for number, cells in first]
    if header_row is None:
        header_row = header_row_of(texts, row.kind)
    headers = next((cells for number, cells in texts if number == header_row), None)
    if headers is None:
        raise SheetUnknown
    below = [cells for number, cells in texts if number > header_row]
    width = min(_MOST_HEADINGS, max(len(headers), *(len(cells) for cells in below), 1))
    headers = [*headers, *[""] * (width - len(headers))][:width]
    columns = [[cells[place] for cells in below if place < len(cells)] for place in range(width)]
    row.sheet = sheet
    row.header_row = header_row
    row.headers = {"of": headers}
    row.mapping = guessed_mapping(headers, columns, kind=row.kind, remembered=_remembered(row.kind))
    row.layout = layout_of(row.mapping, row.kind)


def _remembered(kind: str) -> dict[str, str]:
    rows = ColumnMemory.objects.filter(kind=kind).values_list("header", "field")
    return dict(rows[:1000])


@action
def choose_sheet(
    by: Actor, *, spreadsheet: UUID, version: int, sheet: int, header_row: int | None = None
) -> Spreadsheet:
    """Say which sheet holds the list and which of its first rows the headings; without one we
    guess it.

    Refuses with `NotFound`, with `Stale` when somebody else saved meanwhile, with `SheetUnknown`,
    and with `WrongStage` once the rows were brought.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    _check_open(row)
    if not 0 <= sheet < len(row.outline["sheets"]):
        raise SheetUnknown
    if sheet != row.sheet:
        Mending.objects.filter(spreadsheet=row).delete()
    _look_at(row, sheet, header_row)
    forget_rows(row)
    save_expecting(
        row,
        version,
        {
            "sheet": row.sheet,
            "header_row": row.header_row,
            "headers": row.headers,
            "mapping": row.mapping,
            "layout": row.layout,
            "stage": "uploaded" if row.stage == "uploaded" else "mapped",
            **NOT_READ,
        },
    )
    remark(row, sheet=sheet, header_row=row.header_row)
    return row


NOT_READ: Mapping[str, Any] = {
    "blocks": [],
    "block_starts": [],
    "rows_total": 0,
    "rows_done": 0,
    "counts": {},
    "trouble": "",
}


def forget_rows(row: Spreadsheet) -> None:
    """Forget what was read of a file and what was said of its rows; the file itself stays."""
    for model in (RowMatch, RowProblem, SheetRow):
        model.objects.filter(spreadsheet=row).delete()
    for block in row.blocks:
        sheet_files().forget(UUID(block), association=house_of(row))


def _check_open(row: Spreadsheet) -> None:
    if row.stage not in ("uploaded", "mapped", "tried"):
        raise WrongStage


@action
def map_columns(
    by: Actor,
    *,
    spreadsheet: UUID,
    version: int,
    mapping: Mapping[str, str],
    day_first: bool = True,
) -> Spreadsheet:
    """Say what each column is: {"0": "name"}; a column that is not named is left out.

    It is remembered by heading for the next file of this kind. Refuses with `NotFound`, `Stale`,
    with `FieldMappedTwice`, with `MappingLacksFields` when that is missing without which no row
    can come in, and with `WrongStage` once the rows were brought.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    _check_open(row)
    headers: list[str] = row.headers["of"]
    chosen = {
        place: name
        for place, name in mapping.items()
        if name in FIELDS[row.kind] and place.isdecimal() and int(place) < len(headers)
    }
    twice = [name for name in chosen.values() if list(chosen.values()).count(name) > 1]
    if twice:
        raise FieldMappedTwice(field=twice[0])
    lacking = mapping_lacks(chosen, row.kind)
    if lacking:
        raise MappingLacksFields(fields=lacking)
    forget_rows(row)
    SPREADSHEET.check_move(row.stage, "mapped")
    save_expecting(
        row,
        version,
        {
            "mapping": chosen,
            "layout": layout_of(chosen, row.kind),
            "day_first": day_first,
            "stage": "mapped",
            **NOT_READ,
        },
    )
    _remember(row.kind, headers, chosen)
    remark(row, columns=len(chosen))
    return row


def _remember(kind: str, headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    said = {
        key: mapping.get(str(place), "")
        for place, header in enumerate(headers)
        if (key := heading(header))
    }
    kept = {
        row.header: row for row in ColumnMemory.objects.filter(kind=kind, header__in=list(said))
    }
    ColumnMemory.objects.bulk_create(
        ColumnMemory(kind=kind, header=key, field=name)
        for key, name in said.items()
        if key not in kept
    )
    for key, row in kept.items():
        if row.field != said[key]:
            row.field = said[key]
            row.save(update_fields=["field"])


@action
def discard_spreadsheet(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Give up a file that was not brought in; the file and all that was read of it are deleted.

    Refuses with `NotFound`, and with `WrongStage` once its rows were brought.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    SPREADSHEET.check_move(row.stage, "discarded")
    let_go(row)
    Mending.objects.filter(spreadsheet=row).delete()
    row.stage = "discarded"
    row.version += 1
    row.save(update_fields=["stage", "version", "file", "outline", "headers", *NOT_READ])
    remark(row)
    return row


def let_go(row: Spreadsheet) -> None:
    """Let go of the file and everything that was read of it; the caller saves the row."""
    forget_rows(row)
    if row.file is not None:
        sheet_files().forget(row.file, association=house_of(row))
    row.file = None
    row.outline = {}
    row.headers = {}
    row.blocks = []
    row.block_starts = []
