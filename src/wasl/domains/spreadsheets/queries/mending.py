"""What the cells of a file say now, and what was mended in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from wasl.domains.spreadsheets.models import Mending, RowProblem, Spreadsheet
from wasl.domains.spreadsheets.queries.reading import mended_block, patches_of, rows_at, sheet_of
from wasl.domains.spreadsheets.rules.columns import NAME_PARTS
from wasl.domains.spreadsheets.rules.mending import REPEATED, STYLES
from wasl.domains.spreadsheets.rules.reading import text_of, why_unread
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

REPEATED_FIELDS = REPEATED
"""The fields in which many rows say the same few words."""
DATE_STYLES = STYLES
"""How the dates of a column may be meant, and the trouble that each style mends."""
_MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class CellNow:
    """A cell as it is read now, what it said when the file came, the field of its column, whose
    row it is, and in how many rows with a problem the same stands in the column."""

    field: str
    name: str
    text: str
    came: str
    alike: int


@query
def cells_to_mend(
    by: Actor, *, spreadsheet: UUID, cells: Sequence[tuple[int, int]]
) -> Mapping[tuple[int, int], CellNow]:
    """What some cells say, by their row and column; of a file whose rows were not just tried
    nothing may be mended, so nothing is told. Refuses with `NotFound`.

    It is asked for the problems that `row_problems` has shown, and that has entered the trail.
    """
    row = found(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "tried":
        return {}
    fields = {column: name for name, column in sheet_of(row).column_of.items()}
    wanted = [place for place in cells if place[1] in fields]
    rows = rows_at(row, {number for number, _ in wanted})
    patches = patches_of(row)
    alike = _alike(row, {number for number, _ in wanted})
    named = [column for column, field in sorted(fields.items()) if field in ("name", *NAME_PARTS)]
    told: dict[tuple[int, int], CellNow] = {}
    for number, column in wanted:
        if number in rows:
            came = rows[number]
            now = patches.over((number, came))[0][1]
            told[number, column] = CellNow(
                fields[column],
                " ".join(text_of(now[place]) for place in named if place < len(now)).strip(),
                text_of(now[column]) if column < len(now) else "",
                text_of(came[column]) if column < len(came) else "",
                alike.get((number, column), 1),
            )
    return told


def _alike(row: Spreadsheet, numbers: set[int]) -> Mapping[tuple[int, int], int]:
    """In how many rows the problem of a cell stands with the same text in the same column."""
    problems = RowProblem.objects.filter(spreadsheet=row)
    here = list(
        problems.filter(number__in=numbers)
        .exclude(likeness="")
        .values_list("number", "column", "likeness")
    )
    times = {
        (column, likeness): count
        for column, likeness, count in problems.filter(likeness__in={one[2] for one in here})
        .values_list("column", "likeness")
        .annotate(Count("number", distinct=True))
    }
    return {
        (number, column): times[column, likeness]
        for number, column, likeness in here
        if column is not None
    }


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """What a column says, in how many rows, and why it cannot be read, if so."""

    text: str
    rows: int
    unread: str


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """What one column says: its field, its heading, the most frequent values, and how many more
    there are."""

    field: str
    header: str
    values: tuple[ColumnValue, ...]
    more: int


@query
def column_values(by: Actor, *, spreadsheet: UUID, column: int) -> ColumnValues:
    """What stands in a column, what cannot be read first and then the most frequent.

    Refuses with `NotFound`, also for a column of names, numbers or anything else that tells of
    one person, and for a file whose rows were not just tried.
    """
    row = found(Spreadsheet.objects, pk=spreadsheet)
    field = row.mapping.get(str(column), "")
    if row.stage != "tried" or field not in REPEATED:
        raise NotFound
    patches = patches_of(row)
    said: Counter[str] = Counter()
    for place in range(len(row.blocks)):
        for _number, cells in mended_block(row, place, patches):
            said[text_of(cells[column]) if column < len(cells) else ""] += 1
    said.pop("", None)
    sheet = sheet_of(row)
    values = [
        ColumnValue(text, rows, why_unread(field, text, sheet)) for text, rows in said.items()
    ]
    values.sort(key=lambda one: (not one.unread, -one.rows, one.text))
    headers: list[str] = row.headers.get("of", [])
    return ColumnValues(
        field,
        headers[column] if column < len(headers) else "",
        tuple(values[:_MOST_VALUES]),
        max(0, len(values) - _MOST_VALUES),
    )


@dataclass(frozen=True, slots=True)
class MendingRow:
    """A mending as it is told: in which row (None for everywhere) and column, what stood there and
    what is read instead, in how many rows, by whom and when.

    The values of rows that did not come in, or were taken back, are forgotten.
    """

    id: UUID
    number: int | None
    column: int
    field: str
    cell: str
    becomes: str
    style: str
    rows: int
    is_tried: bool
    mended_by: UUID
    mended_at: datetime
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None
    are_values_kept: bool


@recorded_query
def mendings_listed(
    by: Actor, *, spreadsheet: UUID, after: UUID | None = None, most: int = 50
) -> tuple[MendingRow, ...]:
    """What was mended in a file, the latest first; `after` is the last one seen. Refuses with
    `NotFound`."""
    row = found(Spreadsheet.objects, pk=spreadsheet)
    remark(row)
    rows = Mending.objects.filter(spreadsheet=row).order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    is_waiting = row.brought_at is None
    return tuple(
        MendingRow(
            id=one.pk,
            number=one.number,
            column=one.column,
            field=one.field,
            cell=one.cell,
            becomes=one.becomes,
            style=one.style,
            rows=one.rows,
            is_tried=one.is_tried,
            mended_by=one.mended_by,
            mended_at=one.mended_at,
            withdrawn_by=one.withdrawn_by,
            withdrawn_at=one.withdrawn_at,
            are_values_kept=is_waiting or one.number is None or one.party is not None,
        )
        for one in rows[:most]
    )
