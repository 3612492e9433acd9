"""How messages are queued, sent and settled, and how receipts are kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from wasl.domains.notifications import ports
from wasl.domains.notifications.events import MessageFailed
from wasl.domains.notifications.lifecycle import MESSAGE
from wasl.domains.notifications.models import Message, Receipt
from wasl.domains.notifications.queries import has_due_messages, references_without_receipt
from wasl.domains.notifications.refusals import ReceiptForged, ReceiptMalformed
from wasl.domains.notifications.rules import is_given_up, mail_page, untold_places
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.identifiers import mobile
from wasl.foundation.keys import blind_index
from wasl.foundation.outbox import LEASE, Claim, pause_after
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import Prepared, ScopeBroken, is_entered
from wasl.foundation.wording import Wording

_BATCH = 20
_STAGES_TOLD = frozenset({"sent", "delivered", "failed"})


@dataclass(frozen=True, slots=True)
class DueMessage:
    """A message as it is handed to a carrier."""

    id: UUID
    carrier: str
    to: str
    title: str
    body: str
    language: str
    reference: UUID


@dataclass(frozen=True, slots=True)
class CarrierAnswer:
    """What a carrier said to one message: its reference when it took it, else the trouble."""

    message: UUID
    provider_reference: str = ""
    trouble: str = ""
    is_temporary: bool = True


FROZEN = "restored from a backup; waits until somebody confirms it"
_HELD_BACK = Q(stage="queued", next_try_at=None, last_trouble=FROZEN) & ~Q(recipient_index="")
_STILL_TO_LEAVE = Q(next_try_at__isnull=False) | _HELD_BACK


@action
def empty_messages(by: Actor, *, about: UUID) -> bool:
    """Empty the messages about something whose person was erased; whether none waits any more.

    What has still to leave, or is held back since a backup was restored, keeps its words.
    """
    told = Message.objects.filter(about=about)
    told.exclude(_STILL_TO_LEAVE).update(recipient="", recipient_index="", title="", body="")
    return not told.filter(_STILL_TO_LEAVE).exists()


@action
def freeze_messages(by: Actor) -> int:
    """Hold back every message that waits to leave; returns how many.

    After a backup was restored, what waited then may have left long ago.
    """
    waiting = Message.objects.filter(next_try_at__isnull=False)
    return waiting.update(next_try_at=None, last_trouble=FROZEN)


@action
def release_messages(by: Actor) -> int:
    """Let the messages go that `freeze_messages` held back; returns how many.

    Those of somebody who was erased since have nobody to go to, and stay.
    """
    held = Message.objects.filter(_HELD_BACK)
    return held.update(next_try_at=timezone.now(), last_trouble="")


@action
def queue_message(
    by: Actor,
    *,
    kind: str,
    wording: Wording,
    fields: Mapping[str, str],
    language: str,
    phone: str = "",
    email: str = "",
    about: UUID | None = None,
    owner: UUID | None = None,
    reference: UUID | None = None,
) -> Message | None:
    """Put a message to one person in the queue: an SMS where there is a phone, else a mail.

    It commits with what it tells about, and leaves by the worker. `owner` is the party or the
    application it tells of: under that key it is sealed, and with it it is erased. Returns
    nothing when there is no way to reach the person, or when a message with this `reference` was
    queued before. Refuses with `Malformed` a phone that is no Saudi mobile. Raises ValueError for
    an SMS that would tell a name, a need, an amount or a decision.
    """
    if not phone and not email:
        return None
    title, body = wording.filled(language, fields)
    if phone:
        if wording.by_mail_only:
            raise ValueError("these words go by mail only")
        untold = untold_places("".join(wording.body.values()))
        if untold:
            raise ValueError(f"an SMS must not tell {', '.join(sorted(untold))}")
        carrier, to = "sms", mobile(phone)
        index = blind_index("phone", to, association=by.association)
    else:
        carrier, to = "email", email.strip()
        index = blind_index("email", to.lower(), association=by.association)
    now = timezone.now()
    message = Message(
        client_reference=reference or uuid4(),
        kind=kind,
        carrier=carrier,
        language=language,
        recipient=to,
        recipient_index=index,
        title=title,
        body=body,
        about=about,
        owner=owner,
        queued_at=now,
        next_try_at=now,
    )
    if reference is None:
        message.save(force_insert=True)
    else:
        # The constraint decides who is first, not a look beforehand.
        Message.objects.bulk_create([message], ignore_conflicts=True)
        if not Message.objects.filter(pk=message.pk).exists():
            return None
    trail.remark(message, kind=kind, carrier=carrier)
    return message


def send_due_messages(by: Actor) -> int:
    """Send what is due in one association; returns how many messages a carrier took.

    A batch is claimed in one transaction, handed over with none open, and settled in another. A
    worker killed in between leaves claims that run out; then those messages go out again under
    the same client references.
    """
    if is_entered():
        raise ScopeBroken("a carrier is called with no transaction open")
    sent = 0
    while has_due_messages(by):
        claimed_at = timezone.now()
        due = claim_due_messages(by)
        answers: list[CarrierAnswer] = []
        try:
            for message in due:
                if timezone.now() - claimed_at > LEASE / 2:
                    # Another worker may soon take the rest; what is left here waits for that.
                    break
                answers.append(_handed_over(message))
        finally:
            # What a carrier took is settled even when a later message is a defect.
            if answers:
                settle_messages(by, answers=answers)
        sent += sum(1 for answer in answers if not answer.trouble)
        if len(answers) < _BATCH:
            break
    return sent


def _handed_over(message: DueMessage) -> CarrierAnswer:
    try:
        return CarrierAnswer(message.id, provider_reference=_carried(message))
    except ports.CarrierTrouble as trouble:
        return CarrierAnswer(
            message.id, trouble=str(trouble) or "trouble", is_temporary=trouble.is_temporary
        )


def _carried(message: DueMessage) -> str:
    if message.carrier == "sms":
        return ports.sms_carrier().send(
            to=message.to, text=message.body, reference=message.reference
        )
    return ports.email_carrier().send(
        to=message.to,
        title=message.title,
        text=message.body,
        html=mail_page(title=message.title, body=message.body, language=message.language),
        reference=message.reference,
    )


_claim = Claim(lambda: Message.objects.filter(stage="queued"), most=_BATCH)


@action
def claim_due_messages(by: Actor) -> tuple[DueMessage, ...]:
    """Take up to twenty messages that are due; nobody else takes them for two minutes."""
    rows = _claim(now=timezone.now())
    trail.remark(messages=len(rows))
    return tuple(
        DueMessage(
            id=row.pk,
            carrier=row.carrier,
            to=row.recipient,
            title=row.title,
            body=row.body,
            language=row.language,
            reference=row.client_reference,
        )
        for row in rows
    )


_messages_held = Prepared(
    lambda keys: Message.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
)


@action
def settle_messages(by: Actor, *, answers: Sequence[CarrierAnswer]) -> tuple[Message, ...]:
    """Record what the carriers said: taken, or not taken and why.

    What was not taken is tried again, at growing pauses, unless the trouble is lasting or the
    tries are used up; then it has failed and the rooms above are told. A receipt that came
    before this is not taken back. Refuses with `NotFound` when one of the messages is not ours.
    """
    said = {answer.message: answer for answer in answers}
    rows = _messages_held(keys=list(said))
    if len(rows) != len(said):
        raise NotFound
    taken = [row for row in rows if row.stage == "queued" and not said[row.pk].trouble]
    _mark_sent(taken, {row.pk: said[row.pk].provider_reference[:80] for row in taken})
    for row in rows:
        if row not in taken:
            _settle_otherwise(row, said[row.pk])
        _tell_failure(by, row)
    stages = Counter(row.stage for row in rows)
    trail.remark(messages=[str(row.pk) for row in rows], stages=dict(stages))
    return tuple(rows)


def _mark_sent(rows: list[Message], references: dict[UUID, str]) -> None:
    if not rows:
        return
    now = timezone.now()
    for row in rows:
        row.stage, row.sent_at, row.next_try_at, row.last_trouble = "sent", now, None, ""
        row.provider_reference = references[row.pk]
    Message.objects.filter(pk__in=list(references)).update(
        stage="sent",
        sent_at=now,
        next_try_at=None,
        last_trouble="",
        provider_reference=Case(
            *(When(pk=key, then=Value(said)) for key, said in references.items())
        ),
    )


def _settle_otherwise(row: Message, answer: CarrierAnswer) -> None:
    now = timezone.now()
    if row.stage != "queued":
        if answer.provider_reference and not row.provider_reference:
            row.provider_reference = answer.provider_reference[:80]
            row.sent_at = row.sent_at or now
            row.save(update_fields=["provider_reference", "sent_at"])
        return
    # Somebody erased while a carrier had his message has no address to try again.
    if not row.recipient_index or is_given_up(row.attempts, is_temporary=answer.is_temporary):
        row.stage, row.next_try_at = "failed", None
    else:
        row.next_try_at = now + pause_after(row.attempts)
    row.last_trouble = answer.trouble[:200]
    row.save(update_fields=["stage", "next_try_at", "last_trouble"])


def _tell_failure(by: Actor, row: Message) -> None:
    if row.stage == "failed":
        publish(by, MessageFailed(message=row.pk, kind=row.kind, about=row.about))


@action
def record_callback(by: Actor, *, body: bytes, signature: str) -> bool:
    """Keep a receipt as the SMS carrier's callback brought it; whether the message is ours.

    Refuses with `ReceiptForged` one without the carrier's signature, which is recorded, and with
    `ReceiptMalformed` one that cannot be read. About an unknown message nothing is said.
    """
    try:
        told = ports.sms_carrier().read_receipt(body=body, signature=signature)
    except ports.ReceiptUnsigned as unsigned:
        raise ReceiptForged from unsigned
    except ports.ReceiptUnreadable as unreadable:
        raise ReceiptMalformed from unreadable
    return record_receipt(
        by,
        provider_event=told.event,
        client_reference=told.client_reference,
        provider_reference=told.provider_reference,
        stage=told.stage,
    )


@action
def record_receipt(
    by: Actor,
    *,
    provider_event: str,
    stage: str,
    client_reference: UUID | None = None,
    provider_reference: str = "",
) -> bool:
    """Keep what a carrier told about a message: "sent", "delivered" or "failed".

    Answers whether the message is ours; only a carrier who signs its receipts learns that.

    A message never goes backwards, the same event told twice counts once, and an event about an
    unknown message is kept without a word. Refuses with `ReceiptMalformed` another stage.
    """
    if stage not in _STAGES_TOLD or not provider_event:
        raise ReceiptMalformed
    row = _meant(client_reference, provider_reference)
    receipt = Receipt(
        message=row, provider_event=provider_event[:80], stage=stage, received_at=timezone.now()
    )
    Receipt.objects.bulk_create([receipt], ignore_conflicts=True)
    if row is None:
        trail.remark(stage=stage, known=False)
        return False
    trail.remark(row, stage=stage)
    if MESSAGE.may_move(row.stage, stage):
        _advance(row, stage, receipt.received_at)
        _tell_failure(by, row)
    return True


def _meant(client_reference: UUID | None, provider_reference: str) -> Message | None:
    rows = Message.objects.select_for_update(of=("self",))
    if client_reference is not None:
        return rows.filter(client_reference=client_reference).first()
    if provider_reference:
        return rows.filter(provider_reference=provider_reference[:80]).first()
    return None


def _advance(row: Message, stage: str, at: datetime) -> None:
    row.stage, row.next_try_at = stage, None
    if stage != "failed":
        row.sent_at = row.sent_at or at
    if stage == "delivered":
        row.delivered_at = at
    row.save(update_fields=["stage", "next_try_at", "sent_at", "delivered_at"])


@action
def record_forged_receipt(by: Actor, *, provider_event: str = "", stage: str = "") -> None:
    """Keep that somebody brought a receipt without the carrier's signature; nothing changes."""
    Receipt.objects.create(
        provider_event=provider_event[:80],
        stage=stage[:10],
        is_genuine=False,
        received_at=timezone.now(),
    )
    trail.remark(forged=True)


def take_simulated_receipts(by: Actor) -> int:
    """Let the demonstration's simulators call back about what they carried; returns how many.

    Does nothing where a real provider calls back by itself.
    """
    simulated = ports.simulation()
    if simulated is None:
        return 0
    receipts = [
        receipt
        for reference in references_without_receipt(by)
        for receipt in simulated.receipts_of(reference)
    ]
    for body, signature in receipts:
        record_callback(by, body=body, signature=signature)
    return len(receipts)


@action
def simulate_trouble(by: Actor, *, carrier: str, trouble: str) -> None:
    """Let a simulator be down, drop messages and so on; the empty text ends it.

    Refuses with `NotFound` where there is no such simulator or trouble.
    """
    simulated = ports.simulation()
    if simulated is None or trouble not in simulated.troubles().get(carrier, ()):
        raise NotFound
    simulated.make_trouble(carrier, trouble)
    trail.remark(carrier=carrier, trouble=trouble)
