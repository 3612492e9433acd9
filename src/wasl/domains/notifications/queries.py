"""What may be asked about messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from wasl.domains.notifications.models import Message
from wasl.domains.notifications.ports import simulation
from wasl.domains.notifications.rules import linked_pieces, masked_recipient, sms_parts
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import Prepared

_SILENT_FOR = timedelta(hours=1)
_STUCK_FOR = timedelta(days=30)
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
def message_counts(by: Actor, *, about: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many messages about each of several things stand at each stage."""
    counted: dict[UUID, dict[str, int]] = {}
    rows = Message.objects.filter(about__in=list(about)).order_by()
    for thing, stage, number in rows.values_list("about", "stage").annotate(number=Count("id")):
        counted.setdefault(thing, {})[stage] = number
    return counted


@query
def messages_stuck(by: Actor, *, most: int = _MOST_SHOWN) -> tuple[MessageRow, ...]:
    """Messages of the last thirty days that need a person, the latest first: failed, or not gone
    within the hour; and for three days those that left an hour ago and are not known to have
    arrived.

    Mail that was handed over is not among them, because nobody tells us that it arrived; nor is
    what was emptied when its person was erased, a code, or what a circulation sent to everybody.
    """
    now = timezone.now()
    since, late = Q(queued_at__gte=now - _STUCK_FOR), Q(queued_at__lt=now - _SILENT_FOR)
    silent = Q(stage="sent", carrier="sms", sent_at__gt=_some_days_ago())
    stuck = since & (Q(stage="failed") | late & (Q(stage="queued") | silent))
    # Another code is asked for, and a circulation counts its own.
    needless = Q(kind__startswith="code") | Q(kind="policy_circulated")
    return _rows(stuck & ~Q(recipient_index="") & ~needless, most)


@dataclass(frozen=True, slots=True)
class SimulatedRow:
    """A message that a simulator took; `pieces` are its text cut into words and links."""

    carrier: str
    to: str
    title: str
    pieces: tuple[tuple[str, bool], ...]
    parts: int
    times: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SimulatedTrouble:
    """A carrier of the demonstration, the trouble it makes and those it can make."""

    carrier: str
    trouble: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimulatedMessages:
    """All that the simulators show, the newest message first."""

    messages: tuple[SimulatedRow, ...]
    carriers: tuple[SimulatedTrouble, ...]


@query
def messages_simulated(by: Actor) -> SimulatedMessages:
    """What the demonstration's phones and mailboxes received, of all associations.

    Refuses with `NotFound` where messages really leave the house.
    """
    shown = simulation()
    if shown is None:
        raise NotFound
    return SimulatedMessages(
        messages=tuple(
            SimulatedRow(
                carrier=one.carrier,
                to=one.to,
                title=one.title,
                pieces=linked_pieces(one.text),
                parts=sms_parts(one.text) if one.carrier == "sms" else 0,
                times=one.times,
                at=one.at,
            )
            for one in shown.kept()[:_MOST_SHOWN]
        ),
        carriers=tuple(
            SimulatedTrouble(carrier, shown.trouble(carrier), troubles)
            for carrier, troubles in shown.troubles().items()
        ),
    )


@query
def references_without_receipt(by: Actor) -> tuple[UUID, ...]:
    """The references of short messages that were sent and of whose arrival nothing is known."""
    rows = Message.objects.filter(carrier="sms", stage="sent", sent_at__gt=_some_days_ago())
    return tuple(rows.order_by("sent_at").values_list("client_reference", flat=True)[:_MOST_SHOWN])


def _some_days_ago() -> datetime:
    return timezone.now() - timedelta(days=3)


@query
def has_due_messages(by: Actor) -> bool:
    """Whether a message waits for the worker now."""
    return bool(_due(now=timezone.now()))


_due = Prepared(lambda now: Message.objects.filter(next_try_at__lte=now).values_list("pk")[:1])


def _rows(which: Q, most: int = _MOST_SHOWN) -> tuple[MessageRow, ...]:
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
        for row in Message.objects.filter(which).order_by("-queued_at", "-id")[:most]
    )
