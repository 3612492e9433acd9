"""What somebody may know of his own record, once he has confirmed his phone."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from wasl.domains.parties.models import ContactWay, Party
from wasl.foundation.actor import Actor
from wasl.foundation.query import query

_OWN: Final = ("", "own")
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class MyRecord:
    """A record whose own phone was just confirmed, and all records found to be the same."""

    id: UUID
    kind: str
    name: str
    parties: tuple[UUID, ...]


@query
def my_records(by: Actor) -> tuple[MyRecord, ...]:
    """The records that this phone belongs to; at most ten.

    A phone that stands in a record as somebody else's opens nothing, and neither does any phone the
    record of a protected person: both are served at the office.
    """
    if not by.phone_index:
        return ()
    ways = ContactWay.objects.filter(value_index=by.phone_index, belongs_to__in=_OWN, ended_at=None)
    own = Q(phone_index=by.phone_index, phone_belongs_to__in=_OWN)
    rows = list(
        Party.objects.filter(own | Q(pk__in=ways.values("party_id")))
        .filter(merged_into=None, erased_at=None, is_protected=False)
        .order_by("created_at", "id")[:_MOST]
    )
    absorbed: dict[UUID, list[UUID]] = {row.pk: [row.pk] for row in rows}
    same = Party.objects.filter(merged_into__in=list(absorbed)).values_list("merged_into", "pk")
    for survivor, key in same:
        if survivor is not None:
            absorbed[survivor].append(key)
    return tuple(MyRecord(row.pk, row.kind, row.name, tuple(absorbed[row.pk])) for row in rows)
