"""Who may be meant: a handful of equality probes on indexed columns, put together as one statement.

Each probe is answered by an index and brings a limited number of rows, so that a search costs the
same among a thousand parties and among a million. They come with no more than telling the closest
of them needs; what those are worth is for the rule of likeness to say.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from rapidfuzz.distance import OSA

from wasl.foundation.prepared import ask_planned
from wasl.foundation.scoping import current_association

_SHOWN = (
    *("id", "name_key", "name_1", "name_2", "name_3", "name_4"),
    *("birth_on", "national_id_index", "phone_index"),
)
_AMONG, _BEGUN_AMONG = "name_4 among", "name_4~ among"
BY_WAY, BY_FILE = "way", "file_number"
"""How a row was brought by a further way of contact, or by the file number of a merged record."""
BY_FORMER_ID, BY_FORMER_PHONE = "former_id_index", "former_phone_index"
"""How a row was brought by a number that it did not take when another was merged into it."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One question that an index answers: columns and the values they equal, at most `most` rows.

    A column "name_2~" is asked for a prefix, "name_4+" for what is longer than it, "birth_on<>" for
    a first and a last day, any other with several values for one of them; "name_4 among" and
    "name_4~ among" for a family name, or the beginning of one, among what the rest finds, "way" for
    a number among the ways of contact.
    """

    where: tuple[tuple[str, Any], ...]
    most: int


class Brought(NamedTuple):
    """A row that a probe brought, as far as telling the closest needs it; the key and the day of
    birth as the engine hands them out. `told_by` is `BY_WAY`, `BY_FILE`, `BY_FORMER_ID` or
    `BY_FORMER_PHONE` when one of these brought it."""

    id: Any
    name_key: str
    name_1: str
    name_2: str
    name_3: str
    name_4: str
    birth_on: Any
    identity: str
    phone: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that the probes brought, each once, and by what else than its own columns."""

    rows: tuple[Brought, ...]
    told_by: dict[UUID, frozenset[str]]

    def closest(self, most: int, worth: Callable[[Brought], int]) -> dict[UUID, int]:
        """The keys of those that are worth the most, and what each is worth."""
        ordered = sorted(((worth(row), row.id) for row in self.rows), key=_WORTH, reverse=True)
        return {_key(key): worth for worth, key in ordered[:most]}


_WORTH = itemgetter(0)


def _key(stored: Any) -> UUID:
    return stored if isinstance(stored, UUID) else UUID(stored)


def candidates(
    probes: Sequence[Probe], *, kind: str = "", besides: UUID | None = None
) -> Candidates:
    """The parties that any of the probes brings, each once: one statement whatever the rows.

    Merged and erased parties never come; the file number of a merged record, and numbers that were
    given up in a merge, bring the one that survived. Nothing is asked without probes.
    """
    if not probes:
        return Candidates((), {})
    association = _stored(current_association())
    values: list[Any] = []
    for probe in probes:
        values.append(association)
        for column, value in probe.where:
            if column.endswith(("~", "+")) or column == _BEGUN_AMONG:
                values += [value, _after(value)]
            elif column.endswith("<>"):
                values += map(_stored, value)
            elif isinstance(value, tuple):
                values += map(_stored, _padded(value))
            else:
                values.append(_stored(value))
        if kind:
            values.append(kind)
    shape = tuple(
        (tuple((name, _width(name, value)) for name, value in probe.where), probe.most)
        for probe in probes
    )
    with connection.cursor() as cursor:
        ask_planned(cursor, _statement(shape, is_of_kind=bool(kind)), values)
        brought = cursor.fetchall()
    rows = {row[0]: row for row in brought}
    if besides is not None:
        rows.pop(_stored(besides), None)
    told: dict[UUID, frozenset[str]] = {}
    for row in brought:
        if row[-1]:
            key = _key(row[0])
            told[key] = told.get(key, frozenset()) | {row[-1]}
    return Candidates(tuple(map(Brought._make, rows.values())), told)


_EXACT, _ELSEWHERE, _BEGUN, _NEAR, _LACKING = 10, 8, 6, 5, 2
_AS_SPELLED, _WHOLE = 3, 1
_PLACES = {1: (0,), 2: (0, 3), 3: (0, 1, 3), 4: (0, 1, 2, 3)}


