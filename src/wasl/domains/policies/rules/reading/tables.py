"""The tables of signatures: the board's and the staff's, counted by their rows."""

import re
from dataclasses import dataclass
from typing import Final

from wasl.domains.policies.rules.reading.document import CONTACT, Document, Line
from wasl.domains.policies.rules.reading.normalising import cue_key, key

_HEADS: Final = {
    key(words): words
    for words in ("م", "ت", "الاسم", "الاسم الكريم", "اسم العضو", "اسم الموظف", "الصفة", "المنصب", "التوقيع", "التاريخ", "الوظيفة", "المسمى الوظيفي", "رقم", "الرقم", "العضو", "ملاحظات", "الموظف", "الاسم الثلاثي", "الاسم الرباعي", "القسم")
}  # fmt: skip
_CAPACITY: Final = tuple(map(cue_key, ("رئيس مجلس", "رئيسة مجلس", "نائب", "نائبة", "عضو", "أمين الصندوق", "أمينة الصندوق", "أمين سر", "أمينة سر", "المشرف المالي", "المسؤول المالي", "أمين المجلس", "رئيس المجلس")))  # fmt: skip
_STAFF: Final = tuple(map(cue_key, ("إقرار", "نقر", "اطلاع", "بالاطلاع", "منسوب", "موظف", "اطلعت", "العاملين")))  # fmt: skip
_BOARD: Final = tuple(map(cue_key, ("مجلس الإدارة", "أعضاء المجلس", "اعتماد")))
_GAPS: Final = re.compile(r"\t|\||\s{2,}")


@dataclass(frozen=True, slots=True)
class Signed:
    """How many rows the tables of the board and of the staff have, and where tables stand."""

    signatures: int
    acknowledgements: int
    lines: tuple[Line, ...]
    """The lines of both tables with their heads."""


def read_tables(document: Document) -> Signed:
    """The rows of the board's and of the staff's table, zero where there is no such table."""
    lines = [line for line in document.lines if document.raw(line).strip()]
    counts = {"board": 0, "staff": 0}
    taken: list[Line] = []
    place = 0
    while place < len(lines):
        head = _head_length(document, lines, place)
        if not head:
            place += 1
            continue
        has_cells = "\t" in document.raw(lines[place]).strip() or "|" in document.raw(lines[place])
        rows, end = _rows(document, lines, place + head, has_cells=has_cells)
        if rows:
            whose = _whose(document, lines, place, head, rows)
            counts[whose] += len(rows)
            taken.extend(lines[place:end])
        place = max(end, place + head)
    if not counts["board"]:
        listed = _listed_board(document, lines)
        counts["board"] = len(listed)
        taken.extend(listed)
    return Signed(counts["board"], counts["staff"], tuple(taken))


def _cells(raw: str) -> list[str]:
    return [cell.strip(" *_#") for cell in _GAPS.split(raw.strip(" |")) if cell.strip(" *_#-:")]


def _head_length(document: Document, lines: list[Line], place: int) -> int:
    """How many lines the head of a table takes that begins here; 0 when none does."""
    cells = _cells(document.raw(lines[place]))
    if len(cells) >= 2:
        known = [cell for cell in cells if key(cell) in _HEADS]
        named = any("اسم" in cell or "العضو" in cell or "الموظف" in cell for cell in known)
        return int(named and len(known) >= 2 and len(known) * 3 >= len(cells) * 2)
    length = 0
    seen: list[str] = []
    while place + length < len(lines) and length < 6:
        words = document.raw(lines[place + length]).strip(" *_#|")
        if key(words) not in _HEADS:
            break
        seen.append(words)
        length += 1
    return length if length >= 2 and any("اسم" in words for words in seen) else 0


def _rows(
    document: Document, lines: list[Line], place: int, *, has_cells: bool
) -> tuple[list[Line], int]:
    """The rows from here on that hold somebody, and the place behind the last."""
    rows: list[Line] = []
    while place < len(lines):
        line = lines[place]
        raw = document.raw(line)
        if _head_length(document, lines, place) or line.heading or len(raw.split()) > 14:
            break
        if re.fullmatch(r"[\s|:\-]+", raw):
            place += 1
            continue
        cells = _cells(raw)
        parted = "\t" in raw or "|" in raw
        is_row = parted or line.mark == "number" or (len(cells) >= 2 and not has_cells)
        if CONTACT.search(raw) or (line.noise and not parted and not _is_loose_cell(raw)):
            place += 1
            continue
        lone_number = re.fullmatch(r"[\s0-9٠-٩۰-۹.\-)(]+", raw) is not None
        if not is_row and not lone_number and not _is_loose_cell(raw):
            break
        if any(re.search(r"[\u0621-\u064a]", cell) for cell in cells) and (
            is_row or not _continues_row(document, lines, place, rows)
        ):
            rows.append(line)
        place += 1
    return rows, place


def _is_loose_cell(raw: str) -> bool:
    cues = cue_key(raw)
    return bool(re.fullmatch(r"[\s*]*\([^)]*\)[\s*]*", raw)) or any(
        cues.startswith(cue) for cue in _CAPACITY
    )


def _continues_row(document: Document, lines: list[Line], place: int, rows: list[Line]) -> bool:
    """Whether a cell on its own line belongs to the row begun before it."""
    if not rows:
        return False
    before = document.raw(lines[place - 1])
    return re.fullmatch(r"[\s0-9٠-٩۰-۹.\-)(]+", before) is None


def _whose(document: Document, lines: list[Line], place: int, head: int, rows: list[Line]) -> str:
    heads = cue_key(" ".join(document.raw(line) for line in lines[place : place + head]))
    held = [cue_key(document.raw(row)) for row in rows]
    in_board = sum(any(cue in words for cue in _CAPACITY) for words in held)
    if in_board * 2 >= len(held):
        return "board"
    before = [cue_key(document.raw(line)) for line in lines[max(0, place - 5) : place]]
    for words in reversed(before):
        if any(cue in words for cue in _STAFF):
            return "staff"
        if any(cue in words for cue in _BOARD):
            return "board"
    return "board" if cue_key("الصفة") in heads else "staff"


def _listed_board(document: Document, lines: list[Line]) -> list[Line]:
    """Members of the board on lines of their own, each with a capacity, three at least."""
    found: list[Line] = []
    best: list[Line] = []
    for line in lines:
        raw = document.raw(line)
        cues = cue_key(raw)
        named = (
            not line.heading
            and len(raw.split()) <= 10
            and any(cue in cues for cue in _CAPACITY)
            and bool(re.search(r"\(.*\)|\t|\||:|\.{3,}|…|_{3,}|[-–]", raw))
        )
        if named:
            found.append(line)
            best = max(best, found, key=len)
        elif not line.noise:
            found = []
    return list(best) if len(best) >= 3 else []
