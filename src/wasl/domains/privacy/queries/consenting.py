"""What may be asked about consents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wasl.domains.privacy.models import Consent
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


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
