"""What may be asked about files opened out of turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wasl.domains.access.queries import staff_listed
from wasl.domains.privacy.models import FileOpening
from wasl.foundation.actor import Actor
from wasl.foundation.query import QUERIES, query
from wasl.foundation.trail import TrailEntry

_MOST_READ = 500


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
def openings_of(
    by: Actor, *, subject: UUID, besides: Iterable[UUID] = ()
) -> tuple[OpeningRow, ...]:
    """Every opening out of turn of one file, the latest first; `besides` are further files of the
    same person."""
    subjects = [subject, *besides]
    rows = FileOpening.objects.filter(subject__in=subjects).order_by("-opened_at", "-id")
    return _rows(by, rows)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """Who read a person's files on one day: the roles, never the name, and how often."""

    day: date
    roles: tuple[str, ...]
    times: int
    was_out_of_turn: bool


@query
def readings_of(by: Actor, *, subjects: Iterable[UUID]) -> tuple[ReadingRow, ...]:
    """On which days colleagues of which roles read any of these files, the latest day first.

    Told by role and never by name, from the last five hundred readings in the trail. A day on
    which such a role had opened one of the files out of turn is marked.
    """
    keys = list(subjects)
    entries = TrailEntry.objects.filter(
        subject__in=[str(key) for key in keys],
        verb__in=list(QUERIES),
        actor_kind="staff",
    ).order_by("-sequence")
    read = list(entries.values_list("at", "actor")[:_MOST_READ])
    if not read:
        return ()
    roles = {str(row.id): row.roles for row in staff_listed(by.as_system())}
    opened = {
        (timezone.localdate(row.opened_at), str(row.staff))
        for row in FileOpening.objects.filter(subject__in=keys)
    }
    counted: dict[tuple[date, tuple[str, ...]], tuple[int, bool]] = {}
    for at, actor in read:
        day = timezone.localdate(at)
        place = (day, roles.get(actor, ()))
        times, was_out = counted.get(place, (0, False))
        counted[place] = (times + 1, was_out or (day, actor) in opened)
    return tuple(
        ReadingRow(day, of_roles, times, was_out)
        for (day, of_roles), (times, was_out) in counted.items()
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
