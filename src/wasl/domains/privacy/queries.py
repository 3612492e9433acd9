"""What may be asked about consents and about files opened out of turn."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wasl.domains.access.queries import staff_listed
from wasl.domains.privacy.models import Consent, FileOpening
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


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent and the words to which it was given."""

    id: UUID
    purpose: str
    wording: str
    wording_version: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None


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


@query
def consents_of(by: Actor, *, subject: UUID) -> tuple[ConsentRow, ...]:
    """The consents given about one subject, withdrawn ones included; the latest first."""
    return tuple(
        ConsentRow(
            id=row.pk,
            purpose=row.purpose,
            wording=row.wording,
            wording_version=row.wording_version,
            channel=row.channel,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in Consent.objects.filter(subject=subject).order_by("-given_at", "-id")
    )


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
