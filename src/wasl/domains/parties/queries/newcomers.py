"""Who came without a face that could ask whether he is known: by the portal, the API or a list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from wasl.domains.parties.models import Party
from wasl.domains.parties.queries.searching import _READ, _association
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import nearby_national_ids
from wasl.foundation.keys import blind_index
from wasl.foundation.query import query
from wasl.foundation.scoping import Prepared


@query
def newcomers_waiting(by: Actor, *, most: int) -> list[Sequence[Any]]:
    """Parties for whom nobody has looked yet whether they are known, the oldest first, as
    `pairing.COLUMNS` names them."""
    key = "id::text" if connection.vendor == "postgresql" else "id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {', '.join(_READ)} FROM parties_party"  # noqa: S608  names of our own columns; values are parameters
            " WHERE association_id = %s AND compared_at IS NULL"
            " AND merged_into_id IS NULL AND erased_at IS NULL"
            f" ORDER BY parties_party.id LIMIT {most}",
            [_association()],
        )
        rows: list[Sequence[Any]] = cursor.fetchall()
    return rows


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A party for whom nobody has looked yet; its numbers are opened while it is read."""

    id: UUID
    kind: str
    name: str
    national_id: str = field(repr=False)
    phone: str = field(repr=False)
    iban: str = field(repr=False)
    birth_on: date | None
    birth_precision: str
    city: str
    gender: str


@query
def newcomers(by: Actor, *, parties: Sequence[UUID]) -> tuple[Newcomer, ...]:
    """These parties, with what is asked of each by itself, the oldest first."""
    return tuple(
        Newcomer(
            id=row.pk,
            kind=row.kind,
            name=row.name,
            national_id=row.national_id,
            phone=row.phone,
            iban=row.iban,
            birth_on=row.birth_on,
            birth_precision=(row.birth_entry or {}).get("precision") or "day",
            city=row.city,
            gender=row.gender,
        )
        for row in _parties(keys=list(parties))
    )


_parties = Prepared(lambda keys: Party.objects.filter(pk__in=keys).order_by("pk"))


@query
def newcomers_to_ask_for(by: Actor, *, parties: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these parties of whom the columns of the registry do not tell all: somebody's ID
    is one slip away from theirs, or a merge left their ID or mobile without a record."""
    rows = list(_parties(keys=list(parties)))
    former = _former_numbers(rows)
    holders: defaultdict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        for one in nearby_national_ids(row.national_id) if row.national_id_index else ():
            near = blind_index("national_id", one.digits, association=by.association)
            if near != row.national_id_index:
                holders[near].add(row.pk)
    held = Party.objects.filter(national_id_index__in=list(holders), merged_into=None)
    near_ones = held.exclude(national_id_index="").values_list("national_id_index", flat=True)
    return frozenset(
        {row.pk for row in rows if former & {row.national_id_index, row.phone_index}}.union(
            *(holders[index] for index in near_ones)
        )
    )


def _former_numbers(rows: Sequence[Party]) -> set[str]:
    ids = {row.national_id_index for row in rows} - {""}
    phones = {row.phone_index for row in rows} - {""}
    merged = Party.objects.filter(
        Q(former_id_index__in=ids) | Q(former_phone_index__in=phones)
    ).values_list("former_id_index", "former_phone_index")
    return {index for both in merged for index in both} - {""}
