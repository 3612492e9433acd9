"""What a search for duplicates reads: the whole registry in slices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from wasl.domains.parties.models import DuplicateSearch
from wasl.domains.parties.rules.pairing import Registry, nothing_collected
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.scoping import current_association

SLICE = 20_000
_PRECISION = (
    "CASE WHEN CAST(birth_entry AS text) LIKE '%%\"precision\": \"month\"%%' THEN 'month'"
    " WHEN CAST(birth_entry AS text) LIKE '%%\"precision\": \"year\"%%' THEN 'year'"
    " ELSE 'day' END"
)
_READ = (
    *("kind", "name_key", "name_1", "name_2", "name_3", "name_4", "national_id_index"),
    *("identity_kind", "phone_index", "iban_index", "CAST(birth_on AS text)"),
    _PRECISION,
    *("city", "gender"),
)
BROKEN_OFF_AFTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One search for duplicates: its stage, how many were compared and how many pairs found."""

    id: UUID
    stage: str
    asked_at: datetime
    ended_at: datetime | None
    parties: int
    found: int
    trouble: str


@query
def duplicate_searches(by: Actor, *, most: int = 10) -> tuple[SearchRow, ...]:
    """The latest searches for duplicates, the newest first."""
    rows = DuplicateSearch.objects.order_by("-asked_at", "-id")[:most]
    return tuple(
        SearchRow(
            row.pk, row.stage, row.asked_at, row.ended_at, row.parties, row.found, row.trouble
        )
        for row in rows
    )


@query
def searches_waiting(by: Actor) -> tuple[UUID, ...]:
    """Searches to be done: those that wait, and those whose worker broke off two hours ago."""
    before = timezone.now() - BROKEN_OFF_AFTER
    waiting = Q(stage="waiting") | Q(stage="running", began_at__lt=before)
    rows = DuplicateSearch.objects.filter(waiting).order_by("asked_at", "id")
    return tuple(rows.values_list("pk", flat=True))


@query
def registry_slice(by: Actor, *, after: str = "") -> tuple[list[Sequence[Any]], str]:
    """The next 20 000 parties, as `pairing.COLUMNS` names them, and where the slice after begins.

    One statement, of the association that is entered; merged and erased parties are left out.
    SQLite goes along the rows as they lie, which costs a sixth of going by the keys.
    """
    is_postgresql = connection.vendor == "postgresql"
    key, place = ("id::text", "id") if is_postgresql else ("id", "rowid")
    own = "association_id" if is_postgresql else "+association_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {', '.join(_READ)}, {place} FROM parties_party"  # noqa: S608
            f" WHERE {own} = %s{f' AND {place} > %s' if after else ''}"
            " AND merged_into_id IS NULL AND erased_at IS NULL"
            f" ORDER BY parties_party.{place} LIMIT {SLICE}",
            [_association(), *([after] if after else [])],
        )
        rows = cursor.fetchall()
    return [row[:-1] for row in rows], str(rows[-1][-1]) if rows else ""


def _association() -> Any:
    key = current_association()
    return key if connection.features.has_native_uuid_field else key.hex


@query
def ways_slice(by: Actor, *, after: str = "") -> list[tuple[str, str, str]]:
    """The next 20 000 further mobiles: key of the row, key of the party, blind index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, party_id, value_index FROM parties_contactway"  # noqa: S608  names of our own columns; values are parameters
            f" WHERE association_id = %s{' AND id > %s' if after else ''}"
            " AND ended_at IS NULL AND value_index <> '' AND kind = 'mobile' ORDER BY id"
            f" LIMIT {SLICE}",
            [_association(), *([after] if after else [])],
        )
        return [(str(key), str(party), index) for key, party, index in cursor.fetchall()]


def whole_registry(by: Actor) -> Registry:
    """All parties but merged and erased ones, held to be compared with one another or a list.

    Composes `registry_slice` and `ways_slice`: SQLite lets nobody write while somebody reads.
    """
    registry = Registry()
    with nothing_collected():
        rows, after = registry_slice(by)
        while rows:
            registry.add(rows)
            rows, after = registry_slice(by, after=after)
    after = ""
    while ways := ways_slice(by, after=after):
        registry.add_ways([(party, index) for _, party, index in ways])
        after = ways[-1][0]
    return registry
