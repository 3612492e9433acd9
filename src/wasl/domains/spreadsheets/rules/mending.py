"""Cells put right in the browser: what a file says once its mendings are laid over it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as filled_by
from datetime import date
from typing import Final

from wasl.domains.spreadsheets.rules.columns import NAME_PARTS
from wasl.domains.spreadsheets.rules.reading import Cell, Sheet, read_row, text_of
from wasl.foundation.calendar import to_hijri
from wasl.foundation.identifiers import ascii_digits

STYLES: Final[Mapping[str, str]] = {
    "short_hijri": "date_short_year",
    "short_gregorian": "date_short_year",
    "month_first": "date_no_such_month",
}
"""How the dates of a column may be meant, and the trouble that each style mends."""

REPEATED: Final = frozenset(
    {"city", "gender", "identity_kind", "relation", "housing", "education", "work", "service"}
)
"""Fields in which many rows say the same few words."""

_OWN: Final = frozenset(
    {"name", *NAME_PARTS, "national_id", "iban", "file_number", "phone", "phone_2", "email"}
)
# What is told of a value that can be read all the same.
_ONLY_TOLD: Final = frozenset({"name_single", "identity_missing"})


@dataclass(frozen=True, slots=True)
class Change:
    """One mending, by its place among all of a file.

    Without a `number` it holds wherever the column says `cell`; with a `style` for all dates of
    the column that are written so.
    """

    order: int
    number: int | None
    column: int
    cell: str
    becomes: str
    style: str = ""


@dataclass(slots=True)
class _OfColumn:
    anywhere: dict[str, list[Change]] = filled_by(default_factory=dict)
    by_row: dict[int, list[Change]] = filled_by(default_factory=dict)
    styles: list[Change] = filled_by(default_factory=list)

    def next_for(self, number: int, text: str, after: int, today: date) -> Change | None:
        """The first mending of this cell that comes after those applied already."""
        candidates = [
            *self.by_row.get(number, ()),
            *self.anywhere.get(text, ()),
            *(one for one in self.styles if restyled(text, one.style, today) != text),
        ]
        later = (one for one in candidates if one.order > after)
        return min(later, key=lambda one: one.order, default=None)


class Mendings:
    """All mendings of a file, laid over its rows in the order in which they were made."""

    def __init__(self, changes: Iterable[Change], today: date) -> None:
        self._today = today
        self._columns: dict[int, _OfColumn] = {}
        for one in sorted(changes, key=lambda change: change.order):
            column = self._columns.setdefault(one.column, _OfColumn())
            if one.style:
                column.styles.append(one)
            elif one.number is None:
                column.anywhere.setdefault(one.cell, []).append(one)
            else:
                column.by_row.setdefault(one.number, []).append(one)

    def over(self, number: int, cells: Sequence[Cell]) -> tuple[list[Cell], tuple[int, ...]]:
        """The cells of a row as mended, and the places of the mendings that changed it."""
        row = list(cells)
        applied: list[int] = []
        for place, column in self._columns.items():
            after = -1
            while True:
                text = text_of(row[place]) if place < len(row) else ""
                change = column.next_for(number, text, after, self._today)
                if change is None:
                    break
                after = change.order
                becomes = restyled(text, change.style, self._today) or change.becomes
                row += [""] * (place + 1 - len(row))
                row[place] = becomes
                applied.append(after)
        return row, tuple(applied)


_SHORT: Final = re.compile(r"([0-9]{1,2})\s*[/\-.]\s*([0-9]{1,2})\s*[/\-.]\s*([0-9]{1,2})")
_LONG: Final = re.compile(r"([0-9]{1,2})\s*[/\-.]\s*([0-9]{1,2})\s*[/\-.]\s*([0-9]{4})")


def restyled(text: str, style: str, today: date) -> str:
    """A date of that style written in full, day first; any other text as it is, and without a
    style the empty text.

    Of a year in two figures the latest is meant that has come already.
    """
    if not style:
        return ""
    plain = ascii_digits(text, without_marks=True).strip().removesuffix("هـ").removesuffix("ه")
    if style == "month_first":
        parts = _LONG.fullmatch(plain.strip())
        if not parts or not (int(parts[2]) > 12 >= int(parts[1])):
            return text
        return f"{parts[2]}/{parts[1]}/{parts[3]}"
    parts = _SHORT.fullmatch(plain.strip())
    if not parts:
        return text
    day, month, short = parts[1], parts[2], parts[3]
    if int(day) > 31:
        day, short = short, day
    if len(short) != 2:
        return text
    this_year = to_hijri(today).year if style == "short_hijri" else today.year
    year = this_year - this_year % 100 + int(short)
    return f"{day}/{month}/{year if year <= this_year else year - 100}"


def cell_trouble(number: int, cells: Sequence[Cell], column: int, sheet: Sheet) -> str:
    """What is still wrong with one cell of a row, by its code; nothing when it can be read."""
    for one in read_row(number, cells, sheet).problems:
        if one.column == column and one.code not in _ONLY_TOLD:
            return one.code
    return ""


def may_be_everywhere(field: str, becomes: str) -> bool:
    """Whether many rows may get this value: what is somebody's own may only be emptied so."""
    return field not in _OWN or not becomes
