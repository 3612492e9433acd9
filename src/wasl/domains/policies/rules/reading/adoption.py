"""The board's adoption: its reference, its dates in both calendars, weekday and term."""

import re
from datetime import date
from typing import Final

from wasl.domains.policies.rules.reading.dates import (
    WrittenDate,
    gregorian_of,
    hijri_of,
    written_dates,
)
from wasl.domains.policies.rules.reading.document import ORDINALS, Document, Line
from wasl.domains.policies.rules.reading.normalising import cue_key, folded, repaired
from wasl.domains.policies.rules.reading.reading import ReadAdoption
from wasl.foundation.identifiers import ascii_digits

_ADOPTING: Final = tuple(
    map(cue_key, ("اعتماد", "اعتمد", "إقرار", "أقر", "الموافقة", "صادق", "وافق"))
)
_ADOPTED: Final = tuple(map(cue_key, ("تم اعتماد", "اعتمد", "تم إقرار", "أقر مجلس", "أقرت", "وافق مجلس", "صادق", "جرى اعتماد", "اعتماد هذه", "اعتماد سياسة", "اعتماد السياسة")))  # fmt: skip
_BY_BOARD: Final = tuple(map(cue_key, ("مجلس", "اجتماع", "محضر", "قرار", "جلسة")))
_NOT_ADOPTING: Final = tuple(map(cue_key, ("باطلاعنا", "اطلاعنا", "بالاطلاع على", "اطلعت على")))
_MORE: Final = tuple(map(cue_key, ("الموافق", "بتاريخ", "دورته", "الدورة", "في يوم", "اجتماع", "محضر", "قرار")))  # fmt: skip

_DECISION: Final = re.compile(r"(?<![إا])قرار")
_MEETING: Final = re.compile(r"اجتماع|محضر|جلس[ةهت]")
_REFERENCE: Final = r"[\s:：]*[()\[\]«»\"“”\s]*((?:[\u0621-\u064a]{1,4}\s*[/\-.]\s*)?[0-9]+(?:\s*[/\-]\s*[0-9\u0621-\u064a]+){0,3})"
_NUMBERED: Final = re.compile(r"(?:رقم|برقم|ذي الرقم|ذو الرقم|ورقمه|رقمه)" + _REFERENCE)
_BRACKETED: Final = re.compile(r"[()\[\]]\s*((?:[\u0621-\u064a]{1,4}\s*[/\-]\s*)?[0-9]+(?:\s*[/\-]\s*[0-9]+){0,2})\s*[()\[\]]")  # fmt: skip
_ORDINAL: Final = re.compile(rf"(?:اجتماع\w*|جلست\w*|الجلسة|الاجتماع)\s+(?:مجلس\s+الإدارة\s+)?({ORDINALS})(?:\s+(عشرة?))?")  # fmt: skip
_WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
_WEEKDAY: Final = re.compile(
    r"(?:(?<![\u0621-\u064a])|(?<=يوم))(ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمع[ةه]|السبت|ال[أا]حد)(?![\u0621-\u064a])"
)
_TERM: Final = re.compile(
    rf"(?:دورت[هها]+|للدورة|الدورة|دورة|الدوره|دوره)\s*(?:مجلس\s+الإدارة|المجلس|الحالية)?\s*[()\[\]«»\"\s]*"
    rf"((?:{ORDINALS})(?:\s+(?:عشرة?|عشره))?|[0-9٠-٩۰-۹]{{1,2}})"
)

_YEAR: Final = re.compile(r"(?<![0-9])(?:1[34][0-9]{2}|20[0-9]{2})(?![0-9])")

_STOP: Final = re.compile(r"[.؟!]+(?=\s|$)")

