"""Consents given and withdrawn."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from wasl.domains.privacy.models import Consent, Purpose
from wasl.domains.privacy.refusals import (
    ConsentMissing,
    ExplicitConsentNeeded,
    RightUnknown,
    WordingMissing,
)
from wasl.domains.privacy.rules.asking import ACTS_AS
from wasl.domains.privacy.rules.purposes import needs_explicit_consent
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor


@action
def give_consent(
    by: Actor,
    *,
    subject: UUID,
    purpose: str,
    wording: str,
    wording_version: str,
    channel: str,
    is_explicit: bool = True,
    kinds: Iterable[str] = (),
    given_by: str = "self",
) -> Consent:
    """Keep a person's consent to one purpose with the words that he saw, or that were read to him.

    `given_by` says whether he, his guardian or his agent agreed; `kinds` are the kinds of data
    where the purpose is not one of those named. Refuses with `WordingMissing` without words, with
    `RightUnknown` another giver, and with `ExplicitConsentNeeded` a silent consent to health,
    disability, credit or unknown parentage.
    """
    if not wording.strip():
        raise WordingMissing
    if given_by not in ACTS_AS:
        raise RightUnknown
    if not is_explicit:
        named = Purpose.objects.filter(key=purpose).values_list("kinds", flat=True).first()
        if needs_explicit_consent([*kinds, *(named or ())]):
            raise ExplicitConsentNeeded
    return Consent.objects.create(
        subject=subject,
        purpose=purpose,
        wording=wording,
        wording_version=wording_version,
        channel=channel,
        is_explicit=is_explicit,
        given_by=given_by,
        taken_by=by.staff,
        given_at=timezone.now(),
    )


@action
def withdraw_consent(
    by: Actor,
    *,
    subject: UUID,
    purpose: str,
    besides: Iterable[UUID] = (),
    channel: str = "",
) -> int:
    """Withdraw every consent of the subject to a purpose; returns how many.

    `besides` are other subjects that are the same person: his applications, records merged into
    his. What was lawfully done before stays; from now on the purpose has no consent. Refuses with
    `ConsentMissing` when there is none that still holds.
    """
    holding = Consent.objects.filter(
        subject__in=[subject, *besides], purpose=purpose, withdrawn_at=None
    )
    withdrawn = holding.update(
        withdrawn_at=timezone.now(), withdrawn_by=by.staff, withdrawn_how=channel[:20]
    )
    if not withdrawn:
        raise ConsentMissing
    trail.remark(about=str(subject), purpose=purpose)
    return withdrawn
