"""People as lists bring them in and take them out: who is meant by a row, and rows to take out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q

from wasl.domains.parties.models import ContactWay, Fact, Holds, HouseholdMember, Party
from wasl.domains.parties.queries.finding import likely_duplicates
from wasl.domains.parties.queries.searching import whole_registry
from wasl.domains.parties.rules import CHECKED_IDENTITIES, birth_as_entered, name_columns
from wasl.domains.parties.rules.likeness import Reason
from wasl.domains.parties.rules.pairing import COLUMNS, Registry
from wasl.foundation.actor import Actor
from wasl.foundation.keys import blind_index
from wasl.foundation.names import similarity
from wasl.foundation.query import query

MEANT_FROM = 0.75
"""From this likeness of names on, the one on a phone is meant by it."""
_PARTIES_PER_ROW = 100
"""Asking what one row resembles costs as much as reading and comparing some hundred parties."""
_UNREAD = "unread"
"""The kind of a number that is no ID: that it differs says nothing."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a row of a list names him: by ID, by file number, or by phone and name.

    The numbers are in their stored form.
    """

    row: int
    national_id: str = ""
    file_number: int | None = None
    phone: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A party that a row may mean."""

    party: UUID
    kind: str
    name: str
    by: str


@query
def parties_meant(by: Actor, *, named: Sequence[Named]) -> Mapping[int, tuple[Meant, ...]]:
    """Whom each row means: the holder of the ID, else of the file number, else of the phone whose
    name is alike. Who was merged stands for the survivor; several are told, nobody is picked.
    """
    ids = {one.row: _index(by, "national_id", one.national_id) for one in named if one.national_id}
    phones = {one.row: _index(by, "phone", one.phone) for one in named if one.phone and one.name}
    numbers = {one.row: one.file_number for one in named if one.file_number is not None}
    rows = Party.objects.filter(
        Q(national_id_index__in=set(ids.values()))
        | Q(former_id_index__in=set(ids.values()))
        | Q(file_number__in=set(numbers.values()))
        | Q(phone_index__in=set(phones.values()))
        | Q(former_phone_index__in=set(phones.values()))
    ).values_list(
        *("pk", "kind", "name", "national_id_index", "former_id_index", "file_number"),
        *("phone_index", "former_phone_index", "merged_into"),
    )
    by_id: defaultdict[str, list[tuple[UUID, str, str]]] = defaultdict(list)
    by_number: defaultdict[int, list[tuple[UUID, str, str]]] = defaultdict(list)
    by_phone: defaultdict[str, list[tuple[UUID, str, str]]] = defaultdict(list)
    for key, kind, name, identity, former_id, number, phone, former_phone, merged in rows:
        party = (merged or key, kind, name)
        if identity:
            by_id[identity].insert(0, party)
        if former_id:  # who holds the number comes before who gave it up
            by_id[former_id].append(party)
        if number is not None:
            by_number[number].append(party)
        for index in {phone, former_phone} - {""}:
            by_phone[index].append(party)
    found: dict[int, tuple[Meant, ...]] = {}
    for one in named:
        if one.row in ids:
            found[one.row] = _meant(by_id[ids[one.row]], "identity")
        elif one.row in numbers and one.file_number is not None:
            found[one.row] = _meant(by_number[one.file_number], "file_number")
        elif one.row in phones:
            alike = [
                row
                for row in by_phone[phones[one.row]]
                if similarity(row[2], one.name) >= MEANT_FROM
            ]
            found[one.row] = _meant(alike, "phone")
    return {row: meant for row, meant in found.items() if meant}


def _meant(rows: Iterable[tuple[UUID, str, str]], by: str) -> tuple[Meant, ...]:
    return tuple({key: Meant(key, kind, name, by) for key, kind, name in rows}.values())


