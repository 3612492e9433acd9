"""The trail read and checked."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from wasl.domains.access.queries import staff_names
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.trail import TrailEntry, Verdict, remark, remark_on, verify

if TYPE_CHECKING:
    from django.db.models import QuerySet

NAMED = "application"
"""The key under which a deed about something else names the case that it belongs to."""


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One deed. `actor_name` is a colleague's name; else `actor_kind` tells what acted."""

    sequence: int
    at: datetime
    actor_kind: str
    actor_name: str
    verb: str
    subject_kind: str
    subject: str
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Deeds, the latest first; `before` leads to the older ones, None at the beginning."""

    rows: tuple[TrailRow, ...]
    before: int | None


@recorded_query
def trail_read(
    by: Actor, *, about: UUID | None = None, before: int | None = None, most: int = 50
) -> TrailPage:
    """Deeds in the association's trail, the latest first; `about` narrows them to one case.

    Deeds on a decision, a vote or a handover belong to the case that they name. Reading the trail
    stands in the trail.
    """
    rows = TrailEntry.objects.filter(chain=str(by.house))
    if about is not None:
        rows = rows.filter(Q(subject=str(about)) | Q(details__contains=f'"{NAMED}": "{about}"'))
        remark(application=str(about))
    return _page(by, rows, before=before, most=most)


def _page(by: Actor, rows: "QuerySet[TrailEntry]", *, before: int | None, most: int) -> TrailPage:
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    found = list(rows.order_by("-sequence")[: most + 1])
    shown = found[:most]
    names = staff_names(by.as_system(), ids=_staff_of(shown))
    return TrailPage(
        rows=tuple(_row(entry, names) for entry in shown),
        before=shown[-1].sequence if len(found) > most else None,
    )


@recorded_query
def trail_about_party(
    by: Actor, *, parties: Sequence[UUID], before: int | None = None, most: int = 25
) -> TrailPage:
    """Deeds on a party, the latest first; `parties` are all that were found to be one.

    Reading it stands in the trail too.
    """
    rows = TrailEntry.objects.filter(
        chain=str(by.house), subject__in=[str(party) for party in parties]
    )
    if parties:
        remark_on("party", parties[0])
    return _page(by, rows, before=before, most=most)


@query
def trail_verified(by: Actor) -> Verdict:
    """Whether the association's trail is whole, from its first entry to its last."""
    return verify(by.house)


def _staff_of(entries: list[TrailEntry]) -> set[UUID]:
    return {UUID(entry.actor) for entry in entries if entry.actor_kind == "staff"}


def _row(entry: TrailEntry, names: Mapping[UUID, str]) -> TrailRow:
    name = names.get(UUID(entry.actor), "") if entry.actor_kind == "staff" else ""
    return TrailRow(
        sequence=entry.sequence,
        at=entry.at,
        actor_kind=entry.actor_kind,
        actor_name=name,
        verb=entry.verb,
        subject_kind=entry.subject_kind,
        subject=entry.subject,
        details=json.loads(entry.details),
        hash=entry.hash,
    )
