"""The processing record, drawn from what every room declares of its tables."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.actor import Actor
from wasl.foundation.personal_data import Words, declared, everybody, rows_about
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound


@dataclass(frozen=True, slots=True)
class ProcessingRow:
    """What one table holds about people: in words of the person, what for, on what ground, how
    long, and what becomes of it when he is erased.

    `columns` are the columns in words; `is_about_staff` tells what has no way from a person served.
    `deed` is "delete", "blank" or "keep"; `must_years` are those that a law or the policy demands.
    """

    model: str
    room: str
    title: Words
    columns: tuple[Words, ...]
    column_count: int
    purpose: Words
    basis: Words
    kept_for: Words
    deed: str
    kept_because: Words
    must_years: int | None
    has_files: bool
    is_about_staff: bool
    apart: Words


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """All that one room holds about people."""

    room: str
    rows: tuple[ProcessingRow, ...]


@dataclass(frozen=True, slots=True)
class HeldInShort:
    """One kind of thing that is held about people, for them to read."""

    title: Words
    purpose: Words
    kept_for: Words


@query
def processing_record(by: Actor) -> tuple[RoomRecord, ...]:
    """Every table about people, room by room in the order of the house, as the rooms declare it."""
    rooms: dict[str, list[ProcessingRow]] = {}
    for held in declared():
        row = ProcessingRow(
            model=held.model,
            room=held.room,
            title=held.title or held.purpose,
            columns=tuple(held.labels.values()),
            column_count=len(held.fields),
            purpose=held.purpose,
            basis=held.basis,
            kept_for=held.kept_for,
            deed=held.on_erasure,
            kept_because=held.kept_because,
            must_years=held.retention.years if held.retention and held.retention.must else None,
            has_files=bool(held.files),
            is_about_staff=held.about is None,
            apart=held.apart,
        )
        rooms.setdefault(held.room, []).append(row)
    return tuple(RoomRecord(room, tuple(rows)) for room, rows in rooms.items())


@query
def held_in_short(by: Actor) -> tuple[HeldInShort, ...]:
    """What is held about the people whom the association serves, in short, for everybody to read."""
    shown: dict[str, HeldInShort] = {}
    for held in declared():
        if held.about is None or not held.title:
            continue
        shown.setdefault(str(held.title), HeldInShort(held.title, held.purpose, held.kept_for))
    return tuple(shown.values())


@dataclass(frozen=True, slots=True)
class HeldCount:
    """How much of one kind is held about somebody, what for, and how long."""

    title: Words
    purpose: Words
    kept_for: Words
    rows: int


@query
def held_about_me(by: Actor, *, party: UUID) -> tuple[HeldCount, ...]:
    """What is held about whoever has just confirmed his phone, in short: how much of which kind.

    What it says is read only where somebody made sure who asks. Refuses with `NotFound` a record
    to which this phone does not belong.
    """
    people = everybody(party)
    if not by.phone_index or by.phone_index not in people.phones:
        raise NotFound
    counted: dict[str, HeldCount] = {}
    for held in declared():
        if held.about is None or not held.title or not held.labels:
            continue
        rows = rows_about(held, people).count()
        known = counted.get(str(held.title))
        total = rows + (known.rows if known else 0)
        counted[str(held.title)] = HeldCount(held.title, held.purpose, held.kept_for, total)
    return tuple(one for one in counted.values() if one.rows)
