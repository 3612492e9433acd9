"""What may be asked about consents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wasl.domains.access.queries import staff_names
from wasl.domains.privacy.models import Consent, Purpose
from wasl.foundation.actor import Actor
from wasl.foundation.profile import Words
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent and the words to which it was given.

    `title` is the name of the purpose where it is one that the association named; `taken_by` the
    colleague who took it, for colleagues only.
    """

    id: UUID
    purpose: str
    wording: str
    wording_version: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None
    subject: UUID
    is_explicit: bool
    given_by: str
    taken_by: str
    withdrawn_by: str
    title: Words | None


@query
def consents_of(
    by: Actor, *, subject: UUID, besides: Iterable[UUID] = ()
) -> tuple[ConsentRow, ...]:
    """The consents given about one subject, withdrawn ones included; the latest first.

    `besides` are other subjects that are the same person: his applications, merged records.
    """
    subjects = list(dict.fromkeys([subject, *besides]))
    rows = list(Consent.objects.filter(subject__in=subjects).order_by("-given_at", "-id"))
    if not rows:
        return ()
    titles = dict(
        Purpose.objects.filter(key__in={row.purpose for row in rows}).values_list("key", "title")
    )
    staff = {one for row in rows for one in (row.taken_by, row.withdrawn_by) if one}
    names = staff_names(by.as_system(), ids=staff) if by.staff and staff else {}
    return tuple(
        ConsentRow(
            id=row.pk,
            purpose=row.purpose,
            wording=row.wording,
            wording_version=row.wording_version,
            channel=row.channel,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
            subject=row.subject,
            is_explicit=row.is_explicit,
            given_by=row.given_by,
            taken_by=names.get(row.taken_by, "") if row.taken_by else "",
            withdrawn_by=names.get(row.withdrawn_by, "") if row.withdrawn_by else "",
            title=titles.get(row.purpose),
        )
        for row in rows
    )
