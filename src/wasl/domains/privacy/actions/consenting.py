"""Consents given and withdrawn."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.privacy.models import Consent
from wasl.domains.privacy.refusals import ConsentMissing
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor


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
