"""What may be asked about messages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.notifications.models import Message
from wasl.domains.notifications.rules import masked_recipient
from wasl.foundation.actor import Actor
from wasl.foundation.query import query

_SILENT_FOR = timedelta(hours=1)
_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message and how far it came; the recipient is masked and the words are not shown."""

    id: UUID
    kind: str
    carrier: str
    stage: str
    recipient: str
    about: UUID | None
    queued_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    attempts: int
    last_trouble: str


@query
def messages_about(by: Actor, *, about: UUID) -> tuple[MessageRow, ...]:
    """The messages about one thing, the latest first."""
    return _rows(Q(about=about))


@query
def messages_stuck(by: Actor) -> tuple[MessageRow, ...]:
    """Messages that need a person: failed, or an hour old and not known to have arrived.

    Mail that was handed over is not among them, because nobody tells us that it arrived.
    """
    late = Q(queued_at__lt=timezone.now() - _SILENT_FOR)
    return _rows(Q(stage="failed") | late & (Q(stage="queued") | Q(stage="sent", carrier="sms")))


@query
def has_due_messages(by: Actor) -> bool:
    """Whether a message waits for the worker now."""
    return Message.objects.filter(next_try_at__lte=timezone.now()).exists()


def _rows(which: Q) -> tuple[MessageRow, ...]:
    return tuple(
        MessageRow(
            id=row.pk,
            kind=row.kind,
            carrier=row.carrier,
            stage=row.stage,
            recipient=masked_recipient(row.recipient),
            about=row.about,
            queued_at=row.queued_at,
            sent_at=row.sent_at,
            delivered_at=row.delivered_at,
            attempts=row.attempts,
            last_trouble=row.last_trouble,
        )
        for row in Message.objects.filter(which).order_by("-queued_at", "-id")[:_MOST_SHOWN]
    )
