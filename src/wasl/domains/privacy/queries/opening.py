"""What may be asked about files opened out of turn."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wasl.domains.access.queries import staff_listed
from wasl.domains.privacy.models import FileOpening
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A file opened out of turn: by whom, why, from when until when, and whether reviewed.

    The person whom the file is about is shown `roles`, a reviewer also `name`.
    """

    id: UUID
    staff: UUID
    name: str
    roles: tuple[str, ...]
    subject: UUID
    reason: str
    opened_at: datetime
    until: datetime
    reviewed_by: UUID | None
    reviewed_at: datetime | None


@query
def has_open_file(by: Actor, *, subject: UUID) -> bool:
    """Whether the one who asks has opened this file out of turn within the hour."""
    if by.staff is None:
        return False
    mine = FileOpening.objects.filter(staff=by.staff, subject=subject)
    return mine.filter(until__gt=timezone.now()).exists()


@query
def openings_to_review(by: Actor) -> tuple[OpeningRow, ...]:
    """Openings that nobody has reviewed, except those of the one who asks; the oldest first."""
    waiting = FileOpening.objects.filter(reviewed_at=None)
    if by.staff is not None:
        waiting = waiting.exclude(staff=by.staff)
    return _rows(by, waiting.order_by("opened_at", "id"))


@query
def openings_of(by: Actor, *, subject: UUID) -> tuple[OpeningRow, ...]:
    """Every opening out of turn of one file, the latest first."""
    return _rows(by, FileOpening.objects.filter(subject=subject).order_by("-opened_at", "-id"))


def _rows(by: Actor, openings: QuerySet[FileOpening]) -> tuple[OpeningRow, ...]:
    opened = list(openings)
    colleagues = {row.id: row for row in staff_listed(by.as_system())} if opened else {}
    return tuple(
        OpeningRow(
            id=row.pk,
            staff=row.staff,
            name=colleagues[row.staff].name if row.staff in colleagues else "",
            roles=colleagues[row.staff].roles if row.staff in colleagues else (),
            subject=row.subject,
            reason=row.reason,
            opened_at=row.opened_at,
            until=row.until,
            reviewed_by=row.reviewed_by,
            reviewed_at=row.reviewed_at,
        )
        for row in opened
    )
