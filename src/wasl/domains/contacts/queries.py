"""What may be asked about contacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from wasl.domains.contacts.models import Contact
from wasl.domains.contacts.rules import CHANNELS
from wasl.domains.knowledge.queries import CitedEdition, editions_cited
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One conversation, the latest first where they are listed.

    `cited` is the article, and its edition, from which the answer was given.
    """

    id: UUID
    at: datetime
    channel: str
    direction: str
    purpose: str
    summary: str
    answer: str
    cited: CitedEdition | None
    staff: UUID | None


@query
def contacts_about(by: Actor, *, about: UUID) -> tuple[ContactRow, ...]:
    """The conversations about one application, on whatever channel, the latest first."""
    rows = list(Contact.objects.filter(about=about).order_by("-at", "-id"))
    named = frozenset(row.answered_from_id for row in rows if row.answered_from_id)
    cited = editions_cited(by.as_system(), editions=named)
    return tuple(
        ContactRow(
            id=row.pk,
            at=row.at,
            channel=row.channel,
            direction=row.direction,
            purpose=row.purpose,
            summary=row.summary,
            answer=row.answer,
            cited=cited.get(row.answered_from_id) if row.answered_from_id else None,
            staff=row.staff,
        )
        for row in rows
    )


@query
def channel_use(by: Actor, *, since: datetime) -> dict[str, int]:
    """How many contacts each channel carried since then; a channel never used counts 0."""
    counted = (
        Contact.objects.filter(at__gte=since)
        .order_by()
        .values_list("channel")
        .annotate(number=Count("id"))
    )
    return dict.fromkeys(CHANNELS, 0) | dict(counted)


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """Conversations since then: each channel by its kind, `visits` received in person, `inquiries`,
    `from_articles` answered from an article, and all that was `answered`."""
    rows = Contact.objects.filter(at__gte=since)
    return figures_of(
        rows,
        "at",
        **{channel: Q(channel=channel) for channel in CHANNELS},
        visits=Q(channel="interview", direction="inward"),
        inquiries=Q(purpose="inquiry"),
        suggestions=Q(purpose="suggestion"),
        from_articles=Q(answered_from__isnull=False),
    )