_LABELLED: Final = {
    "adopted_on": ("تاريخ الاعتماد", "تاريخ اعتماد السياسة", "تاريخ اعتماد اللائحة", "تاريخ الإقرار", "تاريخ القرار", "تاريخ الاجتماع", "اعتماد مجلس الإدارة"),
    "decision": ("رقم القرار", "رقم قرار الاعتماد", "قرار مجلس الإدارة رقم", "قرار الاعتماد", "رقم قرار مجلس الإدارة"),
    "meeting": ("رقم الاجتماع", "رقم المحضر", "رقم محضر الاجتماع", "محضر اجتماع رقم", "رقم الجلسة"),
    "term": ("الدورة", "دورة المجلس"),
    "weekday": ("اليوم",),
}  # fmt: skip
LABELS: Final = {
    words: f"adoption.{name}" for name, wordings in _LABELLED.items() for words in wordings
}


def adoption_passages(document: Document) -> list[tuple[int, int]]:
    """Where, from offset to offset, the board's adoption is spoken of."""
    passages: list[tuple[int, int]] = []
    lines = [line for line in document.lines if document.raw(line).strip()]
    end = -1
    for place, line in enumerate(lines):
        if line.noise or line.heading or place < end:
            continue
        raw = document.raw(line)
        cues = cue_key(raw)
        first = cues[:60]
        starts = any(cue in first for cue in _ADOPTED) or (
            line.section == "adoption" and any(cue in cues for cue in _ADOPTING)
        )
        if not starts or any(cue in cues for cue in _NOT_ADOPTING) or "\t" in raw.strip():
            continue
        end = place + 1
        while end < min(len(lines), place + 5) and _goes_on(document, lines[end], lines[end - 1]):
            end += 1
        passage = document.text[line.start : lines[end - 1].end]
        if any(cue in cue_key(passage) for cue in _BY_BOARD):
            last = _last_said(document.text, line.body, lines[end - 1].end)
            passages.append((line.body, last))
    return passages


def _last_said(text: str, start: int, end: int) -> int:
    """Where the last sentence of the passage ends that still speaks of the adoption."""
    last = place = start
    while place < end:
        stop = _STOP.search(text, place, end)
        until = stop.end() if stop else end
        words = text[place:until]
        cues = cue_key(words)
        if last == start or written_dates(words) or any(cue in cues for cue in _MORE):
            last = until
        place = until
    return last


def _goes_on(document: Document, line: Line, before: Line) -> bool:
    """Whether the passage runs on into this line."""
    raw = document.raw(line)
    if line.heading or line.noise or "\t" in raw.strip():
        return False
    letters = cue_key(raw)
    says_more = any(cue in letters for cue in _MORE) or bool(written_dates(raw))
    if not says_more and line.number == before.number + 1:
        broken = not document.raw(before).rstrip().endswith((".", ":"))
        says_more = broken and len(raw.split()) <= 8 and bool(_YEAR.search(ascii_digits(raw)))
    return says_more and line.number <= before.number + 2 and len(raw.split()) <= 30


def read_adoption(
    document: Document, passages: list[tuple[int, int]], labelled: dict[str, tuple[str, int]]
) -> ReadAdoption | None:
    """The adoption from its sentence and, where that is silent, from the labelled values.

    None when neither holds a reference or a date: a form that nobody filled in adopts nothing.
    """
    best: ReadAdoption | None = None
    for start, end in passages:
        read = _from_words(document.text[start:end], document.line_at(start).number)
        if read is not None and (best is None or read.confidence > best.confidence):
            best = read
    table = _from_labels(labelled)
    if best is None or table is None:
        return best or table
    hijri, gregorian = best.hijri, best.gregorian
    if "no_such_day" not in best.troubles:
        if hijri is None and gregorian in (None, table.gregorian):
            hijri = table.hijri
        if gregorian is None and best.hijri in (None, table.hijri):
            gregorian = table.gregorian
    weekday = best.weekday or table.weekday
    return ReadAdoption(
        reference=best.reference or table.reference,
        kind=best.kind or table.kind,
        hijri=hijri,
        gregorian=gregorian,
        weekday=weekday,
        term=best.term or table.term,
        verbatim=best.verbatim,
        line=best.line,
        confidence=best.confidence,
        troubles=best.troubles
        or (table.troubles if hijri == table.hijri and gregorian == table.gregorian else ()),
    )


