"""What may be asked about contacts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    about: UUID | None = None
    cursor: str = ""

    def without_words(self) -> "ContactRow":
        """The same conversation for whoever may know that it took place, not what was said."""
        return replace(self, summary="", answer="", cited=None)


@query
def contacts_about(by: Actor, *, about: UUID) -> tuple[ContactRow, ...]:
    """The conversations about one application, on whatever channel, the latest first."""
    return _rows(by, list(Contact.objects.filter(about=about).order_by("-at", "-id")))


@query
def contacts_with(
    by: Actor, *, parties: Sequence[UUID], after: str | None = None, most: int = 25
) -> tuple[ContactRow, ...]:
    """The conversations with these parties, the latest first, whatever they were about.

    `after` is the `cursor` of the last row seen.
    """
    rows = Contact.objects.filter(party_id__in=parties)
    if after:
        moment, _, key = after.partition("|")
        try:
            at, last = datetime.fromisoformat(moment), UUID(key)
        except ValueError:
            return ()
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=last))
    return _rows(by, list(rows.order_by("-at", "-id")[:most]))


def _rows(by: Actor, rows: list[Contact]) -> tuple[ContactRow, ...]:
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
            about=row.about,
            cursor=f"{row.at.isoformat()}|{row.pk}",
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
