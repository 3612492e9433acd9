"""Files brought, how far they are, and what was found in their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wasl.domains.parties.queries import party_names
from wasl.domains.spreadsheets.models import (
    Addition,
    Export,
    RowMatch,
    RowProblem,
    SheetRow,
    Spreadsheet,
)
from wasl.domains.spreadsheets.ports import Cell
from wasl.domains.spreadsheets.rules.columns import DATES, FIELDS, layout_of, mapping_lacks
from wasl.domains.spreadsheets.rules.reading import has_dates_of_two_orders, text_of
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

A_PAGE = 50
COLUMN_FIELDS = FIELDS
"""The fields that a column of each kind of spreadsheet may be."""
_SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True)
class SpreadsheetRow:
    """A file that somebody brought, and how far it is. `counts` is empty before it was tried."""

    id: UUID
    kind: str
    stage: str
    file_name: str
    version: int
    uploaded_by: UUID
    uploaded_at: datetime
    rows_total: int
    rows_done: int
    counts: Mapping[str, Any]
    trouble: str
    layout: str
    brought_at: datetime | None
    asked_by: UUID | None
    undone_at: datetime | None
    undone_by: UUID | None
    headers: tuple[str, ...]
    mapping: Mapping[str, str]

    @property
    def percent(self) -> int:
        """How far the work in hand is, in hundredths."""
        return min(100, 100 * self.rows_done // self.rows_total) if self.rows_total else 0


@query
def spreadsheets_listed(
    by: Actor, *, after: datetime | None = None, most: int = 25
) -> tuple[SpreadsheetRow, ...]:
    """The files brought, the latest first; `after` is the moment of the last one seen."""
    rows = Spreadsheet.objects.order_by("-uploaded_at", "-pk")
    if after is not None:
        rows = rows.filter(uploaded_at__lt=after)
    return tuple(_row(one) for one in rows[:most])


@query
def spreadsheet_of(by: Actor, *, spreadsheet: UUID) -> SpreadsheetRow:
    """One file and how far it is. Refuses with `NotFound`."""
    return _row(found(Spreadsheet.objects, pk=spreadsheet))


def _row(row: Spreadsheet) -> SpreadsheetRow:
    return SpreadsheetRow(
        id=row.pk,
        kind=row.kind,
        stage=row.stage,
        file_name=row.file_name,
        version=row.version,
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
        rows_total=row.rows_total,
        rows_done=row.rows_done,
        counts=row.counts,
        trouble=row.trouble,
        layout=row.layout,
        brought_at=row.brought_at,
        asked_by=row.asked_by,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
        headers=tuple(row.headers.get("of", ())),
        mapping=row.mapping,
    )


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """A column as it is mapped: its place, heading, some of its cells, and what it is said to be."""

    place: int
    header: str
    cells: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class SpreadsheetPreview:
    """What a file shows at first: its sheets, the first rows of the chosen one, and its columns.

    `is_order_open` says that its dates could be read day first or month first alike.
    """

    spreadsheet: SpreadsheetRow
    sheets: tuple[str, ...]
    sheet: int
    header_row: int
    first: tuple[tuple[int, tuple[str, ...]], ...]
    columns: tuple[ColumnSample, ...]
    day_first: bool
    is_order_open: bool
    lacking: tuple[str, ...]
    layout: str


@recorded_query
def spreadsheet_preview(by: Actor, *, spreadsheet: UUID) -> SpreadsheetPreview:
    """The first rows of a file and what each column seems to be. Refuses with `NotFound`; of a
    file that was brought in or discarded nothing is left to see."""
    row = found(Spreadsheet.objects, pk=spreadsheet)
    remark(row)
    sheets: list[dict[str, Any]] = row.outline.get("sheets", [])
    first: list[tuple[int, list[Cell]]] = sheets[row.sheet]["first"] if sheets else []
    headers: list[str] = row.headers.get("of", [])
    below = [cells for number, cells in first if number > row.header_row]
    dates = [
        cells[int(place)]
        for place, name in row.mapping.items()
        if name in DATES
        for cells in below
        if int(place) < len(cells)
    ]
    only_day, only_month, either = has_dates_of_two_orders(
        [cell for cell in dates if isinstance(cell, str)]
    )
    return SpreadsheetPreview(
        spreadsheet=_row(row),
        sheets=tuple(str(sheet["name"]) for sheet in sheets),
        sheet=row.sheet,
        header_row=row.header_row,
        first=tuple((number, tuple(map(text_of, cells))) for number, cells in first),
        columns=_columns(headers, below, row.mapping),
        day_first=row.day_first if row.stage != "uploaded" else not only_month or only_day,
        is_order_open=either or only_month,
        lacking=mapping_lacks(row.mapping, row.kind),
        layout=layout_of(row.mapping, row.kind),
    )


def _columns(
    headers: Sequence[str], below: Sequence[Sequence[Cell]], mapping: Mapping[str, str]
) -> tuple[ColumnSample, ...]:
    samples = []
    for place, header in enumerate(headers):
        cells = [text_of(cells[place]) for cells in below if place < len(cells)]
        filled = tuple(cell for cell in cells if cell)[:3]
        if header or filled:
            samples.append(ColumnSample(place, header, filled, mapping.get(str(place), "")))
    return tuple(samples)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One thing wrong: in which row and column of the file, what the cell says, and how grave."""

    id: UUID
    number: int
    column: int | None
    header: str
    field: str
    code: str
    severity: str
    cell: str
    told: Mapping[str, Any]
    is_left_out: bool