def _from_words(words: str, line: int) -> ReadAdoption | None:
    verbatim, words = words, repaired(words)
    plain = ascii_digits(words)
    dates = written_dates(words)
    kind = "decision" if _DECISION.search(plain) else "meeting" if _MEETING.search(plain) else None
    reference = _reference(plain, kind, dates)
    if reference is None and not dates:
        return None
    weekday = _WEEKDAY.search(words)
    term = _TERM.search(words)
    confidence = 1.0 if reference and dates and kind else 0.8 if reference or dates else 0.5
    return _adoption(
        reference,
        kind,
        dates,
        weekday[1] if weekday else None,
        term[1] if term else None,
        re.sub(r"\s+", " ", verbatim).strip(" \t*_#|-–"),
        line,
        confidence,
    )


def _adoption(
    reference: str | None,
    kind: str | None,
    dates: list[WrittenDate],
    weekday: str | None,
    term: str | None,
    verbatim: str,
    line: int,
    confidence: float,
) -> ReadAdoption:
    hijri = next((one for one in dates if one.is_hijri), None)
    gregorian = next((one for one in dates if not one.is_hijri), None)
    troubles: list[str] = []
    if any(one is not None and one.iso is None for one in (hijri, gregorian)):
        troubles.append("no_such_day")
    hijri_iso = hijri.iso if hijri else None
    gregorian_iso = gregorian.iso if gregorian else None
    if hijri_iso and gregorian_iso and hijri_of(gregorian_iso) != hijri_iso:
        troubles.append("dates_disagree")
    day = gregorian_iso or (gregorian_of(hijri_iso) if hijri_iso else None)
    if weekday and day and folded(weekday) != _WEEKDAYS[date.fromisoformat(day).weekday()]:
        troubles.append("weekday_disagrees")
    return ReadAdoption(
        reference=reference,
        kind=kind,
        hijri=hijri_iso,
        gregorian=gregorian_iso,
        weekday=weekday,
        term=term,
        verbatim=verbatim,
        line=line,
        confidence=confidence - 0.3 * bool(troubles),
        troubles=tuple(troubles),
    )


def _reference(plain: str, kind: str | None, dates: list[WrittenDate]) -> str | None:
    """The number of the decision or the meeting, the one beside its own word first."""
    keyword = _DECISION if kind == "decision" else _MEETING
    free = list(plain)
    for one in dates:
        free[one.start : one.end] = " " * (one.end - one.start)
    text = "".join(free)
    places = [found.end() for found in keyword.finditer(text)] or [0]
    for place in places:
        for pattern in (_NUMBERED, _BRACKETED):
            found = pattern.search(text, place, place + 90)
            if found:
                return re.sub(r"\s+", "", found[1])
    for pattern in (_NUMBERED, _BRACKETED):
        found = pattern.search(text)
        if found and len(re.sub(r"\D", "", found[1])) < 9:
            return re.sub(r"\s+", "", found[1])
    ordinal = _ORDINAL.search(text)
    if ordinal:
        return " ".join(part for part in ordinal.groups() if part)
    return None


def _from_labels(labelled: dict[str, tuple[str, int]]) -> ReadAdoption | None:
    own = {name[9:]: value for name, value in labelled.items() if name.startswith("adoption.")}
    words, line = own.get("adopted_on", ("", 0))
    dates = written_dates(words)
    kind = "decision" if "decision" in own else "meeting" if "meeting" in own else None
    reference = own[kind][0] if kind else None
    if reference is None and words:
        spoken = _from_words(words, line)
        if spoken is not None:
            reference, kind = spoken.reference, spoken.kind
    if not dates and not reference:
        return None
    if reference is not None:
        found = re.search(_REFERENCE.strip(), " " + ascii_digits(reference))
        reference = re.sub(r"\s+", "", found[1]) if found else reference
    weekday = _WEEKDAY.search(own.get("weekday", (words, 0))[0])
    term = own.get("term")
    line = line or min(at for _, at in own.values())
    return _adoption(
        reference,
        kind,
        dates,
        weekday[1] if weekday else None,
        term[0].strip("() ") if term else None,
        words or (reference or ""),
        line,
        0.7,
    )
