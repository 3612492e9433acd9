"""Consents given and withdrawn, files opened out of turn and reviewed."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.privacy.models import Consent, FileOpening
from wasl.domains.privacy.refusals import (
    AlreadyReviewed,
    ConsentMissing,
    OwnOpening,
    ReasonTooShort,
)
from wasl.domains.privacy.rules import OPEN_FOR, is_reason
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


@action
def give_consent(
    by: Actor, *, subject: UUID, purpose: str, wording: str, wording_version: str, channel: str
) -> Consent:
    """Keep a person's consent to one purpose with the words that he saw."""
    return Consent.objects.create(
        subject=subject,
        purpose=purpose,
        wording=wording,
        wording_version=wording_version,
        channel=channel,
        taken_by=by.staff,
        given_at=timezone.now(),
    )


@action
def withdraw_consent(by: Actor, *, subject: UUID, purpose: str) -> int:
    """Withdraw every consent of the subject to a purpose; returns how many.

    Refuses with `ConsentMissing` when there is none that still holds.
    """
    holding = Consent.objects.filter(subject=subject, purpose=purpose, withdrawn_at=None)
    withdrawn = holding.update(withdrawn_at=timezone.now())
    if not withdrawn:
        raise ConsentMissing
    trail.remark(about=str(subject), purpose=purpose)
    return withdrawn
