"""Cells are put right in the browser; the file stays as it came, and the rows are tried anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from wasl.domains.spreadsheets.actions.settling import counted, in_settling, left_out, taken_in
from wasl.domains.spreadsheets.models import Mending, Spreadsheet
from wasl.domains.spreadsheets.ports import Cell
from wasl.domains.spreadsheets.queries.reading import patches_of, rows_at, sheet_of
from wasl.domains.spreadsheets.refusals import CellsNotMended
from wasl.domains.spreadsheets.rules.mending import (
    STYLES,
    cell_trouble,
    may_be_everywhere,
)
from wasl.domains.spreadsheets.rules.reading import Sheet, text_of, why_unread
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import add_all, locked
from wasl.foundation.trail import remark

Place = tuple[int, int]
"""A cell by the number of its row and the place of its column."""


@dataclass(frozen=True, slots=True)
class CellMended:
    """A cell as somebody saw it and as it should be read; everywhere means wherever the same
    column says the same."""

    number: int
    column: int
    was: str
    becomes: str
    is_everywhere: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.number, self.column


@action
def mend_rows(
    by: Actor,
    *,
    spreadsheet: UUID,
    cells: Sequence[CellMended],
    leave_out: Sequence[int] = (),
    take_in: Sequence[int] = (),
) -> Spreadsheet:
    """Put cells right, and leave rows out or take them back in: all of it or nothing.

    Nothing comes in by it: the rows are tried anew when somebody asks for it. Refuses with
    `CellsNotMended`, which tells what is wrong at which cell, when a value cannot be read there
    either or somebody else has mended the cell since; with `NotFound` for a cell that is not
    read; and with `WrongStage` unless the rows were just tried.
    """
    row = in_settling(spreadsheet)
    changed = [one for one in cells if text_of(one.becomes) != one.was]
    seen = _seen(row, {one.number for one in changed})
    sheet = sheet_of(row)
    _check(changed, seen, sheet)
    mended = _mendings(by, row, changed, sheet)
    add_all(mended)
    remark(
        row,
        cells=len(mended),
        left_out=left_out(row, leave_out) if leave_out else 0,
        taken_in=taken_in(row, take_in) if take_in else 0,
    )
    return counted(row)


def _seen(row: Spreadsheet, numbers: set[int]) -> Mapping[int, list[Cell]]:
    """The rows as they are read now, mendings included."""
    patches = patches_of(row)
    rows = rows_at(row, numbers)
    if set(rows) != numbers:
        raise NotFound
    return {number: patches.over((number, cells))[0][1] for number, cells in rows.items()}


def _check(changed: Sequence[CellMended], seen: Mapping[int, list[Cell]], sheet: Sheet) -> None:
    """Refuse what cannot be read in its place. Cells of one row are judged together."""
    troubles: dict[Place, str] = {}
    read = set(sheet.column_of.values())
    for one in changed:
        cells = seen[one.number]
        if one.column not in read:
            raise NotFound
        now = text_of(cells[one.column]) if one.column < len(cells) else ""
        if now != one.was:
            troubles[one.place] = "changed_meanwhile"
    for one in changed:
        cells = seen[one.number]
        cells += [""] * (one.column + 1 - len(cells))
        cells[one.column] = text_of(one.becomes)
    fields = {column: name for name, column in sheet.column_of.items()}
    for one in changed:
        code = cell_trouble(one.number, seen[one.number], one.column, sheet)
        if code:
            troubles.setdefault(one.place, code)
        elif one.is_everywhere and not may_be_everywhere(fields[one.column], one.becomes):
            troubles.setdefault(one.place, "never_everywhere")
    if troubles:
        raise CellsNotMended(troubles=troubles)


def _mendings(
    by: Actor, row: Spreadsheet, changed: Sequence[CellMended], sheet: Sheet
) -> list[Mending]:
    """What to record: first what holds everywhere, then what a single row says otherwise."""
    fields = {column: name for name, column in sheet.column_of.items()}
    everywhere: dict[tuple[int, str], str] = {}
    for one in changed:
        if one.is_everywhere:
            everywhere.setdefault((one.column, one.was), text_of(one.becomes))
    mended = [
        _mending(by, row, None, column, fields[column], was, becomes)
        for (column, was), becomes in everywhere.items()
    ]
    mended += [
        _mending(by, row, one.number, one.column, fields[one.column], one.was, text_of(one.becomes))
        for one in changed
        if everywhere.get((one.column, one.was)) != text_of(one.becomes)
    ]
    return mended


def _mending(
    by: Actor,
    row: Spreadsheet,
    number: int | None,
    column: int,
    field: str,
    was: str,
    becomes: str,
    style: str = "",
) -> Mending:
    return Mending(
        spreadsheet=row,
        number=number,
        column=column,
        field=field,
        cell=was,
        becomes=becomes,
        style=style,
        mended_by=by.member,
        mended_at=timezone.now(),
    )


@action
def mend_values(
    by: Actor, *, spreadsheet: UUID, column: int, changes: Mapping[str, str]
) -> Spreadsheet:
    """Replace values everywhere in one column: {what it says: what is read instead}.

    Refuses with `CellsNotMended`, whose places count the changes from 0, as `mend_rows` does,
    with `NotFound` for a column that is not read, and with `WrongStage` unless just tried.
    """
    row = in_settling(spreadsheet)
    sheet = sheet_of(row)
    field = _field_of(sheet, column)
    troubles: dict[Place, str] = {}
    for place, becomes in enumerate(changes.values()):
        code = why_unread(field, text_of(becomes), sheet)
        if not code and not may_be_everywhere(field, becomes):
            code = "never_everywhere"
        if code:
            troubles[place, column] = code
    if troubles:
        raise CellsNotMended(troubles=troubles)
    mended = [
        _mending(by, row, None, column, field, was, text_of(becomes))
        for was, becomes in changes.items()
        if was != text_of(becomes)
    ]
    add_all(mended)
    remark(row, column=column, values=len(mended))
    return counted(row)


def _field_of(sheet: Sheet, column: int) -> str:
    for name, place in sheet.column_of.items():
        if place == column:
            return name
    raise NotFound


@action
def mend_dates(by: Actor, *, spreadsheet: UUID, column: int, style: str) -> Spreadsheet:
    """Say how all dates of a column that cannot be read are meant: years of two figures as Hijri
    or Gregorian ones, or the month before the day.

    Refuses with `NotFound` for another style or a column that is not read, and with `WrongStage`
    unless the rows were just tried.
    """
    row = in_settling(spreadsheet)
    if style not in STYLES:
        raise NotFound
    field = _field_of(sheet_of(row), column)
    add_all([_mending(by, row, None, column, field, "", "", style)])
    remark(row, column=column, style=style)
    return counted(row)


@action
def withdraw_mending(by: Actor, *, spreadsheet: UUID, mending: UUID) -> Spreadsheet:
    """Take a mending back: the cells say again what they said before it. It stays recorded.

    Refuses with `NotFound` and with `WrongStage` unless the rows were just tried. Twice is once.
    """
    row = in_settling(spreadsheet)
    one = locked(Mending.objects, pk=mending, spreadsheet=row.pk)
    if one.withdrawn_at is None:
        one.withdrawn_by, one.withdrawn_at = by.member, timezone.now()
        # What was tried with it must be tried without it; what was not yet tried needs nothing.
        one.is_tried = not one.is_tried
        one.save(update_fields=["withdrawn_by", "withdrawn_at", "is_tried"])
    remark(row, withdrawn=str(one.pk))
    return counted(row)
