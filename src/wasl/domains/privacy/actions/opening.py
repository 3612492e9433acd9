"""Files opened out of turn and reviewed."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.privacy.models import FileOpening
from wasl.domains.privacy.refusals import AlreadyReviewed, OwnOpening, ReasonTooShort
from wasl.domains.privacy.rules.opening import OPEN_FOR
from wasl.domains.privacy.rules.reasons import is_reason
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed
from wasl.foundation.scoping import locked


@action
def open_file_out_of_turn(by: Actor, *, subject: UUID, reason: str) -> FileOpening:
    """Open a file that is not one's own for an hour; a reviewer and its person learn of it.

    A file that one has open already stays open until its hour ends. Refuses with
    `ReasonTooShort` when the reason has fewer than ten letters, with `NotAllowed` whoever is
    not of the staff.
    """
    if by.staff is None:
        raise NotAllowed
    if not is_reason(reason):
        raise ReasonTooShort
    now = timezone.now()
    mine = FileOpening.objects.filter(staff=by.staff, subject=subject, until__gt=now)
    opening = mine.order_by("-until").first()
    if opening is None:
        opening = FileOpening.objects.create(
            staff=by.staff,
            subject=subject,
            reason=reason.strip(),
            opened_at=now,
            until=now + OPEN_FOR,
        )
    trail.remark(opening, file=str(subject))
    return opening


@action
def review_opening(by: Actor, *, opening: UUID) -> FileOpening:
    """Record that somebody else looked at why a file was opened out of turn.

    Refuses with `OwnOpening` the one who opened it, with `AlreadyReviewed` a second review.
    """
    row = locked(FileOpening.objects, pk=opening)
    if row.staff == by.staff:
        raise OwnOpening
    if row.reviewed_at is not None:
        raise AlreadyReviewed
    row.reviewed_by, row.reviewed_at = by.staff, timezone.now()
    row.save(update_fields=["reviewed_by", "reviewed_at"])
    trail.remark(row, file=str(row.subject))
    return row