def names_agreeing(parts: Sequence[str], spelled: Sequence[str]) -> Callable[[Brought], int]:
    """How well the name of a row agrees with a typed one, counted roughly: with the skeletons of
    its parts in their places or elsewhere, nearly, and with its folded parts letter by letter."""
    parts = parts if len(parts) <= 4 else [*parts[:3], parts[-1]]
    typed = tuple(zip(_PLACES.get(len(parts), ()), parts, strict=True))

    def agreeing(row: Brought) -> int:
        columns = row[2:6]
        agree = 0
        for place, part in typed:
            kept = columns[place]
            if kept == part:
                agree += _EXACT
            elif part in columns:
                agree += _ELSEWHERE
            elif kept.startswith(part):
                agree += _BEGUN
            elif any(_is_near(part, column) for column in columns):
                agree += _NEAR
            elif not kept:
                agree += _LACKING
        name = row.name_key.split()
        for part in spelled:
            if part in name:
                agree += _AS_SPELLED
        if len(name) == len(spelled):
            agree += _WHOLE
        return agree

    return agreeing


@lru_cache(maxsize=65_536)
def _is_near(part: str, other: str) -> bool:
    if min(len(part), len(other)) < 2:
        return False
    return other.startswith(part) or OSA.distance(part, other, score_cutoff=1) == 1


_WIDTH = 12


