"""A file read at first, and its rows block by block."""

import gzip
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils import timezone

from wasl.domains.spreadsheets.models import Mending, Spreadsheet
from wasl.domains.spreadsheets.ports import (
    Cell,
    SheetOutline,
    SheetTrouble,
    sheet_files,
    workbooks,
)
from wasl.domains.spreadsheets.refusals import (
    SpreadsheetBroken,
    SpreadsheetEmpty,
    SpreadsheetHasMacros,
    SpreadsheetKindRefused,
    SpreadsheetOldKind,
    SpreadsheetProtected,
    SpreadsheetReadersBusy,
    SpreadsheetTooLarge,
    SpreadsheetTooLong,
)
from wasl.domains.spreadsheets.rules.mending import Change, Mendings
from wasl.domains.spreadsheets.rules.reading import Sheet
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import Refusal
from wasl.foundation.scoping import found

BLOCK: Final = 1000
"""Rows that are kept together."""

_TROUBLES: Final[dict[str, type[Refusal]]] = {
    "empty": SpreadsheetEmpty,
    "kind_refused": SpreadsheetKindRefused,
    "old_kind": SpreadsheetOldKind,
    "macros": SpreadsheetHasMacros,
    "protected": SpreadsheetProtected,
    "broken": SpreadsheetBroken,
    "too_large": SpreadsheetTooLarge,
    "too_long": SpreadsheetTooLong,
    "busy": SpreadsheetReadersBusy,
}


@query
def spreadsheet_outline(by: Actor, *, content: bytes) -> Sequence[SheetOutline]:
    """The sheets of a file and their first rows, before anything is kept.

    Refuses with `SpreadsheetEmpty`, `SpreadsheetKindRefused`, `SpreadsheetOldKind`,
    `SpreadsheetHasMacros`, `SpreadsheetProtected`, `SpreadsheetBroken`, `SpreadsheetTooLarge` or
    `SpreadsheetTooLong` what cannot be read for that reason, and with `SpreadsheetReadersBusy`
    while too many are read at once.
    """
    try:
        return workbooks().outline_of(content)
    except SheetTrouble as trouble:
        raise _TROUBLES[trouble.kind] from None


@query
def spreadsheet_at(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """A file as it stands now, for those who work on it. Refuses with `NotFound`."""
    return found(Spreadsheet.objects.all(), pk=spreadsheet)


Row = tuple[int, list[Cell]]


def rows_below_headings(row: Spreadsheet) -> Iterator[list[Row]]:
    """The rows of the chosen sheet below its headings, a block at a time. Raises `SheetTrouble`."""
    if row.file is None:
        raise SheetTrouble("broken")
    content = sheet_files().get(row.file, association=house_of(row))
    block: list[Row] = []
    for number, cells in workbooks().rows_of(content, row.sheet):
        if number <= row.header_row:
            continue
        block.append((number, cells))
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def house_of(row: Spreadsheet) -> UUID:
    """The association whose file it is."""
    return UUID(str(row.association_id))


def packed(block: Sequence[Row]) -> bytes:
    """A block as it is kept."""
    return gzip.compress(json.dumps(block, ensure_ascii=False).encode(), 5)


def block_of(row: Spreadsheet, place: int) -> list[Row]:
    """A block as it came."""
    kept = sheet_files().get(UUID(row.blocks[place]), association=house_of(row))
    return [(number, cells) for number, cells in json.loads(gzip.decompress(kept))]


@dataclass(frozen=True, slots=True)
class Patches:
    """What was mended in a file, and which mending stands at which place of the order."""

    mendings: Mendings
    keys: Sequence[UUID]

    def over(self, row: Row) -> tuple[Row, tuple[int, ...]]:
        """The row as mended, and the places of the mendings that changed it."""
        number, cells = row
        mended, applied = self.mendings.over(number, cells)
        return (number, mended), applied


def patches_of(row: Spreadsheet) -> Patches:
    """The mendings of a file that were not withdrawn, in the order in which they were made."""
    kept = list(Mending.objects.filter(spreadsheet=row, withdrawn_at=None).order_by("id"))
    changes = [
        Change(order, one.number, one.column, one.cell, one.becomes, one.style)
        for order, one in enumerate(kept)
    ]
    return Patches(Mendings(changes, timezone.localdate()), [one.pk for one in kept])


def mended_block(row: Spreadsheet, place: int, patches: Patches) -> list[Row]:
    """A block as it is read now: as it came, with what was mended in it."""
    return [patches.over(one)[0] for one in block_of(row, place)]


def rows_at(row: Spreadsheet, numbers: Iterable[int]) -> Mapping[int, list[Cell]]:
    """Some rows as they came, by their numbers; only the blocks that hold them are opened."""
    wanted: defaultdict[int, set[int]] = defaultdict(set)
    for number in numbers:
        wanted[bisect_right(row.block_starts, number) - 1].add(number)
    return {
        number: cells
        for place, some in wanted.items()
        if place >= 0
        for number, cells in block_of(row, place)
        if number in some
    }


def sheet_of(row: Spreadsheet) -> Sheet:
    """How the rows of a file are read."""
    return Sheet(
        row.kind,
        row.mapping,
        row.headers["of"],
        row.day_first,
        today=timezone.localdate(),
        layout=row.layout,
    )