def _index(by: Actor, kind: str, value: str) -> str:
    return blind_index(kind, value, association=by.association)


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody of a list who may be known, by the number of the row.

    The numbers are in their stored form; `birth_on` is None unless the very day is known.
    """

    row: int
    name: str
    identity_kind: str = "national"
    national_id: str = ""
    phone: str = ""
    iban: str = ""
    birth_on: date | None = None
    city: str = ""


@dataclass(frozen=True, slots=True)
class PartyAlike:
    """A party that a row may be: the score in bits, and the reasons."""

    party: UUID
    score: float
    reasons: tuple[Reason, ...]


@query
def has_more_parties(by: Actor, *, than: int) -> bool:
    """Whether more parties are known than so many."""
    return Party.objects.order_by("pk")[than : than + 1].exists()


def registry_to_compare(by: Actor, *, rows: int) -> Registry | None:
    """All parties, held to be compared with so many rows of a list; None when the parties are so
    many more that asking for each row costs less. Composes what `whole_registry` does."""
    if has_more_parties(by, than=rows * _PARTIES_PER_ROW):
        return None
    return whole_registry(by)


@query
def parties_alike(
    by: Actor, *, kind: str, sought: Sequence[Sought], registry: Registry | None, least: float
) -> Mapping[int, tuple[PartyAlike, ...]]:
    """Parties of one kind that each row may be, the likeliest first, as `likely_duplicates` finds
    them: among the registry in hand, or without one by asking for each row."""
    if registry is None:
        return {one.row: _likely(by, kind, one, least) for one in sought}
    rows = Registry()
    if sought:
        rows.add([_as_compared(by, kind, one) for one in sought])
    found: defaultdict[int, list[PartyAlike]] = defaultdict(list)
    for pair in registry.pairs_with(rows, least=least):
        alike = PartyAlike(UUID(pair.first), pair.likeness.score, pair.likeness.reasons)
        found[int(pair.second)].append(alike)
    return {
        row: tuple(sorted(some, key=lambda one: (-one.score, one.party)))
        for row, some in found.items()
    }


def _likely(by: Actor, kind: str, one: Sought, least: float) -> tuple[PartyAlike, ...]:
    likely = likely_duplicates(
        by,
        kind=kind,
        name=one.name,
        national_id=one.national_id,
        phone=one.phone,
        iban=one.iban,
        birth_on=one.birth_on,
        city=one.city,
    )
    return tuple(
        PartyAlike(found.id, found.score, found.reasons) for found in likely if found.score >= least
    )


def _as_compared(by: Actor, kind: str, one: Sought) -> tuple[str | None, ...]:
    columns = {
        "id": str(one.row),
        "kind": kind,
        **name_columns(one.name),
        "identity": _index_of(by, "national_id", one.national_id),
        "identity_kind": one.identity_kind if one.identity_kind in CHECKED_IDENTITIES else _UNREAD,
        "phone": _index_of(by, "phone", one.phone),
        "iban": _index_of(by, "iban", one.iban),
        "birth_on": one.birth_on.isoformat() if one.birth_on else None,
        "precision": "day",
        "city": one.city,
        "gender": "",
    }
    return tuple(columns[name] for name in COLUMNS)


def _index_of(by: Actor, kind: str, value: str) -> str:
    return _index(by, kind, value) if value else ""


@query
def file_numbers_taken(by: Actor, *, numbers: Sequence[int]) -> frozenset[int]:
    """Which of these file numbers are given already."""
    rows = Party.objects.filter(file_number__in=set(numbers))
    return frozenset(number for number in rows.values_list("file_number", flat=True) if number)


@dataclass(frozen=True, slots=True)
class ExportedMember:
    """A member of a household as it is taken out."""

    name: str
    relation: str
    gender: str
    national_id: str
    birth: str


@dataclass(frozen=True, slots=True)
class ExportedParty:
    """A party as it is taken out to a list; phone, e-mail and address of a protected one are
    left out. Dates are as they were written."""

    id: UUID
    kind: str
    name: str
    identity_kind: str
    national_id: str
    birth: str
    gender: str
    phone: str
    phone_2: str
    email: str
    city: str
    address: str
    iban: str
    payee: str
    file_number: int | None
    facts: Mapping[str, object]
    members: tuple[ExportedMember, ...]
    is_protected: bool


EXPORTED_FACTS = (
    *("income.total", "household.size", "housing.kind", "education.level", "work.state"),
)


@query
def parties_exported(
    by: Actor,
    *,
    kind: str,
    city: str = "",
    role: str = "",
    brought_by: UUID | None = None,
    after: UUID | None = None,
    most: int = 500,
) -> tuple[ExportedParty, ...]:
    """The next parties of a kind in the order in which they became known, with all that a list of
    people holds. Who was merged into another or erased is not among them."""
    rows = _chosen(kind, city, role, brought_by).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows[:most])
    keys = [row.pk for row in found]
    ways = _further_mobiles(keys)
    facts = _facts(keys)
    members = _members(keys) if kind == "household" else {}
    return tuple(
        _exported(row, ways.get(row.pk, ""), facts.get(row.pk, {}), members.get(row.pk, ()))
        for row in found
    )


def _chosen(kind: str, city: str, role: str, brought_by: UUID | None) -> "models.QuerySet[Party]":
    rows = Party.objects.filter(kind=kind, merged_into=None, erased_at=None)
    if city:
        rows = rows.filter(city=city)
    if role:
        rows = rows.filter(Holds(role))
    return rows if brought_by is None else rows.filter(brought_by=brought_by)


@query
def parties_counted(
    by: Actor, *, kind: str, city: str = "", role: str = "", brought_by: UUID | None = None
) -> int:
    """How many parties `parties_exported` takes out altogether."""
    return _chosen(kind, city, role, brought_by).count()


def _further_mobiles(keys: Sequence[UUID]) -> dict[UUID, str]:
    rows = ContactWay.objects.filter(party__in=keys, kind="mobile", ended_at=None).order_by("pk")
    found: dict[UUID, str] = {}
    for row in rows:
        found.setdefault(row.party_id, row.value)
    return found


def _facts(keys: Sequence[UUID]) -> dict[UUID, dict[str, object]]:
    rows = Fact.objects.filter(party__in=keys, key__in=EXPORTED_FACTS, replaced_at=None).order_by(
        "recorded_at", "pk"
    )
    found: defaultdict[UUID, dict[str, object]] = defaultdict(dict)
    for row in rows:
        found[row.party_id][row.key] = row.value.get("is")
    return found


def _members(keys: Sequence[UUID]) -> dict[UUID, tuple[ExportedMember, ...]]:
    found: defaultdict[UUID, list[ExportedMember]] = defaultdict(list)
    for row in HouseholdMember.objects.filter(household__in=keys, left_on=None).order_by("pk"):
        found[row.household_id].append(
            ExportedMember(
                row.name,
                row.relation,
                row.gender,
                row.national_id,
                _as_written(row.birth_entry, row.birth_on),
            )
        )
    return {key: tuple(members) for key, members in found.items()}


def _as_written(entry: Mapping[str, str], on: date | None) -> str:
    written = birth_as_entered(entry, on)
    return written.text if written else ""


def _exported(
    row: Party, phone_2: str, facts: Mapping[str, object], members: tuple[ExportedMember, ...]
) -> ExportedParty:
    hidden = row.is_protected
    return ExportedParty(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        identity_kind=row.identity_kind,
        national_id=row.national_id,
        birth=_as_written(row.birth_entry, row.birth_on),
        gender=row.gender,
        phone="" if hidden else row.phone,
        phone_2="" if hidden else phone_2,
        email="" if hidden else row.email,
        city=row.city,
        address="" if hidden else row.address,
        iban=row.iban,
        payee=row.payee,
        file_number=row.file_number,
        facts=facts,
        members=members,
        is_protected=row.is_protected,
    )