def _padded(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values, the last repeated up to a multiple of twelve, so that few statements differ."""
    return values + values[-1:] * (-len(values) % _WIDTH)


def _width(column: str, value: Any) -> int:
    if not isinstance(value, tuple):
        return 0
    return len(value) if column.endswith("<>") else len(_padded(value))


def _stored(value: Any) -> Any:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _after(prefix: str) -> str:
    # skeletons hold a to z and letters of other scripts: nothing follows this one
    return prefix + "\uffff"


@lru_cache(maxsize=512)
def _statement(shape: tuple[Any, ...], *, is_of_kind: bool) -> str:
    return " UNION ALL ".join(
        f"SELECT * FROM ({_branch(where, most, is_of_kind=is_of_kind)}) AS branch_{place}"  # noqa: S608  names of our own columns; values are parameters
        for place, (where, most) in enumerate(shape)
    )


def _branch(where: tuple[tuple[str, int], ...], most: int, *, is_of_kind: bool) -> str:
    shown = ", ".join(f"p.{column}" for column in _SHOWN)
    names = {column for column, _ in where}
    still_there = _still_there(is_of_kind)
    if "way" in names:
        return (
            f"SELECT {shown}, '{BY_WAY}' AS told_by FROM parties_contactway w"  # noqa: S608  names of our own columns; values are parameters
            f" JOIN parties_party r ON r.id = w.party_id {_SURVIVOR}"
            " WHERE w.association_id = %s AND w.value_index = %s AND w.ended_at IS NULL"
            f"{still_there} LIMIT {most}"
        )
    if BY_FILE in names:
        told_by = f"CASE WHEN r.merged_into_id IS NULL THEN '' ELSE '{BY_FILE}' END"
        return (
            f"SELECT {shown}, {told_by} AS told_by FROM parties_party r {_SURVIVOR}"  # noqa: S608  names of our own columns; values are parameters
            f" WHERE r.association_id = %s AND r.file_number = %s{still_there} LIMIT {most}"
        )
    former = next((name for name in (BY_FORMER_ID, BY_FORMER_PHONE) if name in names), "")
    if former:
        # the index leaves out the empty ones, and SQLite takes it only for the same words
        return (
            f"SELECT {shown}, '{former}' AS told_by FROM parties_party r"  # noqa: S608  names of our own columns; values are parameters
            " JOIN parties_party p ON p.id = r.merged_into_id"
            f" WHERE r.association_id = %s AND NOT (r.{former} = '') AND r.{former} = %s"
            f"{still_there} LIMIT {most}"
        )
    conditions = "".join(f" AND {_condition(column, width)}" for column, width in where)
    return (
        f"SELECT {shown}, '' AS told_by FROM parties_party p"  # noqa: S608  names of our own columns; values are parameters
        f" WHERE p.association_id = %s{conditions}{still_there} LIMIT {most}"
    )


# CASE and not COALESCE: under row-level security PostgreSQL takes COALESCE for something that may
# tell what it sees, and would walk through the whole table before it compares keys
_SURVIVOR = (
    "JOIN parties_party p"
    " ON p.id = CASE WHEN r.merged_into_id IS NULL THEN r.id ELSE r.merged_into_id END"
)


def _still_there(is_of_kind: bool) -> str:
    kind = " AND p.kind = %s" if is_of_kind else ""
    return f"{kind} AND p.merged_into_id IS NULL AND p.erased_at IS NULL"


def _condition(column: str, width: int) -> str:
    # not by the index of families: a family is large, the births of a day and those of one first
    # and father's name are few
    if column == _AMONG:
        return "COALESCE(p.name_4, '') = %s"
    if column == _BEGUN_AMONG:
        # a plus keeps SQLite from that index; PostgreSQL knows better, and compares in the right one
        family = "+p.name_4" if connection.vendor == "sqlite" else "p.name_4"
        return f"{family} > %s AND {family} < %s"
    if column.endswith("<>"):
        return f"p.{column[:-2]} BETWEEN %s AND %s"
    if column.endswith("+"):
        return f"p.{column[:-1]} > %s AND p.{column[:-1]} < %s"
    if column.endswith("~"):
        return f"p.{column[:-1]} >= %s AND p.{column[:-1]} < %s"
    if column == "national_id_index":
        # the index leaves out the empty ones, and SQLite takes it only for the same words
        listed = ", ".join(["%s"] * width)
        return f"NOT (p.national_id_index = '') AND p.national_id_index IN ({listed})"
    if width:
        return f"p.{column} IN ({', '.join(['%s'] * width)})"
    return f"p.{column} = %s"


def name_probes(parts: Sequence[str], *, is_typing: bool = False) -> Iterable[Probe]:
    """The probes for the skeletons of a name: its parts in threes and twos, in their order and with
    one missing on either side.

    While somebody is typing, the last part may be the beginning of one.
    """
    last = "~" if is_typing else ""
    match _four_of(parts):
        case [a, b, c, d]:
            yield _named(60, (1, a), (2, b), (3, c), (f"4{last}", d))
            yield _named(30, (1, a), (2, b), (3, c))
            yield _named(30, ("1~", a[:1]), (2, b), (3, c), (4, d))
            if is_typing:
                yield _named(20, (2, b), (3, c), (4, d))
            yield _named(40, (1, a), (2, b), (4, d))
            yield _named(40, (1, a), (3, c), (4, d))
            yield _named(10, (1, a), (2, c), (3, ""), (4, d))
            yield _named(10, (1, a), (2, b), (3, ""), (4, c))
            yield _named(20, (1, a), (2, ""), (4, d))
        case [a, b, d]:
            yield _named(60, (1, a), (2, b), (4, d))
            if is_typing:
                yield _named(20, (1, a), (2, b), ("4~ among", d))
            yield _named(40, (1, a), (3, b), (4, d))
            yield _named(40, (1, a), (2, b), (f"3{last}", d))
            yield _named(20, (2, a), (3, b), (4, d))
            yield _named(20, (1, a), (2, ""), (4, d))
            yield _named(50, (1, a), (2, b), ("4~ among", d[:1]))
            yield _named(30, (1, a), ("2~", b[:1]), (4, d))
            yield _named(50, ("1~", a[:1]), (3, b), (4, d))
        case [a, d]:
            yield _named(100, (4, d), (1, a))
            yield _named(40, (1, a), (f"2{last}", d))
            if is_typing:
                yield _named(40, ("4+", d), (1, a))
            yield _named(30, (2, a), (3, d))
            yield _named(30, (3, a), (4, d))
            yield _named(40, (4, a), (1, d))
        case [a]:
            yield _named(60, (1, a))
            yield _named(60, (4, a))
            if is_typing:
                yield _named(30, ("1+", a))
                yield _named(30, ("4+", a))
            yield _named(20, (2, a))
            yield _named(20, (3, a))


def moved_probes(parts: Sequence[str]) -> Iterable[Probe]:
    """The probes for three or four parts of a name that were written out of order."""
    match _four_of(parts):
        case [a, b, c, d]:
            yield _named(10, (1, b), (2, a), (3, c), (4, d))
            yield _named(10, (1, a), (2, c), (3, b), (4, d))
            yield _named(10, (1, a), (2, b), (3, d), (4, c))
            yield _named(10, (1, b), (2, c), (3, d), (4, a))
            yield _named(10, (1, d), (2, a), (3, b), (4, c))
        case [a, b, d]:
            yield _named(10, (1, b), (2, a), (4, d))
            yield _named(10, (1, b), (2, d), (4, a))
            yield _named(10, (1, d), (2, a), (4, b))


def _four_of(parts: Sequence[str]) -> list[str]:
    return [*parts[:3], parts[-1]] if len(parts) > 4 else list(parts)


def _named(most: int, *equal: tuple[int | str, str]) -> Probe:
    return Probe(tuple((f"name_{place}", value) for place, value in equal), most)