@recorded_query
def row_problems(
    by: Actor,
    *,
    spreadsheet: UUID,
    severity: str = "",
    code: str = "",
    after: tuple[int, UUID] | None = None,
    most: int = A_PAGE,
) -> tuple[ProblemRow, ...]:
    """What is wrong in the rows of a file, in the order of the rows; `after` is number and key of
    the last one seen. Refuses with `NotFound`."""
    row = found(Spreadsheet.objects, pk=spreadsheet)
    remark(row, after=after[0] if after else 0)
    problems = RowProblem.objects.filter(spreadsheet=row).order_by("number", "id")
    if severity:
        problems = problems.filter(severity=severity)
    if code:
        problems = problems.filter(code=code)
    if after is not None:
        number, key = after
        problems = problems.filter(number__gte=number).exclude(number=number, id__lte=key)
    shown = list(problems[:most])
    numbers = {one.number for one in shown}
    left_out = set(
        SheetRow.objects.filter(spreadsheet=row, number__in=numbers, is_left_out=True).values_list(
            "number", flat=True
        )
    )
    headers: list[str] = row.headers.get("of", [])
    return tuple(
        ProblemRow(
            id=one.pk,
            number=one.number,
            column=one.column,
            header=headers[one.column]
            if one.column is not None and one.column < len(headers)
            else "",
            field=one.field,
            code=one.code,
            severity=one.severity,
            cell=one.cell,
            told=one.told,
            is_left_out=one.number in left_out,
        )
        for one in shown
    )


@dataclass(frozen=True, slots=True)
class KnownAlike:
    """A party that a row may be, and the reasons."""

    party: UUID
    name: str
    score: float
    reasons: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row that may be somebody known, what it says, and what a person said of it."""

    number: int
    shown: Mapping[str, str]
    known: tuple[KnownAlike, ...]
    choice: str
    same_as: UUID | None
    is_left_out: bool
    has_same_identity: bool


@recorded_query
def rows_matched(
    by: Actor,
    *,
    spreadsheet: UUID,
    only_open: bool = False,
    after: int = 0,
    most: int = A_PAGE,
) -> tuple[MatchedRow, ...]:
    """The rows that may be somebody known, in their order. Refuses with `NotFound`."""
    row = found(Spreadsheet.objects, pk=spreadsheet)
    remark(row, after=after)
    rows = SheetRow.objects.filter(spreadsheet=row, has_match=True, number__gt=after)
    if only_open:
        rows = rows.filter(choice="", is_left_out=False, state__in=("good", "warned"))
    shown = list(rows.order_by("number")[:most])
    matches = list(
        RowMatch.objects.filter(spreadsheet=row, number__in=[one.number for one in shown]).order_by(
            "number", "-score"
        )
    )
    names = party_names(by.as_system(), parties=list({one.party for one in matches}))
    return tuple(
        MatchedRow(
            number=one.number,
            shown=one.shown,
            known=tuple(
                KnownAlike(
                    match.party, names.get(match.party, ""), match.score, tuple(match.reasons)
                )
                for match in matches
                if match.number == one.number
            ),
            choice=one.choice,
            same_as=one.same_as,
            is_left_out=one.is_left_out,
            has_same_identity=any(
                match.number == one.number and match.score >= 100 for match in matches
            ),
        )
        for one in shown
    )


@query
def parties_kept(
    by: Actor, *, spreadsheet: UUID, most: int = 200
) -> tuple[tuple[UUID, str, str], ...]:
    """Whom the undo of a file had to keep: party, name, and why. Refuses with `NotFound`."""
    row = found(Spreadsheet.objects, pk=spreadsheet)
    kept = list(Addition.objects.filter(spreadsheet=row, what="kept").order_by("id")[:most])
    names = party_names(by.as_system(), parties=[one.party for one in kept])
    return tuple((one.party, names.get(one.party, ""), one.why) for one in kept)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """People taken out: when, by whom, why, which and how many."""

    id: UUID
    kind: str
    filters: Mapping[str, Any]
    why: str
    rows: int
    asked_by: UUID
    asked_at: datetime


@query
def exports_listed(by: Actor, *, most: int = 20) -> tuple[ExportRow, ...]:
    """The latest lists taken out, with their reasons."""
    return tuple(
        ExportRow(one.pk, one.kind, one.filters, one.why, one.rows, one.asked_by, one.asked_at)
        for one in Export.objects.order_by("-asked_at", "-pk")[:most]
    )
